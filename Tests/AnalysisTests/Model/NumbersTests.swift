import Testing

@testable import Analysis

struct NumbersTests {
  @Test func `large integers agree with 128-bit arithmetic where that reaches`() throws {
    var generator = Generator(seed: 3)
    for _ in 0..<500 {
      let left = UInt64(generator.next(.max))
      let right = UInt64(generator.next(.max))
      let sum = DecimalInteger(left) + DecimalInteger(right)
      #expect(sum.description == String(UInt128(left) + UInt128(right)))
      #expect(sum.subtracting(DecimalInteger(right)) == DecimalInteger(left))
      #expect((DecimalInteger(left) < DecimalInteger(right)) == (left < right))
      #expect(try #require(DecimalInteger(digits: Array(String(left).utf8))) == DecimalInteger(left))
    }
    for number in [0, 1, 999_999_999, 1_000_000_000, Int.max - 1, Int.max] {
      #expect(Int(exactly: DecimalInteger(UInt64(number))) == number)
    }
    for number in [DecimalInteger(1 << 63), DecimalInteger(.max), DecimalInteger(.max) + DecimalInteger(1)] {
      #expect(Int(exactly: number) == nil)
    }
    #expect(Int(exactly: DecimalInteger.power(10, 300)) == nil)
    #expect(DecimalInteger(3).subtracting(DecimalInteger(4)) == nil)
    #expect(DecimalInteger(digits: Array("12x".utf8)) == nil)
    #expect(DecimalInteger(digits: []) == nil)
    #expect(DecimalInteger(digits: Array("000".utf8)) == DecimalInteger(0))
    #expect(DecimalInteger(0).description == "0")
  }

