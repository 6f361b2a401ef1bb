/// All that the files of payments, refunds and disputes say, row by row, before rows are put together.
public struct PaymentBook: Sendable {
  /// What a buyer's ledger says of a payment besides.
  struct Extra: Hashable, Sendable {
    var invoice = ""
    var costCentre = ""
  }

  /// The files, in the order given.
  public internal(set) var files: [PaymentFile] = []
  var ids = ObjectIDs()
  var records: [PaymentRecord] = []
  var movements: [PaymentMovement] = []
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

  /// Notes the digest of the file that was added last.
  public mutating func setDigest(_ digest: StoredDigest) {
    guard let last = files.indices.last else { return }
    files[last].digest = digest
  }
}
