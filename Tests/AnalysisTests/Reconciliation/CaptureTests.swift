import Testing

@testable import Analysis

/// Authorisations that were captured in part or not at all, and charges that failed after they were booked.
struct CaptureTests {
  private static let day = "2024-03-19 11:00:00"
  private static let created = 1_710_846_000

  private static func charge(_ members: String) -> String {
    #"{"object":"charge","id":"\#(AnalysisTests.charge(10))","payment_intent":"\#(intent(10))","currency":"eur","#
      + #""livemode":true,"created":\#(created),"status":"succeeded",\#(members)}"#
  }

  private static func whole(_ members: String) -> String {
    #"{"object":"payment_intent","id":"\#(intent(10))","currency":"eur","livemode":true,"created":\#(created),\#(members)}"#
  }

  /// An itemised report; rows of category, gross and id.
  private static func report(_ rows: [(category: String, gross: String)], currency: String = "eur") -> String {
    let header =
      "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,payment_intent_id,charge_id"
    let lines = rows.enumerated().map { number, row in
      "txn_\(number),\(day),\(currency),\(row.gross),0.00,\(row.gross),\(row.category),\(intent(10)),\(AnalysisTests.charge(10))"
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  private typealias File = (name: String, role: PaymentFile.Role, text: String)

  private static let captured = charge(
    #""amount":10000,"amount_captured":6000,"amount_refunded":4000,"captured":true,"disputed":false,"refunded":false"#)
  private static let intents = whole(#""amount":10000,"amount_received":6000,"status":"succeeded""#)
  private static let export = dashboard([paid(10, "100.00", refunded: "40.00")])
  private static let released = report([("charge", "100.00"), ("partial_capture_reversal", "-40.00")])

  /// Reconciles in every order of the files.
  private func made(_ texts: [String], refunds: String? = nil, disputes: String? = nil) throws -> [Reconciliation] {
    var files: [File] = texts.enumerated().map { ("\($0).csv", .payments, $1) }
    if let refunds { files.append(("refunds.json", .refunds, refunds)) }
    if let disputes { files.append(("disputes.json", .disputes, disputes)) }
    return try [files, files.reversed()].map {
      let made = try reconcile([("1.json", list([.complete.numbered(10)]))], $0)
      #expect(made.shortfalls.map(\.plain) == [])
      return made
    }
  }

  private func sums(_ made: Reconciliation) -> [Int128] {
    made.totals.inScope.values.flatMap { [$0.paid, $0.refunded, $0.disputed, $0.retained] }
  }

  @Test(arguments: [
    [captured], [intents], [captured, intents], [released], [captured, released], [export, released],
    [export, captured], [export, intents], [export, captured, intents, released],
    [export, report([("charge", "60.00")])],
  ])
  func `what was authorised and not captured is neither paid nor refunded`(_ files: [String]) throws {
    for made in try made(files) {
      #expect(sums(made) == [6000, 0, 0, 6000])
      #expect(try made.words == [] && made.equations.allSatisfy { $0.result != .fail })
    }
  }

  @Test func `what is refunded of the captured part is told`() throws {
    let charge = Self.charge(#""amount":10000,"amount_captured":6000,"amount_refunded":5500,"captured":true"#)
    let refund =
      #"{"object":"refund","id":"re_1","payment_intent":"\#(intent(10))","amount":1500,"currency":"eur","status":"succeeded"}"#
    let rest =
      #"{"object":"refund","id":"re_2","payment_intent":"\#(intent(10))","amount":4000,"currency":"eur","status":"succeeded"}"#
    for refunds in [nil, refund, "\(refund)\n\(rest)"] {
      for made in try made([charge], refunds: refunds) {
        #expect(sums(made) == [6000, 1500, 0, 4500])
        #expect(try made.words == ["matched+refunded-part 10 10"])
      }
    }
    let words = try made([charge])[0].discrepancies[0].explanation.plain
    #expect(words == "EUR 15.00 was refunded. EUR 40.00 more was authorised, and not captured.")
    // Less than was not captured can't have it in it.
    let less = Self.charge(#""amount":10000,"amount_captured":6000,"amount_refunded":500,"captured":true"#)
    for made in try made([less]) { #expect(sums(made) == [6000, 500, 0, 5500]) }
  }

  @Test(arguments: [
    [charge(#""amount":10000,"captured":false,"refunded":true,"amount_refunded":10000"#)],
    [dashboard([paid(10, refunded: "39.99", status: "Refunded").replacing(",true,", with: ",false,")])],
    [charge(#""amount":10000,"captured":false"#), whole(#""amount":10000,"status":"canceled""#)],
  ])
  func `an authorisation that was released was not paid`(_ files: [String]) throws {
    for made in try made(files) { #expect(try made.words == ["payment-unpaid 10 10"]) }
  }

  @Test func `a charge that a report books and takes back is unpaid, as others say`() throws {
    let report = Self.report([("charge", "39.99"), ("charge_failure", "-39.99")])
    for other in [
      nil, dashboard([paid(10, status: "Failed")]), dashboard([paid(10, at: "2024-03-18 10:00:00", status: "Failed")]),
    ] {
      for made in try made([report, other].compactMap(\.self)) { #expect(try made.words == ["payment-unpaid 10 10"]) }
    }
    // Another charge of the PaymentIntent, of which another file says that it was paid, keeps its amount.
    let again = dashboard([paid(10, status: "Failed"), paid(10, charge: "ch_again")])
    for made in try made([Self.report([("charge_failure", "-39.99")]), again]) {
      #expect(sums(made) == [3999, 0, 0, 3999])
      #expect(try made.words == [])
    }
  }

  @Test func `amounts of reports are compared in the same currency`() throws {
    let one = Self.report([("charge", "39.99")])
    for other in [Self.report([("charge", "29.99")]), dashboard([paid(10, "29.99")])] {
      for made in try made([one, other]) { #expect(made.totals.payments(.conflict) == 1) }
    }
    let other = Self.report([("charge", "43.10"), ("refund", "-5.39")], currency: "usd")
    for made in try made([other, dashboard([paid(10, refunded: "5.00")])]) {
      #expect(sums(made) == [3999, 500, 0, 3499])
      #expect(try made.words == ["matched+refunded-part 10 10"] && made.shortfalls.isEmpty)
    }
  }

  @Test func `what knows how a dispute or a refund ended counts`() throws {
    let disputed = Self.report([("charge", "39.99"), ("dispute", "-39.99")])
    func dispute(_ status: String) -> String {
      #"{"object":"dispute","id":"dp_1","payment_intent":"\#(intent(10))","amount":3999,"currency":"eur","status":"\#(status)"}"#
    }
    for (status, sum) in [("won", 0), ("lost", 3999), ("needs_response", 3999), ("charge_refunded", 0)] {
      for made in try made([disputed], disputes: dispute(status)) {
        #expect(sums(made) == [3999, 0, Int128(sum), Int128(3999 - sum)], "\(status)")
        #expect(try made.words == (sum == 0 ? [] : ["matched+disputed 10 10"]))
      }
    }
    for made in try made([disputed, dashboard([paid(10, disputed: "39.99", disputeStatus: "won")])]) {
      #expect(sums(made) == [3999, 0, 0, 3999])
    }
    let reversed = Self.report([("charge", "39.99"), ("dispute", "-39.99"), ("dispute_reversal", "39.99")])
    for made in try made([reversed, dashboard([paid(10, disputed: "39.99")])]) {
      #expect(sums(made) == [3999, 0, 0, 3999])
    }
    let second = dispute("needs_response").replacing("dp_1", with: "dp_2")
    for made in try made([reversed], disputes: "\(dispute("won"))\n\(second)") {
      #expect(sums(made) == [3999, 0, 3999, 0])
    }
    let lost = try made([dashboard([paid(10, disputed: "39.99", disputeStatus: "lost")])])[0]
    #expect(try lost.discrepancies[0].explanation.plain == "EUR 39.99 was lost in a dispute.")
    let refunded = Self.report([("charge", "39.99"), ("refund", "-39.99")])
    let failed =
      #"{"object":"refund","id":"re_1","payment_intent":"\#(intent(10))","amount":3999,"currency":"eur","status":"failed"}"#
    for made in try made([refunded], refunds: failed) { #expect(sums(made) == [3999, 0, 0, 3999]) }
    for made in try made([refunded, dashboard([paid(10)])]) {
      #expect(try made.words == ["matched+refunded-full+refunds-differ 10 10"])
      #expect(try made.discrepancies[0].explanation.plain.contains("the itemised report EUR 39.99"))
    }
  }

  @Test func `a row that names only its charge is of the PaymentIntent that others name with it`() throws {
    let charge = Self.charge(#""amount":3999,"captured":true"#).replacing(intent(10), with: "")
    let whole = Self.whole(
      #""amount":3999,"amount_received":3999,"status":"succeeded","latest_charge":"\#(AnalysisTests.charge(10))""#)
    for other in [dashboard([paid(10)]), Self.report([("charge", "39.99")]), whole] {
      for made in try made([charge, other]) {
        #expect(made.counts == "matched 1 | matched 1")
        #expect(made.totals.inScope.values.map(\.paid) == [3999])
      }
    }
  }

  @Test func `charges that stand in a PaymentIntent are read`() throws {
    let charge = Self.charge(#""amount":3999,"captured":true,"amount_refunded":500,"disputed":true"#)
    for member in [
      #""latest_charge":\#(charge)"#, #""charges":{"object":"list","data":[\#(charge)],"has_more":false}"#,
    ] {
      for made in try made([Self.whole(#""amount":3999,"amount_received":3999,"status":"succeeded",\#(member)"#)]) {
        #expect(sums(made) == [3999, 500, 0, 3499])
        #expect(try made.words == ["matched+refunded-part+disputed 10 10"])
      }
    }
  }

  @Test func `a report says what was taken only as long as no row with figures has filled it in`() {
    func record(_ facts: PaymentRecord.Facts, _ amount: Int64, refunded: Int64 = 0) -> PaymentRecord {
      var record = PaymentRecord()
      (record.status, record.facts, record.amount, record.refunded) = (.paid, facts, amount, refunded)
      return record
    }
    var report = record([.isOfReport, .statesRefunds, .statesDisputes], 3000)
    let row = record([.statesRefunds, .hasRefundFigure], 5000, refunded: 2000)
    let larger = record([.statesRefunds, .hasRefundFigure], 6000, refunded: 3000)
    #expect(report.relation(to: row) == .same && report.relation(to: larger) == .same)
    report.add(row, .same)
    #expect((report.amount, report.released, report.taken) == (5000, 2000, 3000))
    // By the row 5,000 were authorised.
    #expect(report.relation(to: row) == .same && report.relation(to: larger) == .contrary)
  }

  @Test func `sums that no file states are not called 0`() throws {
    let made = try made([Self.intents])[0]
    let text = MarkdownFormat.text(of: try ReconciliationReport(made).report)
    #expect(text.contains("| EUR | 60.00 | n/a | n/a | 60.00 | 0.00 | 0.00 |"), "\(text)")
    #expect(text.contains("EUR 60.00 paid − n/a refunded − n/a disputed = EUR 60.00 retained"))
  }

  @Test func `fees of another mode are not summed up`() throws {
    let rows = [paid(10), paid(11, mode: "Test")]
    #expect(try made([dashboard(rows)])[0].totals.fees.values.map(\.self) == [146])
  }
}
