/// What the report says of the orders.
extension AuditReport {
  static let ordersQuestion: Prose = "Was everything delivered as ordered?"

  /// The answer to whether everything was delivered as ordered.
  static func delivered(_ orders: OrderFigures?) -> Prose {
    guard let orders else { return "not tested: no orders were given" }
    let count: Prose = "\(orders.asOrdered) of \(orders.rows, "order")"
    let unordered: Prose =
      orders.unordered == 0
      ? ""
      : "; \(orders.unordered, "production line") \(words: orders.unordered == 1 ? "belongs" : "belong") to no order"
    if orders.rows == 0 { return "not testable: there is not one order" }
    let untold: Prose =
      orders.notJudged == 0 ? "" : "; of \(orders.notJudged, "order") it can't be told"
    let open: Prose =
      orders.open == 0
      ? "" : "; \(orders.open) \(words: orders.open == 1 ? "is" : "are") not delivered yet and not overdue"
    let rest = late(orders) + unordered
    if orders.broken > 0 { return "no: \(count) as ordered; \(faults(orders))\(open)\(untold)\(rest)" }
    if orders.asOrdered == orders.rows { return "yes: \(orders.rows, "order"), \(tokens(orders))\(rest)" }
    if orders.open > 0 { return "not yet: \(count) as ordered\(open)\(untold)\(rest)" }
    return orders.asOrdered == 0
      ? "not testable\(untold)\(rest)" : "as far as it can be told: \(count) as ordered\(untold)\(rest)"
  }

  /// "12 of 12 orders delivered as ordered", for a title.
  static func orderCount(_ orders: OrderFigures) -> Prose {
    let open: Prose = orders.open == 0 ? "" : ", \(orders.open) not delivered yet"
    let untold: Prose = orders.notJudged == 0 ? "" : ", \(orders.notJudged) not judged"
    let late: Prose = orders.late == 0 ? "" : ", \(orders.late) late"
    return "\(orders.asOrdered) of \(orders.rows, "order") delivered as ordered\(open)\(untold)\(late)"
  }

  private static func late(_ orders: OrderFigures) -> Prose {
    orders.late == 0 ? "" : "; \(orders.late) \(words: orders.late == 1 ? "was" : "were") late"
  }

  private static func tokens(_ orders: OrderFigures) -> Prose {
    "\(orders.deliveries.reduce(Int128(0)) { $0 + Int128($1.delivered ?? 0) }, "token")"
  }

  /// What is wrong with those that are not as ordered.
  private static func faults(_ orders: OrderFigures) -> Prose {
    let short = orders.deliveries.filter { $0.state == .short }
    let over = orders.deliveries.filter { $0.state == .over }
    let overdue = orders.deliveries.count { $0.state == .overdue }
    let other = orders.deliveries.count(where: \.hasOtherAlphabet)
    var parts: [Prose] = []
    if !short.isEmpty {
      parts.append("\(short.count) short by \(short.reduce(Int128(0)) { $0 + Int128($1.missing ?? 0) }, "token")")
    }
    if !over.isEmpty {
      parts.append("\(over.count) over by \(over.reduce(Int128(0)) { $0 + Int128($1.surplus ?? 0) }, "token")")
    }
    if overdue > 0 { parts.append("\(overdue) overdue") }
    if other > 0 { parts.append("\(other) of another alphabet or length") }
    return Prose.joined(parts)
  }

  /// What was not examined, as a sentence; nil if there is nothing of it.
  var unexamined: Prose? {
    var parts: [Prose] = []
    if audit.orders == nil { parts.append("whether this is what was ordered") }
    if audit.tokens == nil { parts.append("the tokens themselves") }
    if reconciled == nil { parts.append("whether the payments were made") }
    return parts.isEmpty ? nil : "Not examined: \(Prose.joined(parts))."
  }

  /// The sentence of an audit that found nothing: what it means, and what was not examined.
  var clearance: Prose {
    let rest: Prose = unexamined.map { " \($0)" } ?? ""
    let hasAccepted = audit.statuses.accepted.contains { $0 > 0 }
    let nothing: Prose = hasAccepted ? "Nothing but accepted findings contradicts" : "Nothing in the list contradicts"
    let rules: Prose = "\(nothing) the rules below."
    guard let orders = audit.orders else { return "\(rules)\(rest)" }
    if orders.rows > 0, orders.asOrdered == orders.rows {
      let all: Prose = orders.rows == 1 ? "the order was" : "all \(orders.rows, "order") were"
      return "We got what we ordered: \(all) delivered in full\(AuditReport.late(orders)). \(rules)\(rest)"
    }
    return "Of the orders, \(AuditReport.orderCount(orders)). \(rules)\(rest)"
  }

