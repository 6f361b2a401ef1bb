import Analysis

/// An audit before its first input is read: all options have been checked, and all files that they name but the inputs,
/// the token files, the orders and the payments have been read.
struct AuditPlan {
  let request: AuditRequest
  let inputs: Inputs
  let payments: PaymentSection?
  let tokens: TokenSection?
  let orders: OrderSection?
  let messages: Messages
  let catalogue: AlphabetCatalogue
  /// The catalogue of custom alphabets, if there is one, with its findings.
  let answer: AlphabetReader.Answer?
  let baseline: Baseline

  /// Opens an input again; nil unless every one can be read at any place, and nothing is asked of all production lines.
  var reopening: Auditor.Reopening? {
    guard payments == nil, tokens == nil, orders == nil, !baseline.hasPrevious else { return nil }
    let items = inputs.items
    let areFiles = items.allSatisfy { item in
      guard case .source = item else { return true }
      return (try? FileBytes.open(item)) != nil
    }
    guard areFiles else { return nil }
    return { (number) throws(SourceFailure) in
      guard let bytes = try? FileBytes.open(items[number]) else { throw .changedMeanwhile }
      return bytes
    }
  }

  /// What came of the preparation.
  enum Preparation {
    case ready(AuditPlan)
    /// Something can't be used, which has been said.
    case ended(ExitCode)
  }

  /// Prepares an audit.
  ///
  /// - Parameters:
  ///   - given: the inputs, in place of the operands.
  ///   - states: the history of a job, in one of its runs.
  ///   - allowsEmptyWindow: whether the window need not have production lines.
  static func make(
    _ parsed: ParsedCommand, _ context: CommandContext, inputs given: [InputItem]?, _ states: StateFiles?,
    allowsEmptyWindow: Bool
  ) throws(UsageError) -> Preparation {
    let request = try AuditRequest(parsed, allowsEmptyWindow: allowsEmptyWindow)
    let payments = try PaymentSection(parsed)
    var tokens = try TokenSection(parsed)
    let client = LiveClient(parsed)
    let inputs =
      if let given { Inputs(given) } else {
        try Inputs(parsed.operands, sourceName: parsed.value(.sourceName), client: client, command: parsed.command)
      }
    let alphabets = try alphabetsSource(parsed, client)
    let saving = try SaveRequest(parsed, inputs)
    let messages = Messages(parsed, context)
    guard tokens?.readMap(messages) ?? true else { return .ended(.configuration) }
    try request.protect(
      inputs, saving: saving, payments: payments?.files ?? [], tokens: tokens?.identities ?? [], parsed)
    do throws(OutputError) { try ReportOutput.prepare(request.outputs, of: parsed) } catch {
      messages.error(error.message)
      return .ended(.incomplete)
    }
    if let code = client.begin(messages, context.terminal) { return .ended(code) }
    do throws(OutputError) { try saving?.prepare(context.temporaries) } catch {
      messages.error(error.message)
      return .ended(.incomplete)
    }
    var catalogue = AlphabetCatalogue()
    var answer: AlphabetReader.Answer?
    if let alphabets {
      switch AlphabetsInput.read(alphabets, request.settings, wantsDigest: parsed.flag(.digest), messages) {
      case .failed(let code): return .ended(code)
      case .read(let read):
        for alphabet in read.alphabets { catalogue.add(alphabet) }
        answer = read
      }
    }
    guard let baseline = BaselineFiles.read(parsed, request.settings, of: states?.previous?.day ?? "", messages) else {
      return .ended(.configuration)
    }
    return .ready(
      AuditPlan(
        request: request, inputs: inputs, payments: payments, tokens: tokens, orders: OrderSection(parsed),
        messages: messages, catalogue: catalogue, answer: answer, baseline: baseline))
  }

  private static func alphabetsSource(
    _ parsed: ParsedCommand, _ client: LiveClient
  ) throws(UsageError) -> InputSource? {
    guard let path = parsed.value(.alphabets) else { return nil }
    if LiveAddress.isAddress(path) {
      let request = try client.request(path, what: .alphabets, as: "The value of '\(OptionSpec.alphabets.name)'")
      return InputSource(name: request.address.shown, place: .live(request), storedByteCount: nil)
    }
    return InputSource(name: InputNames.shown(path), place: .path(path), storedByteCount: nil)
  }
}
