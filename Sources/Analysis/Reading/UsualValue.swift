/// A value of a production line that is written as values nearly always are; any other is left to `LineParser`.
///
/// What stands behind the value is looked at by the caller.
enum UsualValue {
  /// Reads the value of a member into a production line.
  ///
  /// - Parameters:
  ///   - start: the first byte of the value, or that behind its opening quote.
  ///   - bytes: the window, which reaches `RawSpan.valueReach` bytes farther.
  /// - Returns: the position behind it, or of its closing quote; −1 if it is not written as usual.
  @inline(__always)
  static func read(
    _ field: Field, at start: Int, _ bytes: RawSpan, into line: inout ProductionLine, _ day: inout Timestamp.Day
  ) -> Int {
    switch field {
    case .status: return text(at: start, bytes, &line.statusWord)
    case .analysis: return text(at: start, bytes, &line.analysis)
    case .alphabet: return text(at: start, bytes, &line.alphabetID)
    case .type:
      // `tokens` and the closing quote, as they stand in memory.
      if bytes.word(at: start) & 0x00FF_FFFF_FFFF_FFFF == 0x0022_736E_656B_6F74 {
        return identifier(.type, 6, at: start, &line.type, &line.usual)
      }
      return text(at: start, bytes, &line.type)
    case .paymentType:
      // `transact`, and `saction` with the closing quote.
      if bytes.word(at: start) == 0x7463_6173_6E61_7274, bytes.word(at: start &+ 4) == 0x226E_6F69_7463_6173 {
        return identifier(.paymentType, 11, at: start, &line.paymentType, &line.usual)
      }
      return text(at: start, bytes, &line.paymentType)
    case .dataHash, .snapshotHash, .scoreHash, .analysisHash, .deltaHash:
      if FileHash.isWellFormed(at: start, bytes) {
        line.usual.insert(FieldSet(field))
        line.fileHashes[field] = Text(start: start, count: FileHash.length)
        return start &+ FileHash.length
      }
      var hash = Text.empty
      let end = text(at: start, bytes, &hash)
      line.fileHashes[field] = hash
      return end
    case .id:
      if IdentifierShape.isUUID(at: start, bytes) {
        return identifier(.id, 36, at: start, &line.id, &line.usual)
      }
      return text(at: start, bytes, &line.id)
    case .transactionID:
      if IdentifierShape.isUUID(at: start, bytes) {
        return identifier(.transactionID, 36, at: start, &line.transactionID, &line.usual)
      }
      return text(at: start, bytes, &line.transactionID)
    case .paymentIntent:
      // A placeholder has the same form, but for its first letter.
      if IdentifierShape.isPaymentIntent(at: start, bytes), bytes.single(at: start &+ 3) != UInt8(ascii: "X") {
        return identifier(.paymentIntent, 27, at: start, &line.paymentIntent, &line.usual)
      }
      return text(at: start, bytes, &line.paymentIntent)
    case .requested, .started, .ended, .finished, .analyzed, .deleted:
      guard let stamp = Timestamp(at: start, bytes, &day) else { return -1 }
      line.stamps[field] = stamp.milliseconds
      return start &+ 24
    case .progress: return whole(at: start, bytes, &line.progress)
    case .rate: return whole(at: start, bytes, &line.rate)
    case .dataSize, .snapshotSize, .scoreSize, .analysisSize, .deltaSize:
      var size = 0
      let end = whole(at: start, bytes, &size)
      line.fileSizes[field] = size
      return end
    case .digits:
      let end = whole(at: start, bytes, &line.digits)
      return LineParser.digitLimits.contains(line.digits) ? end : -1
    case .size: return whole(at: start, bytes, &line.size)
    case .available: return quantity(at: start, bytes, &line.available)
    case .reachable: return quantity(at: start, bytes, &line.reachable)
    case .partial: return bool(at: start, bytes, &line.partial)
    case .checksum: return checksum(at: start, bytes, &line.checksum)
    case .attributes, .relationships, .filesizes, .filehashes, .timestamps, .payment, .paymentData: return -1
    }
  }

  /// A string of ASCII without escapes, of at most `LineParser.textLimit` bytes: a longer one reaches too far.
  @inline(__always)
  private static func text(at start: Int, _ bytes: RawSpan, _ text: inout Text) -> Int {
    var end = start
    while end &- start < RawSpan.valueReach {
      let lane = Lanes.first(JSONCursor.special(bytes.vector(at: end)))
      end &+= lane
      if lane < 16 {
        text = Text(start: start, count: end &- start)
        return end
      }
    }
    return -1
  }

  /// An identifier that has the usual form of its kind.
  @inline(__always)
  private static func identifier(
    _ field: Field, _ count: Int, at start: Int, _ text: inout Text, _ usual: inout FieldSet
  ) -> Int {
    usual.insert(FieldSet(field))
    text = Text(start: start, count: count)
    return start &+ count
  }

