/// What only the token files can tell.
extension Auditor {
  /// Production lines whose token files are examined as one piece of work.
  private static let tokenBatch = 16

  /// Reads the token files of all production lines, after these were judged together, and holds them against the list.
  ///
  /// - Parameters:
  ///   - collector: what was kept of the production lines.
  ///   - found: the token files, in the order of their names.
  ///   - earlier: what earlier lists say.
  ///   - digests: computes the SHA-256 of each of some files that could be read; nil if it is not wanted.
  ///   - open: opens one of them; several at once where there are several threads, and again where a row must be found.
  public func examineTokens<Source: ByteSource & SendableMetatype & ~Copyable>(
    of collector: TokenJobCollector, in found: [TokenFile], earlier: EarlierStates = EarlierStates(),
    into audit: inout Audit, baseline: inout Baseline,
    observer: inout some AuditObserver, digests: (@Sendable ([TokenFile]) -> [String?])? = nil,
    open: @escaping @Sendable (TokenFile) throws(SourceFailure) -> Source
  ) {
    var byID: [[UInt8]: [TokenFile]] = [:]
    for file in found { byID[file.place.id, default: []].append(file) }
    let parts = collector.parts
    let sources = SourcePlaces(audit.sources)
    // Each thread has its share of the memory.
    let share = storage.share(of: workers.count)
    let blank = TokenExamination(
      context.catalogue, letters(of: parts), settings, share, earlier, baseline.watched)
    var examination = blank
    let files = byID
    // Several at a time, since a program that hashes takes a while to start.
    let size = max(1, min(Auditor.tokenBatch, parts.count / (4 * workers.count)))
    OrderedWork.run(count: (parts.count + size - 1) / size, workers: workers.count) { number in
      let batch = parts[(number * size)..<min(parts.count, (number + 1) * size)]
      var result = blank
      for part in batch {
        result.examine(part, files[part.job.key] ?? [], sources, open: open)
      }
      result.judgeHashes(digests.map { $0(result.filesRead) })
      return result
    } take: {
      examination.merge($0)
    }
    examination.noteNameless(collector.jobs.count { $0.counts && $0.key.isEmpty })
    examination.compareAcross(workers, open: open)
    do throws(SourceFailure) {
      let examined = Set(parts.map(\.job.key))
      let others = found.filter { !examined.contains($0.place.id) }
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
    for (file, problem) in examination.problems {
      audit.add(SourceReport(name: file, problems: [problem], isTokenFile: true))
    }
    audit.tokens = examination.figures
    audit.keepFindings(settings)
    audit.add(examination.verdicts, settings, baseline: &baseline, observer: &observer)
  }

  /// The characters of the alphabets that tokens are made of: sorted once for all production lines.
  private func letters(of parts: [TokenPart]) -> [Int: TokenLetters] {
    var letters: [Int: TokenLetters] = [:]
    for alphabet in Set(parts.compactMap(\.job.alphabet)) {
      letters[alphabet] = TokenLetters(context.catalogue.alphabets[alphabet])
    }
    return letters
  }
}

extension LineIndex {
  /// What the ids of all production lines are compared by, also of those that don't count.
  fileprivate func keys() throws(SourceFailure) -> Set<[UInt8]> {
    var keys: Set<[UInt8]> = []
    try visit { (_, entry) throws(SourceFailure) in
      keys.insert(try text(.id, of: entry).utf8.comparedAsID)
    }
    return keys
  }
}
