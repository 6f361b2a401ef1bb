import Analysis

/// The reconciliation of a run, beside its audit.
struct JobPayments {
  /// How a reconciliation ended.
  enum Ending: Equatable {
    /// Nothing open.
    case reconciled
    /// Open exceptions, all of which the run before has too.
    case known
    /// Open exceptions that are new.
    case new
    /// It is not complete, or was not made; and why.
    case incomplete(ExitCode)
  }

  /// The report of a reconciliation in the folder of a run.
  static let report = "reconciliation.json"

  /// The arguments of a job's reconciliation, but for its lists and outputs.
  static func arguments(_ job: ScheduledJob, _ days: RunDays, asOf: Timestamp) -> [String] {
    var arguments = ["--zone=\(job.zone)", "--as-of=\(asOf)", "--quiet", "--no-progress"] + days.arguments
    for argument in job.payments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      // Patterns are those of the sources.
      if parts.count == 2, ["--payments", "--refunds", "--disputes"].contains(parts[0]) {
        arguments += AbsolutePath.matching(parts[1]).map { "\(parts[0])=\($0)" }
      } else {
        arguments.append(argument)
      }
    }
    return arguments
  }

  /// Reconciles lists, and writes the reports into a folder.
  ///
  /// - Parameter previous: the folder of the run to compare with.
  static func run(
    _ arguments: [String], lists: [String], draft: String, previous: String?, _ context: CommandContext,
    _ messages: Messages
  ) -> Ending {
    // Without lists, standard input would be read.
    guard !lists.isEmpty else { return .incomplete(.incomplete) }
    var arguments = arguments
    arguments += ["md", "html", "json"].map { "--output=\(draft)/reconciliation.\($0)" }
    arguments += ["exceptions", "matches", "totals"].map { "--output=\($0):\(draft)/\($0).csv" }
    if let previous, FileIdentity("\(previous)/\(report)") != nil {
      arguments.append("--previous=\(previous)/\(report)")
    }
    do throws(UsageError) {
      guard
        case .run(let parsed) = try ArgumentParser.parse([CommandTable.reconcile.name] + arguments + ["--"] + lists)
      else { return .incomplete(.configuration) }
      var isNew = true
      let code = try ReconcileCommand.run(parsed, context) { isNew = $0.hasNew(from: .error) }
      switch code {
      case .success: return .reconciled
      case .findings: return isNew ? .new : .known
      default: return .incomplete(code)
      }
    } catch {
      messages.error(error.message)
      return .incomplete(.configuration)
    }
  }
}
