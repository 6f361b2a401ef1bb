/// What became of holding token files against production lines: of one, or of several in their order.
struct TokenExamination: Sendable {
  private(set) var verdicts: TokenVerdicts
  var figures = TokenFigures()
  /// Files that could not be read to their end, and why.
  private(set) var problems: [(file: String, problem: SourceProblem)] = []
  /// Why tokens could not be compared; nil if they could.
  private(set) var failure: SourceFailure?
  /// The files of `figures.records`.
  private(set) var filesRead: [TokenFile] = []
  /// Production lines in whose files nothing is wrong.
  private(set) var members: [TokensAcross.Member] = []
  private let catalogue: AlphabetCatalogue
  private let letters: [Int: TokenLetters]
  private let storage: Storage
  private let states: EarlierStates

  /// The rules that need the file.
  private static let fileRules: [any Rule.Type] = [
    TokenFileSize.self, TokenCount.self, TokenShape.self, TokenUnique.self, TokenChecksum.self, TokenFileHash.self,
    TokenUniqueAcross.self,
  ]

  /// - Parameters:
  ///   - letters: the characters of alphabets, by the place of these in the catalogue.
  ///   - storage: what the comparison of the tokens of one production line may take.
  ///   - states: what earlier lists say.
  init(
    _ catalogue: AlphabetCatalogue, _ letters: [Int: TokenLetters], _ settings: AuditSettings, _ storage: Storage,
    _ states: EarlierStates
  ) {
    self.states = states
    verdicts = TokenVerdicts(settings)
    self.catalogue = catalogue
    self.letters = letters
    self.storage = storage
  }

  /// Adds what became of production lines that follow.
  mutating func merge(_ next: TokenExamination) {
    verdicts.merge(next.verdicts)
    figures.merge(next.figures)
    problems += next.problems
    failure = failure ?? next.failure
    members += next.members
    filesRead += next.filesRead
  }

  /// Notes production lines without an id, whose files can't be found.
  mutating func noteNameless(_ count: Int) {
    for _ in 0..<count { cannotTest(.absent, withPresence: true) }
  }

