/// A production line that was kept as its text, read again with all its values.
struct KeptLine {
  let line: ProductionLine
  let context: RuleContext
  /// Whether a run about later days has seen it, and further in its life than what is held against it.
  var isAhead = false

  /// Reads the text of one production line.
  ///
  /// - Parameter context: of the auditor, for the catalogue and the settings.
  init(_ text: [UInt8], _ context: RuleContext) throws(SourceFailure) {
    var reader = DocumentReader(
      element: MemorySource(text), records: LineRecords(catalogue: context.catalogue), windowSize: text.count + 1)
    guard reader.fill(), let line = reader.records.batch.lines.first else {
      throw SourceFailure("a production line that was kept can't be read again")
    }
    self.line = line
    var context = context
    context.texts = reader.records.batch.texts
    context.texts.window = reader.windowBytes
    self.context = context
  }

  /// The text of a member; nil if it is absent or can't be used.
  func text(of field: Field) -> String? { line.text(of: field, context) }
}
