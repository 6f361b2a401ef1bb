/// What only the token files can tell.
extension Auditor {
  /// Reads the token files of all production lines, after these were judged together, and holds them against the list.
  ///
  /// - Parameters:
  ///   - collector: what was kept of the production lines.
  ///   - found: the token files, in the order of their names.
  ///   - open: opens one of them; several at once where there are several threads, and again where a row must be found.
  public func examineTokens<Source: ByteSource & SendableMetatype & ~Copyable>(
    of collector: TokenJobCollector, in found: [TokenFile], into audit: inout Audit, baseline: inout Baseline,
    observer: inout some AuditObserver, open: @Sendable (TokenFile) throws(SourceFailure) -> Source
  ) {
    var byID: [[UInt8]: [TokenFile]] = [:]
    for file in found { byID[file.place.id, default: []].append(file) }
    let latest = collector.latest
    let starts = audit.sources.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.productionLines) }
    let names = audit.sources.map(\.name)
    // Each thread has its share of the memory.
    let share = storage.share(of: workers.count)
    let blank = TokenExamination(context.catalogue, settings, share)
    var examination = blank
    let jobs = collector.jobs.enumerated().filter { latest[$1.key] == $0 }.map(\.element)
    let files = byID
    OrderedWork.run(count: jobs.count, workers: workers.count) { number in
      let job = jobs[number]
      var result = blank
      result.examine(
        job, TokenParts(files[job.key] ?? []), place: starts[job.source] + job.index, list: names[job.source],
        open: open)
      return result
    } take: {
      examination.merge($0)
    }
    do throws(SourceFailure) {
      let others = found.filter { latest[$0.place.id] == nil }
      let known = others.isEmpty ? [] : try audit.index.keys()
      for file in others {
        if file.place.isUUID || file.path != nil, !known.contains(file.place.id) {
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
