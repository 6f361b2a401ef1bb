import Analysis

/// The files that options of `reconcile` name beside lists and payments.
struct ReconcileConfiguration {
  private(set) var expected: ExpectedAmounts?
  private(set) var accepted: AcceptedExceptions?
  private(set) var previous: PreviousExceptions?
  private(set) var history = PaymentHistory()
  /// The files, as the inputs of the report list them.
  private(set) var files: [OptionFile] = []
  private let wantsDigest: Bool

  init(_ parsed: ParsedCommand, _ request: ReconcileRequest, wantsDigest: Bool) throws(InputError) {
    self.wantsDigest = wantsDigest
    expected = request.price.map { ExpectedAmounts($0) }
    if let path = parsed.value(.amounts) {
      expected = try read(path, "amounts", rows: \.rows) { (source) throws(SourceProblem) in
        try ExpectedAmounts(source, mark: request.reading.decimalMark)
      }
    }
    if let path = parsed.value(.accept) {
      accepted = try read(path, "accepted exceptions") { (source) throws(SourceProblem) in
        try AcceptedExceptions(source, asOf: request.settings.asOf)
      }
    }
    if let path = parsed.value(.previous) {
      previous = try read(path, "prior report") { (source) throws(SourceProblem) in try PreviousExceptions(source) }
    }
    guard let folder = parsed.value(.history) else { return }
    var history = PaymentHistory()
    for name in try HistoryFolder.names(in: folder) {
      _ = try read("\(folder)/\(name)", as: name, "earlier matches", rows: \.self) { (source) throws(SourceProblem) in
        try history.add(source, name: name)
      }
    }
    self.history = history
  }

  /// - Parameters:
  ///   - known: the name that reports show; nil for that of the path.
  ///   - kind: what is in it.
  private mutating func read<Result>(
    _ path: String, as known: String? = nil, _ kind: String, rows: (Result) -> Int? = { _ in nil },
    _ body: (consuming StreamSource) throws(SourceProblem) -> Result
  ) throws(InputError) -> Result {
    let name = known ?? InputNames.shown(for: [path])[0]
    let item = InputItem.source(InputSource(name: name, place: .path(path), storedByteCount: nil))
    let stream = try item.open()
    let bytes = stream.storedByteCount
    let digest = InputDigest(of: stream, isWanted: wantsDigest)
    let result: Result
    do throws(SourceProblem) { result = try body(StreamSource(stream, digest: digest)) } catch {
      throw InputError(name, error.text.plain)
    }
    files.append(
      OptionFile(
        name: name, kind: kind, bytes: bytes, rows: rows(result), digest: wantsDigest ? item.digest(digest) : nil))
    return result
  }
}
