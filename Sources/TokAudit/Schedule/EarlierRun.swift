import Analysis

/// What has become of the production lines of the run that a run is compared with.
struct EarlierRun {
  /// The name of the file in the folder of a run.
  static let name = "comparison.md"
  private static let maxRows = 20

  let run: String
  /// The table of that run.
  private let table: String
  private var lines: EarlierLines?
  /// Why it can't be compared; nil if it can.
  private(set) var problem: Prose?

  /// Reads the table of a run.
  init(_ job: String, _ run: String) {
    self.run = run
    table = "\(job)/\(run)/lines.csv"
    attempt { (all, source) throws(SourceProblem) in
      all.lines = try EarlierLines(source, maxRows: EarlierRun.maxRows)
    }
  }

  /// Forgets this run, whose inputs are read a second time.
  mutating func restart() { lines?.restart() }

  /// A production line of this run, whether or not it counts.
  mutating func addEvery(_ line: ProductionLine, _ context: RuleContext) { lines?.addEvery(line, context) }

  /// A production line that counts in this run.
  mutating func addCounted(_ line: ProductionLine, _ context: RuleContext) { lines?.addCounted(line, context) }

  /// The comparison at the end of this run.
  ///
  /// - Parameters:
  ///   - missing: what no list of this run has any more.
  ///   - ruleChanges: what differs between the rules of both.
  ///   - isWhole: whether nothing is missing of this run's audit.
  mutating func report(missing: MissingLines, ruleChanges: [String], isWhole: Bool) -> Report {
    attempt { (all, source) throws(SourceProblem) in try all.lines?.end(source) }
    if let lines, problem == nil {
      return EarlierRunReport(run: run, lines, missing: missing, ruleChanges: ruleChanges, isWhole: isWhole).report
    }
    return EarlierRunReport.report(run: run, without: problem ?? "", missing: missing, ruleChanges: ruleChanges)
  }

  private mutating func attempt(
    _ body: (inout EarlierRun, consuming StreamSource) throws(SourceProblem) -> Void
  ) {
    guard problem == nil else { return }
    do throws(InputError) {
      let stream = try InputSource(
        name: "\(run)/lines.csv", place: .path(table), storedByteCount: nil, mustBeRegular: true
      ).open()
      do throws(SourceProblem) { try body(&self, StreamSource(stream)) } catch { problem = error.text }
    } catch { problem = error.remedy == nil ? "\(data: error.message)" : error.problem.text }
  }
}
