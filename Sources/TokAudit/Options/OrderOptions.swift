/// The options of `audit` that concern orders.
extension OptionSpec {
  /// The table of orders.
  static let orders = OptionSpec(
    "orders", .file("FILE"),
    help:
      "Hold the production lines against these orders: a CSV table with the columns order, size, and line_id or "
      + "payment_intent, and if wanted alphabet, digits (characters per token) and due (a date or a time in UTC). An "
      + "order without a payment_intent has all parts of its production line.")

  /// A table to begin with.
  static let auditTemplate = OptionSpec(
    "print-template", .choice(["orders"]), help: "Print the header of a table for --orders, and read nothing.")
}
