import Analysis

/// What a shell offers after a word.
enum Completion: Equatable {
  /// These words.
  case words([String])
  /// Some of these words, separated by commas.
  case list([String])
  /// One of the keys, `=` and one of the words.
  case assignment(keys: [String], words: [String])
  /// Files and folders.
  case files
  /// Folders.
  case folders
  /// Nothing: it is a text of one's own.
  case nothing

  /// The codes of all rules that `audit` knows.
  static var rules: [String] { Rulebook.all.map(\.code) }
}

extension OptionValue {
  /// What a shell offers as the value; nil for a switch.
  var completion: Completion? {
    switch self {
    case .none, .onOff: nil
    case .choice(let words): .words(words)
    case .list: .list(Completion.rules)
    case .assignment(_, let words): .assignment(keys: Completion.rules, words: words)
    case .text, .integer, .size, .duration, .durationOrNone: .nothing
    case .file: .files
    case .folder: .folders
    }
  }
}

extension CommandSpec {
  /// What a shell offers as an argument.
  var completion: Completion {
    switch operands.name {
    case CommandTable.rules.operands.name: .words(Completion.rules + Rulebook.reconciliation.map(\.code))
    case CommandTable.help.operands.name: .words(CommandTable.all.map(\.name) + HelpTopic.allCases.map(\.rawValue))
    case CommandTable.completions.operands.name: .words(Shell.allCases.map(\.rawValue))
    case CommandTable.fetch.operands.name: .nothing
    default: .files
    }
  }
}

extension OptionSpec {
  /// Its names with their dashes, the short one first.
  var names: [String] {
    var names = short.map { ["-\($0)"] } ?? []
    names.append(name)
    if case .onOff = value { names.append(negativeName) }
    return names
  }

  /// The first sentence of its help, without the full stop.
  var briefHelp: String {
    let end = help.firstRange(of: ". ")?.lowerBound ?? help.index(before: help.endIndex)
    return String(help[..<end])
  }
}
