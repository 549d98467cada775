return {
  "olimorris/codecompanion.nvim",
  opts = {
    adapters = {
      http = {
        ollama = function()
          return require("codecompanion.adapters").extend("ollama", {
            schema = { model = { default = "qwen3:14b" }, num_ctx = 32768 },
          })
        end,
      },
    },
    interactions = { chat = { adapter = "ollama" } },
  },
}
