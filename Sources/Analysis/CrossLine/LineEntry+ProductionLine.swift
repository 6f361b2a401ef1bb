/// From a production line to its entry.
///
/// A production line is large, and this is done for each: what isn't inlined gets single values of it, never the whole,
/// which would be copied for the call.
extension LineEntry {
  @inline(__always)
  init(_ line: borrowing ProductionLine, _ context: RuleContext, side: inout SideTexts) {
    self.init(keysOf: line, context, side: &side)
    if line.usable.has(.alphabet), line.usable.has(.digits) {
      design = Self.designHash(line.digits, line.alphabet, line.alphabetID, context)
      hasDesign = true
    }
    let stamps = line.usable.intersection(Lifecycle.allStamps).rawValue.nonzeroBitCount
    let percent = line.usable.has(.progress) ? min(line.progress, 127) : 0
    progress = rank(line) << 11 | percent << 4 | stamps
    content = contentHash(line, context)
  }

  /// An entry that has the keys, and what rules ask of many entries at once.
  @inline(__always)
  init(keysOf line: borrowing ProductionLine, _ context: RuleContext, side: inout SideTexts) {
    let usable = line.usable
    offset = line.offset
    if usable.has(.requested), !line.unreadableStamps.has(.requested) {
      requested = line.stamps[.requested]
      hasRequested = true
    }
    if isUsual(.id, line) {
      let (key, letters) = context.texts.withBytes(of: line.id) { Self.uuidKey($0) }
      self[.id] = key
      if letters != .lower { setLetters(letters, line.id, context, &side) }
    } else {
      setUnusual(.id, line.id, obstacle(.id, line), context, &side)
    }
    if isUsual(.paymentIntent, line) {
      self[.payment] = context.texts.withBytes(of: line.paymentIntent) { Self.paymentKey($0) }
    } else {
      setUnusual(.payment, line.paymentIntent, obstacle(.paymentIntent, line), context, &side)
    }
    if isUsual(.transactionID, line) {
      self[.transaction] = context.texts.withBytes(of: line.transactionID) { Self.uuidKey($0).0 }
    } else {
      setUnusual(.transaction, line.transactionID, obstacle(.transactionID, line), context, &side)
    }
    setChecksum(line, context)
    if let status = line.status { isUnfinished = status < .finished }
  }

  /// The step of the life cycle, from 1; a status that is not known comes after all that are, none before them.
  @inline(__always)
  private func rank(_ line: borrowing ProductionLine) -> Int {
    if let status = line.status { return Int(status.rawValue) + 1 }
    return line.has(.status) ? Status.allCases.count + 1 : 0
  }

  /// An alphabet that is known is told by its place in the catalogue, any other by its name.
  @inline(__always)
  private static func designHash(_ digits: Int, _ alphabet: Int?, _ name: Text, _ context: RuleContext) -> UInt64 {
    var mixer = Mixer(seed: context.seed)
    mixer.add(UInt64(bitPattern: Int64(digits)), UInt64(bitPattern: Int64(alphabet ?? -1)))
    if alphabet == nil { mixer.add(name, context) }
    return mixer.value
  }
}

/// Identifiers.
extension LineEntry {
  /// Whether an identifier can be used, and the reader has seen that it has its usual form.
  @inline(__always)
  private func isUsual(_ field: Field, _ line: borrowing ProductionLine) -> Bool {
    line.usable.intersection(line.usual).has(field)
  }

  /// Why an identifier can't be used, nil if it can.
  @inline(__always)
  private func obstacle(_ field: Field, _ line: borrowing ProductionLine) -> Obstacle? {
    if line.usable.has(field) { return nil }
    return line.malformed.union(line.doubtful).has(field) ? .unusable : .absent
  }

