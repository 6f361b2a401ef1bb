/// Reads a command line by the table of commands.
///
/// Options may stand anywhere after the command, `--` ends them, and `-` is an operand. `--help` and `--version` win
/// over errors elsewhere on the line, since somebody who asks for help has usually made one.
struct ArgumentParser {
  private let command: CommandSpec
  private var rest: ArraySlice<String>
  private var operands: [String] = []
  private var given: [String: [String]] = [:]
  private var firstError: UsageError?

  /// What the arguments, without the program's name, ask for.
  static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    guard let first = arguments.first else { return .overview }
    if first.hasPrefix("-") { return try parseBeforeCommand(arguments) }
    guard let command = CommandTable.command(named: first) else { throw unknownCommand(first) }
    var parser = ArgumentParser(command: command, rest: arguments.dropFirst())
    return try parser.parse()
  }

  private init(command: CommandSpec, rest: ArraySlice<String>) {
    self.command = command
    self.rest = rest
  }

  private mutating func parse() throws(UsageError) -> Invocation {
    while let argument = rest.popFirst() {
      if argument == "--" {
        operands += rest
        rest = []
      } else if argument.hasPrefix("--") {
        readLong(argument)
      } else if argument.hasPrefix("-"), argument != "-" {
        readShort(argument)
      } else {
        operands.append(argument)
      }
    }
    if given[OptionSpec.help.long] != nil { return .help(command) }
    if given[OptionSpec.version.long] != nil { return .version }
    if let firstError { throw firstError }
    if operands.count > command.operands.limit {
      throw UsageError("Unexpected argument '\(operands[command.operands.limit])'.", command: command)
    }
    if command.name == CommandTable.help.name { return try helpTopic() }
    return .run(ParsedCommand(command: command, operands: operands, given: given))
  }

  private func helpTopic() throws(UsageError) -> Invocation {
    if given[OptionSpec.manual.long] != nil {
      if let topic = operands.first {
        throw UsageError("'\(OptionSpec.manual.name)' is about everything; leave '\(topic)' out.", command: command)
      }
      return .manual
    }
    guard let topic = operands.first else { return .overview }
    if let topic = HelpTopic(rawValue: topic) { return .topic(topic) }
    if let command = CommandTable.command(named: topic) { return .help(command) }
    if let near = Spelling.nearest(to: topic, among: HelpTopic.allCases.map(\.rawValue)) {
      throw UsageError("There is no topic '\(topic)'. Did you mean '\(near)'?", command: command)
    }
    let topics = HelpTopic.allCases.map(\.rawValue).joined(separator: ", ")
    if Spelling.nearest(to: topic, among: CommandTable.all.map(\.name)) != nil { throw Self.unknownCommand(topic) }
    throw UsageError(
      "There is no command and no topic '\(topic)'. The topics are: \(topics). 'tokaudit help' lists the commands.",
      command: command)
  }

  private mutating func readLong(_ argument: String) {
    let parts = OptionValue.assignment(in: argument)
    let name = parts?.key ?? argument
    for option in command.allOptions {
      if name == option.name {
        read(option, as: name, attached: parts?.word)
        return
      }
      if case .onOff = option.value, name == option.negativeName {
        read(option, as: name, attached: parts?.word)
        return
      }
    }
    fail(Self.unknownOption(name, in: command))
  }

  /// Reads `-q`, `-qh`, `-o PATH`, `-oPATH`, `-qoPATH` and `-o=PATH`.
  private mutating func readShort(_ argument: String) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = command.allOptions.first(where: { $0.short == letter }) else {
        fail(Self.unknownOption(letters.isEmpty ? "-\(letter)" : argument, in: command))
        return
      }
      if option.takesValue {
        if letters.first == "=" {
          letters.removeFirst()
        } else if letters.isEmpty {
          read(option, as: "-\(letter)", attached: nil)
          return
        }
        read(option, as: "-\(letter)", attached: String(letters))
        return
      }
      let excess = letters.first == "=" ? String(letters.dropFirst()) : nil
      read(option, as: "-\(letter)", attached: excess)
      if excess != nil { return }
    }
  }

  private mutating func read(_ option: OptionSpec, as name: String, attached: String?) {
    guard option.takesValue else {
      if let attached { fail("The option '\(name)' takes no value, but '\(attached)' was given.") }
      let value = name == option.negativeName ? "off" : "on"
      if let earlier = given[option.long], earlier != [value] {
        fail("'\(option.name)' and '\(option.negativeName)' exclude each other.")
      }
      given[option.long] = [value]
      return
    }
    guard let value = attached ?? nextValue() else {
      let shown = "\(name) \(option.value.placeholder ?? "")"
      if let next = rest.first {
        fail("Missing value for '\(shown)', before '\(next)'. A value that starts with - is written '\(name)=VALUE'.")
      } else {
        fail("Missing value for '\(shown)'.")
      }
      return
    }
    if let objection = option.value.objection(to: value) {
      fail("The value '\(value)' is invalid for '\(name) \(option.value.placeholder ?? "")'. \(objection)")
    } else if let earlier = given[option.long], !option.isRepeatable {
      fail("The option '\(option.name)' was given twice, as '\(earlier[0])' and as '\(value)'.")
    } else {
      given[option.long, default: []].append(value)
    }
  }

  /// The next argument, unless it is an option.
  private mutating func nextValue() -> String? {
    guard let next = rest.first, next == "-" || !next.hasPrefix("-") else { return nil }
    rest.removeFirst()
    return next
  }

  private mutating func fail(_ message: String) {
    fail(UsageError(message, command: command))
  }

  private mutating func fail(_ error: UsageError) {
    if firstError == nil { firstError = error }
  }
}
