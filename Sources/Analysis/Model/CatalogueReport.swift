/// What was read of a supplied catalogue of alphabets.
public struct CatalogueReport: Sendable {
  /// How reports call it.
  public let name: String
  /// Bytes, decompressed.
  public let bytes: Int
  /// The SHA-256 of the bytes as they are stored, if that was asked for.
  public let digest: StoredDigest?
  /// Entries that it has.
  public let entries: Int
  /// Entries that may be used.
  public let used: Int
  /// The ids of built-in alphabets that it gives other characters, in its order.
  public let replaced: [String]

  init(_ answer: AlphabetReader.Answer) {
    name = answer.name
    bytes = answer.bytes
    digest = answer.digest
    entries = answer.tally.tested
    used = answer.alphabets.count
    let presets = AlphabetCatalogue()
    replaced = answer.alphabets.filter { alphabet in
      presets.index(of: alphabet.name.span.bytes).map { presets.alphabets[$0].codePoints != alphabet.codePoints }
        ?? false
    }.map(\.id)
  }
}
