extension NightsPage {
  /// A row of the table of runs, from which the page and the index for terminals are made.
  public enum Night: Sendable {
    /// A run.
    case run(Run)
    /// Days without one, where each should have one.
    case missing(MissingDays)
    /// Days before those of which runs are kept: what they had is not known any more.
    case notKept(MissingDays)
    /// A folder of a run whose run.json is gone, or can't be read or understood.
    case damaged(folder: String)

    /// The columns: the first two are texts, then there are numbers, then a day.
    public static let columns = ["day", "verdict", "production lines", "new", "known", "resolved", "open since"]

    /// How many of the columns are numbers.
    static let numberCount = 4

    /// The folder that has the reports; nil without one.
    public var folder: String? {
      switch self {
      case .run(let run): run.folder
      case .missing, .notKept: nil
      case .damaged(let folder): folder
      }
    }

    /// The first cell.
    public var name: String {
      switch self {
      case .run(let run): run.folder
      case .missing(let days), .notKept(let days): days.count == 1 ? days.last : "\(days.first) to \(days.last)"
      case .damaged(let folder): folder
      }
    }

    /// The second cell, to which `payments` is added.
    public var verdict: Prose {
      switch self {
      case .run(let run): run.verdict
      case .missing: "no run"
      case .notKept: "not kept"
      case .damaged: "its run.json can't be read"
      }
    }

    /// What the second cell says of payments; nil without any.
    public var payments: Payments? {
      if case .run(let run) = self { run.payments } else { nil }
    }

    /// The numbers; nil where they are not known.
    public var numbers: [Int?] {
      guard case .run(let run) = self else { return [Int?](repeating: nil, count: Night.numberCount) }
      return [run.productionLines, run.new, run.known, run.resolved]
    }

    /// The last cell.
    public var openSince: String {
      if case .run(let run) = self, let day = run.openSince { day } else { Night.unknown }
    }

    /// What stands for a value that is not known.
    public static let unknown = "n/a"
  }

  /// What is known of a run.
  public struct Run: Sendable {
    /// The day, as `YYYY-MM-DD`.
    public let day: String
    /// The name of its folder.
    public let folder: String
    /// How it ended.
    public let outcome: Outcome
    /// Why it is incomplete, if its report doesn't say so.
    public let reason: String?
    /// Production lines that counted.
    public let productionLines: Int
    /// Findings that the run before did not have.
    public let new: Int
    /// Findings that the run before had too.
    public let known: Int
    /// Findings of the run before that are gone.
    public let resolved: Int
    /// The day since which the oldest finding is open; nil if there is none, or if it is not known.
    public let openSince: String?
    /// How the payments stand; nil without any.
    public let payments: Payments?
    /// Whether a later run of the same day counts instead.
    public let isReplaced: Bool

    /// A run as its record tells it.
    public init(
      day: String, folder: String, outcome: Outcome, reason: String?, productionLines: Int, new: Int, known: Int,
      resolved: Int, openSince: String? = nil, payments: Payments? = nil, isReplaced: Bool
    ) {
      self.day = day
      self.folder = folder
      self.outcome = outcome
      self.reason = reason
      self.productionLines = productionLines
      self.new = new
      self.known = known
      self.resolved = resolved
      self.openSince = openSince
      self.payments = payments
      self.isReplaced = isReplaced
    }

    fileprivate var verdict: Prose {
      let why: Prose = reason.map { ": \(data: $0)" } ?? ""
      return "\(words: outcome.rawValue.uppercased())\(why)\(words: isReplaced ? " (replaced by a later run)" : "")"
    }
  }

  /// How the payments of a run stand.
  public struct Payments: Sendable {
    /// The name of their report in the folder of the run, without its ending.
    public let report: String
    /// Exceptions that nobody has accepted.
    public let open: Int
    /// Those of them that the run before doesn't have.
    public let new: Int
    /// Exceptions of that run that are gone.
    public let resolved: Int

    /// What a run says of its payments.
    public init(report: String, open: Int, new: Int, resolved: Int) {
      self.report = report
      self.open = open
      self.new = new
      self.resolved = resolved
    }

    /// What stands behind the link to the report.
    public var counts: String { "\(open) open, \(new) new\(resolved > 0 ? ", \(resolved) resolved" : "")" }
  }
}
