/// An id of an object at Stripe in 32 bytes, compared exactly: ids that differ in one letter's case are two.
///
/// The usual form, a prefix such as `pi_` and 24 letters or digits, stands in it as it is. Any other id stands in a
/// table of texts, `ObjectIDs`, and this has its number there.
struct ObjectID: BitwiseCopyable, Hashable, Sendable {
  private(set) var first: UInt64 = 0
  private(set) var second: UInt64 = 0
  private(set) var third: UInt64 = 0
  /// The letters before the underscore, up to four; 0 for a number in the table of texts, 1 for a hash.
  private(set) var prefix: UInt32 = 0

  /// No id.
  static let none = ObjectID()

  var isNone: Bool { self == .none }

  /// Whether it is a number in the table of texts.
  var isAside: Bool { prefix == 0 && first != 0 }

  private init() {}

  init(aside number: Int) {
    first = UInt64(number) + 1
  }

  /// What stands for an object without an id: a hash of what is said of it.
  init(hash: UInt64, _ other: UInt64) {
    first = hash
    second = other
    prefix = 1
  }

  /// What a hash is, in hexadecimal digits; empty for an id.
  var hashText: String { prefix == 1 ? String(first, radix: 16) + "-" + String(second, radix: 16) : "" }

  /// The three words behind `pi_` of a PaymentIntent of the usual form.
  init(paymentIntent key: LineEntry.Key) {
    first = key.first
    second = key.second
    third = key.third
    prefix = ObjectID.paymentIntentPrefix
  }

  private static let paymentIntentPrefix: UInt32 = 0x7069

  /// The id of these bytes if it has the usual form.
  @inline(__always)
  init?(_ bytes: RawSpan) {
    let count = bytes.byteCount
    guard count >= 27, count <= 29 else { return nil }
    var prefix: UInt32 = 0
    for index in 0..<(count - 25) {
      let byte = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      guard byte &- UInt8(ascii: "a") < 26 else { return nil }
      prefix = prefix << 8 | UInt32(byte)
    }
    guard bytes.unsafeLoad(fromByteOffset: count - 25, as: UInt8.self) == UInt8(ascii: "_") else { return nil }
    for index in (count - 24)..<count {
      let byte = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self)
      guard byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 else { return nil }
    }
    first = bytes.unsafeLoadUnaligned(fromByteOffset: count - 24, as: UInt64.self)
    second = bytes.unsafeLoadUnaligned(fromByteOffset: count - 16, as: UInt64.self)
    third = bytes.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    self.prefix = prefix
  }

  /// The text of the usual form.
  var usualText: [UInt8] {
    var text: [UInt8] = []
    appendUsualText(to: &text)
    return text
  }

  /// Adds the text of the usual form.
  func appendUsualText(to text: inout [UInt8]) {
    for shift: UInt32 in [24, 16, 8, 0] {
      let byte = UInt8(truncatingIfNeeded: prefix >> shift)
      if byte != 0 { text.append(byte) }
    }
    text.append(UInt8(ascii: "_"))
    ObjectID.append(first, to: &text)
    ObjectID.append(second, to: &text)
    ObjectID.append(third, to: &text)
  }

  private static func append(_ word: UInt64, to text: inout [UInt8]) {
    for shift in 0..<8 { text.append(UInt8(truncatingIfNeeded: word >> UInt64(shift * 8))) }
  }

  /// Whether the letters before the underscore are these.
  func hasPrefix(_ letters: String) -> Bool {
    var wanted: UInt32 = 0
    for byte in letters.utf8 { wanted = wanted << 8 | UInt32(byte) }
    return prefix == wanted
  }

  /// A hash that tells most different ids apart.
  @inline(__always)
  var mixed: UInt64 {
    var mixer = Mixer(seed: UInt64(prefix))
    mixer.add(first)
    mixer.add(second)
    mixer.add(third)
    return mixer.value
  }
}
