/// The characters that tokens are made of, and what follows from them.
public struct Alphabet: Sendable {
  /// The id that production lines name.
  public let id: String
  /// The bytes of the id.
  let name: [UInt8]
  /// The code points, in the order of the catalogue.
  public let codePoints: [UInt32]
  /// What follows from them, as numbers.
  public let traits: AlphabetTraits
  /// XOR of the code points for an odd number of characters, else 0: the checksum column of all tokens together.
  public let parity: UInt32
  /// What the columns of every checksum of this alphabet have in common.
  let space: ColumnSpace

  /// An alphabet of distinct characters; nil without any.
  public init?(id: String, characters: String) {
    let codePoints = characters.unicodeScalars.map(\.value)
    guard let largest = codePoints.max(), largest > 0 else { return nil }
    self.id = id
    name = Array(id.utf8)
    self.codePoints = codePoints
    parity = codePoints.count % 2 == 1 ? codePoints.reduce(0, ^) : 0
    space = ColumnSpace(codePoints)
    traits = AlphabetTraits(characters.unicodeScalars, space)
  }

  /// The number of characters, `L` in the formulas.
  public var length: Int { codePoints.count }
  /// UTF-8 bytes of all characters together.
  public var bytes: Int { traits.bytes }
  /// UTF-8 bytes of the shortest and of the longest character.
  public var widths: ClosedRange<Int> { traits.widths }
  /// UTF-8 bytes of every character, nil if they differ.
  public var uniformWidth: Int? { traits.uniformWidth }
}
