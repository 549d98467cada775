return {
  "olimorris/codecompanion.nvim",
  opts = {
    interactions = {
      chat = { adapter = "local_qwen" },
      inline = { adapter = "copilot" },
      cmd = { adapter = { name = "ollama", model = "qwen3:8b" } },
      background = { adapter = "claude_code" },
    },
    adapters = {
      http = {
        local_qwen = function()
          return require("codecompanion.adapters").extend("ollama", { env = { url = "http://192.168.1.5:11434" } })
        end,
      },
    },
  },
}
