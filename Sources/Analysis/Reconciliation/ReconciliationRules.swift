/// The one list of what a reconciliation can say.
enum ReconciliationRules {
  private static let practice = RuleInfo.Basis.shape(
    "audit practice: every item has one category, and each is explained")

  private static func entry(
    _ kind: DiscrepancyKind, _ severity: Severity, _ title: String, owner: RuleInfo.Owner = .you,
    words: DiscrepancyWords? = nil, why: String, example: String, next: String, ask: String
  ) -> ReconciliationEntry {
    ReconciliationEntry(
      kind: kind,
      info: RuleInfo(
        code: kind.code, title: title, severity: severity, impact: .money, owner: owner, basis: practice, why: why,
        example: example, meanwhile: next, ask: ask),
      words: words ?? DiscrepancyWords(kind.code))
  }

  /// What to do about a payment that may be in what could not be read.
  static let stepOfUnread =
    "Export the payments that could not be read again; then look the PaymentIntent up at Stripe"

  /// What to do about production that is there, and started before its payment, or long after it.
  static let stepOfLateStart =
    "Find out whether the payment is that of this job, and whether both sides state their times in the zone they name"

  /// How a report puts that.
  static let wordsOfLateStart = DiscrepancyWords(
    "production that started before its payment, or long after it",
    headline: .items("production line", "with a start before its payment, or long after it"))

  /// What to do about a refund or a dispute that names nothing: other payments would not help.
  static let stepOfNamelessMovement =
    "Export the refunds and disputes again, with the column of their charge or PaymentIntent"

  /// Every entry, in the order of reports.
  static let all: [ReconciliationEntry] = categories + flags

  /// The places of all kinds in that order.
  static let places = Dictionary(uniqueKeysWithValues: all.indices.map { (all[$0].kind, $0) })

