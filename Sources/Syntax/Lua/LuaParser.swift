/// The settings that a Lua file hands to Neovim's plugins, as one mapping from plugin to settings.
///
///     require("avante").setup({ provider = "ollama" })            ->  avante: { provider: ollama }
///     { "yetone/avante.nvim", opts = { provider = "ollama" } }    ->  avante: { provider: ollama }
///     vim.g.avante = { provider = "ollama" }                      ->  vim.g.avante: { provider: ollama }
///
/// Lua is a program, and only its literals are read: a table is a mapping or, where all its fields are positional, a
/// sequence; everything else is computed. Positional fields of other tables, and the arguments of a call, are numbered
/// from 1. Of an expression that is computed, what it is made of can be reached: the arguments of a call below the name
/// of what is called, the fields of the table that a function returns.
///
/// Sources: Lua 5.4 Reference Manual, 3.4; lazy.nvim, "Plugin Spec": https://lazy.folke.io/spec
public enum LuaParser {
  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> NodeDocument {
    try SyntaxLimits.check(source)
    var lexer = LuaLexer(source)
    try lexer.read()
    var reader = LuaReader(source, lexer.tokens)
    let entries = try reader.settings()
    return NodeDocument(
      source: source, root: Node(.mapping(entries), range: source.range), comments: lexer.comments,
      duplicateKeys: reader.duplicates)
  }
}
