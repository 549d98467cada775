-- Opens a file in Neovim with the language server, waits for its findings, applies all safe fixes, and waits again.
-- Run as: nvim --headless -u NONE -c "luafile neovim.lua", with SERVER and FILE in the environment.
local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit")
end

vim.cmd("edit " .. vim.env.FILE)
local client = vim.lsp.start_client({ cmd = { vim.env.SERVER, "lsp" }, root_dir = vim.fn.getcwd() })
if not client then fail("the server does not start") end
vim.lsp.buf_attach_client(0, client)
local function count() return #vim.diagnostic.get(0) end
if not vim.wait(10000, function() return count() > 0 end, 50) then fail("no diagnostics") end
local before = count()
local range = { start = { line = 0, character = 0 }, ["end"] = { line = vim.fn.line("$"), character = 0 } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = range,
  context = { diagnostics = {}, only = { "source.fixAll.ollama-lint" } },
}, 10000)
local action = answers and answers[client] and answers[client].result and answers[client].result[1]
if not action or not action.edit then fail("no action that fixes all") end
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
if not vim.wait(10000, function() return count() < before end, 50) then fail("the findings stay") end
io.stdout:write(before .. " findings, " .. count() .. " after all safe fixes\n")
vim.cmd("silent write")
vim.cmd("qall!")
