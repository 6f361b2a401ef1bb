import Analysis

/// The options of `reconcile`, besides those that it shares with `audit`.
extension OptionSpec {
  /// Where the reports go.
  static let reconcileOutput = OptionSpec(
    "output", short: "o", .file("PATH"), repeatable: true,
    help: "Write a report to this file, in the format its ending names: .md, .html, .json or .csv. A path that ends "
      + "with / gets the whole bundle. exceptions:FILE.csv, matches:FILE.csv and totals:FILE.csv choose a table.")

  /// The files of payments.
  static let payments = OptionSpec(
    "payments", .file("FILE"), repeatable: true,
    help: "Payments as Stripe or a ledger has them: a Dashboard export with all columns, an itemised report with "
      + "payment_intent_id, warehouse tables, an API list, or a ledger; told by their content. Of a folder, its *.csv, "
      + "*.csv.gz, *.json and *.json.gz are read, sorted by name.")

  /// The files of payments that an audit is held against.
  static let auditPayments = OptionSpec(
    "payments", .file("FILE"), repeatable: true,
    help:
      "Reconcile the jobs with these payments, and add what is found to the reports for people and to the JSON. See "
      + "reconcile for the forms of payments, folders of them, and a window of payments.")

  /// The files of refunds.
  static let refunds = OptionSpec(
    "refunds", .file("FILE"), repeatable: true,
    help: "Refunds, as a table or an API list, joined by PaymentIntent or charge; a folder as with --payments.")

  /// The files of disputes.
  static let disputes = OptionSpec(
    "disputes", .file("FILE"), repeatable: true,
    help: "Disputes, as a table or an API list, joined by PaymentIntent or charge; a folder as with --payments.")

  /// The table of what jobs should have cost.
  static let amounts = OptionSpec(
    "amounts", .file("FILE"),
    help: "What jobs should have cost: a table with payment_intent or line_id, amount in major units, and currency. An "
      + "amount of a payment_intent is that of all jobs that share it, and one of a line_id that of all parts of the "
      + "production line, whose payments are added up.")

  /// The price list, in place of a table of amounts.
  static let price = OptionSpec(
    "price", .text("PRICE"),
    help:
      "What jobs should have cost, by a price such as job=5.0,currency=eur. Further keys: digit for each character, "
      + "metrics for an analysis, rebate in percent.")

  /// The beginning of the window.
  static let reconcileFrom = OptionSpec(
    "from", .text("DATE|TIME"),
    help: "Reconcile jobs that were requested, and payments that were made, at this time or later. Forms: 2026-01-31, "
      + "2026-01-31T12:00, 2026-01-31T12:00:00, 2026-01-31T12:00:00.000; times may end with Z for UTC.")

  /// The end of the window.
  static let reconcileTo = OptionSpec(
    "to", .text("DATE|TIME"),
    help: "Reconcile jobs that were requested, and payments that were made, before this time. Of a date, the whole day "
      + "counts. A job whose request can't be read belongs where its payment was made.")

  /// The window as a month.
  static let reconcileMonth = OptionSpec(
    "month", .text("YYYY-MM"), help: "Reconcile jobs that were requested, and payments that were made, in this month.")

  /// How late production may come.
  static let grace = OptionSpec(
    "grace", .durationOrNone, standard: TimeSpan(milliseconds: ReconciliationSettings.defaultGrace).description,
    help:
      "How long production may come after its payment, such as 12h, 3d or 1d12h; 0d for not at all. A payment so shortly "
      + "before the end of --to or --month is timing; without an end, none is.")

  /// The moment up to which all has been reconciled before.
  static let carryOver = OptionSpec(
    "carry-over", .text("DATE|TIME"),
    help: "How far earlier reconciliations have come, mostly the same as --from. Payments after it, and those of the "
      + "--grace before it, are carried over into the window if they have no production, which has become due since or "
      + "is still to come; so is what --previous has as timing, or as not settled. --ledger-total doesn't count them. "
      + "Default: nothing is carried over.")

  /// The moment at which ages are counted.
  static let reconcileAsOf = OptionSpec(
    "as-of", .text("TIME"),
    help:
      "The moment at which ages are counted, and an until of --accept; it changes no category. It takes the forms of --from; of a date, its beginning counts. "
      + "Default: the latest time in the data.")

  /// Which payments count: live ones, those of tests, or all.
  static let mode = OptionSpec(
    "mode", .choice(["live", "test", "any"]), standard: "live",
    help: "Which payments count. What doesn't tell its mode counts always.")

  /// How much it matters that jobs share a payment.
  static let sharedPayments = OptionSpec(
    "shared-payments", .choice(["warn", "allow", "error"]), standard: "warn",
    help: "What to make of several jobs with one PaymentIntent.")

  /// The decimal mark of amounts that can be read in two ways.
  static let decimal = OptionSpec(
    "decimal", .choice(["point", "comma"]),
    help: "What stands before the decimals of amounts, where 1,234 or 1.234 could be read in two ways.")

  /// The order of dates that can be read in two ways.
  static let dateOrder = OptionSpec(
    "date-order", .choice(["dmy", "mdy"]),
    help: "What stands first in dates such as 03/10/2024, where no date of the column tells: the day or the month.")

