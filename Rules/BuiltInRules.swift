/// The rules under `Rules/`, checked and compiled to Swift values when the package is built.
///
/// Adding a rule is adding its file: the plugin `CompileRules` writes the rest of this type. A mistake in
/// a rule file is an error of the build, at the file's line and column.
public enum BuiltInRules {}
