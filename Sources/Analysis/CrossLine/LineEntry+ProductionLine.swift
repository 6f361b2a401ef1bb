/// From a production line to its entry.
extension LineEntry {
  @inline(__always)
  init(_ line: ProductionLine, _ context: RuleContext, side: inout SideTexts) {
    offset = line.offset
    if let stamp = line.stamp(.requested) {
      requested = stamp.milliseconds
      hasRequested = true
    }
    setIdentifier(.id, line.id, .id, line, context, &side)
    setIdentifier(.payment, line.paymentIntent, .paymentIntent, line, context, &side)
    setIdentifier(.transaction, line.transactionID, .transactionID, line, context, &side)
    setChecksum(line, context)
    if line.hasAll(FieldSet([.alphabet, .digits])) {
      var mixer = Mixer(seed: context.seed ^ UInt64(line.digits))
      context.texts.withBytes(of: line.alphabetID) { mixer.add($0) }
      design = mixer.value
      hasDesign = true
    }
    isUnfinished = line.status.map { $0 < .finished }
    let stamps = line.usable.intersection(Lifecycle.allStamps).rawValue.nonzeroBitCount
    let percent = line.has(.progress) ? min(line.progress, 127) : 0
    progress = rank(line) << 11 | percent << 4 | stamps
    content = contentHash(line, context)
  }

  /// The step of the life cycle, from 1; a status that is not known comes after all that are, none before them.
  @inline(__always)
  private func rank(_ line: ProductionLine) -> Int {
    if let status = line.status { return Int(status.rawValue) + 1 }
    return line.has(.status) ? Status.allCases.count + 1 : 0
  }

  @inline(__always)
  private mutating func setIdentifier(
    _ kind: Kind, _ text: Text, _ field: Field, _ line: ProductionLine, _ context: RuleContext, _ side: inout SideTexts
  ) {
    guard line.has(field) else { return setObstacle(line.obstacle(FieldSet(field)), of: kind) }
    let shape = IdentifierShape.of(field, text, of: line, in: context.texts)
    context.texts.withBytes(of: text) { bytes in
      switch shape {
      case .placeholder: setObstacle(.placeholder, of: kind)
      case .usual where kind == .payment: self[kind] = Self.paymentKey(bytes)
      case .usual:
        let (key, letters) = Self.uuidKey(bytes)
        if kind == .id, letters == .mixed { return setAside(kind, bytes, hash: key.hash(seed: context.seed), &side) }
        self[kind] = key
        if kind == .id { isUpperCase = letters == .upper }
      case .other:
        // An identifier of another form, the empty one included, is still told from others.
        var mixer = Mixer(seed: context.seed ^ 1)
        mixer.add(bytes)
        setAside(kind, bytes, hash: mixer.value, &side)
      }
    }
  }

  /// Puts a text aside that can't be told from its key.
  @inline(never)
  private mutating func setAside(_ kind: Kind, _ bytes: RawSpan, hash: UInt64, _ side: inout SideTexts) {
    setAside(kind)
    self[kind] = Key(first: UInt64(side.append(bytes)), second: UInt64(bytes.byteCount) | hash << 8)
  }

  /// The case of the letters in a UUID.
  private enum Letters {
    case lower, upper, mixed
  }

  /// The 24 bytes after `pi_`.
  @inline(__always)
  private static func paymentKey(_ bytes: RawSpan) -> Key {
    Key(
      first: bytes.unsafeLoadUnaligned(fromByteOffset: 3, as: UInt64.self),
      second: bytes.unsafeLoadUnaligned(fromByteOffset: 11, as: UInt64.self),
      third: bytes.unsafeLoadUnaligned(fromByteOffset: 19, as: UInt64.self))
  }

