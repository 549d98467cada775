require('minuet').setup {
  provider = 'openai_compatible',
  provider_options = {
    openai_compatible = {
      api_key = 'TERM',
      name = 'Ollama',
      end_point = 'http://localhost:11434/v1', -- lacks a part
      model = 'qwen2.5-coder:7b',
    },
  },
}
