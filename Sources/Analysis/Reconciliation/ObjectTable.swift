/// Numbers ids from 0 in the order in which they come: an open-addressing hash table of 32 bytes an id and a word a
/// slot.
struct ObjectTable: Sendable {
  /// The ids by their numbers.
  private(set) var ids: [ObjectID] = []
  /// A number plus one, 0 for an empty slot; a power of two of them.
  private var slots: [UInt32]

  init(expected: Int = 0) {
    var size = 64
    while size < expected * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    ids.reserveCapacity(expected)
  }

  var count: Int { ids.count }

  /// The number of an id, which is added if it is new.
  mutating func number(of id: ObjectID) -> Int {
    if ids.count * 3 >= slots.count * 2 { grow() }
    var slot = Int(truncatingIfNeeded: id.mixed) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if ids[number] == id { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    ids.append(id)
    slots[slot] = UInt32(ids.count)
    return ids.count - 1
  }

  /// The number of an id, nil if it is not there.
  func find(_ id: ObjectID) -> Int? {
    var slot = Int(truncatingIfNeeded: id.mixed) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if ids[number] == id { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, id) in ids.enumerated() {
      var slot = Int(truncatingIfNeeded: id.mixed) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
