import Analysis

/// What is remembered of one run, its run.json: what no report may say, such as times.
struct RunRecord: Equatable {
  /// One input.
  struct Input: Equatable {
    let name: String
    let bytes: Int
    let digest: String?
    let isComplete: Bool
  }

  /// The form of a run.json.
  private static let schemaVersion = 1

  /// The members of a run.json.
  private enum Key: String {
    case schemaVersion, job, version, day, startedAt, finishedAt, durationMilliseconds, verdict, exitCode, reason
    case productionLines, newFindings, newFromRules, knownFindings, resolvedFindings, openSince, meanRate, comparedWith
    case payments, openExceptions, newExceptions, resolvedExceptions, missingLines, firstSeen, lostRuns
    case answers, inputs
  }

  var job = ""
  /// The day that names the run.
  var day = ""
  /// The name of the folder.
  var folder = ""
  /// When the run began and ended.
  var started = Timestamp(milliseconds: 0)
  var finished = Timestamp(milliseconds: 0)
  /// Milliseconds that it took, by a clock that nobody sets.
  var duration = 0
  var outcome = Outcome.incomplete
  var exitCode = ExitCode.incomplete
  /// Why the run is incomplete; nil if it is complete.
  var reason: String?
  var productionLines = 0
  var newFindings = 0
  /// Those of rules that the run before had switched off.
  var newFromRules = 0
  /// The new findings by severity; not known of a run that was read.
  var newBySeverity: [Severity: Int] = [:]
  var known = 0
  var resolved = 0
  /// Findings of the run before whose rules can't be tested on what they are about; not known of a run that was read.
  var notTested = 0
  /// The day since which the oldest finding is open that nobody has accepted; nil if there is none, or if it is not
  /// known.
  var openSince: String?
  /// The mean rate of the production lines that counted, in whole characters per second; nil without any.
  var meanRate: Int?
  /// The folder of the run that it was compared with.
  var previous: String?
  /// Whether there was something that no earlier run had seen, so that the run has kept it.
  var hasFirstSeen = false
  /// Earlier runs whose memory is gone, so that changes of what only they saw go unnoticed.
  var lostRuns: [String] = []
  /// How many finished production lines this run is the first to miss, and the ids of some; those are not known of a
  /// run that was read.
  var missingLines = 0
  var missingIDs: [String] = []
  var inputs: [Input] = []
  /// What the service has answered.
  var answers: [JobSources.Answer] = []
  /// How the payments stand; nil without any.
  var payments: String?
  /// Exceptions of the payments that nobody has accepted, those of them that the run before doesn't have, and those of
  /// that run that are not there any more; nil if they are not known.
  var openExceptions: Int?
  var newExceptions: Int?
  var resolvedExceptions: Int?

  /// Whether all that was wanted was read, so that a later run can be compared with it.
  var isComplete: Bool { outcome != .incomplete }

  /// Whether there is something that the run before didn't have, or did and this one doesn't.
  var hasNews: Bool { newFindings > 0 || (newExceptions ?? 0) > 0 || missingLines > 0 }

  /// Takes over what an audit has learnt.
  mutating func add(_ audit: Audit, _ settings: AuditSettings) {
    outcome = audit.outcome(settings)
    reason = RunRecord.reason(audit, settings)
    productionLines = audit.productionLines
    (missingLines, missingIDs) = (audit.missing.count, audit.missing.ids)
    known = audit.statuses.known.reduce(0, +)
    newFindings = audit.tallies.map(\.failed).reduce(0, +) - known - audit.statuses.accepted.reduce(0, +)
    for (index, rule) in Rulebook.all.enumerated() {
      let old = audit.statuses.known[index] + audit.statuses.accepted[index]
      newBySeverity[settings.severity(of: rule), default: 0] += audit.tallies[index].failed - old
    }
    openSince = audit.statuses.oldest ?? (newFindings > 0 && known == 0 ? day : nil)
    resolved = audit.baseline?.previous?.resolved ?? 0
    notTested = audit.baseline?.previous?.closed[.notTested] ?? 0
    newFromRules = audit.baseline?.previous?.newFromRules ?? 0
    meanRate = audit.statistics.all.rate.spread.meanThousandths.flatMap { Int(exactly: ($0 + 500) / 1000) }
    inputs = audit.sources.map {
      Input(name: $0.name, bytes: $0.bytes, digest: $0.digest?.hex, isComplete: $0.isComplete)
    }
  }

