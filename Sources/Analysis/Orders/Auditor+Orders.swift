/// What only the orders can tell.
extension Auditor {
  /// Holds the orders against the production lines that were heard, after these were judged together.
  public func judgeOrders(
    _ collector: OrderCollector, into audit: inout Audit, baseline: inout Baseline, observer: inout some AuditObserver
  ) {
    audit.keepFindings(settings)
    let book = collector.book
    var report = SourceReport(name: book.name, problems: book.problems)
    var judgements: [OrderJudgement] = []
    do throws(SourceFailure) {
      let (made, contradictions) = try judge(collector, audit)
      judgements = made
      report.problems += contradictions
    } catch { audit.fail(error) }
    var figures = OrderFigures(book)
    figures.deliveries = judgements.map(\.delivery)
    let places = OrderPlaces(audit.sources, book.name)
    if !report.problems.isEmpty {
      report.bytes = book.bytes
      report.digest = book.digest
      audit.add(report)
    }
    for rule in Rulebook.orderRules {
      let severity = settings.severity(of: rule.about)
      guard severity != .off else { continue }
      let index = Rulebook.index(of: rule.about)
      for judgement in judgements {
        let verdict = rule.check(judgement)
        if verdict.isTested { baseline.watched.note(rule.about, on: judgement.order.name, in: &audit.retests) }
        switch verdict {
        case .passed: audit.count(passed: 1, ruleAt: index)
        case .notTestable(let obstacle): audit.count(obstacle, ruleAt: index)
        case .failed:
          var finding = Finding(rule: rule.about, severity: severity)
          finding.order = judgement.order.name
          let place = places.fill(&finding, judgement)
          rule.explain(judgement, context, &finding)
          if let place {
            audit.add(finding, at: place, ruleAt: index, baseline: &baseline, observer: &observer)
          } else {
            audit.count(failed: 1, ruleAt: index)
            audit.add(finding, ruleAt: index, baseline: &baseline, observer: &observer)
          }
        }
      }
    }
    do throws(SourceFailure) {
      figures.unordered = try judgeUnordered(book, places, into: &audit, baseline: &baseline, observer: &observer)
    } catch { audit.fail(error) }
    audit.orders = figures
  }

  private func judge(
    _ collector: OrderCollector, _ audit: Audit
  ) throws(SourceFailure) -> ([OrderJudgement], [SourceProblem]) {
    let book = collector.book
    var jobs = [[OrderJob]](repeating: [], count: book.orders.count)
    var claims: Set<[Int]> = []
    for job in collector.jobs {
      for order in job.orders { jobs[order].append(job) }
      if job.orders.count > 1 { claims.insert(job.orders.sorted()) }
    }
    // The latest request of a job of each order that ended outside the window.
    var outside: [Int: Int] = [:]
    if settings.window != nil {
      let superseded = audit.lineage?.superseded ?? BitSet()
      try audit.index.visit { (place, entry) throws(SourceFailure) in
        guard audit.standings[place] == .leftOut, !superseded.contains(place) else { return }
        for order in book.orders(of: try OrderedKeys(entry, audit.index)) {
          outside[order] = max(outside[order] ?? .min, entry.hasRequested ? entry.requested : .max)
        }
      }
    }
    let doubtful = Set(claims.joined())
    let moment = settings.asOf ?? audit.latest
    let judgements = book.orders.enumerated().map { number, order in
      OrderJudgement(
        order, jobs[number], outside: outside[number], isDoubtful: doubtful.contains(number), at: moment,
        context.catalogue)
    }
    let problems = claims.sorted { $0.lexicographicallyPrecedes($1) }.map { claim -> SourceProblem in
      let names = Prose.joined(claim.map { "\(data: book.orders[$0].name) (row \(book.orders[$0].location.row))" })
      return .contradiction("one job belongs to several orders: \(names)", at: book.orders[claim[0]].location)
    }
    return (judgements, problems)
  }

  /// Judges whether each production line that counts belongs to an order.
  ///
  /// - Returns: how many don't.
  private func judgeUnordered(
    _ book: OrderBook, _ places: OrderPlaces, into audit: inout Audit, baseline: inout Baseline,
    observer: inout some AuditObserver
  ) throws(SourceFailure) -> Int {
    let rule = LineWithoutOrder.about
    let severity = settings.severity(of: rule)
    guard severity != .off, audit.failure == nil else { return 0 }
    let ruleIndex = Rulebook.index(of: rule)
    let (lines, standings) = (audit.index, audit.standings)
    var unordered = 0
    try lines.visit { (place, entry) throws(SourceFailure) in
      guard standings[place] != .leftOut else { return }
      let keys = try OrderedKeys(entry, lines)
      if keys.line.isEmpty, keys.payment.isEmpty {
        audit.count(entry.obstacle(.id) ?? .absent, ruleAt: ruleIndex)
      } else if !book.orders(of: keys).isEmpty {
        audit.count(passed: 1, ruleAt: ruleIndex)
        baseline.watched.note(ruleIndex, on: entry, in: &audit.retests)
      } else if book.isDoubtful(line: keys.line, payment: keys.payment) {
        audit.count(.orderDoubtful, ruleAt: ruleIndex)
      } else {
        unordered += 1
        baseline.watched.note(ruleIndex, on: entry, in: &audit.retests)
        var finding = Finding(rule: rule, severity: severity)
        finding.subject = try lines.text(.id, of: entry)
        finding.paymentIntent = try lines.text(.payment, of: entry)
        if entry.hasRequested { finding.requested = Timestamp(milliseconds: entry.requested).description }
        finding.expected = "an order"
        (finding.source, finding.index) = places.position(of: place)
        finding.byteOffset = entry.offset
        finding.message = book.reasonWithoutOrder(line: keys.line, payment: keys.payment)
        audit.add(finding, at: place, ruleAt: ruleIndex, baseline: &baseline, observer: &observer)
      }
    }
    return unordered
  }
}

/// The keys of a production line that orders name.
struct OrderedKeys {
  let line: [UInt8]
  let payment: [UInt8]

  init(_ entry: LineEntry, _ index: LineIndex) throws(SourceFailure) {
    line = try index.text(.id, of: entry).utf8.comparedAsID
    payment = Array(try index.text(.payment, of: entry).utf8)
  }
}

extension OrderBook {
  func orders(of keys: OrderedKeys) -> [Int] { orders(line: keys.line, payment: keys.payment) }
}

extension Audit {
  fileprivate mutating func count(passed: Int = 0, failed: Int = 0, ruleAt index: Int) {
    var tally = RuleTally()
    tally.passed = passed
    tally.failed = failed
    merge(tally, ruleAt: index)
  }

  fileprivate mutating func count(_ obstacle: Obstacle, ruleAt index: Int) {
    var tally = RuleTally()
    tally.notTestable[obstacle] = 1
    merge(tally, ruleAt: index)
  }
}
