/// What all rows say of one refund, or of one dispute; their order makes no difference.
struct MovementRows {
  private let first: Int
  /// The place of the row with the largest amount, and of the one that has come furthest.
  private var largest: Int
  private var furthest: Int
  /// Whether all rows of its stage say that it is pending.
  private(set) var isPending = true
  private var intent = ObjectID.none
  private var charge = ObjectID.none
  /// Whether rows name several payments or currencies.
  private var namesDiffer = false
  private var hasOneAmount = true
  /// Whether what moves is not the same by all rows.
  private var hasChanged = false
  /// A bit for each stage with a row by which something moves, and with one by which nothing does.
  private var movingStages: UInt8 = 0
  private var voidStages: UInt8 = 0
  private var movingCount = 0
  private var voidCount = 0

  /// The rows beginning with one.
  init(_ place: Int, _ book: PaymentBook) {
    first = place
    largest = place
    furthest = place
    add(place, book)
  }

  /// Adds a row with the same id.
  mutating func add(_ place: Int, _ book: PaymentBook) {
    let (row, first) = (book.movements[place], book.movements[first])
    if row.currency != first.currency { namesDiffer = true }
    if Self.differ(&intent, row.intent) { namesDiffer = true }
    if Self.differ(&charge, row.charge) { namesDiffer = true }
    if row.stated != first.stated { hasOneAmount = false }
    if row.amount != first.amount { hasChanged = true }
    if row.isVoid {
      voidStages |= 1 << row.stage
      voidCount += 1
    } else {
      movingStages |= 1 << row.stage
      movingCount += 1
    }
    if PaymentGroups.isLarger(row, book.movements[largest], book) { largest = place }
    let last = book.movements[furthest]
    if row.stage >= last.stage { isPending = row.isPending && (isPending || row.stage > last.stage) }
    if row.stage > last.stage || row.stage == last.stage && PaymentGroups.isLarger(row, last, book) { furthest = place }
  }

  /// Whether the rows say different things that no course of events explains.
  var isContradicted: Bool { namesDiffer || hasChanged && (!hasOneAmount || movingStages & voidStages != 0) }

  /// The place of the row that counts: that of the last state, of rows that contradict each other the larger.
  var place: Int { hasChanged && !isContradicted ? furthest : largest }

  /// How many rows show an earlier state, by which something else moves.
  func earlierRows(_ book: PaymentBook) -> Int {
    if !hasChanged || isContradicted { return 0 }
    return book.movements[furthest].isVoid ? movingCount : voidCount
  }

  /// Takes an id where none was known; tells whether it is another one than that which was.
  private static func differ(_ known: inout ObjectID, _ id: ObjectID) -> Bool {
    if known.isNone { known = id }
    return !id.isNone && id != known
  }
}
