/// The token files of one production line as they were read: the fast way where nothing is wrong, else row by row.
struct TokenContent {
  /// What was counted of each file, in the order of the parts; of a file with a problem only part of it.
  let readings: [TokenReading]
  /// The order of the tokens, where it tells something.
  let order: TokenOrder?
  /// The tokens, to find those that stand twice; nil where all are known to differ, or nothing is known of them.
  private var set: TokenSet?
  /// Whether all tokens are known to differ.
  private let allDiffer: Bool

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - letters: the characters of the alphabet; nil if it is not known.
  ///   - storage: what the comparison of the tokens may take.
  init<Source: ByteSource & ~Copyable>(
    of job: TokenJob, _ files: [TokenFile], _ letters: TokenLetters?, digits: Int, size: Int, _ storage: Storage,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) {
    if let letters,
      let swept = Self.sweep(job, files, letters, digits: digits, size: size, storage, open: open)
    {
      (readings, order, set, allDiffer) = (swept.readings, swept.order, nil, true)
      return
    }
    var set = letters.map { TokenSet(letters: $0.codePoints.count, digits: digits, storage) }
    var order = job.wantsOrder && letters != nil ? TokenOrder() : nil
    let width = letters?.widest ?? 4
    readings = files.enumerated().map { number, file in
      // What was made before may all be in one file.
      let tokens = number < files.count - 1 ? max(size, job.earlier ?? size) : size
      let limit = Self.limit(tokens: tokens, digits: digits, width: width)
      return TokenReading(
        file, TokenScanner(letters: letters, digits: digits), limit: limit,
        onToken: { (row, token) throws(SourceFailure) in
          try set?.add(token, at: TokenSet.Place(file: number, row: row))
          if let letters { order?.add(TokenOrder.score(token, letters: letters.codePoints.count)) }
        }, open: open)
    }
    (self.set, self.order, allDiffer) = (set, order, false)
  }

  /// Tokens that stand twice, by the number of the file; nil if the alphabet is not known.
  mutating func repeats() throws(SourceFailure) -> [Int: TokenSet.Repeats]? {
    allDiffer ? [:] : try set?.repeats()
  }

  /// Reads the files the fast way; nil where that is not possible, or something is wrong with them.
  private static func sweep<Source: ByteSource & ~Copyable>(
    _ job: TokenJob, _ files: [TokenFile], _ letters: TokenLetters, digits: Int, size: Int, _ storage: Storage,
    open: (TokenFile) throws(SourceFailure) -> Source
  ) -> SweptFiles? {
    let (expected, overflow) = size.addingReportingOverflow(files.count > 1 ? job.earlier ?? 0 : 0)
    guard !overflow, let memory = TokenFilter.memory(expected: expected), memory <= storage.budget,
      let layout = TokenLayout(letters, digits: digits)
    else { return nil }
    return SweptFiles(files, layout, expected: expected, wantsOrder: job.wantsOrder, open: open)
  }

  /// Twice the bytes that tokens of characters of this width need; of few tokens a megabyte, for what else may be
  /// wrong.
  private static func limit(tokens: Int, digits: Int, width: Int) -> Int {
    let bytes = max(2 * Int128(tokens) * Int128(width * digits + 1), 1 << 20)
    return Int(min(bytes, Int128(Int.max)))
  }
}
