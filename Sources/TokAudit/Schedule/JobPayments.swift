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

  /// What a run takes over.
  struct Result {
    var ending: Ending
    /// Open exceptions, and those of them that the run before doesn't have; not known without a reconciliation.
    var open: Int?
    var new: Int?
    /// The first of the gravest new ones.
    var first: Discrepancy?
  }

  /// The reports of a reconciliation in the folder of a run, for programs and for people.
  static let report = "reconciliation.json"
  static let page = "reconciliation.md"

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
  /// - Parameter previous: the report of the run to compare with.
  static func run(
    _ arguments: [String], lists: [String], draft: String, previous: String?, _ context: CommandContext,
    _ messages: Messages
  ) -> Result {
    // Without lists, standard input would be read.
    guard !lists.isEmpty else { return Result(ending: .incomplete(.incomplete)) }
    var arguments = arguments
    arguments += ["md", "html", "json"].map { "--output=\(draft)/reconciliation.\($0)" }
    arguments += ["exceptions", "matches", "totals"].map { "--output=\($0):\(draft)/\($0).csv" }
    if let previous { arguments.append("--previous=\(previous)") }
    do throws(UsageError) {
      guard
        case .run(let parsed) = try ArgumentParser.parse([CommandTable.reconcile.name] + arguments + ["--"] + lists)
      else { return Result(ending: .incomplete(.configuration)) }
      var result = Result(ending: .new)
      let code = try ReconcileCommand.run(parsed, context) { made in
        result.open = made.openCount(from: .error)
        result.new = made.newCount(from: .error)
        result.first = try? made.gravestNew(from: .error)
      }
      switch code {
      case .success: result.ending = .reconciled
      case .findings: result.ending = result.new == 0 ? .known : .new
      default: result.ending = .incomplete(code)
      }
      return result
    } catch {
      messages.error(error.message)
      return Result(ending: .incomplete(.configuration))
    }
  }
}
