/// A token file that was read to its end, for the table of all.
public struct TokenFileRecord: Equatable, Sendable {
  /// How reports call it.
  public let name: String
  /// The production line.
  public let lineID: String
  /// When its job was requested, as the list has it.
  let requested: String
  /// The number of the part from 1 on, nil for the latest.
  public let part: Int?
  /// Bytes, decompressed.
  public let bytes: Int
  /// Rows that are not blank.
  public let tokens: Int
  /// The SHA-256 of the decompressed bytes in lower-case hexadecimal digits; nil if it was not computed.
  public internal(set) var digest: String?
  /// The hash that the list states; nil without one, and for earlier parts that no list speaks of.
  public let stated: String?
  /// Why there is none; nil if no list speaks of the part.
  let obstacleToStated: Obstacle?

  /// Whether the list states this very digest; nil if that can't be told.
  public var agrees: Bool? { digest != nil && digest == stated ? true : nil }
}

extension TokenFileRecord {
  /// - Parameter claims: the job of the part; nil if it was not read, or doesn't count.
  init(_ reading: TokenReading, of job: TokenJob, claims: TokenJob?) {
    self.init(
      name: reading.file.name, lineID: job.id, requested: (claims ?? job).requested, part: reading.file.place.part,
      bytes: reading.tally.bytes,
      tokens: reading.tally.tokens, digest: nil, stated: claims?.dataHash,
      obstacleToStated: claims?.obstacle(FieldSet(.dataHash)))
  }
}
