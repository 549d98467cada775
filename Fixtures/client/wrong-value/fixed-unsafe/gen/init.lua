require('gen').setup({
  model = 'llama3.1:8b',
  host = 'gpubox',
  port = '11434',
})
