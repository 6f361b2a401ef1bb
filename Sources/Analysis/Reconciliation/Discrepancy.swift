/// An item that somebody has to look at, with all that a report says of it.
public struct Discrepancy: Sendable {
  /// Something that is wrong with an item: its category, or a flag.
  typealias Fault = (kind: DiscrepancyKind, severity: Severity)

  /// 16 hexadecimal digits that stay the same when files are renamed or ordered in another way.
  public let id: Fingerprint
  /// What it is called.
  public let category: Category
  /// What is to be said besides.
  public let flags: [ReconciliationFlag]
  /// How much it matters.
  public let severity: Severity
  /// The PaymentIntent; empty without one.
  public internal(set) var ident = ""
  /// The id of the production line; empty without one.
  public internal(set) var lineID = ""
  /// The id of the transaction; empty without one.
  public internal(set) var transactionID = ""
  /// The id of the charge, refund or dispute; empty without one.
  public internal(set) var stripeObjectID = ""
  /// The list that has the job; empty without one.
  public internal(set) var leftSource = ""
  /// The 0-based place of the job in its list; nil without a job.
  public internal(set) var leftIndex: Int?
  /// The file that has the payment, refund or dispute; empty without one.
  public internal(set) var rightSource = ""
  /// The row in that file, the header being row 1; nil without one.
  public internal(set) var rightRow: Int?
  /// The currency of the amounts; nil if none is known.
  public internal(set) var currency: Currency?
  /// What the job should have cost, or all parts of its production line together where only that is stated, in minor
  /// units; nil if it is not known.
  public internal(set) var expected: Int64?
  /// What was paid, in minor units; nil if it is not known.
  public internal(set) var paid: Int64?
  /// What was refunded, in minor units; nil if it is not known.
  public internal(set) var refunded: Int64?
  /// What was disputed, in minor units; nil if it is not known.
  public internal(set) var disputed: Int64?
  /// What was paid less what all jobs of the payment should cost, or both of all parts, in minor units; nil if either
  /// is not known.
  public internal(set) var difference: Int128?
  /// When the job was requested; nil without a job.
  public internal(set) var requested: Timestamp?
  /// When the payment was made; nil without one.
  public internal(set) var paidAt: Timestamp?
  /// Seconds from payment to start.
  public internal(set) var lag: Int?
  /// Whole days up to the moment of the report.
  public internal(set) var age: Int?
  /// The status of the payment, as its file says it; empty without one.
  public internal(set) var status = ""
  /// The invoice, of a ledger that names it; else empty.
  public internal(set) var invoice = ""
  /// The cost centre, of a ledger that names it; else empty.
  public internal(set) var costCentre = ""
  /// What is wrong, in a sentence.
  public internal(set) var explanation: Prose = ""
  /// The acceptance, if somebody has signed it off.
  public internal(set) var acceptance: AcceptedExceptions.Row?

  /// Whether the prior report has it too, and no less of it; nil if there is none.
  public internal(set) var isKnown: Bool?

  /// Its category and its flags, as reports name them.
  var codes: [String] { [category.rawValue] + flags.map(\.rawValue) }

  /// What to do about its category, where more is known than that of all such items.
  var ownStep: String?

  /// What is wrong: each with its own severity.
  let faults: [Fault]

  /// The gravest of what is wrong, which decides what to do; the category before its flags.
  private var gravest: DiscrepancyKind {
    let first = faults.reduce(faults.first) { worst, next in
      if let worst, worst.severity >= next.severity { worst } else { next }
    }
    return first?.kind ?? .category(category)
  }

  /// What to do about one of the things that are wrong.
  func nextStep(of kind: DiscrepancyKind) -> String {
    (kind == .category(category) ? ownStep : nil) ?? kind.nextStep
  }

  /// What to do next.
  public var nextStep: String { nextStep(of: gravest) }

  /// Who has to act.
  public var owner: RuleInfo.Owner { gravest.entry.info.owner }

  init(_ place: DiscrepancyPlace, _ flags: FlagSet, _ faults: [Fault]) {
    self.faults = faults
    id = place.id
    category = place.category
    severity = place.severity
    isKnown = place.isKnown
    self.flags = flags.flags
  }
}
