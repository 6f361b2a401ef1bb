import Testing

@testable import Analysis

/// Exceptions of a prior report: which are told once more, and which are resolved.
struct PreviousExceptionsTests {
  private func made(
    _ rows: [String], _ settings: ReconciliationSettings = ReconciliationSettings(),
    accepted: AcceptedExceptions? = nil, previous: PreviousExceptions? = nil
  ) throws -> Reconciliation {
    try reconcile(
      [("1.json", list([.complete.numbered(10)]))], [("a.csv", .payments, dashboard(rows))], settings,
      accepted: accepted, previous: previous)
  }

  private func report(_ made: Reconciliation) throws -> PreviousExceptions {
    let rows = try made.discrepancies.map { ReconciliationJSON.row($0) }.joined(separator: ",")
    let head = try ReconciliationJSON.head(ReconciliationReport(made))
    return try PreviousExceptions(MemorySource(head + rows + JSONFormat.tail(isEmpty: rows.isEmpty)))
  }

  @Test func `what was accepted then is new once when the acceptance has ended`() throws {
    let rows = [paid(10), paid(11)]
    let open = try made(rows)
    let table = ExceptionsTable.header + (try open.discrepancies.map { ExceptionsTable.row($0) }.joined())
    let accepted = try made(
      rows,
      accepted: AcceptedExceptions(
        MemorySource(table.replacing(",,,\r\n", with: ",me,agreed,\r\n")), asOf: nil), previous: try report(open))
    #expect(accepted.newCount(from: .error) == 0 && accepted.openCount(from: .error) == 0)
    #expect(try accepted.discrepancies.map(\.isKnown) == [true])
    let ended = try made(rows, previous: try report(accepted))
    #expect(ended.newCount(from: .error) == 1 && ended.resolvedCount == 0)
    let next = try made(rows, previous: try report(ended))
    #expect(next.newCount(from: .error) == 0 && next.openCount(from: .error) == 1)
  }

