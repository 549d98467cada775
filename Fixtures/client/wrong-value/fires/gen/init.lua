require('gen').setup({
  model = 'llama3.1:8b',
  host = 'http://gpubox',
  port = '11434',
})