  /// An identifier of which the reader has not said that it has its usual form.
  @inline(never)
  private mutating func setUnusual(
    _ kind: Kind, _ text: Text, _ obstacle: Obstacle?, _ context: RuleContext, _ side: inout SideTexts
  ) {
    if let obstacle { return setObstacle(obstacle, of: kind) }
    context.texts.withBytes(of: text) { bytes in
      switch kind == .payment ? IdentifierShape.paymentIntent(bytes) : IdentifierShape.uuid(bytes) {
      case .placeholder: setObstacle(.placeholder, of: kind)
      case .usual where kind == .payment: self[kind] = Self.paymentKey(bytes)
      case .usual:
        let (key, letters) = Self.uuidKey(bytes)
        self[kind] = key
        if kind == .id, letters != .lower { setLetters(letters, text, context, &side) }
      case .other where bytes.isEmpty: setObstacle(.placeholder, of: kind)
      case .other:
        // An identifier of another form is still told from others.
        setAside(kind, bytes, hash: Self.otherHash(bytes, context.seed), &side)
      }
    }
  }

  /// The hash of a text as an id, which is that of the entries that have it; nil for a placeholder and
  /// for nothing.
  static func hash(ofID text: RawSpan, seed: UInt64) -> UInt64? {
    switch IdentifierShape.uuid(text) {
    case .placeholder: nil
    case .other where text.isEmpty: nil
    case .usual: uuidKey(text).0.hash(seed: seed) & hashMask
    case .other: otherHash(text, seed) & hashMask
    }
  }

  private static func otherHash(_ text: RawSpan, _ seed: UInt64) -> UInt64 {
    var mixer = Mixer(seed: seed ^ 1)
    mixer.add(text)
    return mixer.value
  }

