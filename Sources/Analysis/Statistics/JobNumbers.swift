/// The numbers of a production line that go into figures. Those that can't be used mean nothing: `facts` tells which.
///
/// They fill a line of the processor's cache, where a production line is ten times as large: so many of them can wait
/// until they are added to the figures of their groups.
struct JobNumbers: BitwiseCopyable, Sendable {
  /// The place of its group, −1 without one.
  var group: Int32
  private let digits: UInt16
  /// What of it counts.
  let facts: FigureFacts
  /// Tokens, `s`.
  let tokens: Int
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
  init(_ line: ProductionLine, _ facts: FigureFacts, group: Int) {
    self.group = Int32(truncatingIfNeeded: group)
    digits = UInt16(truncatingIfNeeded: line.digits)
    self.facts = facts
    tokens = line.size
    bytes = line.fileSizes[.dataSize]
    rate = line.rate
    requested = line.stamps[.requested]
    started = line.stamps[.started]
    ended = line.stamps[.ended]
    finished = line.stamps[.finished]
  }

  /// Characters, `d · s`: below 2^13 · 10^18.
  @inline(__always)
  var characters: Int128 { Int128(digits) &* Int128(tokens) }

  /// Whether all of these facts are given.
  @inline(__always)
  func has(_ needed: FigureFacts) -> Bool { facts.isSuperset(of: needed) }
}
