return {
  "David-Kunz/gen.nvim",
  opts = { model = "qwen3:8b" },
  config = function()
    vim.keymap.set("n", "<leader>g", ":Gen<CR>")
  end,
}
