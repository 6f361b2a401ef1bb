/// How long a job ran and how many characters it made: what its stated rate is held against.
///
/// All in integers and without division, so that a verdict never hangs on rounding.
struct JobRun {
  /// `W`: ended − started, by the stamps.
  let milliseconds: Int128
  /// `N`: digits · size.
  let characters: Int128
  /// The stated characters per second.
  let rate: Int128

  private static let needed = FieldSet([.rate, .digits, .size, .started, .ended])

  /// The stamps of a run.
  static let stamps = FieldSet([.started, .ended])

  /// Demands of the facts of a production line that its run can be told.
  static func needs(_ facts: LineFacts) -> Verdict? {
    facts.needs(needed) ?? (facts.readableStamps.isSuperset(of: stamps) ? nil : .notTestable(.stampUnreadable))
  }

  /// The run of a production line that has what it needs.
  @inline(__always)
  init(_ line: ProductionLine) {
    milliseconds = Int128(line.stamps[.ended] - line.stamps[.started])
    // At most 4096 · 10^18.
    characters = Int128(line.digits) &* Int128(line.size)
    rate = Int128(line.rate)
  }

  /// The characters per second that the stamps show, rounded down; nil for a run of less than a millisecond.
  var impliedRate: Int128? {
    milliseconds > 0 ? characters * 1000 / milliseconds : nil
  }
}
