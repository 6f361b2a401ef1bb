/// Takes the known members of an object of Stripe's API as they are meant: of the type that is expected, and once.
///
/// Of a member that is not so, the value counts as absent, and the fault is kept: nothing is guessed about money.
struct PaymentMembers {
  /// Members of an object that are known, at most.
  private static let usual = 16
  /// Bytes of a value that are looked at for a message.
  private static let shown = 64

  /// What is wrong with the first member that can't be taken; nil if nothing is.
  private(set) var fault: Prose?
  private var names = Set<String>(minimumCapacity: PaymentMembers.usual)

  /// Whether a member was there, with whatever value.
  func has(_ name: String) -> Bool { names.contains(name) }

  /// The string at the cursor, nil for null.
  mutating func text(_ name: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> String? {
    try take(name, "a string", &cursor, bytes, PaymentMembers.text)
  }

  /// The whole number at the cursor, nil for null.
  mutating func number(_ name: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Int64? {
    try take(name, "a whole number below 2^63", &cursor, bytes, PaymentMembers.number)
  }

  /// `true` or `false` at the cursor, nil for null.
  mutating func flag(_ name: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool? {
    try take(name, "true or false", &cursor, bytes, PaymentMembers.flag)
  }

  /// The id at the cursor, or the `id` of an object that was expanded in its place; nothing for null.
  mutating func identifier(_ name: String, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> [UInt8] {
    try take(name, "an id, or an object with one,", &cursor, bytes, PaymentMembers.identifier) ?? []
  }

  /// Notes a member whose value is read elsewhere.
  ///
  /// - Parameter found: what stands there, nil if it is what is expected.
  mutating func note(_ name: String, _ expected: String, found: Prose?) {
    if !names.insert(name).inserted {
      fault = fault ?? "the member \(name: name) stands twice"
    } else if let found {
      fault = fault ?? "expected \(words: expected) in \(name: name), found \(found)"
    }
  }

  /// Reads a value. On an error nothing has changed but the cursor, so that it can be read again.
  private mutating func take<Value>(
    _ name: String, _ expected: String, _ cursor: inout JSONCursor, _ bytes: RawSpan,
    _ read: (inout JSONCursor, RawSpan) throws(Stop) -> Value?
  ) throws(Stop) -> Value? {
    let start = cursor.position
    let isNull = cursor.byte(bytes) == UInt8(ascii: "n")
    let value = try read(&cursor, bytes)
    let isKnown = has(name)
    let isOther = value == nil && !isNull
    note(name, expected, found: isOther ? PaymentMembers.found(bytes, start..<cursor.position) : nil)
    return isKnown ? nil : value
  }

  /// A value in the words of a message.
  static func found(_ bytes: RawSpan, _ range: Range<Int>) -> Prose {
    switch bytes.unsafeLoad(fromByteOffset: range.lowerBound, as: UInt8.self) {
    case UInt8(ascii: "["): "an array"
    case UInt8(ascii: "{"): "an object"
    default: PaymentQuote.found(json: JSONCursor.copy(bytes.extracting(range.prefix(shown))))
    }
  }

  private static func text(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> String? {
    if cursor.byte(bytes) == UInt8(ascii: "\"") { return try cursor.textValue(bytes) }
    try cursor.skipValue(bytes)
    return nil
  }

  private static func number(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Int64? {
    if cursor.byte(bytes) == UInt8(ascii: "\"") {
      try cursor.skipValue(bytes)
      return nil
    }
    return try cursor.textValue(bytes).flatMap { try? Money.integer($0.utf8) }
  }

  private static func flag(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool? {
    let first = cursor.byte(bytes)
    try cursor.skipValue(bytes)
    return first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
  }

  private static func identifier(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> [UInt8]? {
    guard cursor.byte(bytes) == UInt8(ascii: "{") else { return try text(&cursor, bytes).map { Array($0.utf8) } }
    var members = PaymentMembers()
    var id: String?
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      if key == "id" { id = try members.text(key, &cursor, bytes) } else { try cursor.skipValue(bytes) }
    }
    return members.fault == nil ? id.map { Array($0.utf8) } : nil
  }
}
