/// Reads an alphabets answer: a list of objects of type "alphabet" with their characters and what is said of them.
public enum AlphabetReader {
  /// What an alphabets answer gave.
  public struct Answer: Sendable {
    /// How reports call it.
    public let name: String
    /// Bytes, decompressed.
    public internal(set) var bytes = 0
    /// The SHA-256 of the bytes as they are stored; nil if it was not asked for.
    public var digest: StoredDigest?
    /// The entries that may be used.
    public internal(set) var alphabets: [Alphabet] = []
    /// How many entries are consistent and how many are not.
    public internal(set) var tally = RuleTally()
    /// A finding for each entry that is not; it is not used.
    public internal(set) var findings: [Finding] = []
    /// Why the answer can't be used as a whole; empty if it can.
    public internal(set) var problems: [SourceProblem] = []

    init(name: String) { self.name = name }
  }

  /// Reads a source to its end and judges every entry.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - name: how reports call it.
  ///   - settings: for the severity of `alphabet-consistent`.
  ///   - isAnswer: whether the source is an answer of the service as it comes: one document and nothing else.
  public static func read<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, settings: AuditSettings, windowSize: Int = 1 << 16,
    isAnswer: Bool = false
  ) -> Answer {
    var entries: [AlphabetEntry] = []
    var reader = DocumentReader(source, records: AlphabetRecords(), windowSize: windowSize, isAnswer: isAnswer)
    while reader.fill() {
      entries += reader.records.entries
      reader.records.entries.removeAll()
    }
    var answer = Answer(name: name)
    answer.bytes = reader.bytesRead
    let disputed = AlphabetConsistent.disputedIDs(entries)
    for entry in entries { answer.add(entry, disputed, source: name, settings: settings) }
    answer.problems = reader.problems
    if answer.problems.isEmpty, answer.tally.tested == 0 { answer.problems.append(.noAlphabets) }
    return answer
  }
}

extension AlphabetReader.Answer {
  fileprivate mutating func add(
    _ entry: AlphabetEntry, _ disputed: Set<[UInt8]>, source: String, settings: AuditSettings
  ) {
    let severity = settings.severity(of: AlphabetConsistent.about)
    if let evidence = AlphabetConsistent.fault(entry, disputed) {
      tally.failed += 1
      var finding = Finding(rule: AlphabetConsistent.about, severity: severity)
      finding.subject = entry.id ?? ""
      finding.field = evidence.field
      finding.expected = evidence.expected
      finding.actual = evidence.actual
      finding.message = evidence.message
      finding.source = source
      finding.index = entry.index
      finding.byteOffset = entry.offset
      if severity != .off { findings.append(finding) }
    } else if let id = entry.id, let alphabet = Alphabet(id: id, characters: entry.characters ?? "") {
      tally.passed += 1
      alphabets.append(alphabet)
    }
  }
}

/// Reads the elements of an alphabets answer.
struct AlphabetRecords: RecordReader {
  /// The entries that were read and not taken yet.
  var entries: [AlphabetEntry] = []
  private var count = 0
  private var firstOtherType: String?

  var isFull: Bool { entries.count >= Batch.capacity }
  var isEmpty: Bool { entries.isEmpty }

  mutating func documentBegins() {
    firstOtherType = nil
  }

  func documentEnds() -> SourceProblem? {
    firstOtherType.map { type in
      SourceProblem(
        kind: .anotherKind, message: "expected the type \(name: "alphabet"), found \(data: type)",
        remedy: type == "tokens"
          ? """
          This is a list of production lines: an audit takes it as an input, and an alphabets answer with \
          \(name: "--alphabets"); to fetch it takes \(name: "--what tokens")
          """
          : "Save the answer of \(name: "GET /api/alphabets")")
    }
  }

  mutating func read(_ cursor: inout JSONCursor, _ bytes: RawSpan, _ offsets: OffsetMap) throws(Stop) {
    var entry = AlphabetEntry()
    entry.index = count
    entry.offset = offsets.offset(of: cursor.position)
    if cursor.byte(bytes) == UInt8(ascii: "{") {
      try members(&entry, &cursor, bytes)
    } else {
      try cursor.skipValue(bytes)
    }
    count += 1
    if let type = entry.type, type != "alphabet", type != "alphabets" { firstOtherType = firstOtherType ?? type }
    entries.append(entry)
  }

  /// The members of a resource object, and of the `attributes` in it.
  private func members(_ entry: inout AlphabetEntry, _ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) {
    try cursor.forEachMember(bytes) { (cursor, key) throws(Stop) in
      entry.note(key)
      switch key {
      case "attributes" where cursor.byte(bytes) == UInt8(ascii: "{"): try members(&entry, &cursor, bytes)
      case "type": entry.type = try text(key, &entry, &cursor, bytes)
      case "id": entry.id = try text(key, &entry, &cursor, bytes)
      case "chars": entry.characters = try text(key, &entry, &cursor, bytes)
      case "length": entry.length = try whole(key, &entry, &cursor, bytes)
      case "bytes": entry.bytes = try whole(key, &entry, &cursor, bytes)
      case "parity": entry.parity = try whole(key, &entry, &cursor, bytes)
      case "ascii":
        entry.isASCII = try value(key, "true or false", &entry, &cursor, bytes) {
          $0 == "true" ? true : $0 == "false" ? false : nil
        }
      default: try cursor.skipValue(bytes)
      }
    }
  }

  /// A string.
  private func text(
    _ name: String, _ entry: inout AlphabetEntry, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> String? {
    if cursor.byte(bytes) == UInt8(ascii: "\"") { return try cursor.textValue(bytes) }
    return try value(name, "a string", &entry, &cursor, bytes) { _ in nil }
  }

  /// A whole number as JSON number or as text, in decimal digits.
  private func whole(
    _ name: String, _ entry: inout AlphabetEntry, _ cursor: inout JSONCursor, _ bytes: RawSpan
  ) throws(Stop) -> String? {
    let expected = "a whole number without sign or leading zero"
    return try value(name, expected, &entry, &cursor, bytes) { json in
      let isQuoted = json.utf8.count > 1 && json.utf8.first == UInt8(ascii: "\"")
      let digits = isQuoted ? String(json.dropFirst().dropLast()) : json
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        digits == "0" || digits.utf8.first != UInt8(ascii: "0")
      else { return nil }
      return digits
    }
  }

  /// A value that is looked at as compact JSON text; one that can't be used is noted, unless it is null.
  private func value<Value>(
    _ name: String, _ expected: String, _ entry: inout AlphabetEntry, _ cursor: inout JSONCursor, _ bytes: RawSpan,
    _ use: (String) -> Value?
  ) throws(Stop) -> Value? {
    let start = cursor.position
    try cursor.skipValue(bytes)
    let json = CompactJSON.text(of: bytes.extracting(start..<cursor.position))
    if let value = use(json) { return value }
    if json != "null" { entry.note(AlphabetEntry.Misfit(name: name, expected: expected, actual: json)) }
    return nil
  }
}

extension SourceProblem {
  fileprivate static let noAlphabets = SourceProblem(
    kind: .empty, message: "there is not one alphabet", remedy: "Save the answer of \(name: "GET /api/alphabets")")
}
