/// The command `rules`.
enum RulesCommand {
  /// Prints the rules, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    throw UsageError("The rulebook is not part of this version yet.", command: parsed.command)
  }
}
