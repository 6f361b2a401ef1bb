/// The comparison of two lists for programs.
extension ComparisonReport {
  public static var sides: String { "lists" }

  public var members: [(key: String, value: JSONValue?, levels: Int)] {
    [
      ("old", value(old), 0), ("new", value(new), 0),
      (
        "productionLines",
        .object(
          LineComparison.Kind.allCases.map { ($0.rawValue, .number(count($0))) } + [
            ("unchanged", .number(lines.unchanged)), ("untold", .number(lines.untold)),
          ]), 0
      ),
      ("changes", .list(LineComparison.Kind.allCases.flatMap(changes)), 1),
      ("findings", findings, 2), ("rates", rates, 1),
    ]
  }

  private func value(_ side: Side) -> JSONValue {
    .object([
      ("name", .text(side.name)), ("verdict", .text(side.audit.outcome(settings).rawValue)),
      ("productionLines", .number(side.audit.productionLines)),
      ("findings", .number(side.audit.tallies.reduce(0) { $0 + $1.failed })),
    ])
  }

  /// The first changes of a kind.
  private func changes(_ kind: LineComparison.Kind) -> [JSONValue] {
    (lines.changes.rows[kind] ?? []).map { row in
      .object([
        ("kind", .text(kind.rawValue)), ("lineId", .nonEmpty(row.line)), ("paymentIntent", .nonEmpty(row.payment)),
        ("field", .text(row.field.path)), ("old", row.old.map { .text($0) }), ("new", row.new.map { .text($0) }),
      ])
    }
  }

  private var findings: JSONValue? {
    new.audit.baseline?.previous.map { previous in
      .object([
        ("new", .number(new.audit.newFindings)), ("known", .number(new.audit.statuses.known.reduce(0, +))),
        ("resolved", .number(previous.resolved)), ("notListed", .number(previous.closed[.notListed] ?? 0)),
        ("notTested", .number(previous.closed[.notTested] ?? 0)),
        (
          "firstNew",
          .list(
            new.audit.firstFindings.flatMap(\.self).prefix(settings.maxRows).map {
              .object([
                ("fingerprint", .text($0.fingerprint)), ("rule", .text($0.rule.code)),
                ("lineId", .nonEmpty($0.subject)), ("field", .nonEmpty($0.field)),
                ("message", .text($0.message.plain)),
              ])
            })
        ), ("firstClosed", .list(previous.first.map { ComparisonJSON.value($0.finding, closure: $0.closure) })),
      ])
    }
  }

  /// The rates of each group in which production lines have ended since.
  private var rates: JSONValue? {
    let groups = lines.rates.groups
    guard !groups.isTooMany else { return nil }
    return .list(
      groups.sorted { $0.new.count }.filter { $0.value.new.count > 0 }.map { group in
        let test = MeanTest(group.value.old, group.value.new)
        return .object([
          ("alphabet", .text(group.alphabet)), ("digits", .number(group.digits)),
          ("before", value(group.value.old)), ("since", value(group.value.new)),
          ("t", test.flatMap { value($0.t) }), ("limit", test.flatMap { value($0.limit) }),
          ("moreThanNoise", test.map { .flag($0.isTelling) }),
        ])
      })
  }

  private func value(_ spread: Spread) -> JSONValue {
    .object([
      ("count", .number(spread.count)), ("mean", spread.meanThousandths.map { .decimal(thousandths: $0) }),
    ])
  }

  /// A number with three decimals, nil for one beyond all limits.
  private func value(_ number: Double) -> JSONValue? {
    DecimalText.thousandths(number.magnitude).map { .decimal(thousandths: number < 0 ? -$0 : $0) }
  }
}
