extension Finding {
  /// The finding of a rule that has failed on a production line.
  init(
    _ active: Auditor.ActiveRule, on line: ProductionLine, _ context: RuleContext, _ offsets: OffsetMap, source: String
  ) {
    self.init(rule: active.info, severity: active.severity)
    let evidence = active.type.explain(line, context)
    subject = line.has(.id) ? context.string(line.id) : ""
    paymentIntent = line.has(.paymentIntent) ? context.string(line.paymentIntent) : ""
    requested = line.stamp(.requested)?.description ?? ""
    ended = line.stamp(.ended)?.description ?? ""
    field = evidence.field?.path ?? ""
    expected = evidence.expected
    actual = evidence.actual
    unit = evidence.unit
    message = evidence.message
    self.source = source
    index = line.index
    byteOffset = line.offset
    let record = line.record.range
    let place = evidence.field.flatMap { FieldLocator.range(of: $0, in: record, context.texts.window.span.bytes) }
    // Without a field the value is the whole element, if that is no object.
    guard let value = place ?? (line.isObject ? nil : record) else { return }
    byteOffset = offsets.offset(of: value.lowerBound)
    if actual.isEmpty { actual = CompactJSON.text(of: context.texts.window.span.bytes.extracting(value)) }
  }
}
