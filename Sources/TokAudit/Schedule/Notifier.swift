import Analysis

/// Runs the command that tells somebody of a run.
enum Notifier {
  /// Whether somebody is to be told.
  static func isDue(_ notice: ScheduledJob.Notice, _ record: RunRecord, was: Outcome?) -> Bool {
    switch notice.occasion {
    case .always: true
    case .findings: record.hasNews || !record.isComplete
    case .change: record.hasNews || record.outcome != (was ?? .pass)
    }
  }

  /// Gives the summary to the command; returns what went wrong, nil if nothing did.
  static func tell(_ notice: ScheduledJob.Notice, _ summary: String, _ record: RunRecord) -> String? {
    do throws(SystemError) {
      let pipe = try Pipe()
      // Three rows fit into every pipe, so nobody waits for the command to read them.
      try Array(summary.utf8).withUnsafeBufferPointer { (all) throws(SystemError) in
        try systemWrite(pipe.writing.number, UnsafeRawBufferPointer(all))
      }
      let output = try FileDescriptor.duplicate(2)
      let variables =
        ["TOKAUDIT_VERDICT=\(record.outcome.rawValue)", "TOKAUDIT_JOB=\(record.job)"]
        + ChildEnvironment.passing(["PATH", "HOME", "LANG", "USER"])
      let input = try FileDescriptor.duplicate(pipe.reading.number)
      pipe.finish()
      var child: ChildProcess
      do throws(SystemError) {
        child = try ChildProcess(
          notice.command[0], Array(notice.command.dropFirst()), environment: variables, input: input.number,
          output: output.number, error: output.number,
          hasGroup: true)
      } catch { return "\(notice.command[0]): \(error.text)" }
      switch child.wait(until: Deadline(in: notice.timeout.milliseconds)) {
      case .exited(0): return nil
      case .exited(let code): return "the command ended with exit code \(code)"
      case .killed(let number): return "the command was ended by signal \(number)"
      case .overdue: return "the command did not end within \(notice.timeout)"
      }
    } catch { return error.text }
  }
}
