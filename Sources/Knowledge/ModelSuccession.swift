import Catalogue

/// Which model of a family replaced which.
///
/// The families are those that their authors number; that the later one is not a loss is then read from the catalogue.
public enum ModelSuccession {
  /// `name:tag` of a later model of about the same size that can do all that `name` can, and remembers twice as much or
  /// can do more; `nil` where the choice is a matter of taste.
  public static func successor(of name: ModelName) -> String? {
    guard name.isLibrary, let old = ModelCatalogue.standard.row(named: name),
      let names = later[old["name"].lowercased()]
    else {
      return nil
    }
    for row in names.flatMap({ ModelCatalogue.standard.rows(named: $0) })
    where isSameSize(row, as: old) && isBetter(row, than: old) {
      return "\(row["name"]):\(row["tag"])"
    }
    return nil
  }

  private static func isSameSize(_ new: CatalogueTable.Row, as old: CatalogueTable.Row) -> Bool {
    guard let before = Double(old["parameters"]), let after = Double(new["parameters"]),
      let bytes = Double(old["default_file_bytes"]), let newBytes = Double(new["default_file_bytes"])
    else { return false }
    // Of as many parameters, a mixture of experts knows less.
    guard new["expert_count"].isEmpty == old["expert_count"].isEmpty else { return false }
    return (0.75...1.2).contains(after / before) && newBytes <= bytes * 1.1
  }

  private static func isBetter(_ new: CatalogueTable.Row, than old: CatalogueTable.Row) -> Bool {
    func capabilities(_ row: CatalogueTable.Row) -> Set<Substring> {
      Set(row["capabilities"].split(separator: ","))
    }
    guard let before = Int(old["context_length"]), let after = Int(new["context_length"]), after >= before,
      capabilities(old).isSubset(of: capabilities(new))
    else { return false }
    // To think before the answer is no gain for everybody.
    return after >= 2 * before
      || !capabilities(new).subtracting(capabilities(old)).isDisjoint(with: ["tools", "vision", "insert"])
  }
}
