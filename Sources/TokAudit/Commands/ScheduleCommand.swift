import Analysis

/// The command `schedule`.
enum ScheduleCommand {
  /// Prints unit files or a row for crontab, and says how it ended.
  static func run(_ parsed: ParsedCommand, _ context: CommandContext) throws(UsageError) -> ExitCode {
    guard let path = parsed.operands.first else { throw UsageError("A job file is missing.", command: parsed.command) }
    let (systemd, cron) = (parsed.flag(.systemd), parsed.flag(.cron))
    guard systemd != cron else {
      throw UsageError(
        "Give either '\(OptionSpec.systemd.name)' or '\(OptionSpec.cron.name)'.", command: parsed.command)
    }
    let program = parsed.value(.program) ?? ""
    guard program.utf8.first == UInt8(ascii: "/"), !has(control: program) else {
      throw .invalid(program, for: .program, because: "It must be an absolute path.", in: parsed.command)
    }
    // Of the program, unlike its arguments, systemd takes none of these, however they are quoted.
    if systemd, program.utf8.contains(where: "\"'\\".utf8.contains) {
      throw .invalid(
        program, for: .program, because: "systemd starts no program with a quote or a backslash in its path.",
        in: parsed.command)
    }
    do throws(JobProblem) {
      let job = try JobFile.read(path)
      let units = UnitFiles(job: job, path: FilePath.resolved(path), program: program)
      guard !has(control: units.path) else { throw JobProblem("the path has a control character; rename the file") }
      if systemd, let objection = UnitFiles.objection(to: job) {
        Program.messages(context).warning(job.places.problem("at", objection).message)
      }
      return Program.print(
        systemd ? [units.service, units.failure, units.timer].joined(separator: "\n") : units.cron, context)
    } catch {
      Program.messages(context).error("\(InputNames.shown(path)): \(error.message)")
      return .configuration
    }
  }

  private static func has(control text: String) -> Bool { text.utf8.contains { $0 < 0x20 || $0 == 0x7F } }
}
