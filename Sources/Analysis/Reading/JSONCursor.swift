/// A position in a window of JSON text, and what RFC 8259 allows there. It knows JSON only.
///
/// Every method takes the bytes it works on: at least `limit` valid ones, then `Window.padding` zeros. A zero is never
/// valid where a token is expected, so the end of the window needs no check until something unexpected is found.
struct JSONCursor {
  /// Nested arrays and objects that are read; a deeper document is refused with its own message.
  static let depthLimit = 512

  /// The next byte to look at.
  var position: Int
  /// The first position behind the valid bytes.
  let limit: Int
  /// Arrays and objects that are open.
  var depth = 0
  /// Whether the text of what is skipped will never be looked at again.
  var mayElide = false
  /// After `needMore` inside a string that nobody reads: bytes that may be cut out of the window.
  var elidable = 0..<0

  init(position: Int = 0, limit: Int, depth: Int = 0) {
    self.position = position
    self.limit = limit
    self.depth = depth
  }

  /// The error of this position, or `needMore` at the end of the window.
  func stop(_ cause: Stop.Cause) -> Stop {
    Stop(cause: position >= limit ? .needMore : cause, position: position)
  }

  @inline(__always)
  func byte(_ bytes: RawSpan) -> UInt8 {
    bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
  }

  /// Moves to the next byte that is not white space, and returns it.
  @inline(__always)
  mutating func next(_ bytes: RawSpan) -> UInt8 {
    let first = byte(bytes)
    return first > 0x20 ? first : nextAfterSpace(bytes)
  }

  @inline(never)
  private mutating func nextAfterSpace(_ bytes: RawSpan) -> UInt8 {
    let space = SIMD16<UInt8>(repeating: 0x20)
    let newline = SIMD16<UInt8>(repeating: 0x0A)
    let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)
    let tab = SIMD16<UInt8>(repeating: 0x09)
    while position < limit {
      let chunk = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
      let blank = (chunk .== space) .| (chunk .== newline) .| (chunk .== tab) .| (chunk .== carriageReturn)
      let lane = Lanes.first(.!blank)
      position += lane
      if lane < 16 { return byte(bytes) }
    }
    return 0
  }

  /// Opens an array or object whose bracket is at the position.
  @inline(__always)
  mutating func open() throws(Stop) {
    if depth >= JSONCursor.depthLimit { throw stop(.depth) }
    depth += 1
    position += 1
  }

  /// Closes the array or object whose bracket is at the position.
  @inline(__always)
  mutating func close() {
    depth -= 1
    position += 1
  }

  /// Moves to the next key of an object, over the comma before it; the position is then the opening quote.
  ///
  /// - Returns: false where the object ends; it is closed then.
  @inline(__always)
  mutating func member(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> Bool {
    var found = next(bytes)
    if found == UInt8(ascii: "}") {
      close()
      return false
    }
    if !isFirst {
      guard found == UInt8(ascii: ",") else { throw stop(.commaOrBrace) }
      position += 1
      found = next(bytes)
    }
    guard found == UInt8(ascii: "\"") else { throw stop(.key) }
    return true
  }

  /// Moves over the colon behind a key to the first byte of the value.
  @inline(__always)
  mutating func colon(_ bytes: RawSpan) throws(Stop) {
    guard next(bytes) == UInt8(ascii: ":") else { throw stop(.colon) }
    position += 1
    _ = next(bytes)
  }

  /// Moves to the next element of an array, over the comma before it.
  ///
  /// - Returns: false where the array ends; it is closed then.
  @inline(__always)
  mutating func element(_ bytes: RawSpan, isFirst: Bool) throws(Stop) -> Bool {
    let found = next(bytes)
    if found == UInt8(ascii: "]") {
      close()
      return false
    }
    if isFirst { return true }
    guard found == UInt8(ascii: ",") else { throw stop(.commaOrBracket) }
    position += 1
    _ = next(bytes)
    return true
  }

  /// Reads `true`, `false` or `null`.
  mutating func literal(_ bytes: RawSpan) throws(Stop) -> JSONLiteral {
    let literal: JSONLiteral =
      switch byte(bytes) {
      case UInt8(ascii: "t"): .true
      case UInt8(ascii: "f"): .false
      case UInt8(ascii: "n"): .null
      default: throw stop(.value)
      }
    for (index, expected) in literal.name.utf8.enumerated() {
      guard bytes.unsafeLoad(fromByteOffset: position + index, as: UInt8.self) == expected else {
        if position + index >= limit { throw Stop(cause: .needMore, position: limit) }
        throw Stop(cause: .literal, position: position + index)
      }
    }
    position += literal.name.utf8.count
    return literal
  }
}
