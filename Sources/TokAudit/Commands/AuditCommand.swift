/// The command `audit`.
enum AuditCommand {
  /// Audits the inputs, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    throw UsageError("Auditing is not part of this version yet.", command: parsed.command)
  }
}
