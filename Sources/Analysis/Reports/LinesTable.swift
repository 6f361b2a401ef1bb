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

  /// Bytes that a row usually needs at most.
  private static let usualSize = 768

  /// The row of a production line, as bytes; what is absent or can't be used is empty.
  public static func row(_ line: ProductionLine, _ context: RuleContext, source: String, failed: [String]) -> [UInt8] {
    var row = CSVRow(capacity: usualSize)
    func text(_ field: Field, _ text: Text, prefix: StaticString = "") {
      if line.has(field) {
        context.texts.withBytes(of: text) { row.add(text: $0, prefix: prefix) }
      } else {
        row.add(.empty)
      }
    }
    func number(_ field: Field, _ value: Int) {
      if line.has(field) { row.add(value) } else { row.add(.empty) }
    }
    func quantity(_ field: Field, _ value: Quantity) {
      row.add(line.has(field) ? .digits(context.string(value.digits)) : .empty)
    }
    row.add(.text(source))
    row.add(line.index)
    row.add(line.offset)
    text(.id, line.id)
    text(.paymentIntent, line.paymentIntent)
    text(.transactionID, line.transactionID)
    text(.status, line.statusWord)
    text(.analysis, line.analysis)
    text(.alphabet, line.alphabetID)
    number(.digits, line.digits)
    number(.size, line.size)
    quantity(.available, line.available)
    quantity(.reachable, line.reachable)
    number(.progress, line.progress)
    number(.rate, line.rate)
    row.add(line.has(.partial) ? .text(line.partial ? "true" : "false") : .empty)
    text(.checksum, line.checksum.text, prefix: "0b")
    for size in Field.fileSizes { number(size, line.fileSizes[size]) }
    for stamp in Field.stamps {
      if let moment = line.stamp(stamp) { row.add(moment) } else { row.add(.empty) }
    }
    addDerived(line, context, to: &row)
    row.add(.text(failed.joined(separator: " ")))
    return row.ended()
  }

  private static func addDerived(_ line: ProductionLine, _ context: RuleContext, to row: inout CSVRow) {
    func span(_ from: Field, _ to: Field) {
      guard let start = line.stamp(from), let end = line.stamp(to) else { return row.add(.empty) }
      row.add(end.milliseconds - start.milliseconds)
    }
    row.add(DataFileSize.expected(line, context).map { .digits(String($0)) } ?? .empty)
    row.add(impliedRate(line).map { .digits(String($0)) } ?? .empty)
    span(.requested, .started)
    span(.started, .ended)
    span(.ended, .finished)
    row.add(context.earlierTokens(of: line).map { .digits($0.description) } ?? .empty)
  }

  /// ⌊1000·N/W⌋, the characters per second that the stamps imply; nil where they don't.
  private static func impliedRate(_ line: ProductionLine) -> Int128? {
    guard let time = line.runTime, time > 0, line.hasAll([.digits, .size]) else { return nil }
    return Int128(line.digits) * Int128(line.size) * 1000 / Int128(time)
  }
}
