/// The files of parts that no list states.
extension TokenExamination {
  /// Examines files of a production line whose parts no list that was read states: their form, and that their tokens
  /// stand nowhere else.
  ///
  /// - Parameters:
  ///   - readings: the other files, which are judged already.
  ///   - part: the latest part that counts.
  mutating func examine<Source: ByteSource & ~Copyable>(
    _ unlisted: TokenParts, besides readings: [TokenReading], _ part: TokenPart, _ sources: SourcePlaces,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    let job = part.job
    guard part.hasNoneOutside, let digits = job.digits, digits > 0 else {
      figures.otherFiles += unlisted.files.count
      return
    }
    if let absence = FileAbsence(unlisted) {
      figures.otherFiles += unlisted.files.count
      return fail(absence, job, sources)
    }
    figures.unlistedFiles += unlisted.files.count
    var content = TokenContent(
      of: job, readings.map(\.file) + unlisted.files, job.alphabet.flatMap { letters[$0] }, digits: digits,
      size: max(job.size ?? 0, verdicts.settings.reachLimit / digits), storage, open: open)
    let added = content.readings[readings.count...]
    count(added)
    figures.unlistedTokens += added.reduce(0) { $0 + ($1.problem == nil ? $1.tally.tokens : 0) }
    guard content.readings.allSatisfy({ $0.problem == nil }) else { return }
    let subject = TokenSubject(
      job: job, place: sources.place(job.index, of: job.source), readings: content.readings, first: readings.count,
      hasAllEarlier: false)
    if readings.isEmpty, part.before.isEmpty { subject.judgeFirstFiles(&verdicts) }
    subject.judgeShape(&verdicts)
    do throws(SourceFailure) {
      if let repeats = try content.repeats() { subject.judgeRepeats(repeats, &verdicts, open: open) }
    } catch { fail(error) }
    for reading in added { keep(reading, of: job, claims: nil) }
  }
}