  /// The values of the 32 digits, two in a byte: the first eight of each half in the upper, the second eight in the lower
  /// four bits. Upper-case letters give the same values.
  @inline(__always)
  private static func uuidKey(_ bytes: RawSpan) -> (Key, Letters) {
    let words: (UInt64, UInt64, UInt64, UInt64) = (
      bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self),
      UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 9, as: UInt32.self))
        | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 14, as: UInt32.self)) << 32,
      UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 19, as: UInt32.self))
        | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt32.self)) << 32,
      bytes.unsafeLoadUnaligned(fromByteOffset: 28, as: UInt64.self)
    )
    let key = Key(first: values(words.0) << 4 | values(words.1), second: values(words.2) << 4 | values(words.3))
    let upper = upperCase(words.0) | upperCase(words.1) | upperCase(words.2) | upperCase(words.3)
    if upper == 0 { return (key, .lower) }
    let lower = lowerCase(words.0) | lowerCase(words.1) | lowerCase(words.2) | lowerCase(words.3)
    return (key, lower == 0 ? .upper : .mixed)
  }

  /// The values of eight hexadecimal digits, one in each byte.
  @inline(__always)
  private static func values(_ digits: UInt64) -> UInt64 {
    (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ (digits >> 6 & 0x0101_0101_0101_0101) &* 9
  }

  /// The upper-case letters among eight digits: bit 6 marks a letter, and bit 5 is missing in one of upper case.
  @inline(__always)
  private static func upperCase(_ digits: UInt64) -> UInt64 {
    digits & ~(digits << 1) & 0x4040_4040_4040_4040
  }

  @inline(__always)
  private static func lowerCase(_ digits: UInt64) -> UInt64 {
    digits & digits << 1 & 0x4040_4040_4040_4040
  }

  /// The text of a UUID's key.
  static func uuidText(_ key: Key, isUpperCase: Bool) -> String {
    let letters = Array((isUpperCase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    var digits: [UInt8] = []
    for (word, shift) in [(key.first, 4), (key.first, 0), (key.second, 4), (key.second, 0)] as [(UInt64, UInt64)] {
      for place in 0..<8 { digits.append(letters[Int(word >> (8 * UInt64(place) + shift) & 15)]) }
    }
    let parts = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }

  /// The text of a PaymentIntent's key.
  static func paymentText(_ key: Key) -> String {
    let bytes = [key.first, key.second, key.third].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    return "pi_" + String(decoding: bytes, as: UTF8.self)
  }
}

/// The checksum, and everything together.
extension LineEntry {
  /// Bits of freedom that a checksum needs for two equal ones not to be chance.
  private static let freeBits = 64

  /// Equal checksums tell something only where tokens remain and chance is out.
  @inline(__always)
  private static func checksumObstacle(_ line: ProductionLine, _ context: RuleContext) -> Obstacle? {
    let needed = FieldSet([.checksum, .available, .digits])
    guard line.hasAll(needed) else { return line.obstacle(needed) }
    if let obstacle = line.obstacleToAfter { return obstacle }
    if line.available.isZero { return .notPartial }
    guard let index = line.alphabet else { return .alphabetUnknown }
    if line.digits * context.catalogue.alphabets[index].space.rank < freeBits { return .chance }
    return line.checksum.isBinary ? nil : .notBinary
  }

  @inline(__always)
  private mutating func setChecksum(_ line: ProductionLine, _ context: RuleContext) {
    guard line.has(.checksum) else { return setObstacle(line.obstacle(.checksum), of: .checksum) }
    if line.checksum.isPacked {
      let bits = line.checksum.bits
      self[.checksum] = Key(
        first: UInt64(truncatingIfNeeded: bits),
        second: UInt64(truncatingIfNeeded: bits &>> 64) | UInt64(line.checksum.text.count) << 56)
    } else {
      self[.checksum] = context.texts.withBytes(of: line.checksum.text) { Self.longKey($0, context.seed) }
    }
    if let obstacle = Self.checksumObstacle(line, context) { setObstacle(obstacle, of: .checksum) }
  }

  /// A checksum that is too long, or not binary, as two hashes.
  @inline(never)
  private static func longKey(_ bytes: RawSpan, _ seed: UInt64) -> Key {
    var mixers = (Mixer(seed: seed ^ 2), Mixer(seed: seed ^ 3))
    mixers.0.add(bytes)
    mixers.1.add(bytes)
    return Key(first: mixers.0.value, second: mixers.1.value)
  }

  /// A hash of the values of all known members: two states with the same content have the same.
  ///
  /// A number that can't be used is 0 in a production line, so numbers need no question whether they are there.
  @inline(__always)
  private func contentHash(_ line: ProductionLine, _ context: RuleContext) -> UInt64 {
    let usable = line.usable
    var mixer = Mixer(seed: context.seed ^ usable.rawValue)
    mixer.add(line.malformed.rawValue, line.doubtful.rawValue)
    mixer.add(line.unreadableStamps.rawValue, design)
    mixer.add(line.available, context)
    mixer.add(line.reachable, context)
    mixer.add(UInt64(bitPattern: Int64(line.size)), UInt64(bitPattern: Int64(line.rate)))
    mixer.add(UInt64(bitPattern: Int64(line.progress)), line.partial ? 1 : 0)
    mixer.add(line.stamps.words(0), line.stamps.words(1))
    mixer.add(line.stamps.words(2), line.stamps.words(3))
    mixer.add(line.stamps.words(4), line.stamps.words(5))
    mixer.add(UInt64(line.fileSizes[.dataSize]), UInt64(line.fileSizes[.snapshotSize]))
    mixer.add(UInt64(line.fileSizes[.scoreSize]), UInt64(line.fileSizes[.analysisSize]))
    mixer.add(UInt64(line.fileSizes[.deltaSize]), line.status.map { UInt64($0.rawValue) + 1 } ?? 0)
    mixer.add(self[.checksum].first, self[.checksum].second)
    // Of a text that stands aside the key's first word is a place, which is no content.
    mixer.add(isAside(.transaction) ? 0 : self[.transaction].first, self[.transaction].second)
    mixer.add(line.type, context)
    mixer.add(line.analysis, context)
    mixer.add(line.paymentType, context)
    if line.status == nil { mixer.add(line.statusWord, context) }
    if usable.has(.filehashes) {
      for file in Field.fileHashes { mixer.add(line.fileHashes[file], context) }
    }
    return mixer.value
  }
}

extension Mixer {
  @inline(__always)
  fileprivate mutating func add(_ text: Text, _ context: RuleContext) {
    context.texts.withBytes(of: text) { add($0) }
  }

  @inline(__always)
  fileprivate mutating func add(_ quantity: Quantity, _ context: RuleContext) {
    if let small = quantity.small {
      add(UInt64(truncatingIfNeeded: small), UInt64(truncatingIfNeeded: small >> 64))
    } else {
      add(quantity.digits, context)
    }
  }
}
