/// An item that somebody has to look at, with all that a report says of it.
public struct Discrepancy: Sendable {
  /// 16 hexadecimal digits that stay the same when files are renamed or ordered in another way.
  public let id: Fingerprint
  public let category: Category
  public let flags: [ReconciliationFlag]
  public let severity: Severity
  /// The PaymentIntent; empty without one.
  public internal(set) var ident = ""
  public internal(set) var lineID = ""
  public internal(set) var transactionID = ""
  /// The id of the charge, refund or dispute.
  public internal(set) var stripeObjectID = ""
  /// The list and the 0-based place in it.
  public internal(set) var leftSource = ""
  public internal(set) var leftIndex: Int?
  /// The file of payments and the row in it, the header being row 1.
  public internal(set) var rightSource = ""
  public internal(set) var rightRow: Int?
  public internal(set) var currency: Currency?
  /// Minor units.
  public internal(set) var expected: Int64?
  public internal(set) var paid: Int64?
  public internal(set) var refunded: Int64?
  public internal(set) var disputed: Int64?
  public internal(set) var difference: Int128?
  public internal(set) var requested: Timestamp?
  public internal(set) var paidAt: Timestamp?
  /// Seconds from payment to start.
  public internal(set) var lag: Int?
  /// Whole days up to the moment of the report.
  public internal(set) var age: Int?
  public internal(set) var status = ""
  public internal(set) var invoice = ""
  public internal(set) var costCentre = ""
  /// What is wrong, in a sentence.
  public internal(set) var explanation: Prose = ""
  /// The acceptance, if somebody has signed it off.
  public internal(set) var acceptance: AcceptedExceptions.Row?

  /// Whether the prior report has it too; nil if there is none.
  public internal(set) var isKnown: Bool?

  /// What to do next.
  public var nextStep: String { category == .matched ? flags.first?.info.meanwhile ?? "" : category.info.meanwhile }

  /// Who has to act.
  public var owner: RuleInfo.Owner { category == .matched ? flags.first?.info.owner ?? .you : category.info.owner }

  init(_ place: DiscrepancyPlace, _ flags: FlagSet) {
    id = place.id
    category = place.category
    severity = place.severity
    isKnown = place.isKnown
    self.flags = flags.flags
  }
}
