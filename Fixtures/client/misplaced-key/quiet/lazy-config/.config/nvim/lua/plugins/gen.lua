return {
  "David-Kunz/gen.nvim",
  config = function(_, opts)
    require("gen").setup(opts)
    require("gen").prompts["Explain"] = { prompt = "Explain:\n$text" }
  end,
  opts = { model = "qwen3:8b", host = "localhost", port = "11434" },
}
