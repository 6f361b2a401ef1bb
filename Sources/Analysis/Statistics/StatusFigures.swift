/// The figures of all production lines of one status, as they state them: before `ended`, tokens are ordered, not made.
public struct StatusFigures: Mergeable, Equatable, Sendable {
  /// Production lines.
  public private(set) var productionLines = 0
  /// Tokens of their jobs.
  public private(set) var tokens = Amount()
  /// Characters of these tokens, digits · size.
  public private(set) var characters = Amount()
  /// Bytes of the data files.
  public private(set) var bytes = Amount()

  public init() {}

  @inline(__always)
  mutating func add(_ job: JobNumbers, _ facts: FigureFacts) {
    productionLines += 1
    if facts.hasTokens { tokens.add(Int128(job.tokens)) }
    if facts.hasCharacters { characters.add(job.characters) }
    if facts.hasBytes { bytes.add(Int128(job.bytes)) }
  }

  public mutating func merge(_ next: StatusFigures) {
    productionLines += next.productionLines
    tokens.merge(next.tokens)
    characters.merge(next.characters)
    bytes.merge(next.bytes)
  }
}
