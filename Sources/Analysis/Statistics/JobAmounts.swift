/// What a production line states of the amount of its job; nil for what can't be used.
struct JobAmounts {
  /// Tokens, `s`.
  let tokens: Int?
  /// Characters, `d · s`.
  let characters: Int128?
  /// Bytes of the data file.
  let bytes: Int?

  private static let sizeAndDigits = FieldSet([.size, .digits])

  @inline(__always)
  init(_ line: ProductionLine) {
    tokens = line.has(.size) ? line.size : nil
    characters = line.hasAll(JobAmounts.sizeAndDigits) ? Int128(line.digits) * Int128(line.size) : nil
    bytes = line.has(.dataSize) ? line.fileSizes[.dataSize] : nil
  }
}