  /// One entry for each category, in the order of `Category.allCases`.
  private static let categories: [ReconciliationEntry] = [
    entry(
      .category(.conflict), .error, "Whoever describes the same job, or the same payment, describes it alike",
      words: .init("described in two ways", headline: .items("item", "described in two ways", money: false)),
      why: """
        A job that stands in two ways in the lists, or a payment on which two files disagree, can't be reconciled: \
        nobody knows which of the two holds. Amounts, currencies, states and sums given back are compared, and times where \
        rows of one format state them: other formats mean other moments, and a ledger may have several bookings. A \
        payment whose refund or dispute stands twice under one id, in two ways, is a conflict too. A later state of the same time \
        and amount is no conflict, and counts: pending, then paid or not; more refunded than before; a dispute that \
        begins, or is won or lost.
        """,
      example: "The Dashboard says that ch_3Ol… took 39.99 EUR, the list of charges says 49.99 EUR.",
      next: "Make both exports again at the same time; if they still differ, take the one that Stripe shows",
      ask: "Production line {line}, payment {actual}: two records disagree. Which of them holds?"),
    entry(
      .category(.badIdent), .error, "Each job names a PaymentIntent that can be looked up", owner: .service,
      words: .init(
        "production without a PaymentIntent",
        headline: .items("production line", "without a PaymentIntent", money: false)),
      why: """
        The PaymentIntent of a job is missing, no text, empty, longer than 255 bytes, or the placeholder of the \
        documentation. Without it nobody can say what paid the job.
        """,
      example: "relationships.payment.data.ident is \"\".",
      next: "Ask the service for the PaymentIntent of this job",
      ask: "Production line {line}, requested {requested}, names no PaymentIntent. Which payment paid it?"),
    entry(
      .category(.outOfScope), .note, "Jobs that were requested outside the window belong to another reconciliation",
      why: """
        The job was requested before the window begins or after it has ended; where that can't be read, it was paid then. \
        Both sides were matched all the same.
        """,
      example: "Requested on 1 November, in the reconciliation of October.",
      next: "Nothing; it belongs to the reconciliation of its own month",
      ask: "Nothing to ask: the job is outside the window."),
    entry(
      .category(.noPayment), .error, "Each job is paid by a payment that the files show",
      words: .init(
        "production without payment", headline: .items("production line", "without payment"), amount: .expected),
      why: """
        No supplied file has the PaymentIntent that the job names, in the mode that is reconciled. Either the export of \
        payments doesn't reach far enough, or the job was produced without a payment. Ids are compared byte for byte.
        """,
      example: "The job names pi_3Ol…, and no row of the Dashboard export has it.",
      next: "Export the payments again, from some days before the window; then look the PaymentIntent up at Stripe",
      ask: "Production line {line}, requested {requested}: was the payment {actual} ever made?"),
    entry(
      .category(.sharedPayment), .warning, "A PaymentIntent pays for one job",
      words: .init("several jobs with one payment", headline: .items("production line", "with a shared payment")),
      why: """
        Several jobs name the same PaymentIntent, so one of them was not paid, or the payment was booked on the wrong \
        one. Each part of a production line is a job of its own. --shared-payments sets how much that matters.
        """,
      example: "pi_3Ol… stands on two production lines of 10,000 tokens each.",
      next: "Find out which job the payment was for, and what paid the other one",
      ask: "Production line {line}: its payment {actual} also stands on another one. Which of the two did it pay?"),
    entry(
      .category(.paymentUnpaid), .error, "The payment that a job names was paid",
      words: .init(
        "production whose payment was not paid",
        headline: .items("production line", "whose payment was not paid", money: false), amount: .expected),
      why:
        "The files have the payment, and say that it failed, was canceled or was never confirmed. The job ran all the same.",
      example: "All attempts of pi_3Ol… are Failed, and its production line has ended.",
      next: "Ask for the money, or find the payment that replaced this one",
      ask: "Production line {line}: its payment {actual} was not paid. Why did the job run?"),
    entry(
      .category(.paymentPending), .warning, "The payment that a job names has been settled",
      words: .init(
        "production whose payment is pending",
        headline: .items("production line", "whose payment is pending", money: false)),
      why: """
        The payment is processing, or was authorised and not captured. It may still fail. With --carry-over, the next \
        reconciliation tells of it until it is settled.
        """,
      example: "The status of pi_3Ol… is processing.",
      next: "Look again in a few days; capture an authorisation before it ends",
      ask: "Production line {line}: its payment {actual} is still pending. When will it be settled?"),
    entry(
      .category(.testMode), .note, "Payments of another mode than the one that is reconciled are left out",
      why: "Only the column Mode, livemode or the report run tells test from live, never the id. --mode chooses.",
      example: "Mode is Test in the Dashboard export.",
      next: "Nothing; no real money was moved",
      ask: "Nothing to ask: it is a payment of another mode."),
    entry(
      .category(.outOfWindow), .note, "Payments that were made outside the window belong to another reconciliation",
      why: "The payment was made before the window begins or after it has ended. Both sides were matched all the same.",
      example: "Paid on 30 September, in the reconciliation of October.",
      next: "Nothing; it belongs to the reconciliation of its own month",
      ask: "Nothing to ask: the payment is outside the window."),
    entry(
      .category(.noPaymentID), .warning, "Each payment has a PaymentIntent",
      words: .init("payment without a PaymentIntent", headline: .items("payment", "without a PaymentIntent")),
      why: "The money was taken without a PaymentIntent, as older ways of paying do; no job can name such a payment.",
      example: "A Paid row of the Dashboard has an empty PaymentIntent ID.",
      next: "Find out what it was for; it may be no payment of this service",
      ask: "Which job was paid by the charge {actual}?"),
    entry(
      .category(.paidNoProduction), .error, "Each payment that was made has its production", owner: .service,
      words: .init("payment without production", headline: .items("payment", "without production")),
      why: """
        The payment was made in the window, and no list has a job that names it. The likely innocent cause: a list shows \
        only the latest part of a production line, so the job may be an earlier part; or a session's list is missing. \
        When all of it was refunded, this is a note only.
        """,
      example: "39.99 EUR were paid with pi_3Ol… on 12 October, and no production line names it.",
      next:
        "Supply the older lists and those of all sessions; then ask the service for the production, or for the money",
      ask: "The payment {actual} was made, and we find no production line for it. What was produced?"),
    entry(
      .category(.timing), .warning, "Production follows its payment at once, and both belong to the same window",
      words: .init(
        "payment whose production may still come", headline: .items("payment", "whose production may still come")),
      why: """
        As a category: a payment shortly before the end of the window (--grace) has no production yet, which may come. A \
        window without an end has no such payment. As a flag: the job started before it was paid, or more than --grace \
        after it, so the payment may be that of another job, or a time is in another zone. Stripe tells seconds, so \
        times are compared in what both can tell.
        """,
      example: "Paid on 31 October at 23:50; its production starts in November.",
      next: "Look for the production in the next reconciliation",
      ask: "Production line {line}: it started at another time than its payment {actual}. Is it the right payment?"),
    entry(
      .category(.unpaidUnused), .note, "Attempts that nobody paid have no production",
      words: .init("payment not settled, without production"),
      why: """
        The payment failed, was given up or is not settled yet, and nothing was produced. That is as it should be. With \
        --carry-over, one that is not settled yet is listed, and the next reconciliation looks at it again.
        """,
      example: "A Failed row, with no production line.",
      next: "Nothing, unless it is settled later", ask: "Nothing to ask: nothing was paid and nothing was produced."),
    entry(
      .category(.matched), .note, "A job and its payment belong together",
      why:
        "Both sides have the same PaymentIntent, byte for byte, and it was paid. Amount and time are never used to match.",
      example: "pi_3Ol… stands on one production line and is Paid.",
      next: "Nothing, unless a flag says more", ask: "Nothing to ask."),
    entry(
      .category(.refundUnlinked), .error, "Each refund and each dispute belongs to a payment of the files",
      words: .init(
        "refund or dispute of an unknown payment",
        headline: .items("refund or dispute", plural: "refunds or disputes", "not linked"), amount: .refundedOrDisputed),
      why: """
        Refunds and disputes name their charge or PaymentIntent. If no file of payments has it, what was kept can't be \
        told: the record is not complete.
        """,
      example: "re_3Ol… gives back 5.00 EUR of ch_3Ol…, which no payments file has.",
      next: "Export the payments from an earlier date, so that the refunded ones are among them",
      ask: "Which payment does the refund {actual} belong to?"),
  ]

