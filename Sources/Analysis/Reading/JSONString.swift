/// Strings: RFC 8259 section 7, with UTF-8 checked as in the Unicode Standard, table 3-7.
extension JSONCursor {
  /// Reads the string whose opening quote is at the position.
  ///
  /// - Returns: the bytes between the quotes, as they stand, and whether a backslash is among them.
  @inline(__always)
  mutating func string(_ bytes: RawSpan) throws(Stop) -> (range: Range<Int>, isEscaped: Bool) {
    let start = position + 1
    var scan = start
    while true {
      let chunk = bytes.unsafeLoadUnaligned(fromByteOffset: scan, as: SIMD16<UInt8>.self)
      let lane = Lanes.first(JSONCursor.special(chunk))
      scan += lane
      if lane < 16 { break }
      if scan >= limit { break }
    }
    if bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self) == UInt8(ascii: "\"") {
      position = scan + 1
      return (start..<scan, false)
    }
    let isEscaped = try finish(bytes, from: scan)
    return (start..<(position - 1), isEscaped)
  }

  /// Bytes that end the fast scan: quote, backslash, control characters and everything that is not ASCII.
  @inline(__always)
  static func special(_ chunk: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
    let signed = SIMD16<Int8>(truncatingIfNeeded: chunk)
    return (chunk .== SIMD16<UInt8>(repeating: 0x22)) .| (chunk .== SIMD16<UInt8>(repeating: 0x5C))
      .| (signed .< SIMD16<Int8>(repeating: 0x20))
  }

  /// Moves over a string whose content is not needed; after `needMore` its bytes may be cut out of the window.
  mutating func skipString(_ bytes: RawSpan) throws(Stop) {
    let start = position + 1
    do throws(Stop) {
      _ = try string(bytes)
    } catch {
      if mayElide, error.cause == .needMore, error.position > start { elidable = start..<error.position }
      throw error
    }
  }

  /// The careful half of `string`: escapes and characters beyond ASCII, until the closing quote.
  ///
  /// - Returns: whether there was an escape.
  /// - Throws: `needMore` with the position up to which the string is complete and valid.
  @inline(never)
  private mutating func finish(_ bytes: RawSpan, from first: Int) throws(Stop) -> Bool {
    var scan = first
    var isEscaped = false
    while true {
      let byte = bytes.unsafeLoad(fromByteOffset: scan, as: UInt8.self)
      switch byte {
      case UInt8(ascii: "\""):
        position = scan + 1
        return isEscaped
      case UInt8(ascii: "\\"):
        isEscaped = true
        scan = try escape(bytes, at: scan)
      case 0..<0x20:
        throw Stop(cause: scan >= limit ? .needMore : .control, position: min(scan, limit))
      case 0x80...:
        scan = try character(bytes, at: scan)
      default:
        scan += 1
      }
    }
  }

  /// - Returns: the position behind the escape that begins at `start`.
  /// - Throws: the position of the byte that is wrong; of a lone half of a pair that of its escape.
  private func escape(_ bytes: RawSpan, at start: Int) throws(Stop) -> Int {
    guard start + 1 < limit else { throw Stop(cause: .needMore, position: start) }
    switch bytes.unsafeLoad(fromByteOffset: start + 1, as: UInt8.self) {
    case UInt8(ascii: "u"): break
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    default: throw Stop(cause: .escape, position: start + 1)
    }
    let unit = try codeUnit(bytes, at: start)
    if unit & 0xFC00 == 0xDC00 { throw Stop(cause: .surrogate, position: start) }
    guard unit & 0xFC00 == 0xD800 else { return start + 6 }
    for (index, expected) in [UInt8(ascii: "\\"), UInt8(ascii: "u")].enumerated() {
      guard start + 6 + index < limit else { throw Stop(cause: .needMore, position: start) }
      guard bytes.unsafeLoad(fromByteOffset: start + 6 + index, as: UInt8.self) == expected else {
        throw Stop(cause: .surrogate, position: start)
      }
    }
    let low: UInt32
    do throws(Stop) { low = try codeUnit(bytes, at: start + 6) } catch {
      throw error.cause == .needMore ? Stop(cause: .needMore, position: start) : error
    }
    guard low & 0xFC00 == 0xDC00 else { throw Stop(cause: .surrogate, position: start) }
    return start + 12
  }

  /// The UTF-16 code unit of the `\uXXXX` at `start`.
  private func codeUnit(_ bytes: RawSpan, at start: Int) throws(Stop) -> UInt32 {
    var unit: UInt32 = 0
    for index in (start + 2)..<(start + 6) {
      guard index < limit else { throw Stop(cause: .needMore, position: start) }
      guard let digit = bytes.unsafeLoad(fromByteOffset: index, as: UInt8.self).hexValue else {
        throw Stop(cause: .unicodeEscape, position: index)
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// - Returns: the position behind the multi-byte character that begins at `start`.
  func character(_ bytes: RawSpan, at start: Int) throws(Stop) -> Int {
    let lead = bytes.unsafeLoad(fromByteOffset: start, as: UInt8.self)
    // The allowed second bytes (Unicode Standard, table 3-7) shut out overlong forms, surrogates and values over
    // U+10FFFF.
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw Stop(cause: .utf8, position: start)
    }
    for index in 1..<length {
      guard start + index < limit else { throw Stop(cause: .needMore, position: start) }
      let allowed = index == 1 ? second : 0x80...0xBF
      guard allowed.contains(bytes.unsafeLoad(fromByteOffset: start + index, as: UInt8.self)) else {
        throw Stop(cause: .utf8, position: start)
      }
    }
    return start + length
  }

  /// The text of a string that `string` has found valid, with its escapes resolved, as UTF-8.
  ///
  /// - Parameter limit: so many bytes of it are enough; where there are more, it may end within a character.
  static func unescaped(_ raw: RawSpan, limit: Int = .max) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(min(raw.byteCount, limit))
    let cursor = JSONCursor(limit: raw.byteCount)
    var scan = 0
    while scan < raw.byteCount, text.count < limit {
      let byte = raw.unsafeLoad(fromByteOffset: scan, as: UInt8.self)
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        scan += 1
        continue
      }
      let kind = raw.unsafeLoad(fromByteOffset: scan + 1, as: UInt8.self)
      switch kind {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        // Validated before: the code units are there and form a scalar.
        guard var value = try? cursor.codeUnit(raw, at: scan) else { return text }
        scan += 4
        if value & 0xFC00 == 0xD800, let low = try? cursor.codeUnit(raw, at: scan + 2) {
          value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
          scan += 6
        }
        if let scalar = Unicode.Scalar(value) { text.append(contentsOf: Array(String(Character(scalar)).utf8)) }
      default: text.append(kind)
      }
      scan += 2
    }
    return text
  }
}