  /// An id with other letters than lower-case ones: it is shown as it stands.
  @inline(never)
  private mutating func setLetters(
    _ letters: Letters, _ text: Text, _ context: RuleContext, _ side: inout SideTexts
  ) {
    if letters == .upper {
      isUpperCase = true
    } else {
      let hash = self[.id].hash(seed: context.seed)
      context.texts.withBytes(of: text) { setAside(.id, $0, hash: hash, &side) }
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
    guard bytes.byteCount == 27 else { preconditionFailure("a PaymentIntent of another length") }
    return Key(
      first: bytes.unsafeLoadUnaligned(fromByteOffset: 3, as: UInt64.self),
      second: bytes.unsafeLoadUnaligned(fromByteOffset: 11, as: UInt64.self),
      third: bytes.unsafeLoadUnaligned(fromByteOffset: 19, as: UInt64.self))
  }

  /// The values of the 32 digits, two in a byte: the first eight of each half in the upper, the second eight in the
  /// lower four bits. Upper-case letters give the same values.
  @inline(__always)
  private static func uuidKey(_ bytes: RawSpan) -> (Key, Letters) {
    // Once the length is known, no load needs a check of its own.
    guard bytes.byteCount == 36 else { preconditionFailure("a UUID of another length") }
    let first = bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
    let second =
      UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 9, as: UInt32.self))
      | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 14, as: UInt32.self)) << 32
    let third =
      UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 19, as: UInt32.self))
      | UInt64(bytes.unsafeLoadUnaligned(fromByteOffset: 24, as: UInt32.self)) << 32
    let fourth = bytes.unsafeLoadUnaligned(fromByteOffset: 28, as: UInt64.self)
    let key = Key(first: values(first) << 4 | values(second), second: values(third) << 4 | values(fourth))
    // All digits and lower-case letters have bit 5.
    if first & second & third & fourth & lowerBits == lowerBits { return (key, .lower) }
    let lower = lowerCase(first) | lowerCase(second) | lowerCase(third) | lowerCase(fourth)
    return (key, lower == 0 ? .upper : .mixed)
  }

  /// Bit 5 of each byte.
  private static var lowerBits: UInt64 { 0x2020_2020_2020_2020 }

  /// The values of eight hexadecimal digits, one in each byte.
  @inline(__always)
  private static func values(_ digits: UInt64) -> UInt64 {
    (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ (digits >> 6 & 0x0101_0101_0101_0101) &* 9
  }

  /// The lower-case letters among eight digits: bit 6 marks a letter, and bit 5 one of lower case.
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
  private static func checksumObstacle(_ line: borrowing ProductionLine, _ context: RuleContext) -> Obstacle? {
    let needed = FieldSet.checksum.union(.available).union(.digits)
    guard line.hasAll(needed) else {
      return line.malformed.union(line.doubtful).intersection(needed).isEmpty ? .absent : .unusable
    }
    if let obstacle = line.obstacleToAfter { return obstacle }
    if line.available.isZero { return .notPartial }
    guard let index = line.alphabet else { return .alphabetUnknown }
    if line.digits * context.catalogue.alphabets[index].space.rank < freeBits { return .chance }
    return line.checksum.isBinary ? nil : .notBinary
  }

  @inline(__always)
  private mutating func setChecksum(_ line: borrowing ProductionLine, _ context: RuleContext) {
    guard line.has(.checksum) else { return setObstacle(obstacle(.checksum, line) ?? .absent, of: .checksum) }
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
  /// A number that can't be used is 0 in a production line, so numbers need no question whether they are there. Numbers
  /// and texts are mixed by themselves, so that the processor needn't wait for one to go on with the other.
  @inline(__always)
  private func contentHash(_ line: borrowing ProductionLine, _ context: RuleContext) -> UInt64 {
    var mixer = Mixer(seed: context.seed ^ line.usable.rawValue)
    let flawed = line.malformed.union(line.doubtful)
    if !flawed.union(line.unreadableStamps).isEmpty {
      mixer.add(line.malformed.rawValue, line.doubtful.rawValue)
      mixer.add(line.unreadableStamps.rawValue)
    }
    mixer.add(line.available, context)
    mixer.add(line.reachable, context)
    mixer.add(UInt64(bitPattern: Int64(line.size)), UInt64(bitPattern: Int64(line.rate)))
    mixer.add(line.stamps.words(0), line.stamps.words(1))
    mixer.add(line.stamps.words(2), line.stamps.words(3))
    mixer.add(line.stamps.words(4), line.stamps.words(5))
    let sizes = line.fileSizes
    mixer.add(UInt64(bitPattern: Int64(sizes[.dataSize])), UInt64(bitPattern: Int64(sizes[.snapshotSize])))
    mixer.add(UInt64(bitPattern: Int64(sizes[.scoreSize])), UInt64(bitPattern: Int64(sizes[.analysisSize])))
    mixer.add(UInt64(bitPattern: Int64(sizes[.deltaSize])), design)
    let marks = (line.status.map { UInt64($0.rawValue) + 1 } ?? 0) << 1 | (line.partial ? 1 : 0)
    mixer.add(UInt64(bitPattern: Int64(line.progress)), marks)
    mixer.add(self[.checksum].first, self[.checksum].second)
    // Of a text that stands aside the key's first word is a place, which is no content.
    mixer.add(isAside(.transaction) ? 0 : self[.transaction].first, self[.transaction].second)
    // What is neither usable nor flawed is not there.
    let hashes = Self.textHash(
      line.type, line.analysis, line.paymentType, line.fileHashes, line.usable.union(flawed), context)
    mixer.add(line.status == nil ? Self.statusHash(line.statusWord, context) : 0, hashes)
    return mixer.value
  }

  /// A hash of the texts that have no place in an entry.
  @inline(never)
  private static func textHash(
    _ type: Text, _ analysis: Text, _ paymentType: Text, _ hashes: FileTable<Text>, _ present: FieldSet,
    _ context: RuleContext
  ) -> UInt64 {
    var mixer = Mixer(seed: ~context.seed)
    mixer.add(type, context)
    mixer.add(analysis, context)
    mixer.add(paymentType, context)
    if present.has(.dataHash) { mixer.add(hashes[.dataHash], context) }
    if present.has(.snapshotHash) { mixer.add(hashes[.snapshotHash], context) }
    if present.has(.scoreHash) { mixer.add(hashes[.scoreHash], context) }
    if present.has(.analysisHash) { mixer.add(hashes[.analysisHash], context) }
    if present.has(.deltaHash) { mixer.add(hashes[.deltaHash], context) }
    return mixer.value
  }

  /// A hash of a status that is not known.
  @inline(never)
  private static func statusHash(_ word: Text, _ context: RuleContext) -> UInt64 {
    var mixer = Mixer(seed: context.seed)
    mixer.add(word, context)
    return mixer.value
  }
}

extension Mixer {
  @inline(never)
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
