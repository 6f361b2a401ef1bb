import Analysis

/// A command with its operands and options; every value has passed the check of its kind.
struct ParsedCommand: Sendable {
  /// The command to run.
  let command: CommandSpec
  /// What is neither an option nor an option's value, in order.
  let operands: [String]
  private let given: [String: [String]]

  /// The result of parsing; `given` has the values by long name, a switch "on" or "off".
  init(command: CommandSpec, operands: [String], given: [String: [String]]) {
    self.command = command
    self.operands = operands
    self.given = given
  }

  /// Whether the option stands on the command line.
  func isGiven(_ option: OptionSpec) -> Bool { given[option.long] != nil }

  /// The option as the command declares it, since commands give options of one name defaults of their own; one that the
  /// command doesn't have is as it was asked for.
  private func own(_ option: OptionSpec) -> OptionSpec {
    command.allOptions.first { $0.long == option.long } ?? option
  }

  /// Whether a switch is on.
  func flag(_ option: OptionSpec, default standard: Bool = false) -> Bool {
    precondition(!option.takesValue, "\(option.name) is not a switch")
    return given[option.long].map { $0.last == "on" } ?? standard
  }

  /// The value given last, or the default, if there is one.
  func value(_ option: OptionSpec) -> String? {
    precondition(option.takesValue, "\(option.name) is a switch")
    return given[option.long]?.last ?? own(option).standard
  }

  /// Every value given, in order; of a list, its elements.
  func values(_ option: OptionSpec) -> [String] {
    let values = given[option.long] ?? []
    guard case .list = option.value else { return values }
    return values.flatMap { $0.split(separator: ",").map(String.init) }
  }

  /// The number given, or the default.
  func integer(_ option: OptionSpec) -> Int? { value(option).flatMap { Int($0) } }

  /// The length of time given, or the default.
  func duration(_ option: OptionSpec) -> TimeSpan? { value(option).flatMap { TimeSpan($0, allowsNone: true) } }

  /// Every `KEY=WORD` given, in order.
  func assignments(_ option: OptionSpec) -> [(key: String, word: String)] {
    values(option).compactMap(OptionValue.assignment(in:))
  }
}
