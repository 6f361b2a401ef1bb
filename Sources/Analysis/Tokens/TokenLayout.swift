/// Tokens of which every row has the same number of bytes, so that a file can be examined without telling its
/// characters apart one by one.
///
/// The characters of the alphabet are of one width and differ in one byte only, as those of ASCII do, and those of
/// DICE, which are E2 9A 80 to E2 9A 85. Then a row is right if each of its bytes is one that may stand at its place.
struct TokenLayout: Sendable {
  /// Bytes of the longest row that can be counted, its newline included.
  static let longestRow = 256

  /// Characters per token.
  let digits: Int
  /// Bytes of a character.
  let width: Int
  /// Which byte of a character tells it from the others.
  let varying: Int
  /// The code points in the order of the alphabet.
  let codePoints: [UInt32]
  /// The bytes of the first character; those of the others differ at `varying`.
  let model: [UInt8]
  /// The place in the alphabet of the character that has this byte at `varying`.
  let places: [Int?]

  /// Nil where the alphabet, or the length of the tokens, is of another kind.
  init?(_ letters: TokenLetters, digits: Int) {
    // One byte can't tell more of them apart.
    guard letters.codePoints.count <= 256 else { return nil }
    let bytes = letters.codePoints.compactMap { Unicode.Scalar($0).map { Array(String($0).utf8) } }
    guard let model = bytes.first, bytes.count == letters.codePoints.count, digits > 0,
      bytes.allSatisfy({ $0.count == model.count }), !bytes.contains([UInt8(ascii: "\n")])
    else { return nil }
    let differing = model.indices.filter { place in bytes.contains { $0[place] != model[place] } }
    let (length, overflow) = digits.multipliedReportingOverflow(by: model.count)
    guard differing.count <= 1, !overflow, length < TokenLayout.longestRow else { return nil }
    self.digits = digits
    self.model = model
    width = model.count
    varying = differing.first ?? model.count - 1
    codePoints = letters.codePoints
    var places = [Int?](repeating: nil, count: 256)
    for (place, letter) in bytes.enumerated() { places[Int(letter[varying])] = place }
    self.places = places
  }

  /// Bytes of a token.
  var length: Int { digits * width }

  /// Bytes of a row: those of a token and a newline.
  var stride: Int { length + 1 }

  /// The place in the alphabet of a character of a right row.
  func place(of digit: Int, ofRowAt start: Int, in bytes: RawSpan) -> Int {
    places[Int(bytes.unsafeLoad(fromByteOffset: start + digit * width + varying, as: UInt8.self))] ?? 0
  }
}
