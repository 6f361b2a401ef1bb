import Testing

@testable import Analysis

/// What the rules of orders say of lists: each case names the findings and how every order stands.
struct OrderRulesTests {
  private static let one = ExampleLine.partial.numbered(1)
  private static let two = ExampleLine.partial.numbered(2)
  private static let id = "6f0c0d7e-0b1c-4a52-9f5e-000000000001"
  private static let payment = "pi_3OxYzA2eZvKY000000000001"

  /// The second part of a production line that has delivered 1,000 tokens.
  private static let part = one.with(.paymentIntent, #""pi_part""#).with(.size, #""500""#)
    .with(.available, #""839299365868338724""#).with(.requested, #""2024-03-19T14:00:00.000Z""#)
    .with(.started, #""2024-03-19T14:00:00.100Z""#).with(.ended, #""2024-03-19T14:00:02.105Z""#)
    .with(.finished, #""2024-03-19T14:00:02.107Z""#)

  private struct Result {
    var findings: [String] = []
    var states: [String] = []
    var audit = Audit()
  }

  private static let codes = Set(Rulebook.rulesOfOrders.map { $0.about.code })

  /// Audits lists with orders, each source named by its number.
  private func judge(
    _ rows: [String], _ lists: [[ExampleLine]], workers: Int = 1, _ change: (inout AuditSettings) -> Void = { _ in }
  ) -> Result {
    var settings = AuditSettings()
    change(&settings)
    let text = "order,line_id,payment_intent,alphabet,digits,size,due\n" + rows.joined(separator: "\n")
    var collector = OrderCollector(OrderBook(MemorySource(text), name: "orders.csv"))
    let auditor = Auditor(catalogue: AlphabetCatalogue(), settings: settings, workers: Workers(count: workers))
    var baseline = Baseline()
    func read(into audit: inout Audit) {
      collector.restart()
      for (number, lines) in lists.enumerated() {
        auditor.audit(
          MemorySource(list(lines)), name: "\(number + 1)", into: &audit, baseline: &baseline, observer: &collector)
      }
    }
    var audit = Audit()
    read(into: &audit)
    if var again = auditor.relate(&audit) {
      read(into: &again)
      audit = again
    }
    var recorder = Recorder()
    auditor.judgeTogether(&audit, baseline: &baseline, observer: &recorder)
    recorder.findings = []
    auditor.judgeOrders(collector, into: &audit, baseline: &baseline, observer: &recorder)
    let states = audit.orders?.deliveries.map { "\($0.order) \($0.delivered.map(String.init) ?? "?") \($0.state.code)" }
    return Result(
      findings: recorder.findings.map { "\($0.rule.code)@\($0.source)#\($0.index)" }, states: states ?? [], audit: audit
    )
  }

  @Test(arguments: [
    // The job ended on the day, after the day, after the moment, and at it.
    ("2024-03-19", false), ("2024-03-18", true), ("2024-03-19T13:00:02.104Z", true),
    ("2024-03-19T13:00:02.105Z", false),
  ])
  func `what ended after it was due is late`(due: String, isLate: Bool) {
    for row in ["A,,\(Self.payment),,,1000,\(due)", "A,\(Self.id),,,,1000,\(due)", "A,,\(Self.payment),,,2000,\(due)"] {
      let result = judge([row], [[Self.one]])
      #expect(result.findings.contains("order-late@1#0") == isLate, "\(row)")
      #expect(result.audit.orders?.late == (isLate ? 1 : 0))
    }
  }

  @Test func `the job that completes an order tells whether it is late`() {
    let early = Self.one
    let late = Self.two.with(.paymentIntent, "\"\(Self.payment)\"").with(.ended, #""2024-03-20T13:00:02.105Z""#)
      .with(.finished, #""2024-03-20T13:00:02.107Z""#)
    func isLate(_ size: Int) -> Bool {
      judge(["A,,\(Self.payment),,,\(size),2024-03-19"], [[late, early]]).findings.contains {
        $0.hasPrefix("order-late")
      }
    }
    #expect(isLate(2_000) && isLate(1_001) && !isLate(1_000))
    // What the parts before the latest have delivered, they have at moments that the list doesn't say.
    let parts = judge(["A,\(Self.id),,,,1000,2024-03-18"], [[Self.part]])
    #expect(tally("order-late", parts.audit).notTestable[.unseenPart] == 1)
    // Nothing is late without a date, nor before it is there.
    for (row, obstacle) in [
      ("A,,\(Self.payment),,,1000,", Obstacle.notSaid), ("A,,pi_x,,,5,2024-03-18", .noOrderedJob),
    ] {
      #expect(tally("order-late", judge([row], [[early]]).audit).notTestable[obstacle] == 1, "\(row)")
    }
  }

  private func tally(_ code: String, _ audit: Audit) -> RuleTally {
    audit.tallies[Rulebook.all.firstIndex { $0.code == code } ?? 0]
  }

  @Test func `what was ordered and delivered passes, by id or by payment`() {
    for row in ["A,\(Self.id.uppercased()),,,,1000,", "A,,\(Self.payment),BASE62,10,1000,2024-03-19"] {
      let result = judge([row], [[Self.one]])
      #expect(result.findings == [] && result.states == ["A 1000 delivered"])
      #expect(result.audit.orders?.asOrdered == 1 && result.audit.outcome(AuditSettings()) == .pass)
      #expect(tally("line-without-order", result.audit).passed == 1)
    }
    // Ids of payments are compared byte for byte.
    #expect(judge(["A,,\(Self.payment.uppercased()),,,1000,"], [[Self.one]]).states == ["A 0 open"])
  }

  @Test func `one token less or more is an error`() throws {
    for (ordered, state) in [(1001, "short"), (999, "over")] {
      let result = judge(["A,\(Self.id),,,,\(ordered),"], [[Self.two, Self.one]])
      #expect(result.states == ["A 1000 \(state)"])
      #expect(result.findings == ["order-delivered@1#1", "line-without-order@1#0"])
      #expect(result.audit.linesWithErrors == 1 && result.audit.outcome(AuditSettings()) == .fail)
      let delivery = try #require(result.audit.orders?.deliveries.first)
      #expect(delivery.missing == max(0, ordered - 1000) && delivery.surplus == max(0, 1000 - ordered))
    }
  }

  @Test func `the limit of a job is worked out for what is short`() throws {
    let result = judge(["A,\(Self.id),,,,200000,"], [[Self.one]])
    let message = try #require(result.audit.firstFindings.joined().first { $0.rule.code == "order-delivered" }?.message)
    #expect(message.plain.contains("199,000 tokens short"))
    #expect(message.plain.contains("at most 104,857 tokens of 10 bytes (1,048,576 bytes), so this order needs 2 jobs"))
    let small = judge(["A,\(Self.id),,,,2000,"], [[Self.one]]) { $0.reachLimit = 20_000 }
    #expect(
      small.audit.firstFindings.joined().contains { $0.message.plain.contains("doesn't explain it: one job takes") })
  }

  @Test func `parts of one production line add up, read or not`() {
    let whole = ["A,\(Self.id),,,,1500,"]
    #expect(judge(whole, [[Self.one], [Self.part]]).states == ["A 1500 delivered"])
    // The list shows the latest part only.
    #expect(judge(whole, [[Self.part]]).states == ["A 1500 delivered"])
    let each = ["A,\(Self.id),\(Self.payment),,,1000,", "B,,pi_part,,,500,"]
    #expect(judge(each, [[Self.one], [Self.part]]).states == ["A 1000 delivered", "B 500 delivered"])
    let running = Self.part.with(.status, #""started""#).without(.ended).without(.finished)
      .with(.available, #""839299365868339224""#)
    let waits = judge(whole, [[Self.one], [running]])
    #expect(waits.states == ["A 1000 open"] && waits.findings == ["order-open@1#0"])
    #expect(tally("order-delivered", waits.audit).notTestable[.notEnded] == 1)
    // What was made before is known though no list shows it.
    #expect(judge(whole, [[running]]).states == ["A 1000 open"])
    // A state of the same job that was read again counts once.
    #expect(judge(["A,,\(Self.payment),,,1000,"], [[Self.one], [Self.one]]).states == ["A 1000 delivered"])
    #expect(judge(["A,,\(Self.payment),,,1000,"], [[Self.one, Self.one]]).states == ["A 1000 delivered"])
  }

  @Test func `only what has ended counts, and from the day after the due date on it is an error`() {
    let requested = ExampleLine.requested.numbered(1)
    let row = ["A,\(Self.id),,,,1000,2024-03-19"]
    let before = judge(row, [[requested]]) { $0.asOf = Timestamp("2024-03-19T23:59:59.999Z") }
    #expect(before.findings == ["order-open@1#0"] && before.states == ["A 0 open"])
    #expect(before.audit.outcome(AuditSettings()) == .pass)
    let after = judge(row, [[requested]]) { $0.asOf = Timestamp("2024-03-20T00:00:00.000Z") }
    #expect(after.findings == ["order-missing@1#0"] && after.states == ["A 0 overdue"])
    #expect(after.audit.outcome(AuditSettings()) == .fail)
    let none = judge(["A,,pi_none,,,5,2024-03-18"], [[Self.one]])
    #expect(none.findings == ["order-missing@orders.csv#0", "line-without-order@1#0"])
    #expect(judge(["A,,pi_none,,,5,"], [[Self.one]]).findings.first == "order-open@orders.csv#0")
    let deleted = requested.with(.status, #""deleted""#).with(.deleted, #""2024-03-19T12:53:00.000Z""#)
    // Of what was deleted before it ended nothing more comes, whether it is due or not.
    for due in ["", "2024-03-19", "2999-01-01"] {
      let result = judge(["A,\(Self.id),,,,1000,\(due)"], [[deleted]])
      #expect(result.states == ["A 0 short"] && result.findings == ["order-delivered@1#0"])
      #expect(result.audit.outcome(AuditSettings()) == .fail)
      #expect(
        result.audit.firstFindings.joined().first?.message.plain
          == "Order A: 0 of 1,000 tokens were delivered, 1,000 tokens short. A production line was deleted before its "
          + "job ended, so nothing more comes of it.")
    }
    let again = requested.with(.paymentIntent, #""pi_again""#).with(.requested, #""2024-03-19T14:00:00.000Z""#)
    #expect(judge(["A,\(Self.id),,,,1000,"], [[deleted], [again]]).states == ["A 0 open"])
  }

  @Test func `another alphabet or another number of characters is an error`() {
    for design in ["BASE60,10", "BASE62,11", ",11", "BASE60,", "MINE,10"] {
      #expect(judge(["A,\(Self.id),,\(design),1000,"], [[Self.one]]).findings == ["order-alphabet@1#0"], "\(design)")
    }
    let none = judge(["A,\(Self.id),,,,1000,"], [[Self.one]])
    #expect(tally("order-alphabet", none.audit).notTestable[.notSaid] == 1)
    // Two names of the same characters.
    let hex = Self.one.with(.alphabet, #""LOWER_HEX""#)
    let same = judge(["A,,\(Self.payment),BASE16,10,1000,"], [[hex]])
    #expect(tally("order-alphabet", same.audit).passed == 1)
  }

  @Test func `an alphabet that is not known leaves a production line as a whole untold`() {
    let mine = Self.one.with(.alphabet, #""MINE""#)
    let whole = judge(["A,\(Self.id),,MINE,10,1000,"], [[mine]])
    #expect(whole.states == ["A ? not-judged"] && whole.findings == [])
    #expect(tally("order-delivered", whole.audit).notTestable[.alphabetUnknown] == 1)
    #expect(tally("order-alphabet", whole.audit).passed == 1)
    #expect(whole.audit.outcome(AuditSettings()) == .incomplete)
    #expect(whole.audit.shortfalls(AuditSettings()) == [.ordersUntold(count: 1, all: 1)])
    #expect(judge(["A,,\(Self.payment),MINE,10,1000,"], [[mine]]).states == ["A 1000 delivered"])
  }

  @Test func `an order of which a production line ended outside the window is said, not judged`() {
    func window(_ settings: inout AuditSettings) {
      settings.window = TimeWindow(from: Timestamp("2024-03-19T13:30:00.000Z"), to: nil)
    }
    let outside = judge(["A,\(Self.id),,,,5,2024-03-01", "B,,pi_none,,,5,2024-03-01"], [[Self.one, Self.two]], window)
    #expect(outside.states == ["A ? not-judged", "B 0 overdue"])
    #expect(outside.findings == ["order-missing@orders.csv#1"])
    #expect(tally("order-delivered", outside.audit).notTestable[.outsideWindow] == 1)
    // What the last part states covers those before it.
    #expect(judge(["A,\(Self.id),,,,1500,"], [[Self.one], [Self.part]], window).states == ["A 1500 delivered"])
    let early = judge(["A,\(Self.id),,,,1500,"], [[Self.one], [Self.part]]) {
      $0.window = TimeWindow(from: nil, to: Timestamp("2024-03-19T13:30:00.000Z"))
    }
    #expect(early.states == ["A ? not-judged"])
  }

  @Test func `a job that belongs to two orders is judged for neither, and makes the audit incomplete`() {
    let result = judge(["A,\(Self.id),,,,1000,", "B,,\(Self.payment),,,1000,"], [[Self.one]])
    #expect(result.states == ["A ? not-judged", "B ? not-judged"] && result.findings == [])
    #expect(result.audit.outcome(AuditSettings()) == .incomplete)
    let text = result.audit.sources.last?.problems.first?.text.plain ?? ""
    #expect(
      text.contains("row 2") && text.contains("one job belongs to several orders: A (row 2), B (row 3)"), "\(text)")
  }

  @Test func `a production line whose row is bad is not called one without an order`() {
    let result = judge(["A,\(Self.id),,,,none,"], [[Self.one, Self.two]])
    #expect(result.findings == ["line-without-order@1#1"])
    #expect(tally("line-without-order", result.audit).notTestable[.orderDoubtful] == 1)
    #expect(result.audit.outcome(AuditSettings()) == .incomplete)
    #expect(judge(["\"A"], [[Self.one, Self.two]]).findings == [])
  }

  @Test func `an order that names another payment for a production line is told from one that names neither`() {
    let result = judge(["A,\(Self.id),pi_other,,,1000,", "B,,pi_none,,,5,"], [[Self.one, Self.two]])
    #expect(
      result.audit.firstFindings.joined().filter { Self.codes.contains($0.rule.code) }.map(\.message.plain) == [
        "Order A has no due date, and no job was read of that production line with that PaymentIntent.",
        "Order B has no due date, and no production line of it was read.",
        "An order names this production line, but none with this PaymentIntent.",
        "No order names this production line or its PaymentIntent.",
      ])
    let other = judge(["A,6f0c0d7e-0b1c-4a52-9f5e-000000000009,\(Self.payment),,,1000,"], [[Self.one]])
    #expect(
      other.audit.firstFindings.joined().last?.message.plain
        == "An order names this PaymentIntent, but of another production line.")
  }

  @Test func `without any time in the data a due date can't be judged, and the report says so`() {
    let result = judge(["A,pi_1,pi_1,,,5,2024-01-01"], [[]])
    #expect(
      result.audit.firstFindings.joined().first?.message.plain
        == "Order A is due 2024-01-01, but no list has a time to judge that by (give one with --as-of), and no job was "
        + "read of that production line with that PaymentIntent.")
    #expect(
      judge(["A,pi_1,pi_1,,,5,2024-01-01"], [[]]) { $0.asOf = Timestamp("2024-01-02T00:00:00.000Z") }.states
        == ["A 0 overdue"])
  }

  @Test func `a rule that is off says nothing`() {
    let result = judge(["A,\(Self.id),,,,5,"], [[Self.one, Self.two]]) {
      for code in Self.codes { $0.severities[code] = .off }
    }
    #expect(result.findings == [] && result.audit.outcome(AuditSettings()) == .pass)
  }

  @Test func `the answer and the verdict say what was delivered, or that it was not examined`() {
    let good = judge(["A,\(Self.id),,,,1000,"], [[Self.one]]).audit
    let report = AuditReport(good, settings: AuditSettings()).report
    let text = MarkdownFormat.text(of: report)
    #expect(
      text.hasPrefix("# Token audit: PASS — 1 of 1 order delivered as ordered; 1 production line, nothing found\n"))
    #expect(text.contains("We got what we ordered: the order was delivered in full."))
    #expect(text.contains("| Was everything delivered as ordered? | yes: 1 order, 1,000 tokens |"))
    #expect(report.deliveries.map(\.ordered) == [1000] && report.deliveries.map(\.delivered) == [1000])
    let plain = markdown(audit(list([Self.one])).audit)
    #expect(
      plain.contains("Not examined: whether this is what was ordered, the tokens themselves, whether the payments"))
    #expect(plain.contains("| Was everything delivered as ordered? | not tested: no orders were given |"))
  }
}
