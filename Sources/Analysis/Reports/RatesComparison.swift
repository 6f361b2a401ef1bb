/// The rates of groups in two lists, and whether they differ by more than noise (`MeanTest`).
enum RatesComparison {
  /// A heading, what is compared, and a row for each group that has ended since.
  ///
  /// - Parameters:
  ///   - earlier: what the rates before are those of.
  ///   - none: what is said if nothing has ended since.
  static func blocks(_ rates: ComparedRates, earlier: Prose, none: Prose) -> [Report.Block] {
    var blocks: [Report.Block] = [.heading(2, "Rates in characters per second")]
    if rates.groups.isTooMany { return blocks + [.paragraph("There are too many groups to compare.")] }
    var table = Report.Table([
      .init("alphabet"), .init("characters per token", isNumber: true), .init("n before", isNumber: true),
      .init("mean before", isNumber: true), .init("n since", isNumber: true), .init("mean since", isNumber: true),
      .init("t", isNumber: true), .init("limit", isNumber: true), .init("more than noise"),
    ])
    for group in rates.groups.sorted(by: { $0.new.count }) where group.value.new.count > 0 {
      let test = MeanTest(group.value.old, group.value.new)
      func mean(_ spread: Spread) -> Prose {
        spread.meanThousandths.map { "\(words: DecimalText.rounded(thousandths: $0))" } ?? "n/a"
      }
      table.rows.append([
        "\(data: group.alphabet)", "\(group.digits)", "\(group.value.old.count)", mean(group.value.old),
        "\(group.value.new.count)", mean(group.value.new), number(test?.t),
        number(test?.limit),
        test.map { $0.isTelling ? "yes" : "no" } ?? "not testable: fewer than 2 on a side",
      ])
    }
    if table.rows.isEmpty { return blocks + [.paragraph(none)] }
    blocks.append(
      .paragraph(
        """
        Before: \(earlier). Since: those that ended later. t is that of Welch's test \
        (Biometrika 34, 1947) of the two means; beyond the limit, Student's t at 0.1 percent for the smaller n − 1, or \
        for the next smaller number that printed tables have, the difference is more than noise. Among 1,000 groups without any difference about one would be called so.
        """))
    return blocks + [.table(table)]
  }

  private static func number(_ value: Double?) -> Prose {
    guard let value else { return "n/a" }
    guard let thousandths = DecimalText.thousandths(value) else { return "beyond all limits" }
    return "\(words: DecimalText.raw(thousandths: thousandths))"
  }
}
