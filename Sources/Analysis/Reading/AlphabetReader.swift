/// Reads an alphabets answer: a list of objects of type "alphabet" with their characters and what is said of them.
public enum AlphabetReader {
  /// What an alphabets answer gave.
  public struct Answer: Sendable {
    /// The entries that may be used.
    public internal(set) var alphabets: [Alphabet] = []
    /// How many entries are consistent and how many are not.
    public internal(set) var tally = RuleTally()
    /// A finding for each entry that is not; it is not used.
    public internal(set) var findings: [Finding] = []
    /// Why the answer can't be used as a whole; empty if it can.
    public internal(set) var problems: [SourceProblem] = []
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
    var answer = Answer()
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
    try cursor.open()
    var isFirst = true
    while let key = try cursor.namedMember(bytes, isFirst: isFirst) {
      isFirst = false
      entry.note(key)
      switch key {
      case "attributes" where cursor.byte(bytes) == UInt8(ascii: "{"): try members(&entry, &cursor, bytes)
      case "type": entry.type = try cursor.textValue(bytes)
      case "id": entry.id = try cursor.textValue(bytes)
      case "chars": entry.characters = try cursor.textValue(bytes)
      case "length": entry.length = try integer(&cursor, bytes)
      case "bytes": entry.bytes = try integer(&cursor, bytes)
      case "parity": entry.parity = try integer(&cursor, bytes)
      case "ascii":
        let first = cursor.byte(bytes)
        try cursor.skipValue(bytes)
        entry.isASCII = first == UInt8(ascii: "t") ? true : first == UInt8(ascii: "f") ? false : nil
      default: try cursor.skipValue(bytes)
      }
    }
  }

  /// A number as JSON number or as text; −1, which nothing can be, for a text that is no number.
  private func integer(_ cursor: inout JSONCursor, _ bytes: RawSpan) throws(Stop) -> Int? {
    try cursor.textValue(bytes).map { Int($0) ?? -1 }
  }
}

extension SourceProblem {
  fileprivate static let noAlphabets = SourceProblem(
    kind: .empty, message: "there is not one alphabet", remedy: "Save the answer of \(name: "GET /api/alphabets")")
}
