/// What moment a row of payments states: formats mean different ones, so only moments of one kind can be compared.
enum MomentKind: UInt8, BitwiseCopyable, Sendable {
  /// The time of a booking, of which a payment may have several.
  case booking
  /// When the Dashboard says that it was made.
  case dashboard
  /// When an itemised report says so, in UTC; and in the zone in which it was made.
  case report, localReport
  /// When a warehouse says so, in its table of charges or of payment intents.
  case charge, intent
  /// When an object of an API list says so.
  case object

  /// The moment of a table's rows; tables of refunds and disputes make no records, so theirs is never compared.
  init(_ format: PaymentFormat, isLocal: Bool) {
    self =
      switch format {
      case .dashboard: .dashboard
      case .itemised: isLocal ? .localReport : .report
      case .chargeTable, .movements: .charge
      case .intentTable: .intent
      case .ledger: .booking
      }
  }
}
