/// A batch of a part that was judged.
struct JudgedBatch: Sendable {
  /// All production lines.
  let batch: Batch
  /// Those that count.
  let lines: [ProductionLine]
  /// Those of them that failed, by their places in the part.
  let failed: [FailedLine]
}
