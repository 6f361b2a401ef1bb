/// Reads an answer of the service without judging its production lines: is it a whole list?
public enum AnswerCheck {
  /// Reads a source to its end; the report has problems if it isn't one whole list of production lines.
  ///
  /// A list without production lines is a whole one.
  ///
  /// - Parameters:
  ///   - source: the bytes, decompressed.
  ///   - name: how reports call it.
  ///   - progress: called now and then with the production lines so far.
  public static func tokens<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, progress: (_ productionLines: Int) -> Void = { _ in }
  ) -> SourceReport {
    tokens(source, name: name, progress: progress) { _ in }
  }

  /// The same, with all production lines, a batch after another.
  static func tokens<Source: ByteSource & ~Copyable>(
    _ source: consuming Source, name: String, progress: (_ productionLines: Int) -> Void, each: (Batch) -> Void
  ) -> SourceReport {
    var reader = DocumentReader(
      source, records: LineRecords(catalogue: AlphabetCatalogue(), leavesOutOthers: true), isAnswer: true)
    var report = SourceReport(name: name)
    while reader.fill() {
      report.productionLines += reader.records.batch.lines.count
      reader.records.batch.texts.window = reader.windowBytes
      each(reader.records.batch)
      reader.records.batch.removeAll()
      progress(report.productionLines)
    }
    report.bytes = reader.bytesRead
    report.documents = reader.documents
    report.hasByteOrderMark = reader.hasByteOrderMark
    report.problems = reader.problems
    return report
  }

  /// What a document with `errors` says; nil if the bytes are something else.
  public static func errors(in bytes: [UInt8]) -> SourceProblem? {
    tokens(MemorySource(bytes), name: "").problems.first { problem in
      if case .errorDocument = problem.kind { true } else { false }
    }
  }
}

extension SourceProblem {
  /// An answer whose HTTP status says that it is no list.
  ///
  /// Status 400 is also the general one of several errors (JSON:API 1.1, "Processing Errors"): whether the key is
  /// refused is said by the body then.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - body: as much as there is of the answer; if it says what is wrong, so does the problem.
  public static func httpError(status: Int, body: [UInt8]) -> SourceProblem {
    let said = AnswerCheck.errors(in: body)
    var kind = SourceProblem.Kind.errorDocument(status: status)
    if status == 400, let said, said.kind.isRefusal { kind = said.kind }
    return SourceProblem(
      kind: kind,
      message: said.map { "HTTP status \(words: String(status)): \($0.message)" }
        ?? "the service answered with HTTP status \(words: String(status)), and doesn't say why",
      remedy: kind.isRefusal
        ? "Check the session key, then ask again"
        : said?.remedy ?? "Check the address, and what stands between the service and you")
  }

  /// The same problem as one that may be over after a while.
  public var asNotReached: SourceProblem {
    SourceProblem(kind: .notReached, message: message, remedy: "Try again later")
  }
}
