/// What the tokens themselves look like, and their files: figures, no verdicts.
extension AuditReport {
  var tokenQuality: [Report.Block] {
    guard let tokens = audit.tokens, !tokens.records.isEmpty else { return [] }
    return characters(tokens.quality) + order(tokens.quality) + files(tokens.records)
  }

  private func characters(_ quality: TokenQuality) -> [Report.Block] {
    let groups = quality.groups
    var blocks: [Report.Block] = [.heading(3, "Characters of the tokens by position")]
    guard !groups.isEmpty else {
      return blocks + [.paragraph("There is no production line whose rows are all tokens, none of them twice.")]
    }
    var table = Report.Table(
      [.init("alphabet"), .init("characters per token", isNumber: true), .init("production lines", isNumber: true)]
        + ["n", "degrees of freedom", "chi-squared, mean", "lowest", "highest", "at position"].map {
          .init($0, isNumber: true)
        })
    for group in groups.prefix(AuditReport.groupLimit) {
      let figures = group.figures
      table.rows.append(
        ["\(data: group.alphabet)", "\(group.digits)", "\(figures.productionLines)", "\(figures.tokens)"]
          + chiSquared(figures, digits: group.digits))
    }
    blocks.append(
      .paragraph(
        """
        Figures, no verdicts, of production lines whose rows are all tokens, none of them twice; n is the number of tokens. Chi-squared \
        says how far the counts of the characters at a position are from equal. It is corrected for drawing without \
        replacement by (T − 1) / (T − s), and is near the degrees of freedom where characters are drawn evenly, most \
        often within twice the square root of twice their number. Where all tokens were drawn, it says nothing; of fewer \
        than 100 tokens, or 5 for each character, it is not told.
        """))
    blocks.append(.table(table))
    if groups.count > AuditReport.groupLimit {
      blocks.append(
        .paragraph(
          "\(AuditReport.groupLimit) of \(groups.count, "group"); all in \(name: "quality.csv") (\(name: "-o quality:quality.csv"))."
        )
      )
    }
    return blocks
  }

  private func chiSquared(_ figures: LetterFigures, digits: Int) -> [Prose] {
    let values = (0..<digits).compactMap { place in
      figures.chiSquared(at: place).flatMap { value in figures.correction.map { (value: value * $0, place: place) } }
    }
    let degrees: Prose = "\(figures.degrees)"
    guard let lowest = values.min(by: { $0.value < $1.value }), let highest = values.max(by: { $0.value < $1.value })
    else { return [degrees, "n/a", "n/a", "n/a", "n/a"] }
    let mean = values.reduce(0) { $0 + $1.value } / Double(values.count)
    return [degrees] + [mean, lowest.value, highest.value].map { AuditReport.decimal($0, 1) } + ["\(highest.place + 1)"]
  }

  private func order(_ quality: TokenQuality) -> [Report.Block] {
    let complete = quality.lines.filter(\.hasAllScores)
    guard !complete.isEmpty else { return [] }
    var table = Report.Table([
      .init("production line"), .init("n", isNumber: true), .init("scores"),
      .init("serial correlation", isNumber: true),
      .init("expected", isNumber: true), .init("standard deviation", isNumber: true),
    ])
    for line in complete.prefix(settings.maxRows) {
      let expected = TokenOrder.expectation(of: line.tokens)
      table.rows.append([
        "\(data: line.id)", "\(line.tokens)", "all from 0 to \(line.tokens - 1)",
        AuditReport.decimal(line.serialCorrelation, 6), AuditReport.decimal(expected?.mean, 6),
        AuditReport.decimal(expected?.deviation, 6),
      ])
    }
    var blocks: [Report.Block] = [
      .heading(3, "Order of the tokens of complete production lines"),
      .paragraph(
        """
        The score of a token is its number among all tokens of its alphabet and length. A complete production line has each \
        score once; the serial correlation says how far a score depends on the one before it, the first on the last, and \
        is near what is expected for a random order, most often within twice the standard deviation.
        """), .table(table),
    ]
    if complete.count > table.rows.count {
      blocks.append(
        .paragraph(
          "\(table.rows.count) of \(complete.count); all in \(name: "quality.csv") (\(name: "-o quality:quality.csv"))."
        ))
    }
    return blocks
  }

  private func files(_ records: [TokenFileRecord]) -> [Report.Block] {
    var table = Report.Table([
      .init("token file"), .init("bytes", isNumber: true), .init("tokens", isNumber: true), .init("SHA-256"),
      .init("the list's hash"),
    ])
    for record in records.prefix(settings.maxRows) {
      let hash: Prose =
        if record.agrees == true { "agrees" } else if record.stated == nil { "none" } else { "not verifiable" }
      table.rows.append([
        "\(data: record.name)", "\(record.bytes)", "\(record.tokens)", AuditReport.value(record.digest ?? ""), hash,
      ])
    }
    if table.rows.isEmpty { return [] }
    var blocks: [Report.Block] = [.heading(3, "Token files"), .table(table)]
    if records.count > table.rows.count {
      blocks.append(
        .paragraph(
          "\(table.rows.count) of \(records.count); all in \(name: "token-files.csv") (\(name: "-o token-files:token-files.csv"))."
        ))
    }
    return blocks
  }

  private static func decimal(_ value: Double?, _ places: Int) -> Prose {
    value.flatMap { DecimalText.fixed($0, places: places) }.map { "\(words: $0)" } ?? "n/a"
  }
}
