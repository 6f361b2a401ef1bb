import Analysis

/// Reads all inputs of an audit, a second time where states of one job in several lists demand it.
struct AuditRun {
  let auditor: Auditor
  let inputs: Inputs
  let wantsDigest: Bool
  let progress: Progress
  /// What can be read only once, by its place among the inputs.
  private var spools: [Int: SpooledInput] = [:]
  /// What could not be opened: nobody asks a second time.
  private var unopened: [Int: SourceReport] = [:]
  /// Answers that could not be saved.
  private(set) var saveFailures: [OutputError] = []

  init(_ auditor: Auditor, _ inputs: Inputs, wantsDigest: Bool, progress: Progress) {
    self.auditor = auditor
    self.inputs = inputs
    self.wantsDigest = wantsDigest
    self.progress = progress
  }

  /// Audits the inputs; findings and production lines go to the reports, which are begun anew for a second reading.
  mutating func run(_ writer: inout some RunObserver, _ baseline: inout Baseline) -> Audit {
    var audit = Audit()
    let untouched = baseline
    read(into: &audit, &writer, &baseline)
    let unkept = inputs.items.indices.compactMap { spools[$0]?.failure }.first
    if var again = auditor.relate(&audit, unlessUnreadable: unkept) {
      writer.restart()
      baseline = untouched
      read(into: &again, &writer, &baseline)
      audit = again
    }
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &writer)
    progress.erase()
    return audit
  }

  private mutating func read(into audit: inout Audit, _ writer: inout some RunObserver, _ baseline: inout Baseline) {
    let position = InputPosition()
    var count = 0
    for (number, item) in inputs.items.enumerated() {
      position.beginInput()
      let before = count
      let progress = progress
      func update(_ productionLines: Int) {
        count = before + productionLines
        progress.update(bytes: position.bytes, productionLines: count)
      }
      if let spool = spools[number] {
        let digest = audit.digest(ofFirst: number)
        auditor.audit(
          spool.source, name: item.name, into: &audit, isAnswer: item.request != nil, baseline: &baseline,
          observer: &writer, progress: update)
        audit.setHTTPStatus(item.request?.head?.status, ofSource: number)
        if let digest { audit.setDigest(digest, ofSource: number) }
        continue
      }
      if let report = unopened[number] {
        audit.add(report)
        audit.setHTTPStatus(item.request?.head?.status, ofSource: number)
        continue
      }
      do throws(InputError) {
        let stream = try item.open()
        let digest = InputDigest(of: stream, isWanted: wantsDigest)
        let spool = stream.storedByteCount == nil ? SpooledInput() : nil
        spools[number] = spool
        let source = StreamSource(stream, digest: digest, position: position, spool: spool)
        auditor.audit(
          source, name: item.name, into: &audit, isAnswer: item.request != nil, baseline: &baseline,
          observer: &writer, progress: update)
        if wantsDigest { audit.setDigest(item.digest(digest), ofSource: number) }
      } catch {
        let report = SourceReport(name: item.name, problems: [error.problem])
        unopened[number] = report
        audit.add(report)
      }
      if let request = item.request {
        audit.setHTTPStatus(request.head?.status, ofSource: number)
        // A whole list that has no production lines is whole.
        let report = audit.sources[number]
        let isWhole = report.isComplete || report.documents == 1 && report.problems.allSatisfy { $0.kind == .empty }
        do throws(OutputError) { _ = try request.saved?.finish(isWhole: isWhole) } catch {
          saveFailures.append(error)
        }
      }
    }
  }
}
