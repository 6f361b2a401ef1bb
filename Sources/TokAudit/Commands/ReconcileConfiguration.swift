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

  /// A file that can't be used.
  struct Failure: Error {
    /// The option that names it.
    let option: OptionSpec
    let input: InputError
  }

  init(_ parsed: ParsedCommand, _ request: ReconcileRequest, wantsDigest: Bool) throws(Failure) {
    self.wantsDigest = wantsDigest
    expected = request.price.map { ExpectedAmounts($0) }
    if let path = parsed.value(.amounts) {
      expected = try read(path, of: .amounts, .amounts, rows: \.rows) { (source) throws(SourceProblem) in
        try ExpectedAmounts(source, mark: request.reading.decimalMark)
      }
    }
    if let path = parsed.value(.accept) {
      accepted = try read(path, of: .acceptExceptions, .acceptedExceptions) { (source) throws(SourceProblem) in
        try AcceptedExceptions(source, asOf: request.settings.asOf)
      }
    }
    if let path = parsed.value(.previous) {
      previous = try read(path, of: .previous, .priorReport) { (source) throws(SourceProblem) in
        try PreviousExceptions(source)
      }
    }
    guard let folder = parsed.value(.history) else { return }
    var history = PaymentHistory()
    let names: [String]
    do throws(InputError) { names = try HistoryFolder.names(in: folder) } catch {
      throw Failure(option: .history, input: error)
    }
    for name in names {
      _ = try read("\(folder)/\(name)", of: .history, as: name, .earlierMatches, rows: \.self) {
        (source) throws(SourceProblem) in try history.add(source, name: name)
      }
    }
    self.history = history
  }

  /// - Parameters:
  ///   - option: what names the file.
  ///   - known: the name that reports show; nil for that of the path.
  ///   - kind: what is in it.
  private mutating func read<Result>(
    _ path: String, of option: OptionSpec, as known: String? = nil, _ kind: OptionFile.Kind,
    rows: (Result) -> Int? = { _ in nil }, _ body: (consuming StreamSource) throws(SourceProblem) -> Result
  ) throws(Failure) -> Result {
    let name = known ?? InputNames.shown(path)
    let item = InputItem.source(InputSource(name: name, place: .path(path), storedByteCount: nil))
    let stream: InputStream
    do throws(InputError) { stream = try item.open() } catch { throw Failure(option: option, input: error) }
    let bytes = stream.storedByteCount
    let digest = InputDigest(of: stream, isWanted: wantsDigest)
    let result: Result
    do throws(SourceProblem) { result = try body(StreamSource(stream, digest: digest)) } catch {
      throw Failure(option: option, input: InputError(name, error.text.plain))
    }
    files.append(
      OptionFile(
        name: name, kind: kind, bytes: bytes, rows: rows(result), digest: wantsDigest ? item.digest(digest) : nil))
    return result
  }
}
