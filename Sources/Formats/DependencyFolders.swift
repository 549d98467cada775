/// Directories that hold what tools made or fetched, never what a person wrote.
public enum DependencyFolders {}
