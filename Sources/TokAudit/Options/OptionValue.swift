import Analysis

/// What an option takes after its name.
enum OptionValue: Sendable {
  /// Nothing: the option is a switch.
  case none
  /// Nothing, but `--no-NAME` switches it off again.
  case onOff
  /// Any text that is not empty; the name stands for it in the help.
  case text(String)
  /// The path of a file, or what may stand for one, such as a URL; never a standard stream.
  case file(String)
  /// The path of a folder.
  case folder(String)
  /// Names separated by commas.
  case list(String)
  /// One of the words.
  case choice([String])
  /// `KEY=WORD`, with one of the words.
  case assignment(String, [String])
  /// A whole number in the range.
  case integer(String, ClosedRange<Int>)
  /// A number of bytes, see `ByteSize`.
  case size(String)
  /// A length of time, see `TimeSpan`.
  case duration
  /// The same, or no time at all.
  case durationOrNone

  /// How the help writes the value, or nil for a switch.
  var placeholder: String? {
    switch self {
    case .none, .onOff: nil
    case .text(let name), .file(let name), .folder(let name), .integer(let name, _), .size(let name): name
    case .duration, .durationOrNone: "DURATION"
    case .list(let name): "\(name),…"
    case .choice(let words): words.joined(separator: "|")
    case .assignment(let key, let words): "\(key)=\(words.joined(separator: "|"))"
    }
  }

  /// Why the text is not a value of this kind, as a sentence that follows "The value … is invalid for …", or nil.
  func objection(to text: String) -> String? {
    switch self {
    case .none, .onOff: nil
    case .text: text.isEmpty ? "It must not be empty." : nil
    case .file, .folder:
      switch text {
      case "": "It must not be empty."
      case "-": "Name a file or a folder; - is for lists on standard input only."
      default: nil
      }
    case .list(let name):
      text.split(separator: ",", omittingEmptySubsequences: false).contains("")
        ? "Please name each \(name), separated by single commas." : nil
    case .choice(let words): Self.objection(to: text, words)
    case .assignment(let key, let words):
      if let (name, word) = Self.assignment(in: text), !name.isEmpty {
        Self.objection(to: word, words)
      } else {
        "Please write \(key)=\(words.joined(separator: "|"))."
      }
    case .size:
      ByteSize.bytes(text) == nil ? "Please provide a number of bytes, such as 65536, 256MB or 2GiB." : nil
    case .duration, .durationOrNone:
      TimeSpan(text, allowsNone: allowsNone) == nil
        ? "Please write whole numbers with their units, days first, such as 90s, 15m, 1h, 2d or 1h30m; at most "
          + "\(TimeSpan.longest)." : nil
    case .integer(_, let range):
      if Self.isNumber(text), let number = Int(text), range.contains(number) {
        nil
      } else if range.upperBound == .max {
        "Please provide a whole number of \(range.lowerBound) or more\(Self.isNumber(text) ? ", up to \(Int.max)" : "")."
      } else {
        "Please provide a whole number from \(range.lowerBound) to \(range.upperBound)."
      }
    }
  }

  private var allowsNone: Bool { if case .durationOrNone = self { true } else { false } }

  /// The parts of `KEY=WORD`, or nil without `=`.
  static func assignment(in text: String) -> (key: String, word: String)? {
    guard let sign = text.firstIndex(of: "=") else { return nil }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }

  private static func objection(to word: String, _ words: [String]) -> String? {
    if words.contains(word) { return nil }
    if let near = Spelling.nearest(to: word, among: words) { return "Did you mean '\(near)'?" }
    let listed = words.map { "'\($0)'" }
    guard let last = listed.last, listed.count > 1 else { return "Please provide \(listed.joined())." }
    return "Please provide one of \(listed.dropLast().joined(separator: ", ")) or \(last)."
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
