/// Puts the report of a reconciliation together: the answer first, then what is wrong, then the evidence.
public struct ReconciliationReport {
  let made: Reconciliation
  /// The first discrepancies that nobody has accepted, oldest first.
  let open: [Discrepancy]
  /// The first accepted ones.
  let accepted: [Discrepancy]
  /// What is wrong by code.
  let groups: [DiscrepancyGroup]

  /// The report of a reconciliation.
  ///
  /// - Throws: `SourceFailure` where what was kept aside can't be read back.
  public init(_ reconciliation: Reconciliation) throws(SourceFailure) {
    made = reconciliation
    var open: [Discrepancy] = []
    var accepted: [Discrepancy] = []
    let limit = reconciliation.settings.maxRows
    for place in reconciliation.places.indices {
      let isAccepted = reconciliation.places[place].acceptance != nil
      if isAccepted ? accepted.count < limit : open.count < limit {
        let found = try reconciliation.discrepancy(place)
        if isAccepted { accepted.append(found) } else { open.append(found) }
      }
    }
    self.open = open
    self.accepted = accepted
    groups = try DiscrepancyGroup.all(reconciliation)
  }

  /// Kinds of what is wrong, and gaps, that a title has room for.
  private static let kindsNamed = 2

  /// The outcome and its reason, for a title and for the closing line on a terminal.
  public var title: Prose {
    let settings = made.settings
    let untested = untestedAmounts
    let (accepted, gaps) = (made.accepted, made.gaps)
    let word: Prose =
      switch made.outcome {
      case .reconciled where accepted.decide: "EXCEPTIONS ACCEPTED"
      case .reconciled: untested.map { "RECONCILED BY ID — \($0)" } ?? "RECONCILED"
      case .exceptions: "EXCEPTIONS"
      case .incomplete: "INCOMPLETE"
      case .nothing: "NOTHING TO RECONCILE"
      }
    var parts = [nothingReadable, objection].compactMap(\.self)
    if parts.isEmpty { parts.append(nothing) }
    // Where amounts were given, those that are missing are said whatever else is.
    let isSaid = made.outcome == .reconciled && !accepted.decide
    if let untested, !isSaid, made.jobsWithAmounts > 0 || accepted.decide { parts.append(untested) }
    if accepted.count > 0 { parts.append("\(accepted.count, "exception") accepted") }
    parts += gaps.prefix(ReconciliationReport.kindsNamed)
    let others = gaps.count - ReconciliationReport.kindsNamed
    if others > 0 { parts.append("\(others) more \(words: others == 1 ? "input is" : "inputs are") not complete") }
    return "\(word) — \(words: settings.windowText): \(Prose.joined(parts, by: "; "))"
  }

  /// What a title says where nothing is open.
  private var nothing: Prose {
    if made.isEmpty { return "no job and no payment" }
    let place = made.shortfalls.isEmpty ? "" : " in what was read"
    return "\(made.totals.jobsByCategory[.matched] ?? 0, "production line") matched, nothing open\(words: place)"
  }

  /// What is wrong, in the words of a title; nil if nothing is.
  var objection: Prose? {
    let failed = made.equations.count { $0.result == .fail }
    let errors = groups.filter { $0.severity == .error }
    let warnings = groups.filter { $0.severity == .warning }
    // Warnings are written out only if there is nothing graver, and many kinds are only counted: a table has them.
    let gravest = errors.isEmpty ? warnings : errors
    let isCounted = gravest.count > ReconciliationReport.kindsNamed
    var parts = isCounted ? [] : gravest.map(\.headline)
    if isCounted, !errors.isEmpty { parts.append("\(errors.reduce(0) { $0 + $1.items }, "error")") }
    if !warnings.isEmpty, !errors.isEmpty || isCounted {
      parts.append("\(warnings.reduce(0) { $0 + $1.items }, "warning")")
    }
    if failed > 0 { parts.append("\(failed, "control total") \(words: failed == 1 ? "fails" : "fail")") }
    return parts.isEmpty ? nil : Prose.joined(parts, by: "; ")
  }

