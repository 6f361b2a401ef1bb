import Analysis

/// The last nights of a job as rows of small bars, the oldest first.
extension RunHistory {
  /// Nights that are shown.
  private static let nights = 30
  private static let levels: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// What stands for a night without a run, or without a value.
  private static let nothing: Character = "·"

  /// A row for each number, with its least and its largest value; empty with fewer than two nights.
  ///
  /// Of several runs of a night the last one is shown. Bars go from 0 to the largest value, and only 0 has the lowest.
  func sparklines(of job: ScheduledJob) -> String {
    let isDaily = job.window == .yesterday
    // What stood between an older run that stays and these is not known any more.
    let first = isDaily ? firstKept(keeping: job.keep) : ""
    let shown = RunHistory.withGaps(counting.filter { $0.day >= first }, isDaily: isDaily).suffix(RunHistory.nights)
    guard let first = shown.compactMap(\.self).first, let last = counting.last, shown.count > 1 else { return "" }
    let verdicts = shown.map { run -> Character in
      switch run?.outcome {
      case .pass: "P"
      case .fail: "F"
      case .incomplete: "I"
      case nil: RunHistory.nothing
      }
    }
    var text = "From \(first.day) to \(last.day); P is pass, F fail, I incomplete, · nothing.\n\n~~~text\n"
    text += "verdict           \(String(verdicts))\n"
    let numbers: [(name: String, value: (RunRecord) -> Int?)] = [
      ("production lines", { $0.productionLines }), ("new findings", { $0.newFindings }),
      ("known findings", { $0.known }), ("resolved", { $0.resolved }), ("mean rate", { $0.meanRate }),
    ]
    for (name, value) in numbers {
      let values = shown.map { $0.flatMap(value) }
      let known = values.compactMap(\.self)
      guard let least = known.min(), let largest = known.max() else { continue }
      let padded = name + String(repeating: " ", count: 18 - name.utf8.count)
      text += "\(padded)\(RunHistory.bars(values))  \(least) to \(largest)\n"
    }
    return text + "~~~\n\n"
  }

  /// A bar for each value.
  static func bars(_ values: [Int?]) -> String {
    let largest = values.compactMap(\.self).max() ?? 0
    return String(
      values.map { value -> Character in
        guard let value else { return nothing }
        guard value > 0, largest > 0 else { return levels[0] }
        // Rounded up, so that what is there is seen.
        let level = (Int128(value) * Int128(levels.count - 1) + Int128(largest) - 1) / Int128(largest)
        return levels[Int(level)]
      })
  }

  /// The runs with nil for each day between them that has none.
  private static func withGaps(_ runs: [RunRecord], isDaily: Bool) -> [RunRecord?] {
    guard isDaily else { return runs }
    var result: [RunRecord?] = []
    for run in runs {
      if let before = result.last.flatMap(\.self), let days = MissingDays(after: before.day, before: run.day) {
        result += [RunRecord?](repeating: nil, count: min(nights, days.count))
      }
      result.append(run)
    }
    return result
  }
}
