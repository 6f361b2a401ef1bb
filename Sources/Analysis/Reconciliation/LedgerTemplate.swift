/// The header of a buyer's ledger, to be filled in.
public enum LedgerTemplate {
  /// A header; rows below it have the PaymentIntent, the amount in major units, the currency and the time.
  public static let text = "payment_id,amount,currency,paid_at,invoice,cost_centre,status\r\n"
}
