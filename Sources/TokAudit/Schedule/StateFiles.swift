import Analysis

/// The files in which the runs of a job remember production lines as they were first seen finished: each run keeps, in
/// its folder, what no earlier run has seen, so that it becomes visible with the run and not before.
///
/// Of a run that is removed the file goes to the folder `states` first.
struct StateFiles {
  /// The name of the file in the folder of a run.
  static let name = "first-seen.json"
  /// The name of the file of what a run misses.
  static let missing = "missing.json"
  /// The folder for the files of removed runs, in the folder of the job.
  static let folder = "states"

  /// The files of earlier runs, the oldest first, and how messages name them.
  let files: [(path: String, name: String, day: String)]
  /// The file of this run, in its folder.
  let draft: String
  private let place: String
  /// The day that names this run.
  private let day: String
  private let job: String
  /// The runs whose files are gone, though they have kept one.
  let lost: [String]
  /// The run that this one is compared with; nil if there is none.
  let previous: RunRecord?

  /// The files of a job, and a place for that of the run which is being made.
  init(
    _ job: String, draft: String, day: String, previous: RunRecord?, runs records: [RunRecord]
  ) throws(OutputError) {
    self.day = day
    self.job = job
    self.previous = previous
    place = draft
    self.draft = "\(draft)/\(StateFiles.name)"
    var found: [(key: (String, Int), name: String)] = []
    func add(_ run: String, _ name: String) {
      found.append(((String(run.prefix(10)), RunHistory.number(in: Array(run.utf8)) ?? 0), name))
    }
    let runs = try StateFiles.names(job) { RunHistory.number(in: $0) != nil }
    for run in runs {
      let name = "\(run)/\(StateFiles.name)"
      // What is there and can't be read is named when it is opened.
      if FileIdentity.isThere("\(job)/\(name)") { add(run, name) }
    }
    let kept = try StateFiles.names("\(job)/\(StateFiles.folder)") {
      $0.reversed().starts(with: ".json".utf8.reversed())
    }
    for file in kept { add(String(file.dropLast(5)), "\(StateFiles.folder)/\(file)") }
    files = found.sorted { $0.key < $1.key }.map { ("\(job)/\($0.name)", $0.name, $0.key.0) }
    let names = Set(found.map(\.name))
    lost = records.filter(\.hasFirstSeen).map(\.folder).filter { run in
      // Of a run whose removal was interrupted the file has moved already.
      !names.contains("\(run)/\(StateFiles.name)") && !kept.contains("\(run).json")
    }
  }

  /// A collector that knows what earlier runs have seen.
  func collector(_ auditor: Auditor, _ baseline: Baseline) -> HistoryCollector {
    var collector = auditor.historyCollector(baseline)
    collector.note(lost: lost)
    for (path, name, day) in files {
      do throws(InputError) {
        collector.remember(try StateFiles.open(path, name), name: name, isAhead: day > self.day)
      } catch { collector.note(unreadable: name, error.problem) }
    }
    if let previous {
      let name = "\(previous.folder)/\(StateFiles.missing)"
      let path = "\(job)/\(name)"
      // There is none as a rule.
      if FileIdentity.isThere(path) {
        do throws(InputError) { collector.remember(missing: try StateFiles.open(path, name), name: name) } catch {
          collector.note(unreadable: name, error.problem)
        }
      }
    }
    return collector
  }

  private static func open(_ path: String, _ name: String) throws(InputError) -> StreamSource {
    StreamSource(
      try InputSource(name: name, place: .path(path), storedByteCount: nil, mustBeRegular: true).open())
  }

  /// The production lines of the run that this one is compared with; nil if there is none.
  func earlierRun() -> EarlierRun? { previous.map { EarlierRun(job, $0.folder) } }

  /// Writes what became of them, and says so where nobody can tell.
  ///
  /// - Parameters:
  ///   - audit: what was learnt in this run.
  ///   - isWhole: whether nothing is missing of it.
  func write(
    _ earlier: EarlierRun?, _ audit: Audit, isWhole: Bool, _ temporaries: TemporaryFiles, _ messages: Messages
  ) throws(OutputError) {
    guard var earlier else { return }
    let file = try OutputFile("\(place)/\(EarlierRun.name)", temporaries: temporaries)
    let report = earlier.report(
      missing: audit.missing, ruleChanges: audit.baseline?.previous?.ruleChanges ?? [], isWhole: isWhole)
    try file.write(MarkdownFormat.text(of: report))
    try file.commit()
    if let problem = earlier.problem {
      messages.warning("\(earlier.run)/lines.csv can't be compared with: \(problem.plain)")
    }
  }

  /// Writes what this run has seen first, and what it misses, if there is anything.
  func write(_ collector: HistoryCollector, _ temporaries: TemporaryFiles) throws(OutputError) {
    if collector.hasNew {
      try write(to: draft, temporaries) { (failure, write) throws(OutputError) in
        try collector.writeNew(failingWith: failure, write)
      }
    }
    if collector.hasMissing {
      try write(to: "\(place)/\(StateFiles.missing)", temporaries) { (failure, write) throws(OutputError) in
        try collector.writeMissing(failingWith: failure, write)
      }
    }
  }

  private func write(
    to path: String, _ temporaries: TemporaryFiles,
    _ content: (
      _ failure: (SourceFailure) -> OutputError, _ write: ([UInt8]) throws(OutputError) -> Void
    ) throws(OutputError) -> Void
  ) throws(OutputError) {
    let file = try OutputFile(path, temporaries: temporaries)
    try content({ OutputError(path, $0.message) }, { (bytes) throws(OutputError) in try file.write(bytes.span.bytes) })
    try file.commit()
  }

  /// The names in a folder, none if it isn't there.
  private static func names(
    _ folder: String, where isWanted: ([UInt8]) -> Bool
  ) throws(OutputError) -> [String] {
    do throws(SystemError) { return try Folder.entries(of: folder, where: isWanted).names } catch {
      if error.isNotFound { return [] }
      throw OutputError(folder, error)
    }
  }
}