  /// Exceptions that were signed off.
  static let acceptExceptions = OptionSpec(
    "accept", .file("FILE"),
    help:
      "Accept the exceptions of this exported exceptions.csv whose accepted_by is filled in, as far as its flags and "
      + "severity say them: they stay in the totals and are shown apart. A column until ends an acceptance, judged by --as-of."
  )

  /// The earlier report to compare with.
  static let previousReconciliation = OptionSpec(
    "previous", .file("PRIOR.json"),
    help: "Compare with this earlier JSON report of a reconciliation: which exceptions are new, open, or resolved. "
      + "One with another flag than then, or a higher severity, is new.")

  /// What earlier reconciliations have matched.
  static let history = OptionSpec(
    "history", .folder("DIR"),
    help:
      "Earlier reconciliations: a folder with their matches.csv, under any name that ends with .csv. A PaymentIntent "
      + "that paid another job then is a shared payment.")

  /// Totals of the books.
  static let ledgerTotal = OptionSpec(
    "ledger-total", .text("CUR=AMOUNT"), repeatable: true,
    help: "A total of the books, such as EUR=16595.85, to hold against what was retained in the window.")

  /// Whether what is missing decides how it ends.
  static let allowIncomplete = OptionSpec(
    "allow-incomplete",
    help:
      "Let what is missing (rows rejected, refunds not linked, a list that goes on) not decide the exit code, but only "
      + "what was read. The report says INCOMPLETE all the same, unless exceptions are open. What can't be read, or is of "
      + "another kind, decides the exit code too.")

  /// Whether the report states the SHA-256 of inputs.
  static let reconcileDigest = OptionSpec(
    "digest", .onOff, help: "State the SHA-256 of each input in the report. Default: --digest.")

  /// Prints the header of a table to fill in.
  static let printTemplate = OptionSpec(
    "print-template", .choice(["ledger", "amounts"]),
    help: "Print the header of a ledger, or of a table for --amounts, and read nothing.")

  /// The severity from which on the reconciliation fails.
  static let reconcileFailOn = OptionSpec(
    "fail-on", .choice(["error", "warning", "never"]), standard: "error",
    help: "End with exit code 1 when there is an open exception of this severity or a higher one.")

  /// Whether there may be nothing to reconcile.
  static let reconcileAllowEmpty = OptionSpec(
    "allow-empty",
    help: "Accept a list that has no production lines, payments without a single row, and a window with no job and no "
      + "payment; otherwise the reconciliation is incomplete.")

  /// How many exceptions a report for people shows.
  static let reconcileMaxRows = OptionSpec(
    "max-rows", .integer("N", 0...Int.max), standard: "50",
    help: "Show at most this many exceptions in the report for people; the CSV report has all.")
}

extension CommandTable {
  /// Billing reconciliation.
  static let reconcile = CommandSpec(
    name: "reconcile",
    summary: "Reconcile production lines with payments, by payment id.",
    discussion: [
      "Answers two questions with evidence: did we get what we paid for, and was everything that was produced paid? Jobs "
        + "and payments are matched by the exact bytes of the PaymentIntent, never by amount or time. Each job and each "
        + "payment gets one category; control totals are printed as equations."
    ],
    examples: [
      .init(
        command: "reconcile export.json --payments unified_payments.csv --month 2026-10 --zone Europe/Berlin",
        effect: "Reconciles October by the clocks of Berlin, and prints the report as Markdown."),
      .init(
        command: "reconcile exports/ --payments ledger.csv --refunds refunds.csv -o october/",
        effect: "Reconciles a folder of lists with a buyer's ledger, and writes all reports into one folder."),
      .init(command: "reconcile --print-template ledger", effect: "Prints the header of a ledger."),
    ],
    operands: OperandSpec(
      name: "LIST", limit: .max,
      help: "Lists as audit reads them: a file, a folder (its *.json and *.json.gz, sorted by name), - for standard "
        + "input, or a URL. Without any, standard input is read, unless it is a terminal."),
    options: [
      .payments, .refunds, .disputes, .amounts, .price, .reconcileFrom, .reconcileTo, .reconcileMonth, .zone, .grace,
      .carryOver,
      .reconcileAsOf, .mode, .sharedPayments, .decimal, .dateOrder, .acceptExceptions, .previousReconciliation,
      .history, .ledgerTotal, .allowIncomplete, .reconcileAllowEmpty, .reconcileFailOn, .reconcileOutput, .format,
      .reconcileMaxRows, .printTemplate, .memory,
      .reconcileDigest, .sourceName,
    ] + OptionSpec.live + [.quiet, .noProgress, .color],
    endings: [
      .init(.success), .init(.findings, "complete, with open exceptions at or above --fail-on"),
      .init(
        .incomplete,
        "incomplete: an input is missing, unreadable, cut off or of another kind, rows were rejected, refunds could not "
          + "be linked, or a report could not be written; outranks 1"), .init(.usage), .init(.temporary),
      .init(.refused),
      .init(.configuration),
    ])
}
