/// The keys that one kind of object is known to have, found by comparing sixteen bytes at once.
///
/// Producers write keys in the same order again and again, so the key that followed last time is tried first.
struct KeyTable: Sendable {
  /// A name with its closing quote, in two machine words.
  private struct Entry: Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var lowMask: UInt64 = 0
    var highMask: UInt64 = 0
    var count = 0
    /// What the key stands for, if it is a member of a production line.
    var field: Field?
  }

  private let names: [String]
  private let entries: [Entry]
  /// For each key, the one that followed it last time; the last entry is for the beginning of an object.
  private var successor: [Int]
  private var previous: Int
  private var isFirst = true

  /// A member of an object: its place among the names, nil for a key that is not known, what it stands for, and where
  /// the key stands.
  struct Member {
    let key: Int?
    let field: Field?
    let name: Range<Int>
  }

  /// A table of names of at most 15 bytes, without characters that JSON escapes.
  init(_ names: [String]) {
    self.init(names, fields: [])
  }

  /// A table of members of a production line, and of members that belong there and say nothing.
  init(_ fields: [Field], ignored: [String] = []) {
    self.init(fields.map(\.name) + ignored, fields: fields)
  }

  private init(_ names: [String], fields: [Field]) {
    self.names = names
    entries = names.enumerated().map { place, name in
      precondition(name.utf8.count <= 15, "\(name) is too long for a key table")
      var entry = Entry()
      for (index, byte) in (Array(name.utf8) + [UInt8(ascii: "\"")]).enumerated() {
        // Built as the bytes stand in memory on a little-endian machine, which all supported ones are.
        if index < 8 {
          entry.low |= UInt64(byte) << UInt64(index * 8)
          entry.lowMask |= 0xFF << UInt64(index * 8)
        } else {
          entry.high |= UInt64(byte) << UInt64(index * 8 - 64)
          entry.highMask |= 0xFF << UInt64(index * 8 - 64)
        }
      }
      entry.count = name.utf8.count
      entry.field = place < fields.count ? fields[place] : nil
      return entry
    }
    successor = names.indices.map { ($0 + 1) % names.count } + [0]
    previous = names.count
  }

  /// Begins an object.
  @inline(__always)
  mutating func begin() {
    previous = names.count
    isFirst = true
  }

  /// Moves to the value of the next member, over comma, key and colon; nil where the object ends, which is closed then.
  @inline(__always)
  mutating func next(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Member? {
    guard try cursor.member(bytes, isFirst: isFirst) else { return nil }
    isFirst = false
    return try match(&cursor, bytes)
  }

  /// Moves over the key whose opening quote is at the position, and over the colon.
  @inline(__always)
  private mutating func match(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Member {
    let start = cursor.position + 1
    let low = bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    let high = bytes.unsafeLoadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
    var found = successor[previous]
    if !matches(found, low, high) {
      guard let other = entries.indices.first(where: { matches($0, low, high) }) else {
        return try unusual(&cursor, bytes)
      }
      found = other
      successor[previous] = found
    }
    previous = found
    let end = start + entries[found].count
    cursor.position = end + 1
    try cursor.colon(bytes)
    return Member(key: found, field: entries[found].field, name: start..<end)
  }

  @inline(__always)
  private func matches(_ index: Int, _ low: UInt64, _ high: UInt64) -> Bool {
    let entry = entries[index]
    return low & entry.lowMask == entry.low && high & entry.highMask == entry.high
  }

  /// A key that is not known, or is written with escapes.
  @inline(never)
  private func unusual(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Member {
    let key = try cursor.string(bytes)
    try cursor.colon(bytes)
    guard key.isEscaped else { return Member(key: nil, field: nil, name: key.range) }
    let name = JSONCursor.unescaped(bytes.extracting(key.range))
    let found = names.firstIndex { Array($0.utf8) == name }
    return Member(key: found, field: found.flatMap { entries[$0].field }, name: key.range)
  }
}