  /// Why nothing can be said of payments; nil if something was read of them.
  var nothingReadable: Prose? { made.book.hasNothingReadable ? "no payment could be read" : nil }

  /// What of the amounts was not compared, nil if all were.
  private var untestedAmounts: Prose? {
    if made.jobsWithAmounts == 0 { return "amounts not tested" }
    let count = made.jobsWithoutAmounts
    return count == 0 ? nil : "amounts of \(count) of \(made.jobsToCompare, "job") not tested"
  }

  /// The finished report.
  public var report: Report {
    Report(
      first: first,
      rest: money + exceptions + acceptedOnes + againstPrior + totals + categories + inputs + notTested + settings)
  }

  /// What stands on the first page.
  var first: [Report.Block] {
    [.heading(1, "Reconciliation: \(title)"), .paragraph(headline), .paragraph(summary), questions] + delivery
      + missing + whatIsWrong
  }

  /// The same as a section of the report of an audit, which has its inputs and settings itself.
  public var section: [Report.Block] {
    let blocks =
      [.heading(2, "Payments"), .paragraph(title), .paragraph(summary), questions] + outside + missing + whatIsWrong
      + money
    return (blocks + exceptions + totals + categories + notTested).enumerated().map { place, block in
      if place > 0, case .heading(_, let title) = block { return .heading(3, title) }
      return block
    }
  }

  /// What the window of an audit leaves out.
  private var outside: [Report.Block] {
    guard made.settings.isOfJobsOnly else { return [] }
    return [
      .paragraph(
        """
        The window is one of ends: only jobs that ended in it, or have not ended, are held against payments. \
        \(made.totals.payments(.outOfWindow), "payment") that none of them names \
        \(words: made.totals.payments(.outOfWindow) == 1 ? "is" : "are") outside, with or without production; \
        \(name: "tokaudit reconcile") has a window of payments.
        """)
    ]
  }

  private var summary: Prose {
    let moment: Prose = made.asOf.map { "as of \(words: $0.description)" } ?? "as of no time"
    let given: Prose = made.settings.asOf == nil && made.asOf != nil ? ", the latest time in the data" : ""
    let carried: Prose =
      made.settings.carriedSince == nil
      ? "" : " Carried over from before the window, without production: \(made.totals.carriedOver, "payment")."
    return """
      Matched by the exact bytes of the PaymentIntent, never by amount or time. \
      Jobs: \(made.totals.jobs); payments: \(made.totals.payments); \(moment)\(given).\(carried)
      """
  }

  /// What was paid for and not produced, which is no exception of a payment.
  private var delivery: [Report.Block] {
    let undelivered = made.undelivered
    let (deleted, waiting) = (undelivered.deleted, undelivered.notEnded)
    let parts: [Prose] = [
      deleted > 0
        ? "\(deleted, "matched job") \(words: deleted == 1 ? "was" : "were") deleted before \(words: deleted == 1 ? "it" : "they") ended"
        : nil,
      waiting > 0 ? "\(waiting, "matched job") \(words: waiting == 1 ? "has" : "have") not ended" : nil,
    ].compactMap(\.self)
    if parts.isEmpty { return [] }
    let sums = Prose.joined(undelivered.sums.map { "\(words: Money.text($0.minor, $0.currency))" })
    return [
      .paragraph(
        """
        Note: \(Prose.joined(parts, by: "; ")). What was paid for that, and not given back: \(sums). \
        \(name: "tokaudit audit") tells more.
        """)
    ]
  }

  private var missing: [Report.Block] {
    let list = made.shortfalls
    guard !list.isEmpty else { return [] }
    return [.heading(2, "What is missing")] + list.map { .paragraph($0) }
  }

