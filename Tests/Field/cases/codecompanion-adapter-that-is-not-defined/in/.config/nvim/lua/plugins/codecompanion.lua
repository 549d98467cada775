return {
  "olimorris/codecompanion.nvim",
  opts = {
    interactions = { chat = { adapter = "qwen" } },
    adapters = {
      http = {
        local_qwen = function()
          return require("codecompanion.adapters").extend("ollama", {
            env = { url = "http://192.168.1.5:11434" },
            schema = { model = { default = "qwen3:8b" } },
          })
        end,
      },
    },
  },
}
