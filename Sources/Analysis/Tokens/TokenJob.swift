/// What the token files of a job are held against: the claims of its production line.
struct TokenJob: HeardJob {
  var head: JobHead
  /// Whether it counts, and is not outside the window.
  var counts = false
  /// Bytes of the data file.
  var dataSize: Int?
  /// The columns of the checksum, nil if it can't be divided into them.
  var checksum: [UInt32]?
  /// Why it can't be used, where it is nil.
  private(set) var obstacleToChecksum = Obstacle.absent
  /// The hash of the data file.
  var dataHash: String?
  /// `T`, the number of different tokens; nil if it is not known or large.
  var total: Int?
  /// Why `earlier` can't be told although the alphabet is known; nil if it can, or is more than files can hold.
  private(set) var obstacleToEarlier: Obstacle?
  /// Members that are there and can't be used.
  private var unusable: FieldSet = []

  /// Tokens of all parts up to this one; nil if that can't be told.
  var produced: Int? {
    guard let earlier = head.earlier, let size = head.size else { return nil }
    let (sum, overflow) = earlier.addingReportingOverflow(size)
    return overflow ? nil : sum
  }

  /// Whether it counts and has a file, unless it was deleted.
  var hasFile: Bool { counts && head.phase == .after }

  /// Whether all tokens that there are have been produced.
  var isComplete: Bool { total != nil && produced == total }

  /// Whether the order of the tokens tells something.
  var wantsOrder: Bool { isComplete && (total ?? 0) <= TokenOrder.limit }

  /// Why a rule that needs these members, of which one is missing here, can't be tested.
  func obstacle(_ needed: FieldSet) -> Obstacle {
    unusable.isDisjoint(with: needed) ? .absent : .unusable
  }

  /// A job of which nothing else is known.
  init(_ head: JobHead) {
    self.head = head
  }

  init(_ line: ProductionLine, _ context: RuleContext, source: Int) {
    self.init(JobHead(line, context, source: source))
    unusable = line.malformed.union(line.doubtful)
    if line.has(.dataSize) { dataSize = line.fileSizes[.dataSize] }
    if line.has(.dataHash) { dataHash = context.string(line.fileHashes[.dataHash]) }
    total = line.smallTotal.flatMap { Int(exactly: $0) }
    if context.tokensBefore(line) == nil {
      // All there, and less than none.
      let needed: FieldSet = [.size, .available, .digits]
      obstacleToEarlier = line.hasAll(needed) ? .moreThanAll : line.obstacle(needed)
    }
    obstacleToChecksum = line.has(.checksum) ? .notBinary : line.obstacle(.checksum)
    if let alphabet = context.alphabet(of: line), let digits = head.digits, digits > 0, line.has(.checksum),
      line.checksum.isBinary,
      let bits = alphabet.traits.columnBits(checksumBits: line.checksum.text.count, digits: digits)
    {
      checksum = context.texts.withBytes(of: line.checksum.text) { bytes in
        (0..<digits).map { Checksum.column($0, bits: bits, in: bytes) }
      }
    }
  }
}
