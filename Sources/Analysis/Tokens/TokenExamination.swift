/// What became of holding token files against production lines: of one, or of several in their order.
struct TokenExamination: Sendable {
  private(set) var verdicts: TokenVerdicts
  var figures = TokenFigures()
  /// Files that could not be read to their end, and why.
  private(set) var problems: [(file: String, problem: SourceProblem)] = []
  /// Why tokens could not be compared; nil if they could.
  private(set) var failure: SourceFailure?
  private let catalogue: AlphabetCatalogue
  private let storage: Storage

  /// The rules that need the file.
  private static let fileRules: [any Rule.Type] = [
    TokenFileSize.self, TokenCount.self, TokenShape.self, TokenUnique.self, TokenChecksum.self,
  ]

  /// - Parameter storage: what the comparison of the tokens of one production line may take.
  init(_ catalogue: AlphabetCatalogue, _ settings: AuditSettings, _ storage: Storage) {
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
    let limit = Self.limit(tokens: max(size, job.earlier ?? size), digits: digits)
    for (number, file) in parts.files.enumerated() {
      let reading =
        swept?.readings[number]
        ?? TokenReading(
          file, TokenScanner(letters: letters, digits: digits), limit: limit,
          onToken: { (row, token) throws(SourceFailure) in
            try set?.add(token, at: TokenSet.Place(file: number, row: row))
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
    if !parts.hasLatest, let earlier = job.earlier, earlier > 0, sum == earlier {
      missing("The files of all earlier parts are there, that of the latest part is not.")
      return cannotTest(.noTokenFile)
    }
    if parts.hasLatest, readings.count > 1, let earlier = job.earlier, earlier == 0 || before == earlier + size {
      let numbered = readings[readings.count - 2].file.name
      missing("\(data: numbered) and \(data: last.file.name) both stand for the latest part.")
      return cannotTest(.severalFiles)
    }
    verdicts.pass(TokenFilePresent.self)
    figures.productionLines += 1
    let subject = TokenSubject(job: job, place: place, readings: readings)
    subject.judgeSizes(&verdicts)
    subject.judgeShape(&verdicts)
    do throws(SourceFailure) {
      try subject.judgeRepeats(swept == nil ? set?.repeats() : [:], &verdicts, open: open)
    } catch { failure = failure ?? error }
    let isWhole = job.earlier == before && !parts.hasGap
    subject.judgeChecksum(job.alphabet.map { catalogue.alphabets[$0] }, isWhole: isWhole, &verdicts)
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
    return SweptFiles(files, layout, expected: expected, wantsOrder: false, open: open)
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
