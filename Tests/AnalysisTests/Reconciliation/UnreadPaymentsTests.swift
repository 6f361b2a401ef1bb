import Testing

@testable import Analysis

/// What is said of jobs where payments could not be read: nobody is accused of what a file may have.
struct UnreadPaymentsTests {
  private typealias File = (name: String, role: PaymentFile.Role, text: String)

  private static let jobs = [("list.json", list([.complete.numbered(10), .complete.numbered(11)]))]
  private static let defaultColumns = "id,Created date (UTC),Amount,Currency,Captured,Status\nch_1,,,,,\n"

  private static func made(
    _ files: [File], accepted: AcceptedExceptions? = nil, previous: PreviousExceptions? = nil,
    allowEmpty: Bool = false
  ) throws -> Reconciliation {
    var settings = ReconciliationSettings()
    settings.allowEmpty = allowEmpty
    return try reconcile(jobs, files, settings, accepted: accepted, previous: previous)
  }

  private static func report(_ made: Reconciliation) throws -> String {
    MarkdownFormat.text(of: try ReconciliationReport(made).report)
  }

  @Test(arguments: [
    defaultColumns, "", dashboard([paid(10, "x"), paid(11, "x")]), #"{"object":"list","data":[],"has_more":true}"#,
  ])
  func `where no payment could be read, nothing is said of any`(text: String) throws {
    let made = try Self.made([("p", .payments, text)])
    #expect(made.outcome == .incomplete && made.count == 0)
    let report = try Self.report(made)
    #expect(report.hasPrefix("# Reconciliation: INCOMPLETE — all times: no payment could be read; `p` is not "))
    for question in [
      "Is each production line paid, once?", "Is each payment for a production line?", "Do the amounts agree?",
      "Do the control totals hold?",
    ] {
      #expect(report.contains("| \(question) | not testable: no payment could be read |"), "\(report)")
    }
    #expect(report.contains("\n## What is wrong\n\nNot testable: no payment could be read.\n"))
    #expect(!report.contains("without payment"))
    #expect(made.equations.count { $0.result == .pass } <= 3 && !made.equations.contains { $0.result == .fail })
  }

  @Test func `what could not be read at all can't be allowed to be missing`() throws {
    var settings = ReconciliationSettings()
    settings.allowIncomplete = true
    let none = try reconcile(Self.jobs, [("p", .payments, dashboard([paid(10, "x"), paid(11, "x")]))], settings)
    #expect(none.outcome == .incomplete && none.endsIncomplete)
    let some = try reconcile(Self.jobs, [("p", .payments, dashboard([paid(10), paid(11, "x")]))], settings)
    #expect(some.outcome == .exceptions && !some.endsIncomplete)
  }

  @Test func `a total of the books is not held against payments that were not read`() throws {
    var settings = ReconciliationSettings()
    settings.ledgerTotals = [.init(currency: try #require(Currency("eur".utf8)), amount: 3999)]
    let made = try reconcile(Self.jobs, [("p", .payments, Self.defaultColumns)], settings)
    #expect(made.equations.first { $0.name.plain == "books in EUR" }?.result == .notTested)
    #expect(made.equations.first { $0.name.plain == "rows of p" }?.text.plain == "none could be read")
  }

  @Test func `that there is no payment, if that is allowed, is an answer`() throws {
    let made = try Self.made([("p", .payments, "payment_id,amount,currency,paid_at\n")], allowEmpty: true)
    #expect(try made.words == ["no-payment 10 10", "no-payment 11 11"])
    #expect(try made.discrepancies[0].explanation.plain == "No supplied file has a payment with this PaymentIntent.")
  }

  @Test func `a row that names the payment and can't be used is named`() throws {
    let rows = [paid(12, status: "Failed"), paid(10, "x")]
    let files: [File] = [
      ("b.csv", .payments, dashboard(rows)), ("c.csv", .payments, dashboard(rows.reversed())),
    ]
    for files in [files, files.reversed()] {
      let made = try Self.made(files)
      #expect(try made.words == ["no-payment 10 10", "no-payment 11 11"])
      let found = try made.discrepancies
      #expect(found[0].explanation.plain == "Row 3 of b.csv names this PaymentIntent and could not be used.")
      #expect(found[0].nextStep.hasPrefix("Export the payments again, so that the row"))
      #expect(found[1].explanation.plain == "No supplied file has a payment with this PaymentIntent.")
    }
    let object = #"{"object":"charge","id":"ch_1","payment_intent":"\#(intent(10))","amount":"5"}"#
    let lists = try Self.made([("l.json", .payments, object), ("b.csv", .payments, dashboard([paid(12)]))])
    #expect(
      try lists.discrepancies.contains {
        $0.explanation.plain == "Row 1 of l.json names this PaymentIntent and could not be used."
      })
    // An attempt that failed is not all, where the row of the one that was paid can't be used.
    let failed = try Self.made([
      ("b.csv", .payments, dashboard([paid(10, status: "Failed", charge: "ch_2"), paid(10, "x")]))
    ])
    #expect(
      try failed.discrepancies.contains {
        $0.category == .paymentUnpaid
          && $0.explanation.plain.hasSuffix(" names this PaymentIntent and could not be used.")
      })
  }

  @Test func `a file that could not be read may have the payment`() throws {
    let made = try Self.made([
      ("good.csv", .payments, dashboard([paid(10)])), ("bad.csv", .payments, Self.defaultColumns),
    ])
    #expect(try made.words == ["no-payment 11 11"])
    let found = try made.discrepancies[0]
    #expect(
      found.explanation.plain == """
        No payment that could be read has this PaymentIntent; it may be in bad.csv, which was not read as a whole.
        """)
    #expect(found.nextStep == ReconciliationRules.stepOfUnread)
  }

  @Test func `what was known or accepted is not called settled by payments that can't be read`() throws {
    let before = try Self.made([("p", .payments, dashboard([paid(12)]))])
    var rows = "exception_id,accepted_by\n"
    for found in try before.discrepancies { rows += "\(found.id),me\n" }
    let accepted = try AcceptedExceptions(MemorySource(rows), asOf: nil)
    let exceptions = try before.discrepancies.map { ReconciliationJSON.row($0) }.joined(separator: ",\n")
    let text = ReconciliationJSON.head(try ReconciliationReport(before)) + exceptions + "]}"
    let previous = try PreviousExceptions(MemorySource(text))
    let after = try Self.made([("p", .payments, Self.defaultColumns)], accepted: accepted, previous: previous)
    #expect(after.acceptances?.stale.isEmpty == true)
    let closed = try #require(after.closed).filter { !$0.exception.lineID.isEmpty }
    #expect(closed.count == 2 && closed.allSatisfy { $0.closure == .notTested })
  }
}