  /// A whole number of at most 15 digits.
  @inline(__always)
  private static func whole(at start: Int, _ bytes: RawSpan, _ value: inout Int) -> Int {
    let word = bytes.word(at: start)
    let count = Digits.leading(word)
    guard Digits.areNumber(word, count) else { return -1 }
    var number = Digits.value(of: word, count)
    var end = start &+ count
    if count == 8 {
      let rest = bytes.word(at: end)
      let more = Digits.leading(rest)
      if more == 8 { return -1 }
      if more > 0 { number = number &* Digits.powers[more] &+ Digits.value(of: rest, more) }
      end &+= more
    }
    value = Int(truncatingIfNeeded: number)
    return end
  }

  /// A whole number of any size.
  @inline(__always)
  private static func quantity(at start: Int, _ bytes: RawSpan, _ value: inout Quantity) -> Int {
    let word = bytes.word(at: start)
    let count = Digits.leading(word)
    guard Digits.areNumber(word, count) else { return -1 }
    let number = Digits.value(of: word, count)
    if count == 8 {
      value = longQuantity(at: start, bytes, number)
      return value.digits.isEmpty ? -1 : start &+ value.digits.count
    }
    value = Quantity(
      small: Int128(truncatingIfNeeded: number), digits: Text(start: start, count: count), isOdd: number & 1 == 1)
    return start &+ count
  }

  /// A whole number of eight digits or more, which has no leading zero.
  ///
  /// - Parameter first: the number of the first eight.
  /// - Returns: one without digits if it is not written as usual.
  @inline(never)
  private static func longQuantity(at start: Int, _ bytes: RawSpan, _ first: UInt64) -> Quantity {
    var number = UInt128(first)
    var count = 8
    var more = 8
    while more == 8, count <= Quantity.smallDigits - 8 {
      let word = bytes.word(at: start &+ count)
      more = Digits.leading(word)
      if more > 0 { number = number &* UInt128(Digits.powers[more]) &+ UInt128(Digits.value(of: word, more)) }
      count &+= more
    }
    if more < 8 {
      return Quantity(
        small: Int128(truncatingIfNeeded: number), digits: Text(start: start, count: count), isOdd: number & 1 == 1)
    }
    var end = start
    while end + 8 <= bytes.byteCount {
      let count = Digits.leading(bytes.word(at: end))
      end += count
      if count < 8 { break }
    }
    return Quantity(bytes.extracting(start..<end), text: Text(window: start..<end)) ?? .zero
  }

  @inline(__always)
  private static func bool(at start: Int, _ bytes: RawSpan, _ value: inout Bool) -> Int {
    // "true", and "fals" with the byte behind it, as they stand in memory.
    let word = UInt32(truncatingIfNeeded: bytes.word(at: start))
    if word == 0x6575_7274 {
      value = true
      return start &+ 4
    }
    guard word == 0x736C_6166, bytes.single(at: start &+ 4) == UInt8(ascii: "e") else { return -1 }
    value = false
    return start &+ 5
  }

  /// A checksum of nothing but `0` and `1`.
  @inline(__always)
  private static func checksum(at start: Int, _ bytes: RawSpan, _ checksum: inout Checksum) -> Int {
    var bits: UInt128 = 0
    var union: UInt64 = 0
    var end = start
    while end &- start <= RawSpan.valueReach &- 24 {
      let first = bytes.word(at: end) ^ Checksum.zeros
      let second = bytes.word(at: end &+ 8) ^ Checksum.zeros
      if (first | second) & ~Checksum.ones == 0 {
        union |= first | second
        bits = bits &<< 16 | UInt128(Checksum.pack(first) &<< 8 | Checksum.pack(second))
        end &+= 16
        continue
      }
      // The end is in one of both words, in the second if this has all bits set. Nobody can tell beforehand.
      let isSecond: UInt64 = first & ~Checksum.ones == 0 ? .max : 0
      union |= first & isSecond
      bits = bits &<< UInt128(truncatingIfNeeded: 8 & isSecond) | UInt128(Checksum.pack(first) & isSecond)
      end &+= Int(truncatingIfNeeded: 8 & isSecond)
      let last = first ^ (first ^ second) & isSecond
      let places = UInt64(truncatingIfNeeded: (last & ~Checksum.ones).trailingZeroBitCount & 0x38)
      // The closing quote, less what was taken from every byte.
      guard last &>> places & 0xFF == 0x12 else { return -1 }
      let rest = last & (1 &<< places &- 1)
      let more = places &>> 3
      end &+= Int(truncatingIfNeeded: more)
      checksum = Checksum(
        text: Text(start: start, count: end &- start), isBinary: true, isZero: union | rest == 0,
        bits: bits &<< UInt128(truncatingIfNeeded: more) | UInt128(Checksum.pack(rest) &>> (8 &- more)))
      return end
    }
    guard let long = longChecksum(at: start, bytes) else { return -1 }
    checksum = long
    return start &+ long.text.count
  }

  @inline(never)
  private static func longChecksum(at start: Int, _ bytes: RawSpan) -> Checksum? {
    var end = start
    while end + 8 <= bytes.byteCount, (bytes.word(at: end) ^ Checksum.zeros) & ~Checksum.ones == 0 { end += 8 }
    while end < bytes.byteCount, bytes.single(at: end) | 1 == UInt8(ascii: "1") { end += 1 }
    guard end - start <= Checksum.byteLimit else { return nil }
    return Checksum(bytes.extracting(start..<end), text: Text(window: start..<end))
  }
}
