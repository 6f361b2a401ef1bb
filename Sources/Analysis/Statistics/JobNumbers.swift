/// The numbers of a production line that go into figures. Those that can't be used mean nothing: `FigureFacts` tells which.
///
/// They are few, where a production line is large: it would be copied with every call.
struct JobNumbers {
  /// Tokens, `s`.
  let tokens: Int
  /// Characters, `d · s`.
  let characters: Int128
  /// Bytes of the data file.
  let bytes: Int
  /// Characters per second.
  let rate: Int
  /// The first four stamps, in milliseconds since 1970.
  let requested: Int
  let started: Int
  let ended: Int
  let finished: Int

  @inline(__always)
  init(_ line: ProductionLine) {
    tokens = line.size
    // Below 2^13 · 10^18.
    characters = Int128(line.digits) &* Int128(line.size)
    bytes = line.fileSizes[.dataSize]
    rate = line.rate
    requested = line.stamps[.requested]
    started = line.stamps[.started]
    ended = line.stamps[.ended]
    finished = line.stamps[.finished]
  }
}
