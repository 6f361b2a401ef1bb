/// What the name of a token file says: the production line, and which part of it.
///
/// `ID`, `ID.csv` and `ID.txt` hold the latest part, `ID.part1.csv` and so on the parts counted from the first; each
/// may end with `.gz` too. Endings may have capitals.
public struct TokenFileName: Equatable, Sendable {
  /// The id of the production line: of a UUID in lower case, since UUIDs are compared so.
  public let id: [UInt8]
  /// The number of the part from 1 on, nil for the latest.
  public let part: Int?
  /// Whether the id has the form of a UUID.
  public let isUUID: Bool

  /// Parts that one production line may have; a larger number is part of an id.
  static let partLimit = 999
  /// Bytes of an id at most.
  static let idLimit = 255

  /// Reads the name of a file, without its folder.
  public init(_ name: String) {
    var rest = Array(name.utf8)[...]
    func drop(_ ending: String) -> Bool {
      guard rest.count > ending.utf8.count,
        // As in .CSV: letters differ from their capitals in one bit.
        rest.suffix(ending.utf8.count).elementsEqual(ending.utf8, by: { $0 | 0x20 == $1 })
      else { return false }
      rest.removeLast(ending.utf8.count)
      return true
    }
    _ = drop(".gz")
    if !drop(".csv") { _ = drop(".txt") }
    var part: Int?
    if let dot = rest.lastIndex(of: UInt8(ascii: ".")), dot > rest.startIndex,
      let number = TokenFileName.part(rest[rest.index(after: dot)...])
    {
      part = number
      rest = rest[..<dot]
    }
    self.part = part
    let key = rest.comparedAsID
    id = key
    isUUID = IdentifierShape.uuid(key.span.bytes) == .usual
  }

  /// What a table says: an id, and the number of a part, or `latest` or nothing; nil for anything else.
  init?(id: ArraySlice<UInt8>, part: ArraySlice<UInt8>) {
    guard (1...TokenFileName.idLimit).contains(id.count) else { return nil }
    let isLatest = part.isEmpty || part.elementsEqual("latest".utf8)
    let number = isLatest ? nil : TokenFileName.part("part".utf8 + part)
    if !isLatest, number == nil { return nil }
    self.part = number
    let key = id.comparedAsID
    self.id = key
    isUUID = IdentifierShape.uuid(key.span.bytes) == .usual
  }

  /// The number of `part12`, nil for anything else.
  private static func part(_ bytes: ArraySlice<UInt8>) -> Int? {
    let word = "part".utf8
    // Letters differ from their capitals in one bit.
    guard bytes.starts(with: word, by: { $0 | 0x20 == $1 }),
      let number = Int(String(decoding: bytes.dropFirst(word.count), as: UTF8.self)),
      (1...partLimit).contains(number), String(number).utf8.elementsEqual(bytes.dropFirst(word.count))
    else { return nil }
    return number
  }
}
