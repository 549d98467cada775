require("codecompanion").setup({
  adapters = {
    http = {
      coder = function()
        return require("codecompanion.adapters").extend("ollama", {
          env = { url = "http://127.0.0.1:11434" },
          schema = {
            model = { default = "qwen2.5-coder:7b" },
            num_ctx = { default = 16384 },
          },
        })
      end,
    },
  },
  strategies = {
    chat = { adapter = "coder" },
    inline = { adapter = "coder" },
  },
})
