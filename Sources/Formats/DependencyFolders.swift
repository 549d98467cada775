/// Directories that hold what tools made or fetched, never what a person wrote.
public enum DependencyFolders {
  public static let names: Set<String> = [
    ".git", ".hg", ".svn", ".jj", "node_modules", ".build", "__pycache__", "venv", ".venv", ".tox",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".gradle", ".terraform", ".direnv", ".idea", ".cache",
    "site-packages",
  ]
}
