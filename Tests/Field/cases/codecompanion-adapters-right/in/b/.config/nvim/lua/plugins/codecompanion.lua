return { "olimorris/codecompanion.nvim", opts = { interactions = { chat = { adapter = "from_another_file" } } } }
