/// Says in the words of a job file what commands say of their options.
enum JobWords {
  /// The names of options, the longest first, each with the key that a job has for it.
  private static let words: [(name: String, key: String)] =
    (JobFile.options.map { option in
      (option.name, option.takesValue ? "\"\(option.long)\" of \"options\"" : "\"options\": {\"\(option.long)\": true}")
    } + [OptionSpec.alphabets, .orders].map { ($0.name, "\"\($0.long)\"") })
    .sorted { $0.name.utf8.count > $1.name.utf8.count }

  /// A text with the keys in the place of the options.
  static func text(_ text: String) -> String {
    guard text.contains("--") else { return text }
    var text = text
    for (name, key) in words {
      text = text.replacing("'\(name)'", with: key)
      var rest = text[...]
      var result = ""
      while let found = rest.firstRange(of: name) {
        let next = found.upperBound < rest.endIndex ? rest[found.upperBound] : " "
        // A longer word that only begins like the name is another one.
        let isWhole = !next.isLetter && next != "-"
        result += rest[..<found.lowerBound] + (isWhole ? key : name)
        rest = rest[found.upperBound...]
      }
      text = result + rest
    }
    return text
  }
}
