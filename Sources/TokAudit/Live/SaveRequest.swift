/// What `--save` asks for: the answer of the one address among the inputs, in a file.
struct SaveRequest {
  private let request: LiveRequest
  /// Where the answer goes.
  let path: String
  private let keepsPartial: Bool

  /// Checks the options of `audit`; nil without `--save`.
  init?(_ parsed: ParsedCommand, _ inputs: Inputs) throws(UsageError) {
    guard let path = parsed.value(.save) else {
      if parsed.flag(.keepPartial) {
        throw UsageError("'\(OptionSpec.keepPartial.name)' needs '\(OptionSpec.save.name)'.", command: parsed.command)
      }
      return nil
    }
    let requests = inputs.items.compactMap(\.request)
    guard requests.count == 1 else {
      throw UsageError("'\(OptionSpec.save.name)' needs exactly one URL among the inputs.", command: parsed.command)
    }
    request = requests[0]
    self.path = path
    keepsPartial = parsed.flag(.keepPartial)
  }

  /// Opens the file.
  func prepare(_ temporaries: TemporaryFiles) throws(OutputError) {
    request.saved = try SavedAnswer(path, keepsPartial: keepsPartial, temporaries: temporaries)
  }
}
