/// What the parser says about words it does not know.
extension ArgumentParser {
  /// Reads a line that starts with an option: only help and version need no command.
  static func parseBeforeCommand(_ arguments: [String]) throws(UsageError) -> Invocation {
    let options = arguments.prefix { $0 != "--" }
    if options.contains(where: { $0 == "-h" || $0 == OptionSpec.help.name }) {
      let command = options.lazy.compactMap(CommandTable.command(named:)).first
      return command.map(Invocation.help) ?? .overview
    }
    if options.contains(OptionSpec.version.name) { return .version }
    let name = OptionValue.assignment(in: arguments[0])?.key ?? arguments[0]
    for command in CommandTable.all {
      for option in command.options where option.name == name || option.short.map({ "-\($0)" }) == name {
        throw UsageError(
          "The option '\(name)' belongs after its command: tokaudit \(command.name) \(name) …", command: command)
      }
    }
    if name == "-" || name == "--" {
      throw UsageError("A command must come before '\(name)': tokaudit audit \(name)")
    }
    throw unknownOption(name, in: nil)
  }

  /// The error for an option that the command does not have.
  static func unknownOption(_ name: String, in command: CommandSpec?) -> UsageError {
    var names: [String] = []
    for option in command?.allOptions ?? CommandTable.commonOptions {
      names.append(option.name)
      if case .onOff = option.value { names.append(option.negativeName) }
    }
    var message = "Unknown option '\(name)'."
    if name.hasPrefix("--"), let near = Spelling.nearest(to: name, among: names) {
      message += " Did you mean '\(near)'?"
    }
    return UsageError(message, command: command)
  }

  /// The error for a command that is not in the table; a path is most likely an input without its command.
  static func unknownCommand(_ name: String) -> UsageError {
    if let near = Spelling.nearest(to: name, among: CommandTable.all.map(\.name)) {
      return UsageError("Unknown command '\(name)'. Did you mean '\(near)'?")
    }
    if name.contains("/") || name.contains(".") {
      return UsageError("Unknown command '\(name)'. To audit that file: tokaudit audit \(name)")
    }
    let names = CommandTable.all.map(\.name).joined(separator: ", ")
    return UsageError("Unknown command '\(name)'. The commands are: \(names).")
  }
}
