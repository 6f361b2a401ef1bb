/// A job that belongs to an order, as far as it is held against it.
struct OrderJob: Sendable {
  /// The orders that it belongs to, by their place in the book.
  let orders: [Int]
  /// The id as it stands.
  var id = ""
  var paymentIntent = ""
  var requested = ""
  var ended = ""
  /// The number of the source, and the place of the production line there.
  let source: Int
  let index: Int
  let byteOffset: Int
  /// `requested` in milliseconds; `Int.min` if it is not known.
  var moment = Int.min
  let phase: Phase
  let status: Status?
  /// The id of the alphabet, nil if it can't be used.
  var alphabetID: String?
  /// The place of the alphabet in the catalogue, nil if it is not known.
  let alphabet: Int?
  /// Characters per token, nil if the value can't be used.
  var digits: Int?
  /// Tokens of the job, nil if the value can't be used.
  var size: Int?
  /// Tokens of earlier parts: T − A − s once the job has ended, T − A before; nil if that can't be told.
  let earlier: Int?

  init(_ line: ProductionLine, _ context: RuleContext, orders: [Int], source: Int) {
    self.orders = orders
    self.source = source
    index = line.index
    byteOffset = line.offset
    if line.has(.id) { id = context.string(line.id) }
    if line.has(.paymentIntent) { paymentIntent = context.string(line.paymentIntent) }
    if let stamp = line.stamp(.requested) {
      requested = stamp.description
      moment = stamp.milliseconds
    }
    ended = line.stamp(.ended)?.description ?? ""
    phase = line.phase
    status = line.has(.status) ? line.status : nil
    if line.has(.alphabet) { alphabetID = context.string(line.alphabetID) }
    alphabet = line.alphabet
    if line.has(.digits) { digits = line.digits }
    if line.has(.size) { size = line.size }
    earlier = context.tokensBefore(line).flatMap { Int($0.description) }
  }

  /// What one job is told from others by: production line, payment and moment of the request.
  struct Identity: Hashable {
    let line: [UInt8]
    let payment: [UInt8]
    let moment: Int
  }

  /// Two production lines with the same identity stand for one job.
  var identity: Identity {
    Identity(line: id.utf8.comparedAsID, payment: Array(paymentIntent.utf8), moment: moment)
  }
}
