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

  /// Why the run of a production line can't be told; nil if it can.
  @inline(__always)
  static func obstacle(_ line: ProductionLine) -> Obstacle? {
    guard line.hasAll(needed) else { return line.obstacle(needed) }
    guard let time = line.runTime else { return .stampUnreadable }
    return time < 0 ? .negativeRunTime : nil
  }

  /// The run of a production line for which there is no obstacle.
  @inline(__always)
  init(_ line: ProductionLine) {
    milliseconds = Int128(line.runTime ?? 0)
    characters = Int128(line.digits) * Int128(line.size)
    rate = Int128(line.rate)
  }

  /// The characters per second that the stamps show, rounded down; nil for a run of less than a millisecond.
  var impliedRate: Int128? {
    milliseconds > 0 ? characters * 1000 / milliseconds : nil
  }
}
