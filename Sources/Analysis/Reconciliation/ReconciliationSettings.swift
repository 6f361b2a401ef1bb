/// What the user may set of a reconciliation, as far as it can change a result.
public struct ReconciliationSettings: Sendable {
  /// Which payments count.
  public enum Mode: String, Sendable {
    /// Payments of this mode; those of every mode.
    case live, test, any

    /// Whether a payment of which rows say this counts; what doesn't say its mode counts always, and so does one of
    /// which rows say both, since one of them is right.
    func counts(_ facts: PaymentRecord.Facts) -> Bool {
      if facts.contains([.isTest, .isLive]) { return true }
      return switch self {
      case .any: true
      case .live: !facts.contains(.isTest)
      case .test: !facts.contains(.isLive)
      }
    }
  }

  /// A total of the books to hold against what was found.
  public struct LedgerTotal: Sendable {
    /// The currency of the total.
    public let currency: Currency
    /// Minor units.
    public let amount: Int64

    /// A total in minor units.
    public init(currency: Currency, amount: Int64) {
      self.currency = currency
      self.amount = amount
    }
  }

  /// How long production may come after its payment: three days, in milliseconds.
  public static let defaultGrace = 3 * Timestamp.dayLength

  /// From ≤ t < to, on `requested` of jobs and on `created` of payments; nil for all.
  public var window: TimeWindow?
  /// Whether only jobs that were heard tell which payments count, as in an audit with a window: a payment that none of
  /// them names is outside, whether or not it has production.
  public var isOfJobsOnly = false
  /// The moment that earlier reconciliations have reached. Payments after it, those of the grace before it, and
  /// those whose production the prior report awaits, belong to the window too if they have no production: it has become
  /// due since, or is still to come. So does what the prior report has as not settled. Nil if there are none.
  public var carriedSince: Timestamp?
  /// The window as the headline says it, such as "October 2026 (Europe/Berlin)".
  public var windowText = "all times"
  /// Milliseconds that production may come after its payment, and after the end of the window, if it has one.
  public var grace = ReconciliationSettings.defaultGrace
  /// The moment at which ages are counted, which changes no category; nil for the latest in the data.
  public var asOf: Timestamp?
  /// Which payments count.
  public var mode = Mode.live
  /// The severity of several jobs with one PaymentIntent; off to allow it.
  public var sharedPayments = Severity.warning
  /// Whether rows that were rejected, refunds that are not linked, and a list that goes on are only told, and don't
  /// decide how the command ends. What can't be read, or is of another kind, decides it always.
  public var allowIncomplete = false
  /// The severity from which on there are exceptions; nil for never.
  public var failOn: Severity? = .error
  /// Totals of the books.
  public var ledgerTotals: [LedgerTotal] = []
  /// Rows of detail in a report for people.
  public var maxRows = AuditSettings.defaultMaxRows
  /// The options as they are written, for the report.
  public var options: [String] = []
  /// The command that makes the same report.
  public var command = ""
  /// The name of what the time zone of the window is.
  public var zone = "UTC"
  /// The name of the expected amounts in reports: a file, or the price.
  public var amountsName: String?
  /// Files that options name beside lists and payments.
  public var optionFiles: [OptionFile] = []
  /// Whether a window with nothing in it, or files of payments without a row, are as they should be.
  public var allowEmpty = false

  /// The window of payments without production.
  ///
  /// - Parameter isAwaited: whether the prior report awaits their production or settlement; then any earlier moment
  ///   belongs to it.
  func windowOfUnused(isAwaited: Bool) -> TimeWindow? {
    guard let carriedSince, let window, let from = window.from else { return window }
    if isAwaited { return TimeWindow(from: nil, to: window.to) }
    return TimeWindow(from: min(from, Timestamp(milliseconds: carriedSince.milliseconds - grace)), to: window.to)
  }

  /// The defaults.
  public init() {}
}
