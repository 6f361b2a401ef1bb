/// The help, from the table of commands.
enum HelpText {
  /// The usage line of the whole program.
  static let usage = "tokaudit COMMAND [INPUT …] [OPTION …]"

  /// The help of the whole program.
  static func overview(width: Int) -> String {
    let commands = CommandTable.all.map { (term: $0.name, text: $0.summary) }
    let topics = HelpTopic.allCases.map { (term: $0.rawValue, text: $0.summary) }
    let codes = CommandTable.exitCodes.map { CommandSpec.Ending($0) }
    return """
      \(TextLayout.wrap(CommandTable.purpose, width: width))

      \(TextLayout.wrap("Usage: \(usage)", width: width, indent: 2))

      Commands:
      \(TextLayout.definitions(commands, width: width))
      Options:
      \(options(CommandTable.commonOptions, width: width))
      Exit codes:
      \(exitCodes(codes, width: width))
      Topics:
      \(TextLayout.definitions(topics, width: width))
      \(TextLayout.wrap("See 'tokaudit help COMMAND' for the options of a command, or 'tokaudit help TOPIC'.", width: width))

      """
  }

  /// The help of one command.
  static func command(_ command: CommandSpec, width: Int) -> String {
    let discussion = command.discussion.map { "\(TextLayout.wrap($0, width: width))\n" }.joined(separator: "\n")
    let examples = command.examples.map { example in
      "  tokaudit \(example.command)\n      \(TextLayout.wrap(example.effect, width: width, indent: 6))\n"
    }.joined()
    let operand = [(term: command.operands.name, text: command.operands.help)]
    return """
      \(TextLayout.wrap(command.summary, width: width))

      \(TextLayout.wrap("Usage: \(command.usage)", width: width, indent: 2))

      \(discussion)
      Examples:
      \(examples)
      Arguments:
      \(TextLayout.definitions(operand, width: width))
      Options:
      \(options(command.allOptions, width: width))
      Exit codes:
      \(exitCodes(command.endings, width: width))
      """
  }

  private static func options(_ options: [OptionSpec], width: Int) -> String {
    let anyShort = options.contains { $0.short != nil }
    let rows = options.map { option in
      (term: (anyShort && option.short == nil ? "    " : "") + option.signature, text: option.fullHelp)
    }
    return TextLayout.definitions(rows, width: width)
  }

  private static func exitCodes(_ endings: [CommandSpec.Ending], width: Int) -> String {
    TextLayout.definitions(endings.map { (term: String($0.code.rawValue), text: $0.meaning) }, width: width)
  }
}
