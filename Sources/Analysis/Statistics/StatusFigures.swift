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
  mutating func add(_ job: JobAmounts) {
    productionLines += 1
    if let tokens = job.tokens { self.tokens.add(Int128(tokens)) }
    if let characters = job.characters { self.characters.add(characters) }
    if let bytes = job.bytes { self.bytes.add(Int128(bytes)) }
  }

  public mutating func merge(_ next: StatusFigures) {
    productionLines += next.productionLines
    tokens.merge(next.tokens)
    characters.merge(next.characters)
    bytes.merge(next.bytes)
  }
}
