/// Reads one production line by the rules of JSON, whatever it looks like: the only file, with `LineKeys`, that knows
/// how the service nests them.
struct LineParser {
  /// The texts that had escapes.
  var texts = TextStore()
  /// Whether the members are noted, because a shape is to be learnt of them.
  var notesMembers = false
  /// The members of the production line in their order, if they are noted, with the positions of their values.
  private(set) var members: [(field: Field, position: Int)] = []
  /// Its unknown keys.
  private(set) var unknown: [(prefix: String, range: Range<Int>)] = []
  /// Whether everything in it is known, readable and written without escapes.
  private(set) var isPlain = false

  private var keys = LineKeys.unread
  /// The production line that is being read.
  private var line = ProductionLine()
  /// Members of it that were met, null or not.
  private var seen: FieldSet = []
  private var day = Timestamp.Day()

  /// Reads the element at the position. An error leaves no trace of it, so that it can be read again.
  mutating func read(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> ProductionLine {
    let decodedBefore = texts.decoded.count
    line = ProductionLine()
    seen = []
    unknown.removeAll(keepingCapacity: true)
    members.removeAll(keepingCapacity: true)
    do throws(Stop) {
      if cursor.byte(bytes) == UInt8(ascii: "{") {
        try resource(&cursor, bytes)
      } else {
        line.isObject = false
        try cursor.skipValue(bytes)
      }
    } catch {
      texts.decoded.removeSubrange(decodedBefore...)
      throw error
    }
    if !line.doubtful.isEmpty { settleDoubts() }
    isPlain =
      line.isObject && unknown.isEmpty && texts.decoded.count == decodedBefore
      && line.malformed.union(line.doubtful).union(line.unreadableStamps).isEmpty
    return line
  }

  /// Lets nothing but the doubt stand of members that stand twice, and of objects all that is in them, so that the
  /// order of both says nothing.
  private mutating func settleDoubts() {
    let inside = line.doubtful.fields.reduce(into: FieldSet()) { $0.formUnion(FieldSet($1.descendants)) }
    line.present.subtract(inside)
    line.doubtful.subtract(inside)
    let unusable = line.doubtful.union(inside)
    line.malformed.subtract(unusable)
    line.unreadableStamps.subtract(unusable)
    line.usual.subtract(unusable)
  }
}

// MARK: - Objects

extension LineParser {
  private mutating func resource(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    try cursor.open()
    keys.resource.begin()
    while let member = try keys.resource.next(&cursor, bytes) {
      switch member.field {
      case .type: line.type = try usualText(.type, 6, &cursor, bytes) { $0.equals("tokens") ? .usual : .other }
      case .id:
        line.id = try usualText(.id, 36, &cursor, bytes) { IdentifierShape.uuid($0) }
      case .attributes:
        if try opens(.attributes, &cursor, bytes) { try attributes(&cursor, bytes) }
      case .relationships:
        if try opens(.relationships, &cursor, bytes) { try relationships(&cursor, bytes) }
      default:
        try skip(member.key == nil ? "" : nil, member.name, &cursor, bytes)
      }
    }
  }

  private mutating func attributes(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.attributes.begin()
    while let member = try keys.attributes.next(&cursor, bytes) {
      guard let field = member.field else {
        try skip("attributes.", member.name, &cursor, bytes)
        continue
      }
      switch field {
      case .status: line.statusWord = try text(.status, &cursor, bytes)
      case .analysis: line.analysis = try text(.analysis, &cursor, bytes)
      case .alphabet: line.alphabetID = try text(.alphabet, &cursor, bytes)
      case .digits: line.digits = try decimal(.digits, LineParser.digitLimits, &cursor, bytes)
      case .size: line.size = try decimal(.size, 0...Int.max, &cursor, bytes)
      case .available: line.available = try quantity(.available, &cursor, bytes)
      case .reachable: line.reachable = try quantity(.reachable, &cursor, bytes)
      case .progress: line.progress = try whole(.progress, &cursor, bytes)
      case .rate: line.rate = try whole(.rate, &cursor, bytes)
      case .partial: line.partial = try bool(.partial, &cursor, bytes)
      case .checksum:
        let text = try text(.checksum, limit: Checksum.byteLimit, &cursor, bytes)
        line.checksum = texts.withBytes(of: text, window: bytes) { Checksum($0, text: text) }
      case .filesizes:
        if try opens(.filesizes, &cursor, bytes) { try fileSizes(&cursor, bytes) }
      case .filehashes:
        if try opens(.filehashes, &cursor, bytes) { try fileHashes(&cursor, bytes) }
      case .timestamps:
        if try opens(.timestamps, &cursor, bytes) { try timestamps(&cursor, bytes) }
      default: preconditionFailure("an attribute without a reader")
      }
    }
  }

