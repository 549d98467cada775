return {
  "David-Kunz/gen.nvim",
  opts = { model = "unsloth/Qwen3-8B-GGUF:Q6_K", host = "localhost", port = "8012" },
}
