/// All that the files of payments, refunds and disputes say, row by row, before rows are put together.
public struct PaymentBook: Sendable {
  /// What a buyer's ledger says of a payment besides.
  struct Extra: Hashable, Sendable {
    var invoice = ""
    var costCentre = ""
  }

  /// Where a row stands.
  struct Place: Sendable {
    /// The place of its file in the book.
    let file: Int
    /// The row in it: the header is row 1; of a list, the element, from 1.
    let row: Int
  }

  /// The files, in the order given.
  public internal(set) var files: [PaymentFile] = []
  var ids = ObjectIDs()
  var records: [PaymentRecord] = []
  var movements: [PaymentMovement] = []
  /// Rows of payments that could not be used, with the PaymentIntent that each names.
  private var unusable: [(intent: ObjectID, place: Place)] = []
  /// The first of them of each PaymentIntent, by the name of its file; known once all files are read.
  private(set) var unusableRows: [ObjectID: Place] = [:]
  /// Whether no payment could be read, so that nothing can be said of any: not where whole files have none.
  private(set) var hasNothingReadable = false
  /// Charges of which another list names the PaymentIntent.
  var links: [(charge: ObjectID, intent: ObjectID)] = []
  private(set) var extras = [Extra()]
  private var extraPlaces: [Extra: UInt32] = [Extra(): 0]

  /// An empty book.
  public init() {}

  /// The place of what a ledger says besides.
  mutating func place(of extra: Extra) -> UInt32 {
    if let known = extraPlaces[extra] { return known }
    let place = UInt32(extras.count)
    extras.append(extra)
    extraPlaces[extra] = place
    return place
  }

  /// Adds a file that could not be opened.
  public mutating func add(_ file: PaymentFile) {
    files.append(file)
  }

  /// Rejects a row of the file that is being read.
  ///
  /// - Parameter intent: the PaymentIntent that the row names; none if it names none, or can't be read at all.
  mutating func reject(_ row: Int, of file: inout PaymentFile, naming intent: ObjectID = .none, _ reason: Prose) {
    file.reject(row, reason)
    guard file.role == .payments, !intent.isNone else { return }
    unusable.append((intent, Place(file: files.count, row: row)))
  }

  /// Finds, once all files are read, where each PaymentIntent stands first in a row that could not be used, and whether
  /// any row could be. Call it before `settleEmptiness`, which objects to whole files too.
  mutating func settleUnusable() {
    hasNothingReadable =
      records.isEmpty && files.contains { $0.role == .payments && (!$0.problems.isEmpty || $0.rejected > 0) }
    for (intent, place) in unusable {
      if let known = unusableRows[intent] {
        // Rows of one file come in their order.
        let (one, other) = (files[place.file].name.utf8, files[known.file].name.utf8)
        guard one.lexicographicallyPrecedes(other) else { continue }
      }
      unusableRows[intent] = place
    }
    unusable = []
  }

  /// Decides, once all files are read, of which API lists a part is missing: those that say that there is more of them,
  /// and go on in no other file of the same role. The order of files decides nothing.
  mutating func settleLists() {
    for place in files.indices {
      let open = files[place].runs.filter { $0.value.goesOn == true }
      if open.isEmpty { continue }
      let others = files.filter { $0.role == files[place].role }
      let isSettled = open.allSatisfy { kind, run in
        others.contains { $0.runs[kind].map(run.isContinued) ?? false }
      }
      if isSettled { files[place].isContinued = true } else { files[place].problems.append(.hasMore) }
    }
  }

  /// Decides, once all files are read, whether there are payments at all.
  ///
  /// A whole table or list without a row says that there is none: of refunds and disputes that is an answer, and so it
  /// is of one month among others. Only where no file has a row of payments, the user must say that it is right.
  mutating func settleEmptiness(isAllowed: Bool) {
    let places = files.indices.filter { files[$0].role == .payments }
    guard !isAllowed, places.allSatisfy({ files[$0].rows == 0 && files[$0].problems.isEmpty }) else { return }
    for place in places { files[place].problems.append(.noRows) }
  }

  /// Gives rows that name only their charge the PaymentIntent with which other rows, or a PaymentIntent itself, name
  /// it; of several the first by its text.
  mutating func settleIntents() {
    var charges: [ObjectID: ObjectID] = [:]
    // Records are large: they are looked at in their places.
    for place in records.indices where records[place].intent.isNone && !records[place].charge.isNone {
      charges[records[place].charge] = ObjectID.none
    }
    if charges.isEmpty { return }
    func note(_ charge: ObjectID, _ intent: ObjectID) {
      guard !intent.isNone, let known = charges[charge], known != intent else { return }
      if known.isNone || ids.text(intent).lexicographicallyPrecedes(ids.text(known)) { charges[charge] = intent }
    }
    for record in records { note(record.charge, record.intent) }
    for link in links { note(link.charge, link.intent) }
    for place in records.indices where records[place].intent.isNone {
      if let intent = charges[records[place].charge] { records[place].intent = intent }
    }
  }

  /// Takes charges for unpaid that a report has as booked, and then as failed.
  ///
  /// A row of a failure has done its work then, and where another row says itself that the charge failed. It stands for
  /// itself where only rows of other formats have the charge, as paid.
  mutating func settleFailures() {
    var failures: [ObjectID: Failure] = [:]
    for movement in movements where movement.kind == .failure && !movement.charge.isNone {
      failures[movement.charge] = Failure(amount: movement.stated, currency: movement.currency)
    }
    if failures.isEmpty { return }
    for place in records.indices { failures[records[place].charge]?.add(records[place], at: place) }
    for failure in failures.values where failure.isSettled {
      for place in failure.booked { records[place].status = .unpaid }
    }
    for place in movements.indices where movements[place].kind == .failure {
      if failures[movements[place].charge]?.isSettled == true { movements[place].isVoid = true }
    }
  }

  /// A charge that failed after it was booked, and what is said of it.
  private struct Failure {
    let amount: Int64
    let currency: Currency?
    /// Rows of reports that book just this.
    var booked: [Int] = []
    /// Whether a row says that nothing was paid, or that something was.
    var isTold = false
    var isDenied = false

    var isSettled: Bool { isTold || !booked.isEmpty && !isDenied }

    mutating func add(_ record: PaymentRecord, at place: Int) {
      switch record.status {
      case .unpaid: isTold = true
      case .pending: break
      case .paid where record.facts.contains(.isOfReport) && record.amount == amount && record.currency == currency:
        booked.append(place)
      case .paid: isDenied = true
      }
    }
  }

  /// Notes the digest of the file that was added last.
  public mutating func setDigest(_ digest: StoredDigest) {
    guard let last = files.indices.last else { return }
    files[last].digest = digest
  }
}

extension SourceProblem {
  fileprivate static let noRows = SourceProblem(
    kind: .empty, message: "there is not one row of payments",
    remedy: "Check the dates of the export; if it is right, say so with \(name: "--allow-empty")")
}