  private mutating func timestamps(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.timestamps.begin()
    while let member = try keys.timestamps.next(&cursor, bytes) {
      guard let field = member.field else {
        try skip("attributes.timestamps.", member.name, &cursor, bytes)
        continue
      }
      if readUsualStamp(field, &cursor, bytes) { continue }
      let text = try text(field, &cursor, bytes)
      guard line.has(field) else { continue }
      if let stamp = texts.withBytes(of: text, window: bytes, { Timestamp($0, &day) }) {
        line.stamps[field] = stamp.milliseconds
      } else {
        line.unreadableStamps.insert(FieldSet(field))
      }
    }
  }

  private mutating func fileSizes(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.fileSizes.begin()
    while let member = try keys.fileSizes.next(&cursor, bytes) {
      if let field = member.field {
        line.fileSizes[field] = try whole(field, &cursor, bytes)
      } else {
        try skip("attributes.filesizes.", member.name, &cursor, bytes)
      }
    }
  }

  private mutating func fileHashes(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.fileHashes.begin()
    while let member = try keys.fileHashes.next(&cursor, bytes) {
      if let field = member.field {
        line.fileHashes[field] = try text(field, &cursor, bytes)
      } else {
        try skip("attributes.filehashes.", member.name, &cursor, bytes)
      }
    }
  }

  private mutating func relationships(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.relationships.begin()
    while let member = try keys.relationships.next(&cursor, bytes) {
      guard member.field != nil else {
        try skip("relationships.", member.name, &cursor, bytes)
        continue
      }
      if try opens(.payment, &cursor, bytes) { try payment(&cursor, bytes) }
    }
  }

  private mutating func payment(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.payment.begin()
    while let member = try keys.payment.next(&cursor, bytes) {
      guard member.field != nil else {
        try skip(member.key == nil ? "relationships.payment." : nil, member.name, &cursor, bytes)
        continue
      }
      if try opens(.paymentData, &cursor, bytes) { try paymentData(&cursor, bytes) }
    }
  }

  private mutating func paymentData(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    keys.paymentData.begin()
    while let member = try keys.paymentData.next(&cursor, bytes) {
      switch member.field {
      case .transactionID:
        line.transactionID = try usualText(.transactionID, 36, &cursor, bytes) { IdentifierShape.uuid($0) }
      case .paymentIntent:
        line.paymentIntent = try usualText(.paymentIntent, 27, &cursor, bytes) { IdentifierShape.paymentIntent($0) }
      case .paymentType:
        line.paymentType = try usualText(.paymentType, 11, &cursor, bytes) {
          $0.equals("transaction") ? .usual : .other
        }
      default: try skip("relationships.payment.data.", member.name, &cursor, bytes)
      }
    }
  }
}

// MARK: - Values

extension LineParser {
  /// Most bytes of an id, a name or a stamp.
  static let textLimit = 255
  /// The characters per token that are read.
  static let digitLimits = 1...4096

  /// Skips a value; its key is counted as unknown unless the prefix is nil.
  private mutating func skip(
    _ prefix: String?, _ range: Range<Int>, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) {
    if let prefix { unknown.append((prefix, range)) }
    try cursor.skipValue(bytes, isUnwanted: true)
  }

  /// Notes that a member is there, whose value is at the cursor; false if it is there for the second time.
  @inline(__always)
  private mutating func isNew(_ field: Field, _ cursor: JSONCursor) -> Bool {
    if notesMembers { members.append((field, cursor.position)) }
    if seen.has(field) {
      line.doubtful.insert(FieldSet(field))
      return false
    }
    seen.insert(FieldSet(field))
    return true
  }

