import Analysis

/// A command line that cannot be run, with what to change.
struct UsageError: Error, Equatable {
  /// What is wrong: one or two sentences, with the option and the value.
  let message: String
  /// The command it was meant for, if that is known.
  let command: String?
  /// The long name of the option whose value is wrong, and what is wrong with it; nil if it is no single value.
  private(set) var option: String?
  private(set) var reason: String?

  /// An error of the command line.
  init(_ message: String, command: CommandSpec? = nil) {
    self.message = message
    self.command = command?.name
  }

  /// A value that the command found to be wrong, after the parser had accepted it.
  static func invalid(_ value: String, for option: OptionSpec, because reason: String, in command: CommandSpec) -> Self
  {
    var error = UsageError("The value '\(value)' is invalid for '\(option.name)'. \(reason)", command: command)
    error.option = option.long
    error.reason = "the value '\(value)' is invalid. \(reason)"
    return error
  }

  /// The text for standard error: the error, the usage, and where to find more. Ends with a newline.
  var text: String {
    let spec = command.flatMap(CommandTable.command(named:))
    let usage = spec?.usage ?? HelpText.usage
    let source = spec.map { "tokaudit \($0.name) --help" } ?? "tokaudit --help"
    return """
      Error: \(Visible.text(message, limit: .max))
      Usage: \(usage)
        See '\(source)' for more information.

      """
  }
}
