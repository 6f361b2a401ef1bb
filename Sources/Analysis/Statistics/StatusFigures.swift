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

  mutating func add(_ sums: JobSums, _ facts: FigureFacts) {
    productionLines += sums.count
    if facts.contains(.tokens) { tokens.add(sums.tokens, of: sums.count) }
    if facts.contains(.characters) { characters.add(sums.characters, of: sums.count) }
    if facts.contains(.bytes) { bytes.add(sums.bytes, of: sums.count) }
  }

  public mutating func merge(_ next: StatusFigures) {
    productionLines += next.productionLines
    tokens.merge(next.tokens)
    characters.merge(next.characters)
    bytes.merge(next.bytes)
  }
}
