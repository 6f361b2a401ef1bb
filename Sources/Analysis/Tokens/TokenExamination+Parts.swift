/// The files of parts that a list states: that of the latest, and those of earlier ones.
extension TokenExamination {
  /// Examines the files of a production line.
  ///
  /// - Parameters:
  ///   - found: all that are named after it.
  ///   - sources: where production lines stand.
  mutating func examine<Source: ByteSource & ~Copyable>(
    _ part: TokenPart, _ found: [TokenFile], _ sources: SourcePlaces,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    var last: TokenPart? = part
    while let next = last, !mayHaveFile(next, found, sources) { last = next.withoutLast(in: found) }
    var latest = LatestFiles()
    if let last {
      do throws(Unread) { latest = try examineLatest(last, found, sources, open: open) } catch {
        latest.obstacle = error.obstacle
      }
      for (place, job) in last.before.enumerated() where job.hasFile {
        examine(job, ofPart: place + 1, in: last, found, latest, sources)
      }
    }
    // Of files that can't be used, enough is said.
    guard latest.obstacle == nil || latest.obstacle == .laterPart else { return }
    let names = Set(latest.readings.map(\.file.name))
    let rest = TokenParts(found.filter { !names.contains($0.name) })
    if !rest.files.isEmpty { examine(rest, besides: latest.readings, part, sources, open: open) }
  }

  /// Whether a part may have a file among those of its production line; otherwise notes what that means.
  private mutating func mayHaveFile(_ part: TokenPart, _ found: [TokenFile], _ sources: SourcePlaces) -> Bool {
    let job = part.job
    switch job.phase {
    case .before: cannotTest(.notEnded, withPresence: true)
    case .undecided: cannotTest(.phaseUndecided, withPresence: true)
    case .after where part.hasOwnFile(in: found) != false: return true
    case .after where job.status == .deleted: cannotTest(.deleted, withPresence: true)
    case .after:
      figures.expected += 1
      note(FileAbsence(ofLatest: part), job, sources)
    }
    return false
  }

  /// The files of a production line as its latest part has them.
  private struct LatestFiles {
    /// Those that were read, all to their end.
    var readings: [TokenReading] = []
    /// Why none was.
    var obstacle: Obstacle?
    /// Whether the latest part counts as examined, and with it the tokens of all these files.
    var isExamined = false
  }

  /// Why no file was read, as it concerns the parts before.
  private struct Unread: Error {
    let obstacle: Obstacle
  }

  /// Examines the files of a production line as its latest part has them.
  private mutating func examineLatest<Source: ByteSource & ~Copyable>(
    _ part: TokenPart, _ found: [TokenFile], _ sources: SourcePlaces,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) throws(Unread) -> LatestFiles {
    let job = part.job
    figures.expected += 1
    guard let parts = part.files(of: found) else { throw unread(.laterPart) }
    if let absence = FileAbsence(parts) {
      note(absence, job, sources)
      throw Unread(obstacle: absence.obstacle)
    }
    guard let digits = job.digits, digits > 0, let size = job.size else {
      throw unread(job.obstacle([.digits, .size]))
    }
    var content = TokenContent(
      of: job, parts.files, job.alphabet.flatMap { letters[$0] }, digits: digits, size: size, storage, open: open)
    count(content.readings[...])
    guard content.readings.allSatisfy({ $0.problem == nil }) else { throw unread(.fileUnread) }
    if let absence = FileAbsence(job, parts, content.readings) {
      note(absence, job, sources)
      return LatestFiles(readings: content.readings)
    }
    verdicts.pass(TokenFilePresent.self, on: job)
    countExamined(content.readings[...])
    let subject = TokenSubject(
      job: job, place: sources.place(job.index, of: job.source), readings: content.readings,
      hasAllEarlier: part.hasAllEarlier(parts))
    judge(subject, part, parts, &content, open: open)
    return LatestFiles(readings: content.readings, isExamined: true)
  }

  /// Counts a production line as examined, and the tokens of files of which none was counted so before.
  private mutating func countExamined(_ readings: ArraySlice<TokenReading>) {
    figures.productionLines += 1
    figures.examinedTokens += readings.reduce(0) { $0 + $1.tally.tokens }
  }

  /// Notes that no file could be read.
  private mutating func unread(_ obstacle: Obstacle) -> Unread {
    cannotTest(obstacle, withPresence: true)
    return Unread(obstacle: obstacle)
  }

  /// Examines the file of an earlier part by the job of that part, which was read too: what its list states.
  ///
  /// - Parameters:
  ///   - number: the number of the part, if all parts before it were read.
  ///   - latest: the files of the production line as its latest part has them.
  private mutating func examine(
    _ job: TokenJob, ofPart number: Int, in part: TokenPart, _ found: [TokenFile], _ latest: LatestFiles,
    _ sources: SourcePlaces
  ) {
    let isThere = found.contains { $0.place.part == number }
    if !isThere, job.status == .deleted { return cannotTest(.deleted, withPresence: true) }
    figures.expected += 1
    guard part.number != nil else { return cannotTest(.laterPart, withPresence: true) }
    guard isThere else { return note(FileAbsence(ofPart: number), job, sources) }
    if let obstacle = latest.obstacle { return cannotTest(obstacle, withPresence: true) }
    let readings = latest.readings
    guard let last = readings.firstIndex(where: { $0.file.place.part == number }) else {
      return cannotTest(.fileUnread, withPresence: true)
    }
    verdicts.pass(TokenFilePresent.self, on: job)
    countExamined(latest.isExamined ? [] : readings[last...last])
    let parts = TokenParts(found, upTo: number)
    let subject = TokenSubject(
      job: job, place: sources.place(job.index, of: job.source), readings: Array(readings[...last]),
      hasAllEarlier: parts.isWhole(upTo: number))
    subject.judgeSizes(&verdicts, earlierAreJudged: true)
    subject.judgeChecksum(job.alphabet.map { catalogue.alphabets[$0] }, parts, states, &verdicts)
  }

  /// Judges the files of a production line, which are all there.
  private mutating func judge<Source: ByteSource & ~Copyable>(
    _ subject: TokenSubject, _ part: TokenPart, _ parts: TokenParts, _ content: inout TokenContent,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    let (job, readings) = (subject.job, subject.readings)
    subject.judgeSizes(&verdicts, earlierAreJudged: part.hasEarlierJobs)
    subject.judgeShape(&verdicts)
    var repeats: [Int: TokenSet.Repeats]? = [:]
    do throws(SourceFailure) {
      repeats = try content.repeats()
      subject.judgeRepeats(repeats, &verdicts, open: open)
    } catch { fail(error) }
    let alphabet = job.alphabet.map { catalogue.alphabets[$0] }
    subject.judgeChecksum(alphabet, parts, states, &verdicts)
    for (number, reading) in readings.enumerated() {
      let isLatest = number == readings.count - 1
      let claims = isLatest ? job : part.earlierJob(reading.file.place.part)
      keep(reading, of: job, claims: claims)
    }
    guard repeats?.isEmpty == true, readings.allSatisfy({ $0.tally.isFlawless }) else {
      return verdicts.cannotTest(TokenUniqueAcross.self, alphabet == nil ? .alphabetUnknown : .rowsUnusable)
    }
    if let alphabet { figures.quality.add(job, alphabet, readings, content.order) }
    members.append(TokensAcross.Member(job: job, place: subject.place, files: parts.files))
  }
}
