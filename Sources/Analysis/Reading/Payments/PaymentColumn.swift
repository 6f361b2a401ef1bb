/// What a column of a table of payments has. Names, addresses and cards are never among them.
enum PaymentColumn: Int, CaseIterable {
  case intent, charge, amount, currency, refunded, disputed, disputeStatus, fee, feeCurrency, created, mode, status
  case captured, category, facingAmount, facingCurrency, gross, invoice, costCentre, received, source, transaction
  case capturedAmount, disputedFlag, refundedFlag
}
