import Testing

@testable import Analysis

/// A token file is read the same however it is cut, and nothing in it is normalised.
struct TokenScannerTests {
  private static func scan(_ bytes: [UInt8], _ characters: String, digits: Int, piece: Int) throws -> TokenReading {
    let alphabet = try #require(Alphabet(id: "X", characters: characters))
    return scan(bytes, TokenLetters(alphabet), digits: digits, piece: piece)
  }

  private static func scan(_ bytes: [UInt8], _ letters: TokenLetters?, digits: Int, piece: Int) -> TokenReading {
    let file = TokenFile(name: "x", place: TokenFileName("x"))
    return TokenReading(
      file, TokenScanner(letters: letters, digits: digits), limit: 1_000, onToken: { _, _ in },
      open: { _ in MemorySource(bytes, piece: piece) })
  }

  private static func faults(_ text: String, _ characters: String = "ab", digits: Int = 2) throws -> [String] {
    try faults(Array(text.utf8), characters, digits: digits)
  }

  private static func faults(_ bytes: [UInt8], _ characters: String = "ab", digits: Int = 2) throws -> [String] {
    var results: Set<[String]> = []
    for piece in [1, 2, 3, 7, 1_000] {
      let reading = try scan(bytes, characters, digits: digits, piece: piece)
      #expect(reading.problem == nil)
      #expect(reading.tally.bytes == bytes.count)
      results.insert(
        ["\(reading.tally.tokens) tokens"]
          + TokenFault.allCases.filter { reading.tally.faults[$0.rawValue].count > 0 }.map {
            let fault = reading.tally.faults[$0.rawValue]
            return "\($0) \(fault.count) at \(fault.row):\(fault.offset)"
          })
    }
    #expect(results.count == 1)
    return results.first ?? []
  }

  @Test func `each fault has its kind, row and offset`() throws {
    #expect(try Self.faults("aa\nab\nba") == ["3 tokens"])
    #expect(try Self.faults("") == ["0 tokens"])
    #expect(try Self.faults("aa\nab\n") == ["2 tokens", "lastNewline 1 at 2:5"])
    #expect(try Self.faults("aa\n\nab") == ["2 tokens", "blankRow 1 at 2:3"])
    #expect(try Self.faults("aa\r\nab\r\nbb") == ["3 tokens", "carriageReturn 2 at 1:2"])
    #expect(try Self.faults("aa\na\rb") == ["2 tokens", "foreignCharacter 1 at 2:4"])
    #expect(try Self.faults([0x61, 0x0D, 0xFF]) == ["1 tokens", "foreignCharacter 1 at 1:1"])
    #expect(try Self.faults([0x61, 0x0D, 0xE2, 0x82]) == ["1 tokens", "foreignCharacter 1 at 1:1"])
    #expect(try Self.faults("aa\naB\naC") == ["3 tokens", "foreignCharacter 2 at 2:4"])
    #expect(try Self.faults("aa\na\nabb") == ["3 tokens", "length 2 at 2:3"])
    #expect(try Self.faults("\u{FEFF}aa\nab") == ["2 tokens", "byteOrderMark 1 at 1:0"])
    #expect(try Self.faults([0x61, 0x61, 0x0A, 0x61, 0xFF]) == ["2 tokens", "notUTF8 1 at 2:4"])
    #expect(try Self.faults([0x61, 0x61, 0x0A, 0x61, 0xE2, 0x82]) == ["2 tokens", "notUTF8 1 at 2:4"])
  }

  @Test(arguments: [
    "aa\r\nab\r\n\r\n\r\nbb", "\r\n\r\n", "\u{FEFF}aa\nab", "\u{FEFF}\naa", "\u{FEFF}", "aa\n\r\rab\n\r",
    "é\n\n\u{FEFF}\n€",
    "", "\n",
  ])
  func `rows are counted alike whether the alphabet is known or not`(_ text: String) throws {
    for piece in [1, 2, 3, 1_000] {
      let known = try Self.scan(Array(text.utf8), "ab", digits: 2, piece: piece)
      let unknown = Self.scan(Array(text.utf8), nil, digits: 2, piece: piece)
      #expect(known.tally.tokens == unknown.tally.tokens)
      #expect(known.tally.bytes == unknown.tally.bytes)
    }
  }

  @Test func `characters of every width are told apart without normalisation`() throws {
    #expect(try Self.faults("é😀\n€é", "é€😀") == ["2 tokens"])
    // Two code points that look like one.
    #expect(try Self.faults("e\u{301}€", "é€😀") == ["1 tokens", "foreignCharacter 1 at 1:0"])
    // An overlong form, and half of a surrogate pair.
    #expect(try Self.faults([0xC1, 0xA1, 0x0A, 0xED, 0xA0, 0x80], "ab").last == "notUTF8 2 at 1:0")
  }

  @Test func `a row of any length is one fault, and reading stops at the limit`() throws {
    let row = [UInt8](repeating: 0x61, count: 900)
    #expect(try Self.faults(row + [0x0A, 0x61, 0x61]) == ["2 tokens", "length 1 at 1:0"])
    let reading = try Self.scan([UInt8](repeating: 0x61, count: 2_000), "ab", digits: 2, piece: 500)
    #expect(reading.problem?.message.plain.contains("1,000 bytes") == true)
  }

  @Test(arguments: [3, 70]) func `equal tokens are found, in numbers and in hashes, whatever the memory`(digits: Int)
    throws
  {
    for (budget, letters) in [(1, 26), (1_000_000, 26), (1, 300)] {
      var set = TokenSet(letters: letters, digits: digits, Storage(budget: budget))
      for row in 1...5_000 {
        var token = [UInt32](repeating: 0, count: digits)
        let value = row == 4_000 || row == 4_500 ? 17 : row == 4_800 ? 18 : row
        (token[0], token[1], token[digits - 1]) = (UInt32(value % 26), UInt32(value / 26 % 26), UInt32(value / 676))
        try set.add(token, at: .init(file: row / 4_600, row: row))
      }
      let found = try set.repeats()
      #expect(found[0] == .init(count: 2, first: .init(file: 0, row: 4_000), earlier: .init(file: 0, row: 17)))
      #expect(found[1] == .init(count: 1, first: .init(file: 1, row: 4_800), earlier: .init(file: 0, row: 18)))
    }
  }

  @Test func `names say which production line and which part`() {
    let id = "0cab1aa8-c8fc-3a4f-a777-dd69ff128fb4"
    for name in ["\(id)", "\(id.uppercased()).csv", "\(id).txt.gz", "\(id).gz", "\(id).CSV", "\(id).Txt.GZ"] {
      #expect(TokenFileName(name) == TokenFileName(id))
      #expect(TokenFileName(name).part == nil)
    }
    #expect(TokenFileName("\(id).part12.csv.gz").part == 12)
    #expect(TokenFileName("\(id).part12.csv.gz").id == Array(id.utf8))
    for other in ["\(id).part0.csv", "\(id).part01.csv", "\(id).part+1", "\(id).json"] {
      #expect(!TokenFileName(other).isUUID)
    }
    #expect(TokenFileName("Order.csv").id == Array("Order".utf8))
  }
}