  /// Opens the object at the position; false if it is null, no object, or the second of its name: it is skipped then.
  private mutating func opens(_ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool {
    if isNew(field, cursor), cursor.byte(bytes) == UInt8(ascii: "{") {
      line.present.insert(FieldSet(field))
      try cursor.open()
      return true
    }
    try unfit(field, &cursor, bytes)
    return false
  }

  /// Skips a value of the wrong type; null counts as absent.
  @inline(never)
  private mutating func unfit(_ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    if cursor.byte(bytes) != UInt8(ascii: "n") {
      line.present.insert(FieldSet(field))
      line.malformed.insert(FieldSet(field))
    }
    try cursor.skipValue(bytes)
  }

  /// Whether a string of so many bytes stands at the position, as far as its quotes tell, and is not the second of its
  /// name. There are always enough zero bytes behind the window to look.
  @inline(__always)
  private func mayBeUsual(_ field: Field, _ count: Int, _ cursor: JSONCursor, _ bytes: RawSpan) -> Bool {
    cursor.byte(bytes) == UInt8(ascii: "\"") && !seen.has(field)
      && bytes.unsafeLoad(fromByteOffset: cursor.position + count + 1, as: UInt8.self) == UInt8(ascii: "\"")
  }

  /// Reads a stamp of the usual form without looking for its end: what has that form has nothing that JSON would
  /// escape.
  ///
  /// - Returns: false for any other, which is read like every string.
  @inline(__always)
  private mutating func readUsualStamp(_ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan) -> Bool {
    guard mayBeUsual(field, 24, cursor, bytes),
      let stamp = Timestamp(bytes.extracting((cursor.position + 1)..<(cursor.position + 25)), &day)
    else { return false }
    _ = isNew(field, cursor)
    line.present.insert(FieldSet(field))
    line.stamps[field] = stamp.milliseconds
    cursor.position += 26
    return true
  }

  /// Reads a string that nearly always has the usual form of its kind, in the same way.
  @inline(__always)
  private mutating func usualText(
    _ field: Field, _ count: Int, _ cursor: inout JSONCursor, _ bytes: RawSpan, _ shape: (RawSpan) -> IdentifierShape
  ) throws(Stop) -> Text {
    let range = (cursor.position + 1)..<(cursor.position + 1 + count)
    guard mayBeUsual(field, count, cursor, bytes), shape(bytes.extracting(range)) == .usual else {
      return try text(field, &cursor, bytes)
    }
    _ = isNew(field, cursor)
    line.present.insert(FieldSet(field))
    line.usual.insert(FieldSet(field))
    cursor.position = range.upperBound + 1
    return Text(window: range)
  }

  /// Reads a string.
  @inline(__always)
  private mutating func text(
    _ field: Field, limit: Int = LineParser.textLimit, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> Text {
    _ = isNew(field, cursor)
    guard cursor.byte(bytes) == UInt8(ascii: "\"") else {
      try unfit(field, &cursor, bytes)
      return .empty
    }
    let (range, isEscaped) = try cursor.string(bytes)
    line.present.insert(FieldSet(field))
    let text = isEscaped ? decode(range, bytes) : Text(window: range)
    if text.count > limit { line.malformed.insert(FieldSet(field)) }
    return text
  }

  @inline(never)
  private mutating func decode(_ range: Range<Int>, _ bytes: RawSpan) -> Text {
    let start = texts.decoded.count
    texts.decoded += JSONCursor.unescaped(bytes.extracting(range))
    return Text(decoded: start..<texts.decoded.count)
  }

  /// Reads a whole number: digits without sign, fraction, exponent or leading zero, below 10^18.
  @inline(__always)
  private mutating func whole(_ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Int {
    _ = isNew(field, cursor)
    guard cursor.byte(bytes) &- UInt8(ascii: "0") < 10 else {
      try unfit(field, &cursor, bytes)
      return 0
    }
    line.present.insert(FieldSet(field))
    if case .whole(let value) = try cursor.number(bytes) { return value }
    line.malformed.insert(FieldSet(field))
    return 0
  }

  /// Reads a count of tokens: decimal digits as a string, or as a number.
  private mutating func quantity(
    _ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> Quantity {
    let digits: Text
    if cursor.byte(bytes) &- UInt8(ascii: "0") < 10 {
      let start = cursor.position
      _ = isNew(field, cursor)
      line.present.insert(FieldSet(field))
      if try cursor.number(bytes) == .other { line.malformed.insert(FieldSet(field)) }
      digits = Text(window: start..<cursor.position)
    } else {
      digits = try text(field, limit: .max, &cursor, bytes)
    }
    guard line.has(field) else { return .zero }
    let value = texts.withBytes(of: digits, window: bytes) { Quantity($0, text: digits) }
    if value == nil { line.malformed.insert(FieldSet(field)) }
    return value ?? .zero
  }

  /// Reads a quantity that fits a machine word and lies within limits.
  private mutating func decimal(
    _ field: Field, _ limits: ClosedRange<Int>, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> Int {
    let value = try quantity(field, &cursor, bytes)
    guard line.has(field) else { return 0 }
    if let small = value.small, small < 1_000_000_000_000_000_000, limits.contains(Int(small)) { return Int(small) }
    line.malformed.insert(FieldSet(field))
    return 0
  }

  private mutating func bool(_ field: Field, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Bool {
    _ = isNew(field, cursor)
    let first = cursor.byte(bytes)
    guard first == UInt8(ascii: "t") || first == UInt8(ascii: "f") else {
      try unfit(field, &cursor, bytes)
      return false
    }
    line.present.insert(FieldSet(field))
    return try cursor.literal(bytes) == .true
  }
}
