/// How a reconciliation ended, and what it could not tell.
extension Reconciliation {
  /// How it ended.
  public enum Outcome: String, Sendable {
    /// Every item is explained, or accepted.
    case reconciled
    /// Something is wrong that nobody has accepted.
    case exceptions
    /// Something is missing, so what was found may not be all.
    case incomplete
    /// No job and no payment belongs to what is reconciled, and that was allowed.
    case nothing
  }

  /// Whether no job and no payment belongs to the window and the mode.
  var isEmpty: Bool {
    totals.jobs == totals.jobsByCategory[.outOfScope] ?? 0
      && totals.payments == ControlTotals.outside.reduce(0) { $0 + totals.payments($1) }
  }

  /// Rejected rows of a file that are named with what is missing; the inputs have more.
  private static let namedRejections = 3

  /// What is missing, each in a sentence; empty if everything was read.
  public var shortfalls: [Prose] { missing.map(\.text) }

  /// Those of the payments: what is missing of the lists, an audit says itself.
  public var paymentShortfalls: [Prose] { missingPayments.map(\.text) }

  /// Something that is missing.
  private struct Missing {
    let text: Prose
    /// The same in the words of a title; nil if what is wrong says it there.
    let brief: Prose?
    /// Whether `allowIncomplete` covers it: what was read is right, only not all.
    let canBeAllowed: Bool
  }

  private var missing: [Missing] {
    var list =
      audit.sources.flatMap { source in source.problems.map { Reconciliation.missing($0, of: source.name) } }
      + missingPayments
    if isEmpty, !settings.allowEmpty, list.allSatisfy(\.canBeAllowed) {
      let text: Prose = """
        There is nothing to reconcile: no job was requested and no payment was made in \(words: settings.windowText). \
        Check the window; \(name: "--allow-empty") says that it is as it should be.
        """
      list.append(Missing(text: text, brief: nil, canBeAllowed: false))
    }
    return list
  }

  private static func missing(_ problem: SourceProblem, of name: String) -> Missing {
    let isPart = problem.kind == .partialList
    return Missing(
      text: "\(data: name): \(problem.text)",
      brief: "\(data: name) is \(words: isPart ? "not the whole list" : "not complete")", canBeAllowed: isPart)
  }