  /// Notes a file without a production line.
  mutating func noteOrphan(_ file: TokenFile) {
    verdicts.fail(TokenFilePresent.self, on: nil, place: nil) { finding in
      finding.subject = String(decoding: file.place.id, as: UTF8.self)
      finding.actual = "a file"
      finding.source = file.name
      finding.message = "No list that was read has a production line of this id."
    }
  }

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
    var readings: [TokenReading] = []
    var obstacle: Obstacle?
    if let last {
      do throws(Unread) { readings = try examineLatest(last, found, sources, open: open) } catch {
        obstacle = error.obstacle
      }
      for (place, job) in last.before.enumerated() where job.hasFile {
        examine(job, ofPart: place + 1, in: last, found, readings, obstacle, sources)
      }
    }
    // Of files that can't be used, enough is said.
    guard obstacle == nil || obstacle == .laterPart else { return }
    let names = Set(readings.map(\.file.name))
    let rest = TokenParts(found.filter { !names.contains($0.name) })
    if !rest.files.isEmpty { examine(rest, besides: readings, part, sources, open: open) }
  }

  /// Examines files of a production line whose parts no list that was read states: their form, and that their tokens
  /// stand nowhere else.
  ///
  /// - Parameters:
  ///   - readings: the other files, which are judged already.
  ///   - part: the latest part that counts.
  private mutating func examine<Source: ByteSource & ~Copyable>(
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

  /// Why no file was read, as it concerns the parts before.
  private struct Unread: Error {
    let obstacle: Obstacle
  }

  /// Examines the files of a production line as its latest part has them.
  ///
  /// - Returns: the files that were read, all to their end.
  private mutating func examineLatest<Source: ByteSource & ~Copyable>(
    _ part: TokenPart, _ found: [TokenFile], _ sources: SourcePlaces,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) throws(Unread) -> [TokenReading] {
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
    } else {
      verdicts.pass(TokenFilePresent.self)
      figures.productionLines += 1
      let subject = TokenSubject(
        job: job, place: sources.place(job.index, of: job.source), readings: content.readings,
        hasAllEarlier: part.hasAllEarlier(parts))
      judge(subject, part, parts, &content, open: open)
    }
    return content.readings
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
  ///   - readings: the files of the production line that were read.
  ///   - obstacle: why none was.
  private mutating func examine(
    _ job: TokenJob, ofPart number: Int, in part: TokenPart, _ found: [TokenFile], _ readings: [TokenReading],
    _ obstacle: Obstacle?, _ sources: SourcePlaces
  ) {
    let isThere = found.contains { $0.place.part == number }
    if !isThere, job.status == .deleted { return cannotTest(.deleted, withPresence: true) }
    figures.expected += 1
    guard part.number != nil else { return cannotTest(.laterPart, withPresence: true) }
    guard isThere else { return note(FileAbsence(ofPart: number), job, sources) }
    if let obstacle { return cannotTest(obstacle, withPresence: true) }
    guard let last = readings.firstIndex(where: { $0.file.place.part == number }) else {
      return cannotTest(.fileUnread, withPresence: true)
    }
    verdicts.pass(TokenFilePresent.self)
    figures.productionLines += 1
    let parts = TokenParts(found, upTo: number)
    let subject = TokenSubject(
      job: job, place: sources.place(job.index, of: job.source), readings: Array(readings[...last]),
      hasAllEarlier: parts.isWhole(upTo: number))
    subject.judgeSizes(&verdicts, earlierAreJudged: true)
    subject.judgeChecksum(job.alphabet.map { catalogue.alphabets[$0] }, parts, states, &verdicts)
  }

  /// Counts what was read, and notes what could not be read.
  private mutating func count(_ readings: ArraySlice<TokenReading>) {
    for reading in readings {
      if let problem = reading.problem {
        problems.append((reading.file.name, problem))
        continue
      }
      figures.files += 1
      figures.bytes += reading.tally.bytes
      figures.tokens += reading.tally.tokens
    }
  }

  /// Notes that a file is not there, or there twice, and that other rules need it.
  private mutating func note(_ absence: FileAbsence, _ job: TokenJob, _ sources: SourcePlaces) {
    fail(absence, job, sources)
    cannotTest(absence.obstacle)
  }

  private mutating func fail(_ absence: FileAbsence, _ job: TokenJob, _ sources: SourcePlaces) {
    let place = sources.place(job.index, of: job.source)
    verdicts.fail(TokenFilePresent.self, on: job, place: place) { finding in
      finding.expected = "one file"
      finding.source = sources.name(of: job.source)
      finding.index = job.index
      finding.byteOffset = job.byteOffset
      finding.message = absence.message
    }
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

  /// Keeps what the table of all files has of one.
  private mutating func keep(_ reading: TokenReading, of job: TokenJob, claims: TokenJob?) {
    filesRead.append(reading.file)
    figures.records.append(TokenFileRecord(reading, of: job, claims: claims))
  }

  /// Notes the SHA-256 of each of `filesRead`, and holds it against the list; nil if none was computed.
  mutating func judgeHashes(_ digests: [String?]?) {
    for index in figures.records.indices {
      let digest = digests?[index]
      figures.records[index].digest = digest
      guard let obstacle = figures.records[index].obstacleToStated else { continue }
      if figures.records[index].stated == nil {
        verdicts.cannotTest(TokenFileHash.self, obstacle)
      } else if digest == nil {
        verdicts.cannotTest(TokenFileHash.self, .notHashed)
      } else if figures.records[index].agrees == true {
        verdicts.pass(TokenFileHash.self)
      } else {
        verdicts.cannotTest(TokenFileHash.self, .seeded)
      }
    }
  }

  /// Compares the tokens of different production lines, if that is wanted.
  mutating func compareAcross<Source: ByteSource & SendableMetatype & ~Copyable>(
    _ workers: Workers, open: @Sendable (TokenFile) throws(SourceFailure) -> Source
  ) {
    guard verdicts.isOn(TokenUniqueAcross.self) else { return }
    let groups = TokensAcross.groups(members, catalogue)
    let storage = storage
    let blank = TokenExamination(catalogue, letters, verdicts.settings, storage, states)
    OrderedWork.run(count: groups.count, workers: workers.count) { number in
      var result = blank
      do throws(SourceFailure) { try groups[number].judge(&result.verdicts, storage, open: open) } catch {
        result.fail(error)
      }
      return result
    } take: {
      merge($0)
    }
  }

  private mutating func fail(_ failure: SourceFailure) {
    self.failure = self.failure ?? failure
  }

  private mutating func cannotTest(_ obstacle: Obstacle, withPresence: Bool = false) {
    if withPresence { verdicts.cannotTest(TokenFilePresent.self, obstacle) }
    for rule in Self.fileRules { verdicts.cannotTest(rule, obstacle) }
  }
}
