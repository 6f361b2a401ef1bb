/// How much of the tokens was examined.
public struct TokenFigures: Mergeable, Equatable, Sendable {
  /// Files that were read to their end.
  public internal(set) var files = 0
  /// Bytes of them, decompressed.
  public internal(set) var bytes = 0
  /// Tokens in them: rows that are not blank.
  public internal(set) var tokens = 0
  /// Those of `tokens` that are in files of `productionLines`.
  public internal(set) var examinedTokens = 0
  /// Those that are in files of parts that no list states.
  public internal(set) var unlistedTokens = 0
  /// Production lines whose files were read and held against what their list states.
  public internal(set) var productionLines = 0
  /// Production lines that have ended and should have a file.
  public internal(set) var expected = 0
  /// Files that were read of parts that no list states.
  public internal(set) var unlistedFiles = 0
  /// Files of the folder that were not read: they are named after no production line that counts, or are of parts
  /// outside the window.
  public internal(set) var otherFiles = 0

  /// The files, in the order of the list; of a production line in the order of its parts.
  public internal(set) var records: [TokenFileRecord] = []
  /// What the tokens look like.
  public internal(set) var quality = TokenQuality()

  public init() {}

  public mutating func merge(_ next: TokenFigures) {
    files += next.files
    bytes += next.bytes
    tokens += next.tokens
    examinedTokens += next.examinedTokens
    unlistedTokens += next.unlistedTokens
    productionLines += next.productionLines
    expected += next.expected
    unlistedFiles += next.unlistedFiles
    otherFiles += next.otherFiles
    records += next.records
    quality.merge(next.quality)
  }
}
