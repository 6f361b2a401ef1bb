import Analysis

/// The runs of a job that are in its folder, the oldest first.
struct RunHistory {
  private(set) var runs: [RunRecord]
  /// Folders of runs whose run.json is gone, or can't be read or understood.
  private(set) var damaged: [String] = []

  /// Reads every run.json below the folder of a job.
  init(_ folder: String) throws(OutputError) {
    let names: [String]
    do throws(SystemError) {
      names = try Folder.entries(of: folder) { RunHistory.number(in: $0) != nil }.names
    } catch { throw OutputError(folder, error) }
    var records: [RunRecord] = []
    for name in names {
      let path = "\(folder)/\(name)/run.json"
      if let record = RunRecord(reading: path, folder: name) {
        records.append(record)
      } else if FileIdentity(folder: "\(folder)/\(name)") != nil {
        damaged.append(name)
      }
    }
    runs = RunHistory.sorted(records)
  }

  private static func sorted(_ runs: [RunRecord]) -> [RunRecord] {
    runs.sorted {
      if $0.day != $1.day { return $0.day < $1.day }
      return number(in: Array($0.folder.utf8)) ?? 0 < number(in: Array($1.folder.utf8)) ?? 0
    }
  }

  /// The complete runs of earlier days, the last first: the first of them is the one to compare with.
  func previous(of day: String) -> [RunRecord] { runs.filter { $0.isComplete && $0.day < day }.reversed() }

  /// The run that counts for each day, the oldest first: the last that was made.
  var counting: [RunRecord] {
    runs.indices.filter { $0 + 1 == runs.count || runs[$0 + 1].day != runs[$0].day }.map { runs[$0] }
  }

  /// The runs beyond the days that stay, the oldest first: as many days with a complete run as are wanted, and as many
  /// of those without one that come after the first of these.
  ///
  /// The run that was made stays, whatever its day; so do the one that the next day is compared with and the last
  /// one whose verdict is PASS, which a run with known findings has not.
  func surplus(keeping count: Int, besides made: RunRecord) -> [RunRecord] {
    let kept = days(keeping: count)
    let days = Set(kept.complete + kept.others)
    let complete = runs.filter(\.isComplete)
    let singles = [made, complete.last { $0.day <= made.day }, complete.last { $0.outcome == .pass }]
    let folders = Set(singles.compactMap { $0?.folder })
    return runs.filter { !days.contains($0.day) && !folders.contains($0.folder) }
  }

  /// The first day from which on no run was removed, with so many days that stay; empty if none ever was.
  func firstKept(keeping count: Int?) -> String {
    guard let count else { return "" }
    let kept = days(keeping: count)
    // Days that are fewer than may stay have lost none.
    return [kept.complete, kept.others].filter { $0.count >= count }.compactMap(\.first).max() ?? ""
  }

  /// The days whose runs stay, the oldest first: those with a complete run, and those without.
  private func days(keeping count: Int) -> (complete: [String], others: [String]) {
    let all = Set(runs.lazy.filter(\.isComplete).map(\.day)).sorted()
    let kept = all.suffix(count)
    let first = all.count > count ? kept.first ?? "" : ""
    let others = Set(runs.map(\.day)).subtracting(all).filter { $0 > first }.sorted().suffix(count)
    return (Array(kept), Array(others))
  }

  /// The runs with another one.
  func with(_ run: RunRecord) -> RunHistory {
    var all = self
    all.runs = RunHistory.sorted(runs + [run])
    return all
  }

  /// The runs without some of them.
  func without(_ others: [RunRecord]) -> RunHistory {
    var rest = self
    let folders = Set(others.map(\.folder))
    rest.runs.removeAll { folders.contains($0.folder) }
    return rest
  }

  /// 1 for `2026-01-31`, 2 for `2026-01-31-2`; nil for a name that is none of a run.
  static func number(in name: [UInt8]) -> Int? {
    let text = String(decoding: name, as: UTF8.self)
    guard ClockTime(String(text.prefix(10)))?.isDate == true else { return nil }
    if text.utf8.count == 10 { return 1 }
    let rest = text.dropFirst(10)
    guard rest.first == "-", let number = Int(rest.dropFirst()), number > 1, rest == "-\(number)" else { return nil }
    return number
  }
}
