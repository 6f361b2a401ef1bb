/// What the token files of a job are held against: the claims of its production line.
struct TokenJob: Sendable {
  /// What the id is compared by, see `comparedAsID`.
  let key: [UInt8]
  /// The id as it stands.
  var id = ""
  var paymentIntent = ""
  var requested = ""
  var ended = ""
  /// The number of the source, and the place of the production line there.
  let source: Int
  let index: Int
  var byteOffset = 0
  /// `requested` in milliseconds, to find the latest part.
  var moment = Int.min
  var status: Status?
  var phase = Phase.undecided
  /// The place of the alphabet in the catalogue, nil if it is not known.
  var alphabet: Int?
  /// Characters per token, nil if the value can't be used.
  var digits: Int?
  /// Tokens of the job.
  var size: Int?
  /// Bytes of the data file.
  var dataSize: Int?
  /// The columns of the checksum, nil if it can't be divided into them.
  var checksum: [UInt32]?
  /// The hash of the data file.
  var dataHash: String?
  /// Tokens of earlier parts: T − A − s; nil if that can't be told.
  var earlier: Int?
  /// `T`, the number of different tokens; nil if it is not known or large.
  var total: Int?

  /// Tokens of all parts up to this one; nil if that can't be told.
  var produced: Int? {
    guard let earlier, let size else { return nil }
    let (sum, overflow) = earlier.addingReportingOverflow(size)
    return overflow ? nil : sum
  }

  /// Whether all tokens that there are have been produced.
  var isComplete: Bool { total != nil && produced == total }

  /// Whether the order of the tokens tells something.
  var wantsOrder: Bool { isComplete && (total ?? 0) <= TokenOrder.limit }

  /// A job of which nothing else is known.
  init(key: [UInt8], source: Int, index: Int) {
    self.key = key
    self.source = source
    self.index = index
  }

  init(_ line: ProductionLine, _ context: RuleContext, source: Int) {
    let bytes = line.has(.id) ? context.texts.bytes(of: line.id) : []
    self.init(key: bytes.comparedAsID, source: source, index: line.index)
    byteOffset = line.offset
    id = String(decoding: bytes, as: UTF8.self)
    if line.has(.paymentIntent) { paymentIntent = context.string(line.paymentIntent) }
    if let stamp = line.stamp(.requested) {
      requested = stamp.description
      moment = stamp.milliseconds
    }
    ended = line.stamp(.ended)?.description ?? ""
    status = line.has(.status) ? line.status : nil
    phase = line.phase
    alphabet = line.alphabet
    if line.has(.digits) { digits = line.digits }
    if line.has(.size) { size = line.size }
    if line.has(.dataSize) { dataSize = line.fileSizes[.dataSize] }
    if line.has(.dataHash) { dataHash = context.string(line.fileHashes[.dataHash]) }
    total = line.smallTotal.flatMap { Int(exactly: $0) }
    earlier = context.earlierTokens(of: line).flatMap { Int($0.description) }
    if let alphabet = context.alphabet(of: line), let digits, digits > 0, line.has(.checksum), line.checksum.isBinary,
      let bits = alphabet.traits.columnBits(checksumBits: line.checksum.text.count, digits: digits)
    {
      checksum = context.texts.withBytes(of: line.checksum.text) { bytes in
        (0..<digits).map { Checksum.column($0, bits: bits, in: bytes) }
      }
    }
  }
}
