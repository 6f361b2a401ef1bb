import Analysis

/// A shell that can complete command lines.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// What the shell must read, made from the table of commands.
  var completions: String {
    switch self {
    case .bash: BashCompletions.text
    case .zsh: ZshCompletions.text
    case .fish: FishCompletions.text
    }
  }

  /// A text as one word of any of the shells.
  static func quoted(_ text: String) -> String {
    "'\(Scalars.replacing("'", in: text, with: #"'\''"#))'"
  }

  /// The same, as it stands where no shell finds anything in it.
  static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0 &- UInt8(ascii: "0") < 10 || ($0 | 0x20) &- UInt8(ascii: "a") < 26 || "_-./:,=+@".utf8.contains($0)
    }
    return isPlain && !text.isEmpty ? text : quoted(text)
  }
}
