import Testing

@testable import Analysis

/// What is remembered of a production line.
struct LineEntryTests {
  private let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: AuditSettings())

  private func entry(_ json: String) throws -> LineEntry {
    var reader = DocumentReader(
      MemorySource(Array(json.utf8)), records: LineRecords(catalogue: auditor.context.catalogue))
    _ = reader.fill()
    reader.records.batch.texts.window = reader.windowBytes
    let line = try #require(reader.records.batch.lines.first)
    var side = SideTexts()
    return LineEntry(line, auditor.context(of: reader.records.batch), side: &side)
  }

  private func content(_ line: ExampleLine) throws -> UInt64 { try entry(line.json).content }

  @Test func `a content is the same however it is written`() throws {
    for line in [ExampleLine.partial, .complete, .analyzed, .requested] {
      let content = try content(line)
      #expect(try self.content(line) == content)
      let spaced = line.json.replacing(",\"", with: " ,\n\t\"").replacing("\":", with: "\" : ")
      #expect(try entry(spaced).content == content)
      // As an escape, a letter stands in the decoded bytes.
      for (word, escaped) in [("tokens", #"toke\u006es"#), ("transaction", #"tr\u0061nsaction"#)] {
        #expect(try entry(line.json.replacing("\"\(word)\"", with: "\"\(escaped)\"")).content == content)
      }
    }
  }

  @Test func `a content differs as soon as one member does`() throws {
    let hash = String(repeating: "0123456789abcdef", count: 4)
    let base = [Field.dataHash, .snapshotHash, .scoreHash, .analysisHash, .deltaHash].reduce(ExampleLine.analyzed) {
      $0.with($1, "\"\(hash)\"")
    }
    var seen = [try content(base): "base"]
    func expectNew(_ line: ExampleLine) throws {
      let content = try content(line)
      #expect(seen[content] == nil, "\(line.description) is as \(seen[content] ?? "")")
      seen[content] = line.description
    }
    for field in Field.fileHashes {
      try expectNew(base.without(field))
      try expectNew(base.with(field, #""""#))
      // Each byte counts, and the length.
      for place in 0..<hash.utf8.count {
        var other = Array(hash.utf8)
        other[place] = UInt8(ascii: "g")
        try expectNew(base.with(field, "\"\(String(decoding: other, as: UTF8.self))\""))
      }
      for length in 1..<hash.utf8.count { try expectNew(base.with(field, "\"\(hash.prefix(length))\"")) }
      try expectNew(base.with(field, "\"\(hash)0\""))
    }
    for field in Field.fileSizes { try expectNew(base.with(field, "987654")) }
    for field in Field.stamps { try expectNew(base.with(field, #""2031-01-02T03:04:05.006Z""#)) }
    for field in Field.stamps { try expectNew(base.with(field, #""soon""#)) }
    for field in [Field.size, .available, .reachable] { try expectNew(base.with(field, #""77777""#)) }
    try expectNew(base.with(.available, "\"\(String(repeating: "9", count: 60))\""))
    try expectNew(base.with(.reachable, "\"\(String(repeating: "9", count: 60))\""))
    try expectNew(base.with(.rate, "3"))
    try expectNew(base.with(.progress, "99"))
    try expectNew(base.with(.digits, #""9""#))
    try expectNew(base.with(.alphabet, #""KATAKANA""#))
    for name in ["MINE", "MINE TOO"] { try expectNew(base.with(.alphabet, "\"\(name)\"")) }
    for word in ["finished", "started", "stuck", "stucK"] { try expectNew(base.with(.status, "\"\(word)\"")) }
    for word in ["a", "b", "a long word of 24 letters", "a long word of 24 letterz"] {
      try expectNew(base.with(.type, "\"\(word)\""))
      try expectNew(base.with(.analysis, "\"\(word)\""))
      try expectNew(base.with(.paymentType, "\"\(word)\""))
    }
    try expectNew(base.with(.transactionID, #""a3b1c2d4-5e6f-4711-8899-00000000000a""#))
    try expectNew(base.with(.transactionID, #""another""#))
    try expectNew(base.with(.checksum, #""01""#))
    try expectNew(base.with(.checksum, #""001""#))
    try expectNew(base.with(.checksum, "\"\(String(repeating: "01", count: 70))\""))
    try expectNew(base.with(.checksum, "\"\(String(repeating: "01", count: 69))11\""))
  }

  @Test func `an id is the same in any case of its letters`() throws {
    let digits = "6f0c0d7e-0b1c-4a52-9f5e-0123456789ab"
    func entry(_ id: String) throws -> LineEntry { try self.entry(ExampleLine.partial.with(.id, "\"\(id)\"").json) }
    let (lower, upper) = (try entry(digits), try entry(digits.uppercased()))
    #expect(lower[.id] == upper[.id])
    #expect(!lower.isUpperCase && upper.isUpperCase)
    #expect(LineEntry.uuidText(lower[.id], isUpperCase: false) == digits)
    #expect(LineEntry.uuidText(upper[.id], isUpperCase: true) == digits.uppercased())
    // One of mixed case stands aside, with the hash of the others.
    let mixed = try entry("6F" + digits.dropFirst(2))
    #expect(mixed.isAside(.id))
    let seed = auditor.context.seed
    #expect(mixed.hash(of: .id, seed: seed) == lower.hash(of: .id, seed: seed))
    for place in digits.indices where digits[place] != "-" {
      var other = digits
      other.replaceSubrange(place...place, with: digits[place] == "3" ? "5" : "3")
      #expect(try self.entry(ExampleLine.partial.with(.id, "\"\(other)\"").json)[.id] != lower[.id])
    }
  }
}
