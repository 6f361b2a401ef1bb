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

  /// Adds the row of a production line; what is absent or can't be used is empty.
  public static func add(
    _ line: ProductionLine, _ context: RuleContext, source: String, failed: [String], to rows: inout CSVRows
  ) {
    rows.add(.text(source))
    rows.add(line.index)
    rows.add(line.offset)
    add(.id, line.id, of: line, context, to: &rows)
    add(.paymentIntent, line.paymentIntent, of: line, context, to: &rows)
    add(.transactionID, line.transactionID, of: line, context, to: &rows)
    add(.status, line.statusWord, of: line, context, to: &rows)
    add(.analysis, line.analysis, of: line, context, to: &rows)
    add(.alphabet, line.alphabetID, of: line, context, to: &rows)
    add(.digits, line.digits, of: line, to: &rows)
    add(.size, line.size, of: line, to: &rows)
    add(.available, line.available, of: line, context, to: &rows)
    add(.reachable, line.reachable, of: line, context, to: &rows)
    add(.progress, line.progress, of: line, to: &rows)
    add(.rate, line.rate, of: line, to: &rows)
    rows.add(line.has(.partial) ? .text(line.partial ? "true" : "false") : .empty)
    add(.checksum, line.checksum.text, of: line, context, prefix: "0b", to: &rows)
    for size in Field.fileSizes { add(size, line.fileSizes[size], of: line, to: &rows) }
    for stamp in Field.stamps {
      if let moment = line.stamp(stamp) { rows.add(moment) } else { rows.add(.empty) }
    }
    addDerived(line, context, to: &rows)
    rows.add(failed.isEmpty ? .empty : .text(failed.joined(separator: " ")))
    rows.end()
  }

  private static func add(
    _ field: Field, _ text: Text, of line: ProductionLine, _ context: RuleContext, prefix: StaticString = "",
    to rows: inout CSVRows
  ) {
    guard line.has(field) else { return rows.add(.empty) }
    context.texts.withBytes(of: text) { rows.add(text: $0, prefix: prefix) }
  }

  private static func add(_ field: Field, _ number: Int, of line: ProductionLine, to rows: inout CSVRows) {
    if line.has(field) { rows.add(number) } else { rows.add(.empty) }
  }

  private static func add(
    _ field: Field, _ quantity: Quantity, of line: ProductionLine, _ context: RuleContext, to rows: inout CSVRows
  ) {
    guard line.has(field) else { return rows.add(.empty) }
    context.texts.withBytes(of: quantity.digits) { rows.add(digits: $0) }
  }

  private static func addDerived(_ line: ProductionLine, _ context: RuleContext, to rows: inout CSVRows) {
    add(DataFileSize.expected(line, context), to: &rows)
    add(impliedRate(line), to: &rows)
    addTime(from: .requested, to: .started, of: line, to: &rows)
    addTime(from: .started, to: .ended, of: line, to: &rows)
    addTime(from: .ended, to: .finished, of: line, to: &rows)
    if let earlier = context.smallEarlierTokens(of: line) {
      add(earlier < 0 ? nil : earlier, to: &rows)
    } else {
      rows.add(context.earlierTokens(of: line).map { .digits($0.description) } ?? .empty)
    }
  }

  private static func add(_ number: Int128?, to rows: inout CSVRows) {
    if let number { rows.add(number) } else { rows.add(.empty) }
  }

  private static func addTime(from: Field, to: Field, of line: ProductionLine, to rows: inout CSVRows) {
    guard let start = line.stamp(from), let end = line.stamp(to) else { return rows.add(.empty) }
    rows.add(end.milliseconds - start.milliseconds)
  }

  /// ⌊1000·N/W⌋, the characters per second that the stamps imply; nil where they don't.
  private static func impliedRate(_ line: ProductionLine) -> Int128? {
    guard let time = line.runTime, time > 0, line.hasAll([.digits, .size]) else { return nil }
    return Int128(line.digits) * Int128(line.size) * 1000 / Int128(time)
  }
}
