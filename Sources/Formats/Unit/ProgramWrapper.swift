/// Programs that start the one behind them, after options of their own: `numactl --cpunodebind=0 llama-server`, `nice -n 5 ollama serve`.
enum ProgramWrapper {
  /// How many words stand before the program that is meant; 0 where the first is it, or nobody knows where it is.
  static func length(_ words: [String?]) -> Int {
    var index = 0
    while index < words.count, let word = words[index], names.contains(word.split(separator: "/").last.map(String.init) ?? "") {
      index += 1
      // Their values are numbers, lists of them, masks and assignments.
      while index < words.count, let word = words[index],
        word.hasPrefix("-") || word.contains("=") || word.first?.isNumber == true { index += 1 }
    }
    return index < words.count && words[index] != nil ? index : 0
  }
}