  @Test func `members of an exception are taken for what they are, whatever a finding calls alike`() throws {
    let row =
      #"{"rule":"r","category":"timing","field":"f","ident":"pi_1","message":"m","explanation":"e","status":"accepted","#
      + #""exceptionId":"0123456789abcdef","fingerprint":"1","lineId":"l","requested":"then","paid":"now"}"#
    func read(_ rows: String) throws -> PreviousExceptions {
      try PreviousExceptions(
        MemorySource(#"{"schemaVersion":1,"tool":{"name":"tokaudit"},"exceptions":[\#(rows)]}"#))
    }
    let found = try #require(try read(row).rows.first)
    #expect(found.id.description == "0123456789abcdef" && !found.wasAccepted)
    let texts = [found.category, found.ident, found.lineID, found.requested, found.paid, found.explanation]
    #expect(texts == ["timing", "pi_1", "l", "then", "now", "e"])
    #expect(try read(row.replacing(#""rule":"r""#, with: #""acceptedBy":"me""#)).rows.map(\.wasAccepted) == [true])
    #expect(throws: SourceProblem.self) { _ = try read(row.replacing("exceptionId", with: "id")) }
  }

  private func day(_ number: Int, carrying since: Int? = nil) -> ReconciliationSettings {
    func begin(_ number: Int) -> Timestamp? { Timestamp("2024-03-\(number)T00:00:00.000Z") }
    var settings = ReconciliationSettings()
    settings.window = TimeWindow(from: begin(number), to: begin(number + 1))
    settings.carriedSince = since.flatMap(begin)
    return settings
  }

  private func closures(_ made: Reconciliation) -> [String]? {
    made.closed?.map { "\($0.exception.category) \($0.closure.rawValue)" }
  }

  @Test func `what has left the window or the files is not resolved`() throws {
    let open = try made([paid(10), paid(11)], day(19))
    #expect(open.count == 1 && open.resolvedCount == nil)
    let rows = [paid(10), paid(11), paid(12, at: "2024-03-20 11:00:00")]
    let later = try made(rows, day(20), previous: try report(open))
    #expect(closures(later) == ["timing out-of-window"] && later.resolvedCount == 0)
    let text = MarkdownFormat.text(of: try ReconciliationReport(later).report)
    #expect(text.contains("New: 1, open: 0, resolved: 0, no longer in the window: 1."), "\(text)")
    #expect(closures(try made([paid(10)], day(19), previous: try report(open))) == ["timing not-listed"])
    // A job without its payment: outside of the window, and gone.
    let unpaid = try made([], day(19))
    #expect(try unpaid.discrepancies.map(\.category) == [.noPayment])
    #expect(closures(try made([], day(20), previous: try report(unpaid))) == ["no-payment out-of-window"])
    #expect(closures(try made([paid(10)], day(19), previous: try report(unpaid))) == ["no-payment resolved"])
    let failed = try made([paid(10, status: "Failed")], day(19), previous: try report(unpaid))
    #expect(closures(failed) == [] && failed.renamed == 1 && failed.newCount(from: .error) == 1)
    let gone = try reconcile([("1.json", list([.complete.numbered(11)]))], [], day(19), previous: try report(unpaid))
    #expect(closures(gone) == ["no-payment not-listed"])
  }

  @Test func `what fewer files than then say is not resolved`() throws {
    var planted = ReconciliationTests.Planted()
    planted.more.append(paid(10, "49.99", at: "2024-03-19 12:52:40"))
    planted.amounts = planted.amounts.replacing("\(intent(10)),,39.99,EUR\n", with: "")
    let previous = try report(try planted.made())
    func again(_ names: [String], hasAmounts: Bool = true) throws -> [String] {
      let files: [(name: String, role: PaymentFile.Role, text: String)] = [
        ("one.csv", .payments, dashboard(planted.rows)), ("two.csv", .payments, dashboard(planted.more)),
        ("refunds.csv", .refunds, planted.refunds),
      ]
      let expected = hasAmounts ? try ExpectedAmounts(MemorySource(planted.amounts)) : nil
      let made = try reconcile(
        [("list.json", list(planted.lines))], files.filter { names.contains($0.name) }, ReconciliationTests.day,
        expected: expected, previous: previous)
      return try #require(made.closed).map {
        "\($0.exception.flags.first ?? $0.exception.category) \($0.closure.rawValue)"
      }
    }
    let all = ["one.csv", "two.csv", "refunds.csv"]
    #expect(try again(all) == [])
    #expect(try again(["one.csv", "two.csv"]) == ["refund-unlinked not-tested"])
    let priceless = try again(all, hasAmounts: false)
    #expect(priceless == ["currency-mismatch not-tested", "amount-mismatch not-tested"], "\(priceless)")
    // Two files disagreed on what was paid; one by itself can't.
    let lonely = try again(["one.csv", "refunds.csv"])
    #expect(lonely == ["conflict not-tested"], "\(lonely)")
  }

  @Test func `a payment without production is carried over until it is due, and told once`() throws {
    let rows = [paid(10), paid(11, at: "2024-03-19 11:00:00")]
    var before = try made(rows, day(19, carrying: 19))
    #expect(try before.words == ["timing 11 "])
    for number in [20, 21] {
      let next = try made(rows, day(number, carrying: number), previous: try report(before))
      #expect(try next.words == ["timing 11 "] && next.newCount(from: .note) == 0 && next.totals.carriedOver == 1)
      before = next
    }
    let due = try made(rows, day(22, carrying: 22), previous: try report(before))
    #expect(try due.words == ["paid-no-production 11 "] && due.newCount(from: .error) == 1 && due.renamed == 1)
    #expect(try due.discrepancies[0].explanation.plain.contains("due by 2024-03-22T11:00:00.000Z"))
    #expect(due.counts.hasSuffix("| out-of-window 1, paid-no-production 1"), "\(due.counts)")
    let after = try made(rows, day(23, carrying: 23), previous: try report(due))
    #expect(closures(after) == ["paid-no-production out-of-window"] && after.openCount(from: .note) == 0)
    // A night that was missed is made good.
    #expect(try made(rows, day(23, carrying: 22)).words == ["paid-no-production 11 "])
    #expect(try made(rows, day(25, carrying: 19)).words == ["paid-no-production 11 "])
    #expect(try made(rows, day(25)).words == [])
  }

  @Test func `what was awaited is told when it is due, though the grace is shorter by then`() throws {
    let rows = [paid(10), paid(11, at: "2024-03-19 11:00:00")]
    let before = try report(made(rows, day(20, carrying: 20)))
    var settings = day(21, carrying: 21)
    settings.grace = Timestamp.dayLength
    let due = try made(rows, settings, previous: before)
    #expect(try due.words == ["paid-no-production 11 "])
    #expect(due.newCount(from: .error) == 1 && due.totals.carriedOver == 1)
    let failed = try made(
      [paid(10), paid(11, at: "2024-03-19 11:00:00", status: "Failed")], settings, previous: before)
    #expect(closures(failed) == ["timing resolved"])
    settings = day(22, carrying: 22)
    settings.grace = Timestamp.dayLength
    #expect(try made(rows, settings, previous: report(due)).words == [])
    settings.carriedSince = nil
    #expect(try made(rows, settings, previous: before).words == [])
    // A window before the payment doesn't have it.
    #expect(try made(rows, day(18, carrying: 18), previous: before).words == [])
  }

  @Test func `a payment that is settled long after it was made is told when it has no production`() throws {
    func rows(_ status: String) -> [String] { [paid(10), paid(11, at: "2024-03-19 11:00:00", status: status)] }
    var before = try made(rows("processing"), day(19, carrying: 19))
    #expect(try before.words == ["unpaid-unused 11 "] && !before.hasOpen(from: .warning))
    for number in 20...27 {
      let next = try made(rows("processing"), day(number, carrying: number), previous: try report(before))
      #expect(try next.words == ["unpaid-unused 11 "] && next.newCount(from: .note) == 0 && next.outcome == .reconciled)
      before = next
    }
    let carried = try report(before)
    let settled = try made(rows("Paid"), day(28, carrying: 28), previous: carried)
    #expect(try settled.words == ["paid-no-production 11 "] && settled.newCount(from: .error) == 1)
    #expect(try settled.discrepancies[0].explanation.plain.contains("had it as not settled yet"))
    #expect(settled.equations.allSatisfy { $0.result != .fail })
    let failed = try made(rows("Failed"), day(28, carrying: 28), previous: carried)
    #expect(try failed.words == [] && closures(failed) == ["unpaid-unused resolved"])
    let late = ExampleLine.complete.numbered(11).with(.requested, "\"2024-03-28T10:52:50.388Z\"")
    let produced = try reconcile(
      [("1.json", list([.complete.numbered(10), late]))], [("a.csv", .payments, dashboard(rows("Paid")))],
      day(28, carrying: 28), previous: carried)
    #expect(closures(produced) == ["unpaid-unused resolved"])
    // A reconciliation that none follows doesn't list it.
    #expect(try made(rows("processing"), day(19)).words == [])
  }

  @Test func `a job whose payment was pending is told of until that is settled`() throws {
    func rows(_ status: String) -> [String] { [paid(10, status: status)] }
    var before = try made(rows("Pending"), day(19, carrying: 19))
    #expect(try before.words == ["payment-pending 10 10"])
    let next = try made(rows("Pending"), day(20, carrying: 20), previous: try report(before))
    #expect(try next.words == before.words && next.newCount(from: .note) == 0)
    before = next
    let failed = try made(rows("Failed"), day(29, carrying: 29), previous: try report(before))
    #expect(try failed.discrepancies.map(\.category) == [.paymentUnpaid] && failed.newCount(from: .error) == 1)
    #expect(failed.equations.allSatisfy { $0.result != .fail })
    let settled = try made(rows("Paid"), day(29, carrying: 29), previous: try report(before))
    #expect(try settled.words == [] && closures(settled) == ["payment-pending resolved"])
    // Told once; and not without what carries it over.
    #expect(try made(rows("Failed"), day(30, carrying: 30), previous: try report(failed)).words == [])
    #expect(try made(rows("Failed"), day(29), previous: try report(before)).words == [])
    // A window before the job doesn't have it.
    #expect(try made(rows("Failed"), day(18, carrying: 18), previous: try report(before)).words == [])
  }

  @Test func `production that comes in time resolves what was carried over`() throws {
    let settings = day(20, carrying: 20)
    let open = try made([paid(10), paid(11)], day(19, carrying: 19))
    let late = ExampleLine.complete.numbered(11).with(.requested, "\"2024-03-20T10:52:50.388Z\"")
    let made = try reconcile(
      [("1.json", list([.complete.numbered(10), late]))], [("a.csv", .payments, dashboard([paid(10), paid(11)]))],
      settings, previous: try report(open))
    #expect(closures(made) == ["timing resolved"] && made.totals.carriedOver == 0)
  }

  @Test func `the books have what is carried over where it was paid`() throws {
    var settings = day(22, carrying: 22)
    let currency = try #require(Currency("EUR".utf8))
    settings.ledgerTotals = [.init(currency: currency, amount: 0)]
    let made = try made([paid(10), paid(11)], settings)
    #expect(made.totals.carriedOver == 1)
    #expect(made.equations.allSatisfy { $0.result != .fail })
  }
}
