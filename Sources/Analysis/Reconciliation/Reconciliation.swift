/// Jobs and payments held against each other: every item with its category, what is wrong, and the control totals.
public struct Reconciliation: Sendable {
  /// What was learnt of the lists.
  public let audit: Audit
  /// What the files of payments say.
  public let book: PaymentBook
  /// What the user has set.
  public let settings: ReconciliationSettings
  /// Counts and sums.
  public internal(set) var totals = ControlTotals()
  /// The moment at which ages are counted: the one given, or the latest in lists and files.
  public let asOf: Timestamp?
  /// Production lines with earlier parts whose payments no supplied list shows.
  public internal(set) var linesWithUnseenParts = 0
  /// Jobs whose amount could be compared.
  public internal(set) var jobsWithAmounts = 0
  /// Amounts that were given for jobs that no list has.
  public internal(set) var unusedAmounts = 0
  /// Amounts that name a payment, and a production line that it doesn't stand on.
  public internal(set) var misnamedAmounts = 0
  var jobs: [Job]
  var groups: PaymentGroups
  var ids: ObjectIDs
  var expected: ExpectedAmounts?
  let history: PaymentHistory
  /// Jobs whose payment paid another job in an earlier reconciliation, by their places.
  var usedBefore: [Int: PaymentHistory.Use] = [:]
  /// Jobs that name the same payment, for payments with several.
  var shares: [Int32: [Int]] = [:]
  /// What these jobs should have cost together, by their payment; and the same by their production lines only, where a
  /// table names the payment too.
  var sharedAmounts: [Int32: SharedAmount] = [:]
  var sharedLineAmounts: [Int32: SharedAmount] = [:]
  /// Jobs of one production line whose amount the table states, for production lines of several.
  var parts: [Int: [Int]] = [:]
  /// Production lines that are copies of another job, by their places among the jobs: they are no items.
  var copies = BitSet()
  /// Jobs that are described in two ways, by their places.
  var conflictingJobs = BitSet()
  /// Payments whose production the prior report awaits.
  var awaited: Set<Int> = []
  /// Payments that the prior report has as not settled, with production or without.
  var unsettled: Set<Int> = []
  /// What is wrong, oldest first.
  var places: [DiscrepancyPlace] = []
  /// Acceptances, and what became of them.
  public internal(set) var acceptances: AcceptedExceptions?
  /// Exceptions of the prior report that are not there any more, and why; nil without one.
  public internal(set) var closed: [(exception: PreviousException, closure: FindingClosure)]?
  /// Exceptions of the prior report whose payment or job now has one of another code, or more of it.
  public internal(set) var renamed = 0

  /// Reconciles.
  ///
  /// - Parameters:
  ///   - audit: the lists, read to their end and related.
  ///   - collector: what heard them.
  ///   - expected: what jobs should have cost; nil if nobody says.
  /// - Throws: `SourceFailure` where what was kept aside can't be read back.
  public init(
    _ audit: Audit, _ collector: consuming JobCollector, _ book: PaymentBook, _ settings: ReconciliationSettings,
    expected: ExpectedAmounts? = nil, accepted: AcceptedExceptions? = nil, previous: PreviousExceptions? = nil,
    history: PaymentHistory = PaymentHistory(), storage: Storage = Storage()
  ) throws(SourceFailure) {
    // Before jobs are taken over: `join` finds them by their places among all production lines.
    collector.settle(audit.sources)
    try audit.checkStorage()
    self.audit = audit
    // All of it before rows are put together, and lists first: one that goes on is none without payments.
    var book = book
    book.settleLists()
    book.settleIntents()
    book.settleFailures()
    book.settleUnusable()
    book.settleEmptiness(isAllowed: settings.allowEmpty)
    self.book = book
    self.settings = settings
    self.expected = expected
    self.history = history
    let latest = [audit.latest?.milliseconds, book.files.compactMap(\.last).max()].compactMap(\.self).max()
    asOf = settings.asOf ?? latest.map { Timestamp(milliseconds: $0) }
    jobs = collector.jobs
    ids = book.ids
    groups = PaymentGroups(book, mode: settings.mode)
    totals.linesRead = audit.linesRead
    totals.payments = groups.payments.count
    totals.repeatedRows = groups.repeatedRows
    totals.earlierRows = groups.earlierRows
    totals.fees = groups.fees
    // Needs the payments. All that follows needs to know which job has which, and which are copies or share one.
    try join(collector.conflicting)
    try linkIDs(storage)
    try countUnseenParts()
    try findParts()
    // These three before jobs are judged and payments categorised, which ask for what they find.
    try lookUpHistory()
    try addSharedAmounts()
    if let previous { findAwaited(previous) }
    // In either order: `join` has told which payments are used.
    try judgeJobs()
    categorisePayments()
    try countUnusedAmounts()
    // Needs the categories of all items.
    sumUp()
    try digest()
    // Needs categories, flags, and which payments a job's exception tells of.
    try listDiscrepancies()
    // Before the comparison, which tells apart what is accepted.
    if var accepted {
      accept(&accepted)
      acceptances = accepted
    }
    if let previous { try compare(with: previous) }
  }
}