  private var whatIsWrong: [Report.Block] {
    var table = Report.Table([
      .init("what is wrong"), .init("severity"), .init("items", isNumber: true), .init("amount"),
      .init("oldest, days", isNumber: true), .init("who acts"), .init("next step"),
    ])
    for group in groups {
      table.rows.append([
        group.what, "\(words: group.severity.rawValue)", "\(group.items)",
        group.amounts, group.oldest.map { "\($0)" } ?? "n/a", "\(words: group.owner.actors)",
        "\(words: group.nextStep)",
      ])
    }
    guard !table.rows.isEmpty else {
      let nothing = nothingReadable.map { "Not testable: \($0)." as Prose } ?? "Nothing."
      return [.heading(2, "What is wrong"), .paragraph(nothing)]
    }
    return [.heading(2, "What is wrong"), .table(table)] + severalFaults + ages
  }

  /// Why the table and the title count more than there are open items.
  private var severalFaults: [Report.Block] {
    let faults = groups.reduce(0) { $0 + $1.items }
    let items = made.places.count { $0.acceptance == nil }
    guard faults != items else { return [] }
    return [
      .paragraph(
        """
        An item with several faults is counted under each of them: \(items, "open item") \
        \(words: items == 1 ? "has" : "have") \(faults, "fault").
        """)
    ]
  }

  /// Open items by their age.
  private var ages: [Report.Block] {
    var counts = [0, 0, 0, 0]
    var unknown = 0
    for place in made.places where place.acceptance == nil {
      guard let moment = place.moment, let asOf = made.asOf else {
        unknown += 1
        continue
      }
      let days = (asOf.milliseconds - moment) / Timestamp.dayLength
      counts[days <= 30 ? 0 : days <= 60 ? 1 : days <= 90 ? 2 : 3] += 1
    }
    var table = Report.Table(
      [.init("age in days")] + ["0–30", "31–60", "61–90", "over 90", "unknown"].map { .init($0, isNumber: true) })
    table.rows = [["open items"] + (counts + [unknown]).map { "\($0)" }]
    return [.table(table)]
  }

  private var exceptions: [Report.Block] {
    let count = made.places.count { $0.acceptance == nil }
    guard count > 0 else { return [] }
    var blocks: [Report.Block] = [.heading(2, "Exceptions, oldest first"), .table(ReconciliationReport.table(open))]
    if open.count < count {
      blocks.append(
        .paragraph("\(open.count) of \(count); all in \(name: "exceptions.csv") (\(name: "-o exceptions.csv"))."))
    }
    return blocks
  }

  private static func table(_ list: [Discrepancy]) -> Report.Table {
    var table = Report.Table(
      [
        .init("exception"), .init("what"), .init("payment"), .init("production line"), .init("amount"),
        .init("age, days", isNumber: true), .init("explanation"), .init("where"),
      ] + (list.contains { $0.isKnown != nil } ? [.init("against the prior report")] : []))
    for found in list {
      let amount: Prose =
        found.currency.flatMap { currency in
          (found.paid ?? found.expected ?? found.refunded ?? found.disputed).map {
            "\(words: Money.text(Int128($0), currency))"
          }
        } ?? "n/a"
      let places: [Prose] = [
        found.leftSource.isEmpty ? nil : "\(data: found.leftSource), number \((found.leftIndex ?? 0) + 1)",
        found.rightSource.isEmpty ? nil : "\(data: found.rightSource), row \(found.rightRow ?? 0)",
      ].compactMap(\.self)
      table.rows.append(
        [
          "\(name: found.id.description)", Prose.joined(found.codes.map { "\(name: $0)" }),
          AuditReport.value(found.ident.isEmpty ? found.stripeObjectID : found.ident), AuditReport.value(found.lineID),
          amount, found.age.map { "\($0)" } ?? "n/a", found.explanation, Prose.joined(places, by: "; "),
        ] + (found.isKnown.map { [$0 ? "open" : "new"] } ?? []))
    }
    return table
  }
}
