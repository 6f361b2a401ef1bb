/// What a reconciliation keeps of a job besides its `LineEntry`: 64 bytes.
struct Job: BitwiseCopyable, Sendable {
  /// What has become of it, as far as nothing was produced.
  enum Fate: UInt8, Sendable {
    /// It has ended, or nobody can tell.
    case other
    /// It has not ended.
    case waiting
    /// It was deleted before it ended.
    case deleted
  }

  /// No stamp.
  static let never = Int.min

  /// The place among all production lines that were read.
  var place: Int
  /// The 0-based place in its source.
  var index: Int
  /// `requested` in milliseconds since 1970, or `never`.
  var requested = Job.never
  /// `started` in milliseconds since 1970, or `never`.
  var started = Job.never
  /// Tokens, −1 if unknown.
  var size = -1
  /// Characters per token, −1 if unknown.
  var digits: Int32 = -1
  /// The number of its PaymentIntent, −1 without one.
  var payment: Int32 = -1
  /// The place of the source.
  var source: Int32
  /// What it is called, once it is judged.
  var category = Category.matched
  var flags = FlagSet()
  /// Whether a payment of this mode has its PaymentIntent.
  var isJoined = false
  /// Whether the analysis "metrics" was ordered.
  var hasMetrics = false
  /// What has become of it.
  var fate = Fate.other
  /// Whether it has earlier parts (T − A − s > 0).
  var hasEarlierParts = false

  /// What the production line says of the job, in an order in which jobs can be put.
  var particulars: [Int] {
    [requested, started, size, Int(digits), hasMetrics ? 1 : 0, hasEarlierParts ? 1 : 0]
  }
}
