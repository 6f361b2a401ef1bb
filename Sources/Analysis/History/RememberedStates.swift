/// States of jobs that were seen before, found by their production line and payment, or by their production line and
/// the moment of the request: whoever changes one of the two doesn't make it another job.
///
/// The texts of the production lines stand in a `ByteStore`, in the bytes of the service; 64 bytes of memory and less
/// stand for each: a million jobs take about 60 MB.
struct RememberedStates {
  /// A state as the search needs it.
  struct Record: BitwiseCopyable {
    /// A hash of production line and payment, 0 without a usable payment.
    var paymentKey: UInt64
    /// A hash of production line and moment of the request, 0 without one.
    var requestKey: UInt64
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
  /// Open addressing: twice the number of a record, plus 1 for its second key, plus 1; 0 for an empty slot. At most
  /// half of the slots are taken.
  private var slots = [UInt32](repeating: 0, count: 64)

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
    var found: [Int] = []
    for (second, key) in [(false, state.payment), (true, state.request)] where key != 0 {
      var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
      while slots[slot] != 0 {
        let (number, isSecond) = RememberedStates.entry(slots[slot])
        if isSecond == second, self.key(number, second) == key, !found.contains(number) { found.append(number) }
        slot = (slot + 1) & (slots.count - 1)
      }
    }
    return found.sorted()
  }

  /// Adds a state.
  mutating func add(_ keys: StateKeys, status: Status?, text: RawSpan) throws(SourceFailure) {
    guard records.count < 1 << 30 else { throw SourceFailure("the history has more than a billion states") }
    let record = Record(
      paymentKey: keys.payment, requestKey: keys.request, content: keys.content, offset: store.count,
      count: Int32(text.byteCount), status: status?.rawValue ?? .max)
    try store.append(text)
    records.append(record)
    if 4 * records.count > slots.count {
      slots = [UInt32](repeating: 0, count: 2 * slots.count)
      for number in records.indices { enter(number) }
    } else {
      enter(records.count - 1)
    }
  }

  private func key(_ number: Int, _ second: Bool) -> UInt64 {
    second ? records[number].requestKey : records[number].paymentKey
  }

  private mutating func enter(_ number: Int) {
    for second in [false, true] where key(number, second) != 0 {
      var slot = Int(truncatingIfNeeded: key(number, second)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(2 * number + (second ? 1 : 0) + 1)
    }
  }

  private static func entry(_ slot: UInt32) -> (number: Int, isSecond: Bool) {
    (Int((slot - 1) / 2), (slot - 1) % 2 == 1)
  }
}