  @Test func `powers are exact`() {
    #expect(DecimalInteger.power(6, 5).description == "7776")
    #expect(
      DecimalInteger.power(5, 100).description
        == "7888609052210118054117285652827862296732064351090230047702789306640625")
    #expect(DecimalInteger.power(10, 4096).description == "1" + String(repeating: "0", count: 4096))
    #expect(DecimalInteger.power(62, 0).description == "1")
  }

  @Test func `what is beyond quantities leaves more than any number of tokens`() throws {
    let most = DecimalInteger.power(10, Quantity.digitLimit) + DecimalInteger(UInt64(Int.max))
    let left = DecimalInteger.power(2, Quantity.bitLimit).subtracting(most)
    #expect(left.map { DecimalInteger(UInt64(Int.max)) < $0 } == true)
    var catalogue = AlphabetCatalogue()
    let letters = (0x4E00..<0x5E00).compactMap { Unicode.Scalar($0) }
    let alphabet = try #require(Alphabet(id: "WIDE", characters: String(String.UnicodeScalarView(letters))))
    catalogue.add(alphabet)
    let context = RuleContext(catalogue: catalogue, settings: AuditSettings())
    let place = catalogue.alphabets.count - 1
    // 4,096 letters are twelve bits.
    #expect(!context.isBeyondQuantities(alphabet: place, digits: Quantity.bitLimit / 12))
    #expect(context.isBeyondQuantities(alphabet: place, digits: Quantity.bitLimit / 12 + 1))
    // The rule says the same of both.
    for (change, codes) in [(#""5""#, ["available-arithmetic@0"]), (#""100000""#, [])] {
      let before = ExampleLine.requested.with(.alphabet, #""WIDE""#).with(.available, change).with(.size, #""6""#)
      for digits in [Quantity.bitLimit / 12, Quantity.bitLimit / 12 + 1] {
        let text = list([before.with(.digits, "\"\(digits)\"")])
        let found = audit(Array(text.utf8), catalogue: catalogue).heard.codes
        #expect(found.filter { $0.hasPrefix("available-arithmetic") } == codes)
      }
    }
  }

  @Test func `a moment survives being written and read, from year 0 to 9999`() throws {
    #expect(Timestamp("1970-01-01T00:00:00.000Z")?.milliseconds == 0)
    #expect(Timestamp("2024-03-19T12:52:50.388Z")?.milliseconds == 1_710_852_770_388)
    #expect(Timestamp("1969-12-31T23:59:59.999Z")?.milliseconds == -1)
    var generator = Generator(seed: 4)
    for _ in 0..<2000 {
      let moment = Timestamp(milliseconds: generator.next(315_569_520_000_000) - 62_167_219_200_000)
      #expect(Timestamp(moment.description) == moment)
    }
  }

  @Test(arguments: [
    "2023-02-29T00:00:00.000Z", "1900-02-29T00:00:00.000Z", "2024-00-01T00:00:00.000Z", "2024-13-01T00:00:00.000Z",
    "2024-04-31T00:00:00.000Z", "2024-01-00T00:00:00.000Z", "2024-01-01T24:00:00.000Z", "2024-01-01T00:60:00.000Z",
    "2024-01-01T00:00:60.000Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000z", "2024-01-01 00:00:00.000Z",
    "2024-01-01T00:00:00.0000", "+024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.000Z ", "",
  ])
  func `a moment that does not exist or has another form is refused`(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `leap days exist where the calendar has them`() {
    #expect(Timestamp("2024-02-29T00:00:00.000Z") != nil)
    #expect(Timestamp("2000-02-29T00:00:00.000Z") != nil)
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `SHA-256 gives the digests of FIPS 180-4, however the bytes are cut`(text: String, digest: String) {
    for piece in [1000, 63, 64, 65] {
      var sha = SHA256()
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: piece) {
        sha.update(bytes[start..<min(start + piece, bytes.count)])
      }
      #expect(sha.hexDigest() == digest)
    }
  }

  @Test func `a column space holds exactly the sums of its characters`() throws {
    for (characters, bits) in [("⚀⚁⚂⚃⚄⚅", 14), ("AEIOU", 7), ("0123456789abcdef", 7), ("aé⚀", 14), ("01", 6)] {
      let codePoints = characters.unicodeScalars.map(\.value)
      let space = ColumnSpace(codePoints)
      var sums: [Set<UInt32>] = [[0], []]
      for _ in 0..<(2 * bits) {
        sums[1].formUnion(sums[0].flatMap { sum -> [UInt32] in codePoints.map { sum ^ $0 } })
        sums[0].formUnion(sums[1].flatMap { sum -> [UInt32] in codePoints.map { sum ^ $0 } })
      }
      for column in 0..<(UInt32(1) << UInt32(bits)) {
        #expect(space.contains(column, oddCount: false) == sums[0].contains(column))
        #expect(space.contains(column, oddCount: true) == sums[1].contains(column))
      }
    }
  }

  @Test func `all columns of a checksum at once are tested as one after the other`() throws {
    var generator = Generator(seed: 9)
    for characters in ["⚀⚁⚂⚃⚄⚅", "AEIOU", "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "aé⚀", "01", "@🀀"] {
      let space = ColumnSpace(characters.unicodeScalars.map(\.value))
      let width = 32 - (characters.unicodeScalars.map(\.value).max() ?? 1).leadingZeroBitCount
      let packed = try #require(PackedColumns(space, width: width))
      var outcomes: Set<Bool> = []
      for _ in 0..<2000 {
        let count = 1 + generator.next(packed.most)
        // Mostly columns that are possible: XORs of so many characters, perhaps with one bit changed.
        let isOdd = generator.next(2) == 1
        let codePoints = characters.unicodeScalars.map(\.value)
        var columns = (0..<count).map { _ in
          (0..<(isOdd ? 3 : 2)).reduce(UInt32(0)) { sum, _ in sum ^ codePoints[generator.next(codePoints.count)] }
        }
        if generator.next(2) == 0 { columns[generator.next(count)] ^= 1 << UInt32(generator.next(width)) }
        let checksum = columns.reduce(UInt128(0)) { $0 << UInt128(width) | UInt128($1) }
        let expected = columns.allSatisfy { space.contains($0, oddCount: isOdd) }
        outcomes.insert(expected)
        #expect(packed.contain(checksum, count: count, oddCount: isOdd) == expected)
      }
      #expect(outcomes == [true, false])
    }
    // With more relations of several bits than are kept, columns are tested one by one.
    #expect(PackedColumns(ColumnSpace([0, 0x1FFFF]), width: 21) == nil)
  }

  @Test func `presets have the lengths, bytes and parities of the documentation`() {
    let expected = [
      ("DICE", 6, 18, 0), ("BASE16", 16, 16, 0), ("LOWER_HEX", 16, 16, 0), ("UPPER_HEX", 16, 16, 0),
      ("LOWER_LATIN", 26, 26, 0), ("UPPER_LATIN", 26, 26, 0), ("UPPER_EPCG30", 30, 30, 0), ("BASE60", 60, 60, 0),
      ("BASE62", 62, 62, 0),
    ]
    let presets = AlphabetCatalogue().alphabets
    #expect(presets.map(\.id) == expected.map(\.0))
    for (alphabet, facts) in zip(presets, expected) {
      #expect((alphabet.length, alphabet.bytes, Int(alphabet.parity)) == (facts.1, facts.2, facts.3))
    }
    #expect(Alphabet(id: "UPPER_VOWELS", characters: "AEIOU")?.parity == 87)
  }
}