  private var missingPayments: [Missing] {
    var list: [Missing] = []
    for file in book.files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      list += file.problems.map { Reconciliation.missing($0, of: file.name) }
      if file.rejected > 0 {
        let shown = file.rejections.prefix(Reconciliation.namedRejections)
        let rows = shown.map { "row \($0.row): \($0.reason)" as Prose }
        let more: Prose = shown.count < file.rejected ? "; and \(file.rejected - shown.count) more" : ""
        let text: Prose = """
          \(data: file.name): \(file.rejected, "row") rejected: \(Prose.joined(rows, by: "; "))\(more).
          """
        let brief: Prose = "\(file.rejected, "row") of \(data: file.name) rejected"
        // Of nothing at all it can't be said that what was read is right.
        list.append(Missing(text: text, brief: brief, canBeAllowed: !book.hasNothingReadable))
      }
    }
    let unlinked = groups.unlinked.count
    if unlinked > 0 {
      let refunds = unlinked == 1 ? "refund or dispute is" : "refunds or disputes are"
      let text: Prose = "\(unlinked) \(words: refunds) not linked to a payment"
      let isOpen = places.contains { $0.category == .refundUnlinked && $0.acceptance == nil }
      list.append(Missing(text: "\(text).", brief: isOpen ? nil : text, canBeAllowed: true))
    }
    return list
  }

  /// The outcome under these settings. Where something is missing, nothing is reconciled, even if that was allowed.
  public var outcome: Outcome {
    let missing = missing
    if missing.contains(where: decidesEnding) { return .incomplete }
    if hasOpen(from: threshold) || equations.contains(where: { $0.result == .fail }) { return .exceptions }
    if !missing.isEmpty { return .incomplete }
    return isEmpty ? .nothing : .reconciled
  }

  /// Whether what is missing decides how the command ends.
  public var endsIncomplete: Bool { missing.contains(where: decidesEnding) }

  private func decidesEnding(_ missing: Missing) -> Bool { !settings.allowIncomplete || !missing.canBeAllowed }

  /// What is missing, in the words of a title.
  var gaps: [Prose] { missing.compactMap(\.brief) }

  /// The severity from which on something that is open is an exception of the whole.
  private var threshold: Severity { min(settings.failOn ?? .error, .error) }

  /// How many exceptions somebody has accepted, and whether it would be no reconciliation without that.
  var accepted: (count: Int, decide: Bool) {
    let accepted = places.filter { $0.acceptance != nil }
    return (accepted.count, accepted.contains { $0.severity >= threshold })
  }

  /// Whether something of at least this severity is wrong that nobody has accepted.
  public func hasOpen(from threshold: Severity) -> Bool {
    places.contains { $0.acceptance == nil && $0.severity >= threshold }
  }

  /// The control totals as equations. Those of payments say nothing where no payment could be read.
  public var equations: [ControlEquation] {
    let ofPayments = equationsOfPayments
    return equationsOfRows + equationsOfJobs + (book.hasNothingReadable ? ofPayments.map(\.untested) : ofPayments)
  }

  private var equationsOfRows: [ControlEquation] {
    var list: [ControlEquation] = []
    for file in book.files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let accepted = file.used + file.others
      if file.rows == 0, !file.problems.isEmpty {
        list.append(ControlEquation("rows of \(data: file.name)", "none could be read", .notTested))
        continue
      }
      list.append(
        ControlEquation(
          "rows of \(data: file.name)",
          "\(file.rows) read = \(accepted) accepted (\(file.others) of other subjects) + \(file.rejected) rejected",
          holds: file.rows == accepted + file.rejected))
    }
    return list
  }

  private var equationsOfJobs: [ControlEquation] {
    [
      ControlEquation(
        "production lines", "\(totals.linesRead) read = \(totals.jobs) distinct + \(totals.repeatedLines) repeated",
        holds: totals.linesRead == totals.jobs + totals.repeatedLines),
      sum("distinct production lines", totals.jobs, Category.ofJobs.map { ($0, totals.jobsByCategory[$0] ?? 0) }),
    ]
  }

  private var equationsOfPayments: [ControlEquation] {
    var list = [sum("distinct payments", totals.payments, Category.ofPayments.map { ($0, totals.payments($0)) })]
    let named = Set(totals.currencies + settings.ledgerTotals.map(\.currency))
    let (all, scope) = (totals.ofAllCategories, totals.inScope)
    for currency in named.sorted() {
      list += equations(in: currency, all[currency] ?? .init(), scope: scope[currency] ?? .init())
    }
    list.append(
      ControlEquation(
        "ids on both sides",
        "\(totals.jobIDs) of jobs = \(totals.paymentIDs) of payments; SHA-256 \(data: totals.jobDigest)",
        holds: totals.jobIDs == totals.paymentIDs && totals.jobDigest == totals.paymentDigest))
    return list
  }

  private func sum(_ name: Prose, _ whole: Int, _ parts: [(category: Category, count: Int)]) -> ControlEquation {
    let shown = parts.filter { $0.count > 0 }.map { "\($0.count) \(name: $0.category.rawValue)" as Prose }
    return ControlEquation(
      name, "\(whole) = \(shown.isEmpty ? "0" : Prose.joined(shown, by: " + "))",
      holds: whole == parts.reduce(0) { $0 + $1.count })
  }

  /// - Parameters:
  ///   - parts: the sums of all categories.
  ///   - scope: those of what belongs to the window and the mode.
  private func equations(
    in currency: Currency, _ parts: ControlTotals.Sums, scope: ControlTotals.Sums
  ) -> [ControlEquation] {
    let whole = totals.all[currency] ?? .init()
    func text(_ minor: Int128) -> Prose { "\(words: Money.text(minor, currency))" }
    func lost(_ sums: ControlTotals.Sums) -> Prose {
      """
      \(sums.statesRefunds ? text(sums.refunded) : "n/a") refunded − \
      \(sums.statesDisputes ? text(sums.disputed) : "n/a") disputed
      """
    }
    let untested: [Prose] = [
      whole.withoutRefunds > 0 ? "refunds of \(whole.withoutRefunds, "payment")" : nil,
      whole.withoutDisputes > 0 ? "disputes of \(whole.withoutDisputes, "payment")" : nil,
    ].compactMap(\.self)
    var list = [
      ControlEquation(
        "all payments in \(words: "\(currency)")",
        """
        \(text(whole.paid)) paid − \(lost(whole)) = \(text(whole.retained)) retained = \
        \(text(parts.retained)) of all categories
        """,
        holds: whole.paid - whole.refunded - whole.disputed == whole.retained && whole.retained == parts.retained)
    ]
    if !untested.isEmpty {
      list.append(
        ControlEquation(
          "refunds and disputes in \(words: "\(currency)")",
          "no file states \(Prose.joined(untested, by: " and "))", .notTested))
    }
    list.append(
      ControlEquation(
        "those of the window and mode in \(words: "\(currency)")",
        "\(text(scope.paid)) paid − \(lost(scope)) = \(text(scope.retained)) retained",
        holds: scope.paid - scope.refunded - scope.disputed == scope.retained))
    // The books have what is carried over where it was paid.
    let inScope = scope.retained - totals.retainedBefore[currency, default: 0]
    for total in settings.ledgerTotals where total.currency == currency {
      let difference = inScope - Int128(total.amount)
      list.append(
        ControlEquation(
          "books in \(words: "\(currency)")",
          """
          \(text(inScope)) retained in the window = \(text(Int128(total.amount))) of the books; difference \
          \(text(difference))
          """, holds: difference == 0))
    }
    return list
  }
}
