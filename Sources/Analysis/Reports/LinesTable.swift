/// `lines.csv`: a row for each production line, with figures derived from what it states.
public enum LinesTable {
  /// The names of the columns.
  public static let header = CSVFormat.header([
    "source", "index", "byte_offset", "line_id", "payment_intent", "transaction_id", "status", "analysis", "alphabet",
    "digits", "size", "available", "reachable", "progress", "rate", "partial", "checksum", "data_bytes",
    "snapshot_bytes", "score_bytes", "analysis_bytes", "delta_bytes", "requested", "started", "ended", "finished",
    "analyzed", "deleted", "expected_data_bytes", "implied_rate", "waiting_ms", "run_ms", "packing_ms",
    "earlier_tokens", "failed_rules",
  ])

  /// The row of a production line; what is absent or can't be used is empty.
  public static func row(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) -> String {
    func text(_ field: Field, _ text: Text) -> CSVCell {
      line.has(field) ? .text(context.string(text)) : .empty
    }
    func number(_ field: Field, _ value: Int) -> CSVCell {
      line.has(field) ? .number(value) : .empty
    }
    func quantity(_ field: Field, _ value: Quantity) -> CSVCell {
      line.has(field) ? .digits(context.string(value.digits)) : .empty
    }
    let start: [CSVCell] = [
      .text(source), .number(line.index), .number(line.offset), text(.id, line.id),
      text(.paymentIntent, line.paymentIntent), text(.transactionID, line.transactionID),
      text(.status, line.statusWord), text(.analysis, line.analysis), text(.alphabet, line.alphabetID),
      number(.digits, line.digits), number(.size, line.size), quantity(.available, line.available),
      quantity(.reachable, line.reachable), number(.progress, line.progress), number(.rate, line.rate),
      line.has(.partial) ? .text(String(line.partial)) : .empty,
      line.has(.checksum) ? .text("0b\(context.string(line.checksum.text))") : .empty,
    ]
    let sizes = Field.fileSizes.map { number($0, line.fileSizes[$0]) }
    let stamps = Field.stamps.map { line.stamp($0).map { CSVCell.text($0.description) } ?? .empty }
    return CSVFormat.row(start + sizes + stamps + derived(line, context) + [.text(failed.joined(separator: " "))])
  }

  private static func derived(_ line: ProductionLine, _ context: RuleContext) -> [CSVCell] {
    func span(_ from: Field, _ to: Field) -> CSVCell {
      guard let start = line.stamp(from), let end = line.stamp(to) else { return .empty }
      return .number(end.milliseconds - start.milliseconds)
    }
    return [
      DataFileSize.expected(line, context).map { .digits(String($0)) } ?? .empty,
      impliedRate(line).map { .digits(String($0)) } ?? .empty,
      span(.requested, .started), span(.started, .ended), span(.ended, .finished),
      context.earlierTokens(of: line).map { .digits($0.description) } ?? .empty,
    ]
  }

  /// ⌊1000·N/W⌋, the characters per second that the stamps imply; nil where they don't.
  private static func impliedRate(_ line: ProductionLine) -> Int128? {
    guard let time = line.runTime, time > 0, line.hasAll([.digits, .size]) else { return nil }
    return Int128(line.digits) * Int128(line.size) * 1000 / Int128(time)
  }
}