  /// The gravest of what an audit misses; of sources, what is wrong with the first.
  private static func reason(_ audit: Audit, _ settings: AuditSettings) -> String? {
    guard let shortfall = audit.shortfalls(settings).first else { return nil }
    guard case .sources = shortfall, let source = audit.sources.first(where: { !$0.isComplete }) else {
      return JobWords.text(shortfall.textHere.plain)
    }
    return source.problems.first.map { "\(source.name): \($0.text.plain)" }
  }

  /// The text of run.json.
  var json: String {
    let members: [(Key, JSONValue?)] = [
      (.schemaVersion, .number(RunRecord.schemaVersion)), (.job, .text(job)), (.version, .text(Version.current)),
      (.day, .text(day)), (.startedAt, .text(started.description)), (.finishedAt, .text(finished.description)),
      (.durationMilliseconds, .number(duration)),
      (.verdict, .text(outcome.rawValue)), (.exitCode, .number(Int(exitCode.rawValue))),
      (.reason, reason.map { .text($0) }), (.productionLines, .number(productionLines)),
      (.newFindings, .number(newFindings)), (.newFromRules, .number(newFromRules)), (.knownFindings, .number(known)),
      (.resolvedFindings, .number(resolved)),
      (.openSince, openSince.map { .text($0) }),
      (.meanRate, meanRate.map { .number($0) }), (.comparedWith, previous.map { .text($0) }),
      (.payments, payments.map { .text($0) }), (.openExceptions, openExceptions.map { .number($0) }),
      (.newExceptions, newExceptions.map { .number($0) }),
      (.resolvedExceptions, resolvedExceptions.map { .number($0) }),
      (.missingLines, .number(missingLines)), (.firstSeen, .flag(hasFirstSeen)),
      (.lostRuns, lostRuns.isEmpty ? nil : .list(lostRuns.map { .text($0) })),
      (
        .answers,
        answers.isEmpty
          ? nil
          : .list(
            answers.map {
              .object([
                ("name", .text($0.name)), ("httpStatus", $0.status.map { .number($0) }),
                ("httpDate", $0.date.map { .text($0) }),
              ])
            })
      ),
      (
        .inputs,
        .list(
          inputs.map {
            .object([
              ("name", .text($0.name)), ("bytes", .number($0.bytes)), ("sha256", $0.digest.map { .text($0) }),
              ("complete", .flag($0.isComplete)),
            ])
          })
      ),
    ]
    return JSONValue.object(members.map { ($0.rawValue, $1) }).json(levels: 2) + "\n"
  }

  /// The record of a run.json; nil if it can't be read, as of a run that this program didn't finish, or is of another
  /// form.
  init?(reading path: String, folder: String) {
    do throws(InputError) {
      let tree = try BaselineFiles.use(path, mustBeRegular: true) { (source) throws(SourceProblem) in
        try JSONTree.read(source)
      }
      guard case .object(let members) = tree.value else { return nil }
      self.folder = folder
      var version: Int?
      for member in members {
        switch (Key(rawValue: member.name), member.value.value) {
        case (.schemaVersion, .whole(let number)): version = number
        case (.job, .text(let text)): job = text
        case (.day, .text(let text)): day = text
        case (.verdict, .text(let text)): outcome = Outcome(rawValue: text) ?? .incomplete
        case (.exitCode, .whole(let number)): exitCode = ExitCode(rawValue: Int32(clamping: number)) ?? .incomplete
        case (.reason, .text(let text)): reason = text
        case (.startedAt, .text(let text)): started = Timestamp(text) ?? started
        case (.finishedAt, .text(let text)): finished = Timestamp(text) ?? finished
        case (.durationMilliseconds, .whole(let number)): duration = number
        case (.productionLines, .whole(let number)): productionLines = number
        case (.newFindings, .whole(let number)): newFindings = number
        case (.missingLines, .whole(let number)): missingLines = number
        case (.newFromRules, .whole(let number)): newFromRules = number
        case (.knownFindings, .whole(let number)): known = number
        case (.resolvedFindings, .whole(let number)): resolved = number
        case (.openSince, .text(let text)): openSince = ClockTime(text)?.isDate == true ? text : nil
        case (.meanRate, .whole(let number)): meanRate = number
        case (.comparedWith, .text(let text)): previous = text
        case (.payments, .text(let text)): payments = text
        case (.firstSeen, .flag(let flag)): hasFirstSeen = flag
        case (.openExceptions, .whole(let number)): openExceptions = number
        case (.newExceptions, .whole(let number)): newExceptions = number
        case (.resolvedExceptions, .whole(let number)): resolvedExceptions = number
        default: break
        }
      }
      if version != RunRecord.schemaVersion { return nil }
    } catch { return nil }
    if ClockTime(day)?.isDate != true { return nil }
  }

  init() {}
}
