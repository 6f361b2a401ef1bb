/// What is kept of a job when its production line is read: who it is, where it stands, and its numbers.
struct JobHead: Sendable {
  /// What the id is compared by, see `comparedAsID`; empty without one.
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
  /// `requested` in milliseconds; `Int.min` if it is not known.
  var moment = Int.min
  var status: Status?
  var phase = Phase.undecided
  /// The place of the alphabet in the catalogue, nil if it is not known.
  var alphabet: Int?
  /// Characters per token, nil if the value can't be used.
  var digits: Int?
  /// Tokens of the job, nil if the value can't be used.
  var size: Int?
  /// Tokens of earlier parts: T − A − s once the job has ended, T − A before; nil if that can't be told.
  var earlier: Int?

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
    earlier = context.tokensBefore(line).flatMap { Int(exactly: $0) }
  }
}
