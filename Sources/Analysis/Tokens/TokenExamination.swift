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
  private let storage: Storage
  private let states: EarlierStates

  /// The rules that need the file.
  private static let fileRules: [any Rule.Type] = [
    TokenFileSize.self, TokenCount.self, TokenShape.self, TokenUnique.self, TokenChecksum.self, TokenFileHash.self,
    TokenUniqueAcross.self,
  ]

  /// - Parameters:
  ///   - storage: what the comparison of the tokens of one production line may take.
  ///   - states: what earlier lists say.
  init(_ catalogue: AlphabetCatalogue, _ settings: AuditSettings, _ storage: Storage, _ states: EarlierStates) {
    self.states = states
    verdicts = TokenVerdicts(settings)
    self.catalogue = catalogue
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

  /// Examines the files of the latest job of a production line.
  ///
  /// - Parameters:
  ///   - place: its place among all.
  ///   - list: the source that it stands in.
  mutating func examine<Source: ByteSource & ~Copyable>(
    _ job: TokenJob, _ parts: TokenParts, place: Int, list: String, open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    switch job.phase {
    case .before: return cannotTest(.notEnded, withPresence: true)
    case .undecided: return cannotTest(.phaseUndecided, withPresence: true)
    case .after: break
    }
    if parts.files.isEmpty, job.status == .deleted { return cannotTest(.deleted, withPresence: true) }
    figures.expected += 1
    func missing(_ message: Prose) {
      verdicts.fail(TokenFilePresent.self, on: job, place: place) { finding in
        finding.expected = "one file"
        finding.source = list
        finding.index = job.index
        finding.byteOffset = job.byteOffset
        finding.message = message
      }
    }
    if parts.files.isEmpty {
      missing("The production line has ended, and its token file is not there.")
      return cannotTest(.noTokenFile)
    }
    if let (one, other) = parts.twice {
      missing("\(data: one.name) and \(data: other.name) stand for the same part.")
      return cannotTest(.severalFiles)
    }
    guard let digits = job.digits, digits > 0, let size = job.size else { return cannotTest(.unusable) }
    let letters = job.alphabet.map { TokenLetters(catalogue.alphabets[$0]) }
    let swept = letters.flatMap { sweep(job, parts.files, $0, digits: digits, size: size, open: open) }
    var set = swept == nil ? letters.map { TokenSet(letters: $0.codePoints.count, digits: digits, storage) } : nil
    var readings: [TokenReading] = []
    let wantsOrder = job.wantsOrder
    var order = wantsOrder ? TokenOrder() : nil
    let limit = Self.limit(tokens: max(size, job.earlier ?? size), digits: digits)
    for (number, file) in parts.files.enumerated() {
      let reading =
        swept?.readings[number]
        ?? TokenReading(
          file, TokenScanner(letters: letters, digits: digits), limit: limit,
          onToken: { (row, token) throws(SourceFailure) in
            try set?.add(token, at: TokenSet.Place(file: number, row: row))
            if wantsOrder, let letters { order?.add(TokenOrder.score(token, letters: letters.codePoints.count)) }
          }, open: open)
      if let problem = reading.problem {
        problems.append((file.name, problem))
        continue
      }
      figures.files += 1
      figures.bytes += reading.tally.bytes
      figures.tokens += reading.tally.tokens
      readings.append(reading)
    }
    guard readings.count == parts.files.count, let last = readings.last else { return cannotTest(.fileUnread) }
    let sum = readings.reduce(0) { $0 + $1.tally.tokens }
    let before = sum - last.tally.tokens
    // Every part has a token at least: with an empty file among them, the sum says nothing.
    let areAllFilled = readings.allSatisfy { $0.tally.tokens > 0 }
    if !parts.hasLatest, areAllFilled, let earlier = job.earlier, earlier > 0, sum == earlier {
      missing("The files of all earlier parts are there, that of the latest part is not.")
      return cannotTest(.noTokenFile)
    }
    if parts.hasLatest, let numbered = readings.dropLast().last, let earlier = job.earlier,
      earlier == 0 || before == job.produced && numbered.tally.tokens == size
    {
      missing("\(data: numbered.file.name) and \(data: last.file.name) both stand for the latest part.")
      return cannotTest(.severalFiles)
    }
    verdicts.pass(TokenFilePresent.self)
    figures.productionLines += 1
    let subject = TokenSubject(job: job, place: place, readings: readings)
    subject.judgeSizes(&verdicts)
    subject.judgeShape(&verdicts)
    var repeats: [Int: TokenSet.Repeats]? = [:]
    do throws(SourceFailure) {
      if swept == nil { repeats = try set?.repeats() }
      subject.judgeRepeats(repeats, &verdicts, open: open)
    } catch { fail(error) }
    subject.judgeChecksum(job.alphabet.map { catalogue.alphabets[$0] }, parts, states, &verdicts)
    for (number, reading) in readings.enumerated() {
      let isLatest = number == readings.count - 1
      filesRead.append(reading.file)
      figures.records.append(
        TokenFileRecord(
          name: reading.file.name, lineID: job.id, part: reading.file.place.part, bytes: reading.tally.bytes,
          tokens: reading.tally.tokens, digest: nil, stated: isLatest ? job.dataHash : nil, isLatest: isLatest))
    }
    if repeats?.isEmpty == true, readings.allSatisfy({ $0.tally.isFlawless }) {
      if let alphabet = job.alphabet {
        figures.quality.add(job, catalogue.alphabets[alphabet], readings, swept == nil ? order : swept?.order)
      }
      members.append(TokensAcross.Member(job: job, place: place, files: parts.files))
    } else {
      verdicts.cannotTest(TokenUniqueAcross.self, job.alphabet == nil ? .alphabetUnknown : .rowsUnusable)
    }
  }

  /// Notes the SHA-256 of each of `filesRead`, and holds it against the list; nil if none was computed.
  mutating func judgeHashes(_ digests: [String?]?) {
    for index in figures.records.indices {
      let digest = digests?[index]
      figures.records[index].digest = digest
      guard figures.records[index].isLatest else { continue }
      if figures.records[index].stated == nil {
        verdicts.cannotTest(TokenFileHash.self, .absent)
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
    let blank = TokenExamination(catalogue, verdicts.settings, storage, states)
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

  /// Reads the files the fast way; nil where that is not possible, or something is wrong with them.
  private func sweep<Source: ByteSource & ~Copyable>(
    _ job: TokenJob, _ files: [TokenFile], _ letters: TokenLetters, digits: Int, size: Int,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) -> SweptFiles? {
    let (expected, overflow) = size.addingReportingOverflow(files.count > 1 ? job.earlier ?? 0 : 0)
    guard !overflow, let memory = TokenFilter.memory(expected: expected), memory <= storage.budget,
      let layout = TokenLayout(letters, digits: digits)
    else { return nil }
    return SweptFiles(files, layout, expected: expected, wantsOrder: job.wantsOrder, open: open)
  }

  private mutating func cannotTest(_ obstacle: Obstacle, withPresence: Bool = false) {
    if withPresence { verdicts.cannotTest(TokenFilePresent.self, obstacle) }
    for rule in Self.fileRules { verdicts.cannotTest(rule, obstacle) }
  }

  /// Twice the bytes that tokens of the widest characters need, and a megabyte for what else may be wrong.
  private static func limit(tokens: Int, digits: Int) -> Int {
    let bytes = 2 * Int128(tokens) * Int128(4 * digits + 1) + Int128(1 << 20)
    return Int(min(bytes, Int128(Int.max)))
  }
}
