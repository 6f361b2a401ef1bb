/// What only the token files can tell.
extension Auditor {
  /// Reads the token files of all production lines, after these were judged together, and holds them against the list.
  ///
  /// - Parameters:
  ///   - collector: what was kept of the production lines.
  ///   - files: the token files, in the order of their names.
  ///   - open: opens one of them; of one whose row must be found a second time.
  public func examineTokens<Source: ByteSource & ~Copyable>(
    of collector: TokenJobCollector, in files: [TokenFile], into audit: inout Audit, baseline: inout Baseline,
    observer: inout some AuditObserver, open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    var byID: [[UInt8]: [TokenFile]] = [:]
    for file in files { byID[file.place.id, default: []].append(file) }
    let latest = collector.latest
    let starts = audit.sources.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.productionLines) }
    let names = audit.sources.map(\.name)
    var examination = TokenExamination(context.catalogue, settings, storage)
    for (number, job) in collector.jobs.enumerated() where latest[job.key] == number {
      examination.examine(
        job, TokenParts(byID[job.key] ?? []), place: starts[job.source] + job.index, list: names[job.source],
        open: open)
    }
    do throws(SourceFailure) {
      let others = files.filter { latest[$0.place.id] == nil }
      let known = others.isEmpty ? [] : try audit.index.keys()
      for file in others {
        if file.place.isUUID, !known.contains(file.place.id) {
          examination.noteOrphan(file)
        } else {
          examination.figures.otherFiles += 1
        }
      }
    } catch { audit.fail(error) }
    if let failure = examination.failure { audit.fail(failure) }
    for (file, problem) in examination.problems { audit.add(SourceReport(name: file, problems: [problem])) }
    audit.tokens = examination.figures
    audit.add(examination.verdicts, settings, baseline: &baseline, observer: &observer)
  }
}

extension LineIndex {
  /// What the ids of all production lines are compared by, also of those that don't count.
  fileprivate func keys() throws(SourceFailure) -> Set<[UInt8]> {
    var keys: Set<[UInt8]> = []
    try visit { (_, entry) throws(SourceFailure) in
      keys.insert(TokenFileName.key(Array(try text(.id, of: entry).utf8)))
    }
    return keys
  }
}
