/// A job with its token files read: what each rule says of it.
struct TokenSubject {
  let job: TokenJob
  /// Its place among all production lines.
  let place: Int
  /// The files that were read, that of the latest part last.
  let readings: [TokenReading]
  /// The first of them to be judged for itself; those before are judged already.
  var first = 0
  /// Whether no file of an earlier part can be missing among them.
  let hasAllEarlier: Bool

  private var latest: TokenReading { readings[readings.count - 1] }

  /// Bytes and tokens of the latest part.
  ///
  /// - Parameter earlierAreJudged: whether the files of earlier parts are held against jobs of their own.
  func judgeSizes(_ verdicts: inout TokenVerdicts, earlierAreJudged: Bool) {
    let isWrongBefore = !earlierAreJudged && failOnEarlier(&verdicts)
    let claims: [(rule: any Rule.Type, field: Field, stated: Int?, actual: Int, unit: String)] = [
      (TokenFileSize.self, .dataSize, job.dataSize, latest.tally.bytes, "byte"),
      (TokenCount.self, .size, job.size, latest.tally.tokens, "token"),
    ]
    for claim in claims {
      guard let stated = claim.stated else {
        verdicts.cannotTest(claim.rule, job.obstacle(FieldSet(claim.field)))
        continue
      }
      if claim.actual == stated {
        if !isWrongBefore || claim.field != .size { verdicts.pass(claim.rule, on: job) }
        continue
      }
      fail(claim.rule, latest.file, &verdicts) { finding in
        finding.field = claim.field.path
        finding.expected = String(stated)
        finding.actual = String(claim.actual)
        finding.unit = "\(claim.unit)s"
        let difference = claim.actual - stated
        finding.message = """
          The list states \(stated, claim.unit), the file has \(claim.actual), \(difference.magnitude) \
          \(words: difference < 0 ? "less" : "more").
          """
      }
    }
  }

  /// Fails if the files of earlier parts have more tokens than these parts can have had, or less where all are there.
  private func failOnEarlier(_ verdicts: inout TokenVerdicts) -> Bool {
    let before = tokens(before: latest)
    guard let earlier = job.earlier, before > earlier || hasAllEarlier && before < earlier else { return false }
    fail(earlier: earlier, before, &verdicts)
    return true
  }

  /// Files of which only is known that tokens were made before the job: fails if the files from the first part on don't
  /// end where these end, but have more.
  func judgeFirstFiles(_ verdicts: inout TokenVerdicts) {
    guard let earlier = job.earlier else { return }
    var before = 0
    for (number, reading) in readings.enumerated() where reading.file.place.part == number + 1 && before < earlier {
      before += reading.tally.tokens
    }
    if before > earlier { fail(earlier: earlier, before, &verdicts) }
  }

  private func fail(earlier: Int, _ before: Int, _ verdicts: inout TokenVerdicts) {
    fail(TokenCount.self, readings[0].file, &verdicts) { finding in
      finding.field = Field.available.path
      finding.expected = String(earlier)
      finding.actual = String(before)
      finding.unit = "tokens"
      let difference = before - earlier
      finding.message = """
        By size and available there are \(earlier, "token") of earlier parts; their files have \(before), \
        \(difference.magnitude) \(words: difference < 0 ? "less" : "more").
        """
    }
  }

  /// The form of every file: a finding for each kind of fault.
  func judgeShape(_ verdicts: inout TokenVerdicts) {
    for reading in readings[first...] {
      if job.alphabet == nil {
        verdicts.cannotTest(TokenShape.self, .alphabetUnknown)
        continue
      }
      var isGood = true
      for fault in TokenFault.allCases {
        let count = reading.tally.faults[fault.rawValue]
        guard count.count > 0 else { continue }
        isGood = false
        fail(TokenShape.self, reading.file, &verdicts) { finding in
          finding.expected = "\(job.digits ?? 0) characters of the alphabet"
          finding.actual = fault.actual
          finding.index = count.row - 1
          finding.byteOffset = count.offset
          finding.message = """
            Row \(count.row) of the file \(words: fault.predicate); \(count.count, "row") of this kind.
            """
        }
      }
      if isGood { verdicts.pass(TokenShape.self, on: job) }
    }
  }