  private static let flags: [ReconciliationEntry] = [
    entry(
      .flag(.refundedFull), .warning, "What was produced and paid is not given back",
      words: .init("produced, and refunded in full", amount: .refunded),
      why: "All of the payment was refunded. If the job was produced, it was delivered for nothing.",
      example: "39.99 EUR were paid and 39.99 EUR refunded, and the production line has ended.",
      next: "Check that the refund was meant, and that the tokens are not used",
      ask: "Production line {line}: its payment {actual} was refunded in full. Are its tokens void?"),
    entry(
      .flag(.refundedPart), .warning, "What was paid is not given back in part",
      words: .init("refunded in part", amount: .refunded),
      why: "A part of the payment was refunded.",
      example: "39.99 EUR were paid and 5.00 EUR refunded.",
      next: "Check that the refund was meant",
      ask: "Production line {line}: a part of its payment {actual} was refunded. Why?"),
    entry(
      .flag(.refundedOver), .error, "No more is given back than was paid",
      words: .init("more refunded than paid", amount: .refunded),
      why: """
        The refunds of a payment come to more than was paid. Stripe doesn't allow that, so a refund stands twice in what \
        was given, belongs to another payment, or was paid out by another way.
        """,
      example: "39.99 EUR were paid and 79.98 EUR refunded.",
      next: "Look at the refunds of the payment at Stripe, and take out what doesn't belong to it",
      ask: "Production line {line}: more than its payment {actual} was refunded. Which refunds belong to it?"),
    entry(
      .flag(.refundsDiffer), .warning, "The payments and the file of refunds state the same sum",
      words: .init("refunds on which payments and refunds disagree", amount: .refunded),
      why: """
        The row of the payment says how much was refunded, and the refunds of --refunds come to another sum. The larger \
        one counts. One of the two files was made earlier, or doesn't reach over all days.
        """,
      example: "Amount Refunded is 5.00, and the file of refunds has none of this payment.",
      next: "Make both exports at the same time, the refunds from the day of the first payment on",
      ask: "Production line {line}: two records disagree on the refunds of its payment {actual}. What was refunded?"),
    entry(
      .flag(.disputed), .warning, "The buyer's bank doesn't dispute the payment",
      words: .init("disputed", amount: .disputed),
      why: """
        The payment is disputed, and the money held back, or the dispute was lost. One that was won or closed has cost \
        nothing, and is not told.
        """,
      example: "Dispute Status is needs_response.",
      next: "Answer the dispute in time, if it is still open; the data of the production line is evidence of delivery",
      ask: "Production line {line}: its payment {actual} is disputed. Was the delivery used?"),
    entry(
      .flag(.amountMismatch), .error, "A job was paid with the amount that was expected",
      words: .init(
        "another amount than expected (the difference is shown)", headline: .difference, amount: .difference),
      why: """
        The amount that was given with --amounts, or computed by --price, is not the amount that was paid, in the \
        currency that the buyer saw. Of a shared payment the sum of its jobs is compared, unless the amount was given for \
        the payment itself. An amount of a production line is that of all its parts that the lists show: what was paid \
        for them is added up, and they differ together.
        """,
      example: "40.00 EUR were expected and 39.00 EUR paid.",
      next: "Ask for the difference, or give it back",
      ask: "Production line {line}: {expected} was expected, {actual} was paid. Why?"),
    entry(
      .flag(.currencyMismatch), .error, "A job was paid in the currency that was expected",
      words: .init("another currency than expected"),
      why:
        "The currency of the payment is another than that of the expected amount; amounts of two currencies are never compared.",
      example: "40.00 EUR were expected and 40.00 USD paid.",
      next: "Check the price in the currency that was paid",
      ask: "Production line {line}: {expected} was expected, {actual} was paid. Why?"),
    entry(
      .flag(.idLink), .warning, "A PaymentIntent and a transaction id belong to each other", owner: .service,
      words: .init("payment and transaction ids that stand with others elsewhere"),
      why: "A PaymentIntent stands with two transaction ids, or a transaction id with two PaymentIntents.",
      example: "pi_3Ol… stands with 8a1f… on one job and with 77c2… on another.",
      next: "Ask the service which of the two is right",
      ask: "Production line {line}: its payment {actual} stands with two transaction ids. Which is right?"),
    entry(
      .flag(.bookedTwice), .warning, "The books have a payment once",
      words: .init("payment that stands twice in the books"),
      why: """
        A PaymentIntent takes money once. The ledger has several rows of it, in one file or with different dates or \
        amounts, so the books show more than was paid; or a wrong id was written down. It counts once here. A row that \
        another ledger has too is a copy.
        """,
      example: "pi_3Ol… stands in the ledger on 3 March and on 17 March, 39.99 EUR each time.",
      next: "Look at both bookings, and correct the one that is wrong",
      ask: "Production line {line}: its payment {actual} stands twice in the ledger. Was it taken twice?"),
    entry(
      .flag(.chargedTwice), .warning, "A PaymentIntent is charged once",
      words: .init("payment of more than one charge"),
      why: """
        A PaymentIntent may have many attempts, and Stripe lets one charge of it succeed. The files have several that took \
        money. All of them count as paid.
        """,
      example: "Two Paid rows have pi_3Ol…: ch_3Ol… of 10.00 EUR, and ch_3Om… of 5.00 EUR.",
      next: "Look at the charges of the PaymentIntent at Stripe, and give back, or ask back, what was too much",
      ask: "Production line {line}: its payment {actual} was charged more than once. Why?"),
  ]
}
