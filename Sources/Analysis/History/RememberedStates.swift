/// States of jobs that were seen before, found by their production line and payment, or by their production line and
/// the moment of the request: whoever changes one of the two doesn't make it another job. What is neither may still be
/// of the same production line.
///
/// The texts of the production lines stand in a `ByteStore`, in the bytes of the service; 96 bytes of memory and less
/// stand for each: a million jobs take about 90 MB.
struct RememberedStates {
  /// What a state is found by.
  private enum Kind: Int, CaseIterable {
    case payment, request, line
  }

  /// A state as the search needs it.
  struct Record: BitwiseCopyable {
    /// A hash of the production line.
    let lineKey: UInt64
    /// A hash of production line and payment, 0 without a usable payment.
    let paymentKey: UInt64
    /// A hash of production line and moment of the request, 0 without one.
    let requestKey: UInt64
    /// A hash of all values.
    let content: UInt64
    /// Where the text begins in the store, and its bytes.
    let offset: Int
    let count: Int32
    /// The status by its place in the life cycle, 255 if it is not known.
    let status: UInt8
  }

  private(set) var records: [Record] = []
  private let store: any ByteStore
  /// Open addressing: of each key of a record, as many times the number of the record as there are kinds, plus the
  /// kind, plus 1; 0 for an empty slot. At most half of the slots are taken.
  private var slots = [UInt32](repeating: 0, count: 64)

  /// States that are found by their production line alone; where more have the same id, the first.
  private static let statesOfLine = 128

  /// No states yet.
  ///
  /// - Parameter store: an empty place for the texts.
  init(keepingIn store: any ByteStore) {
    self.store = store
  }

  /// The text of a state, as the list had it.
  func text(_ number: Int) throws(SourceFailure) -> [UInt8] {
    try store.read(at: records[number].offset, count: Int(records[number].count))
  }

  /// The states whose job may be that of the keys, in the order in which they were added; hashes can be equal by
  /// chance.
  func numbers(like state: StateKeys) -> [Int] {
    var found = Set<Int>()
    for (kind, key) in [(Kind.payment, state.payment), (.request, state.request)] where key != 0 {
      visit(kind, key) { found.insert($0) }
    }
    return found.sorted()
  }

  /// The first states of the same production line, of whatever job, in the order in which they were added.
  func numbers(ofLine state: StateKeys) -> [Int] {
    var found: [Int] = []
    visit(.line, state.line) { found.append($0) }
    return found.sorted()
  }

  /// The first state of a production line by its key; nil if there is none.
  func first(ofLine key: UInt64) -> Int? {
    var first: Int?
    visit(.line, key) { first = min($0, first ?? $0) }
    return first
  }

  /// Adds a state.
  mutating func add(_ keys: StateKeys, status: Status?, text: RawSpan) throws(SourceFailure) {
    guard records.count < 1 << 30 else { throw SourceFailure("the history has more than a billion states") }
    let record = Record(
      lineKey: keys.line, paymentKey: keys.payment, requestKey: keys.request, content: keys.content,
      offset: store.count, count: Int32(text.byteCount), status: status?.rawValue ?? .max)
    try store.append(text)
    records.append(record)
    if 2 * Kind.allCases.count * records.count > slots.count {
      slots = [UInt32](repeating: 0, count: 2 * slots.count)
      for number in records.indices { enter(number) }
    } else {
      enter(records.count - 1)
    }
  }

  private func key(_ number: Int, _ kind: Kind) -> UInt64 {
    switch kind {
    case .payment: records[number].paymentKey
    case .request: records[number].requestKey
    case .line: records[number].lineKey
    }
  }

  private mutating func enter(_ number: Int) {
    for kind in Kind.allCases where key(number, kind) != 0 {
      var others = 0
      let free = visit(kind, key(number, kind)) { _ in others += 1 }
      if kind == .line, others >= RememberedStates.statesOfLine { continue }
      slots[free] = UInt32(Kind.allCases.count * number + kind.rawValue + 1)
    }
  }

  /// Calls the body with the number of every state that has a key, and returns the free slot behind them.
  @discardableResult
  private func visit(_ kind: Kind, _ key: UInt64, _ body: (Int) -> Void) -> Int {
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] != 0 {
      let (number, other) = Int(slots[slot] - 1).quotientAndRemainder(dividingBy: Kind.allCases.count)
      if other == kind.rawValue, self.key(number, kind) == key { body(number) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}
