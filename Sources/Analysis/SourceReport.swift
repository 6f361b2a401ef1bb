/// What is known of one source after it was read.
public struct SourceReport: Sendable {
  /// The name that reports show.
  public let name: String
  /// Whether it is a token file, of which only those with problems have a report here.
  public let isTokenFile: Bool
  /// Bytes read, after decompression.
  public internal(set) var bytes = 0
  /// Complete documents.
  public internal(set) var documents = 0
  /// Production lines read, whether they count or not.
  public internal(set) var productionLines = 0
  /// Whether it began with a byte order mark.
  public internal(set) var hasByteOrderMark = false
  /// Why it is not complete; empty if it is.
  public internal(set) var problems: [SourceProblem] = []
  /// The HTTP status of an answer that was read from the service; nil for anything else, or if there was none.
  public var httpStatus: Int?
  /// The SHA-256 of the bytes as they were given, if that was asked for.
  public var digest: StoredDigest?

  /// A source of which nothing could be read.
  public init(name: String, problems: [SourceProblem] = [], isTokenFile: Bool = false) {
    self.name = name
    self.isTokenFile = isTokenFile
    self.problems = problems
  }

  /// Whether two readings of a source found the same, as far as the numbers tell.
  func agrees(with other: SourceReport) -> Bool {
    (bytes, documents, productionLines) == (other.bytes, other.documents, other.productionLines)
  }

  /// Whether all of it was read and understood.
  public var isComplete: Bool { problems.isEmpty }
}
