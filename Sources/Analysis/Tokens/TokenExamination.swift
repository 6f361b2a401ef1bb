/// What became of holding token files against production lines: of one, or of several in their order.
struct TokenExamination: Sendable {
  var verdicts: TokenVerdicts
  var figures = TokenFigures()
  /// Files that could not be read to their end, and why.
  private(set) var problems: [(file: String, problem: SourceProblem)] = []
  /// Why tokens could not be compared; nil if they could.
  private(set) var failure: SourceFailure?
  /// The files of `figures.records`.
  private(set) var filesRead: [TokenFile] = []
  /// Production lines whose files have rows of the right form only, and none of them twice.
  var members: [TokensAcross.Member] = []
  let catalogue: AlphabetCatalogue
  /// What a previous report has findings on.
  private let watched: WatchedSubjects
  /// The characters of alphabets, by the place of these in the catalogue.
  let letters: [Int: TokenLetters]
  /// What the comparison of the tokens of one production line may take.
  let storage: Storage
  /// What earlier lists say.
  let states: EarlierStates

  /// The rules that need the file.
  private static let fileRules: [any Rule.Type] = [
    TokenFileSize.self, TokenCount.self, TokenShape.self, TokenUnique.self, TokenChecksum.self, TokenFileHash.self,
    TokenUniqueAcross.self,
  ]

  init(
    _ catalogue: AlphabetCatalogue, _ letters: [Int: TokenLetters], _ settings: AuditSettings, _ storage: Storage,
    _ states: EarlierStates, _ watched: WatchedSubjects
  ) {
    self.states = states
    self.watched = watched
    verdicts = TokenVerdicts(settings, watched)
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

  /// Counts what was read, and notes what could not be read.
  mutating func count(_ readings: ArraySlice<TokenReading>) {
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
  mutating func note(_ absence: FileAbsence, _ job: TokenJob, _ sources: SourcePlaces) {
    fail(absence, job, sources)
    cannotTest(absence.obstacle)
  }

  /// Notes that a file is not there, or there twice.
  mutating func fail(_ absence: FileAbsence, _ job: TokenJob, _ sources: SourcePlaces) {
    let place = sources.place(job.index, of: job.source)
    verdicts.fail(TokenFilePresent.self, on: job, place: place) { finding in
      finding.expected = "one file"
      finding.source = sources.name(of: job.source)
      finding.index = job.index
      finding.byteOffset = job.byteOffset
      finding.message = absence.message
    }
  }

  /// Keeps what the table of all files has of one.
  mutating func keep(_ reading: TokenReading, of job: TokenJob, claims: TokenJob?) {
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
        let record = figures.records[index]
        verdicts.pass(TokenFileHash.self, on: record.lineID, requested: record.requested)
      } else {
        verdicts.cannotTest(TokenFileHash.self, .seeded)
      }
    }
  }

  /// Compares the tokens of different production lines, if that is wanted.
  mutating func compareAcross<Source: ByteSource & SendableMetatype & ~Copyable>(
    _ workers: Workers, open: @escaping @Sendable (TokenFile) throws(SourceFailure) -> Source
  ) {
    guard verdicts.isOn(TokenUniqueAcross.self) else { return }
    let groups = TokensAcross.groups(members, catalogue)
    let storage = storage
    let blank = TokenExamination(catalogue, letters, verdicts.settings, storage, states, watched)
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

  /// Notes why tokens could not be compared.
  mutating func fail(_ failure: SourceFailure) {
    self.failure = self.failure ?? failure
  }

  /// Notes why a file can't be judged.
  ///
  /// - Parameter withPresence: whether not even that it is there can be told.
  mutating func cannotTest(_ obstacle: Obstacle, withPresence: Bool = false) {
    if withPresence { verdicts.cannotTest(TokenFilePresent.self, obstacle) }
    for rule in Self.fileRules { verdicts.cannotTest(rule, obstacle) }
  }
}
