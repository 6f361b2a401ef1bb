extension JSONFormat {
  /// What became of the orders; nil without any.
  static func orders(_ audit: Audit) -> JSONValue? {
    audit.orders.map { orders in
      .object([
        ("file", .text(orders.name)), ("bytes", .number(orders.bytes)),
        ("sha256", orders.digest?.hex.map { .text($0) }), ("rows", .number(orders.rows)),
        ("question", .text(AuditReport.ordersQuestion.plain)), ("answer", .text(AuditReport.delivered(orders).plain)),
        ("asOrdered", .number(orders.asOrdered)), ("broken", .number(orders.broken)), ("open", .number(orders.open)),
        ("late", .number(orders.late)),
        ("notJudged", .number(orders.notJudged)), ("productionLinesWithoutOrder", .number(orders.unordered)),
        ("unusedColumns", .list(orders.unusedColumns.map { .text($0) })),
        ("list", .list(orders.deliveries.map(delivery))),
      ])
    }
  }

  private static func delivery(_ delivery: OrderDelivery) -> JSONValue {
    let obstacle: Obstacle? = if case .notJudged(let obstacle) = delivery.state { obstacle } else { nil }
    return .object([
      ("order", .text(delivery.order)), ("lineId", .nonEmpty(delivery.lineID)),
      ("paymentIntent", .nonEmpty(delivery.paymentIntent)), ("ordered", .number(delivery.ordered)),
      ("delivered", delivery.delivered.map { .number($0) }), ("missing", delivery.missing.map { .number($0) }),
      ("surplus", delivery.surplus.map { .number($0) }), ("due", .nonEmpty(delivery.due)),
      ("state", .text(delivery.state.code)), ("reason", obstacle.map { .text($0.reason) }),
      ("otherAlphabet", .flag(delivery.hasOtherAlphabet)), ("late", .flag(delivery.isLate)),
    ])
  }
}
