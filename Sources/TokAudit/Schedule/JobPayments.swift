import Analysis

/// The reconciliation of a run, beside its audit.
struct JobPayments {
  /// How a reconciliation ended.
  enum Ending: Equatable {
    /// Nothing open.
    case reconciled
    /// Open exceptions.
    case exceptions
    /// Something is missing, and the job allows that.
    case part
    /// It is not complete, or was not made; and why.
    case incomplete(ExitCode)
  }

  /// What a run takes over.
  struct Result {
    var ending: Ending
    /// Why it was not made, if a file that the job names can't be used.
    var reason: String?
    /// Whether there is a new exception of a severity that fails the run.
    var fails = false
    /// Open exceptions, those of them that the run before doesn't have, and those that only that run has; not known
    /// without a reconciliation.
    var open: Int?
    var new: Int?
    var resolved: Int?
    /// The first of the gravest new ones.
    var first: Discrepancy?
  }

  /// The reports of a reconciliation in the folder of a run, for programs and for people.
  static let name = "reconciliation"
  static let report = "\(name).json"
  static let page = "\(name).md"

  /// Options whose values are patterns of files.
  static let patterns: [OptionSpec] = [.payments, .refunds, .disputes]

  /// The arguments of a job's reconciliation, but for its lists and outputs. What fails its audit fails this too.
  ///
  /// - Parameters:
  ///   - previous: the day of the run to compare with; nil if there is none.
  ///   - hasLines: whether production lines ended in the window. They may have been requested and paid before it, so
  ///     that there is nothing to reconcile.
  static func arguments(
    _ job: ScheduledJob, _ days: RunDays, asOf: Timestamp, after previous: String? = nil, hasLines: Bool = false
  ) -> [String] {
    var arguments = ["--zone=\(job.zone)", "--as-of=\(asOf)", "--quiet", "--no-progress"] + days.paymentArguments
    if let day = days.end(ofRun: previous) { arguments.append("\(OptionSpec.carryOver.name)=\(day)") }
    arguments += job.options.filter { $0.isOf(.failOn) }.texts
    if hasLines || job.isIdle(onWeekday: days.weekday) || job.options.contains(where: { $0.isOf(.allowEmpty) }) {
      arguments.append(OptionSpec.allowEmpty.name)
    }
    for argument in job.payments {
      // Patterns are those of the sources.
      if let value = argument.value, patterns.contains(where: { argument.isOf($0) }) {
        arguments += FilePath.matching(value).map { JobArgument(argument.option, $0).text }
      } else {
        arguments.append(argument.text)
      }
    }
    return arguments
  }

  /// Reconciles lists, and writes the reports into a folder.
  ///
  /// - Parameters:
  ///   - places: where the values stand in the file of the job.
  ///   - previous: the report of the run to compare with.
  static func run(
    _ arguments: [String], _ places: JobPlaces, lists: [String], draft: String, previous: String?,
    _ context: CommandContext,
    _ messages: Messages
  ) -> Result {
    // Without lists, standard input would be read.
    guard !lists.isEmpty else { return Result(ending: .incomplete(.incomplete)) }
    var arguments = arguments
    arguments += ["md", "html", "json"].map { "--output=\(draft)/\(name).\($0)" }
    arguments += ["exceptions", "matches", "totals"].map { "--output=\($0):\(draft)/\($0).csv" }
    if let previous { arguments.append("--previous=\(previous)") }
    do throws(UsageError) {
      guard
        case .run(let parsed) = try ArgumentParser.parse([CommandTable.reconcile.name] + arguments + ["--"] + lists)
      else { return Result(ending: .incomplete(.configuration)) }
      var result = Result(ending: .reconciled)
      let code = try ReconcileCommand.run(parsed, context) { failure in
        let path = places.path(of: failure.option.long, in: ["payments"])
        let reason = "\(path.map { "\($0): " } ?? "")\(failure.input.text)"
        messages.error(reason)
        result.reason = reason
      } done: { made in
        let least = min(made.settings.failOn ?? .error, .error)
        let new = made.newCount(from: least)
        result.open = made.openCount(from: least)
        result.new = new
        result.resolved = made.resolvedCount
        result.first = try? made.gravestNew(from: least)
        result.fails = made.settings.failOn != nil && new > 0
        if made.outcome == .exceptions { result.ending = .exceptions }
        if made.outcome == .incomplete { result.ending = .part }
      }
      if ![ExitCode.success, .findings].contains(code) { result.ending = .incomplete(code) }
      return result
    } catch {
      messages.error(error.message)
      return Result(ending: .incomplete(.configuration))
    }
  }
}