  /// The table of orders: those that are not as ordered first, then in the order of their table.
  var orderSection: [Report.Block] {
    guard let orders = audit.orders else { return [] }
    var blocks: [Report.Block] = [.heading(2, "Orders"), .paragraph("\(AuditReport.orderCount(orders)).")]
    if orders.deliveries.isEmpty { return blocks }
    var table = Report.Table([
      .init("order"), .init("production line"), .init("ordered", isNumber: true), .init("delivered", isNumber: true),
      .init("missing", isNumber: true), .init("due"), .init("state"),
    ])
    let sorted = orders.deliveries.filter { !$0.isAsOrdered } + orders.deliveries.filter(\.isAsOrdered)
    for delivery in sorted.prefix(settings.maxRows) {
      table.rows.append([
        "\(data: delivery.order)",
        delivery.lineID.isEmpty ? "n/a" : "\(data: delivery.lineID)", "\(delivery.ordered)",
        delivery.delivered.map { "\($0)" } ?? "n/a", delivery.missing.map { "\($0)" } ?? "n/a",
        delivery.due.isEmpty ? "n/a" : "\(data: delivery.due)", AuditReport.state(delivery),
      ])
    }
    if !table.rows.isEmpty { blocks.append(.table(table)) }
    if table.rows.count < sorted.count {
      blocks.append(
        .paragraph("\(table.rows.count) of \(sorted.count); all in \(name: "report.json") (\(name: "-o report.json")).")
      )
    }
    return blocks + AuditReport.bars(of: sorted.prefix(settings.maxRows).compactMap(OrderBar.init))
  }

  /// The same as pictures: a bar for each order of which it can be told what was delivered.
  private static func bars(of bars: [OrderBar]) -> [Report.Block] {
    stride(from: 0, to: bars.count, by: OrdersDrawing.limit).map { start in
      .picture(.orders(Array(bars[start..<min(bars.count, start + OrdersDrawing.limit)])))
    }
  }

  private static func state(_ delivery: OrderDelivery) -> Prose {
    let late: Prose = delivery.isLate ? ", late" : ""
    let other: Prose = delivery.hasOtherAlphabet ? "\(late), of another alphabet or length" : late
    return switch delivery.state {
    case .delivered: "delivered in full\(other)"
    case .short: "short\(other)"
    case .over: "\(delivery.surplus ?? 0) more than ordered\(other)"
    case .open: "not delivered yet\(other)"
    case .overdue: "overdue\(other)"
    case .notJudged(let obstacle): "not judged: \(words: obstacle.reason)\(other)"
    }
  }

  /// What was read of the orders.
  static func coverage(of orders: OrderFigures) -> Prose {
    let digest: Prose = orders.digest.map { " SHA-256 \(data: $0.text)." } ?? ""
    let unused: Prose =
      orders.unusedColumns.isEmpty
      ? "" : " Columns that are not read: \(Prose.joined(orders.unusedColumns.prefix(20).map { "\(data: $0)" }))."
    return """
      Orders read: \(orders.rows) in \(data: orders.name), \(orders.bytes, "byte"); used: \(orders.deliveries.count).\
      \(unused)\(digest)
      """
  }

  /// The rows of what the verdict doesn't cover that concern orders.
  var ordersNotCovered: [[Prose]] {
    guard let orders = audit.orders else {
      return [
        [
          "whether this is what was ordered", "the list doesn't say what was ordered",
          "orders with \(name: "--orders FILE")",
        ]
      ]
    }
    var counts: [(obstacle: Obstacle, count: Int)] = []
    for delivery in orders.deliveries {
      guard case .notJudged(let obstacle) = delivery.state else { continue }
      if let place = counts.firstIndex(where: { $0.obstacle == obstacle }) {
        counts[place].count += 1
      } else {
        counts.append((obstacle, 1))
      }
    }
    return counts.map { obstacle, count in
      ["\(count, "order")", "\(words: obstacle.reason)", Self.remedy(obstacle)]
    }
  }

  private static func remedy(_ obstacle: Obstacle) -> Prose {
    switch obstacle {
    case .outsideWindow: "the same lists without \(name: "--from"), \(name: "--to") and \(name: "--month")"
    case .alphabetUnknown: "the answer of \(name: "GET /api/alphabets") with \(name: "--alphabets FILE")"
    case .orderDoubtful: "a corrected table with \(name: "--orders FILE")"
    default: "see the findings on its production line"
    }
  }
}
