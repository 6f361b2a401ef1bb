/// What became of an order: ordered and delivered, for tables and pictures.
public struct OrderDelivery: Equatable, Sendable {
  /// How an order stands.
  public enum State: Equatable, Sendable {
    /// Exactly the ordered number of tokens was delivered.
    case delivered
    /// Fewer tokens were delivered, and no job of the order is still to end.
    case short
    /// More tokens were delivered.
    case over
    /// It is not delivered in full yet, and not overdue.
    case open
    /// It is not delivered in full, and overdue.
    case overdue
    /// It can't be judged, and why.
    case notJudged(Obstacle)

    /// The state as programs read it.
    public var code: String {
      switch self {
      case .delivered: "delivered"
      case .short: "short"
      case .over: "over"
      case .open: "open"
      case .overdue: "overdue"
      case .notJudged: "not-judged"
      }
    }
  }

  /// The name of the order.
  public let order: String
  /// The id of its production line: that of the list if it was found, else that of the order; empty if none is known.
  public let lineID: String
  /// Its PaymentIntent, in the same way.
  public let paymentIntent: String
  /// Tokens ordered.
  public let ordered: Int
  /// Tokens delivered by jobs that have ended; nil if that can't be told.
  public let delivered: Int?
  /// When it is due, as the order says it; empty if it doesn't.
  public let due: String
  /// How it stands.
  public let state: State
  /// Whether alphabet or characters per token are not those ordered.
  public let hasOtherAlphabet: Bool
  /// Whether it was delivered after it was due.
  public let isLate: Bool

  /// Tokens that were ordered and not delivered; nil if that can't be told.
  public var missing: Int? { delivered.map { max(0, ordered - $0) } }

  /// Tokens that were delivered beyond the order; nil if that can't be told.
  public var surplus: Int? { delivered.map { max(0, $0 - ordered) } }

  /// Whether number, alphabet and characters per token are those ordered, as far as the order says.
  public var isAsOrdered: Bool { state == .delivered && !hasOtherAlphabet }
}
