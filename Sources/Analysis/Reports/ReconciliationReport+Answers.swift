/// What the first page says in words: the one thing to know, and the answers to what an accountant asks.
extension ReconciliationReport {
  /// Whether the month can be closed on this, and why not.
  var headline: Prose {
    if made.outcome == .incomplete, let missing = made.shortfalls.first {
      return "Don't close the books on this: \(missing)"
    }
    if let worst = groups.first, worst.severity >= .warning {
      let word = worst.severity == .error ? "Don't close the books before this is settled" : "Look at this first"
      return "\(words: word): \(worst.headline). \(words: worst.nextStep)."
    }
    if made.equations.contains(where: { $0.result == .fail }) {
      return "Don't close the books on this: a control total fails, see Control totals."
    }
    let accepted = made.accepted.count
    if accepted > 0 {
      return """
        Nothing is open, and not everything is explained: \(accepted, "exception") \
        \(words: accepted == 1 ? "was" : "were") accepted, see Accepted exceptions.
        """
    }
    return "Every production line and every payment of the window is explained."
  }

  /// Questions and answers.
  var questions: Report.Block {
    var table = Report.Table([.init("question"), .init("answer")])
    table.rows = [
      ["Is each production line paid, once?", paid], ["Is each payment for a production line?", used],
      ["Do the amounts agree?", amounts], ["Do the control totals hold?", controls],
      [
        "Is the data complete?",
        made.shortfalls.isEmpty
          ? "yes: \(made.audit.sources.count + made.book.files.count, "input") read to the end"
          : "no: see What is missing",
      ],
    ]
    return .table(table)
  }

  var paid: Prose {
    answer(
      Category.ofJobs.filter { $0 != .outOfScope }.map { ($0, made.totals.jobsByCategory[$0] ?? 0) },
      of: "production line")
  }

  var used: Prose {
    answer(
      Category.ofPayments.filter { !ControlTotals.outside.contains($0) }.map { ($0, made.totals.payments($0)) },
      of: "payment")
  }

  /// Whether all of some items are matched, and else what the others are. What nobody paid needs no match.
  private func answer(_ counts: [(category: Category, count: Int)], of noun: String) -> Prose {
    if let nothingReadable { return "not testable: \(nothingReadable)" }
    func sum(_ counts: [(category: Category, count: Int)]) -> Int { counts.reduce(0) { $0 + $1.count } }
    func listed(_ counts: [(category: Category, count: Int)]) -> Prose {
      Prose.joined(counts.map { "\($0.count) \(name: $0.category.rawValue)" })
    }
    let unpaid = counts.filter { $0.category == .unpaidUnused && $0.count > 0 }
    let besides: Prose = unpaid.isEmpty ? "" : "; besides \(listed(unpaid))"
    let all = sum(counts) - sum(unpaid)
    if all == 0 { return "not testable: there is no \(words: noun)\(besides)" }
    let others = counts.filter { ![.matched, .unpaidUnused].contains($0.category) && $0.count > 0 }
    if others.isEmpty { return "yes: \(all, noun) matched\(besides)" }
    return "no: \(all - sum(others)) of \(all, noun) matched; \(listed(others))\(besides)"
  }

  private var amounts: Prose {
    if let nothingReadable { return "not testable: \(nothingReadable)" }
    guard made.jobsWithAmounts > 0 else { return "not tested: no expected amounts were given" }
    let codes = [ReconciliationFlag.amountMismatch.rawValue, ReconciliationFlag.currencyMismatch.rawValue]
    let wrong = groups.filter { codes.contains($0.code) }
    let accepted: Prose = made.places.contains { $0.acceptance != nil } ? "; accepted exceptions are left out" : ""
    let compared: Prose = "\(made.jobsWithAmounts) of \(made.jobsToCompare, "job") compared\(accepted)"
    guard !wrong.isEmpty else {
      return "\(words: made.jobsWithoutAmounts == 0 ? "yes" : "as far as it can be told"): \(compared)"
    }
    return "no: \(Prose.joined(wrong.map { "\($0.items) \(name: $0.code)" })); \(compared)"
  }

  private var controls: Prose {
    let (failed, untested) = (
      made.equations.count { $0.result == .fail }, made.equations.count { $0.result == .notTested }
    )
    let rest: Prose = untested == 0 ? "" : "; \(untested) not tested"
    if failed > 0 { return "no: \(failed) of \(made.equations.count) fail\(rest)" }
    if let nothingReadable { return "not testable: \(nothingReadable)" }
    return "yes: \(made.equations.count - untested) of \(made.equations.count)\(rest)"
  }
}