  /// Tokens that stand twice: a finding for each file that repeats one.
  func judgeRepeats<Source: ByteSource & ~Copyable>(
    _ repeats: [Int: TokenSet.Repeats]?, _ verdicts: inout TokenVerdicts,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    guard let repeats else { return verdicts.cannotTest(TokenUnique.self, .alphabetUnknown) }
    let repeated = repeats.filter { $0.key >= first }
    if repeated.isEmpty { return verdicts.pass(TokenUnique.self, on: job) }
    for (number, found) in repeated.sorted(by: { $0.key < $1.key }) {
      let file = readings[number].file
      let offset = TokenReading.offset(ofRow: found.first.row, in: file, open: open)
      fail(TokenUnique.self, file, &verdicts) { finding in
        finding.expected = "each token once"
        finding.actual = "\(found.count) that stood before"
        finding.unit = "tokens"
        finding.index = found.first.row - 1
        finding.byteOffset = offset ?? 0
        let earlier: Prose =
          found.earlier.file == number ? "" : " of \(data: readings[found.earlier.file].file.name)"
        finding.message = """
          Row \(found.first.row) of the file is the token of row \(found.earlier.row)\(earlier); \
          \(found.count, "token") of the file stood before.
          """
      }
    }
  }

  /// The checksum over the tokens of all parts, or over those that an earlier list has the checksum before.
  func judgeChecksum(
    _ alphabet: Alphabet?, _ parts: TokenParts, _ states: EarlierStates, _ verdicts: inout TokenVerdicts
  ) {
    guard let alphabet else { return verdicts.cannotTest(TokenChecksum.self, .alphabetUnknown) }
    guard let stated = job.checksum, let digits = job.digits else {
      return verdicts.cannotTest(TokenChecksum.self, job.obstacleToChecksum)
    }
    if let obstacle = job.obstacleToEarlier { return verdicts.cannotTest(TokenChecksum.self, obstacle) }
    guard let (start, used) = beginning(alphabet, digits: digits, parts, states) else {
      let isCounted = hasAllEarlier || job.earlier.map { tokens(before: latest) > $0 } ?? false
      return verdicts.cannotTest(TokenChecksum.self, isCounted ? .earlierCount : .earlierFiles)
    }
    guard used.allSatisfy({ $0.tally.hasTokensOnly }) else {
      return verdicts.cannotTest(TokenChecksum.self, .rowsUnusable)
    }
    let wrong = (0..<digits).filter { column in
      used.reduce(start[column]) { $0 ^ $1.tally.columns[column] } != stated[column]
    }
    guard let first = wrong.first else { return verdicts.pass(TokenChecksum.self, on: job) }
    let since = used.count < readings.count || job.earlier != tokens(before: latest) ? ", after an earlier list," : ""
    fail(TokenChecksum.self, latest.file, &verdicts) { finding in
      finding.field = Field.checksum.path
      finding.expected = "0 columns that differ"
      finding.actual = "\(wrong.count) of \(digits) \(wrong.count == 1 ? "columns differs" : "columns differ")"
      finding.message = """
        The tokens of \(used.count, "file")\(words: since) don't have the stated checksum: \(wrong.count) of \(digits, "column") \
        \(words: wrong.count == 1 ? "differs" : "differ"), the first is column \(first + 1).
        """
    }
  }

  /// The columns from which the checksum is reckoned, and the files whose tokens follow: all of them from all tokens
  /// there are; or, where those of earlier parts are missing, from the checksum of an earlier list.
  private func beginning(
    _ alphabet: Alphabet, digits: Int, _ parts: TokenParts, _ states: EarlierStates
  ) -> (start: [UInt32], files: ArraySlice<TokenReading>)? {
    guard let earlier = job.earlier else { return nil }
    if earlier == tokens(before: latest), !parts.hasGap {
      // All tokens together: every character stands at each place L^(d-1) times.
      let all = digits == 1 ? alphabet.codePoints.reduce(0, ^) : alphabet.parity
      return (Array(repeating: all, count: digits), readings[...])
    }
    // As few files as possible: what is not needed can't be wrong.
    var since = earlier
    for first in readings.indices.reversed() {
      if let start = states.checksum(of: job, after: since) { return (start, readings[first...]) }
      guard first > 0 else { break }
      since -= readings[first - 1].tally.tokens
    }
    return nil
  }

  /// Tokens of all files but the latest.
  private func tokens(before latest: TokenReading) -> Int {
    readings.reduce(0) { $0 + $1.tally.tokens } - latest.tally.tokens
  }

  private func fail(
    _ rule: any Rule.Type, _ file: TokenFile, _ verdicts: inout TokenVerdicts, _ fill: (inout Finding) -> Void
  ) {
    verdicts.fail(rule, on: job, place: place) { finding in
      finding.source = file.name
      fill(&finding)
    }
  }
}
