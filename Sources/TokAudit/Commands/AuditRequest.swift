import Analysis

/// What the options of `audit` ask for, checked.
struct AuditRequest {
  let settings: AuditSettings
  let outputs: [ReportOutput]
  /// Bytes for what must be remembered of every production line.
  let memory: Int
  /// How many threads judge production lines.
  let workers: Workers
  /// What goes to standard output when there are no other outputs.
  let standard: ReportOutput.Kind

  /// - Parameter allowsEmptyWindow: whether the window need not have production lines.
  init(_ parsed: ParsedCommand, allowsEmptyWindow: Bool = false) throws(UsageError) {
    let hasTokens = parsed.isGiven(.data) || parsed.isGiven(.dataMap)
    let forms = OutputForms.audit(hasTokens: hasTokens)
    standard = forms.kind(ofFormat: parsed.value(.format))
    var settings = try AuditRequest.settings(parsed)
    settings.allowEmptyWindow = allowsEmptyWindow
    self.settings = settings
    workers = Workers(count: parsed.integer(.threads) ?? Thread.processors)
    memory = parsed.value(.memory).flatMap { ByteSize.bytes($0) } ?? Storage.defaultBudget
    outputs = try ReportOutput.parse(parsed.values(.output), forms, standard: standard, in: parsed.command)
    if !hasTokens, let output = outputs.first(where: { [.quality, .tokenFiles].contains($0.kind) }) {
      throw UsageError(
        "'\(OptionSpec.output.name)' asks for a table of token files, '\(output.path)': name them with "
          + "'\(OptionSpec.data.name)' or '\(OptionSpec.dataMap.name)'.", command: parsed.command)
    }
  }

  /// Fails where a report or the saved answer would replace what is read, or two of them one file, whatever the paths
  /// look like.
  ///
  /// - Parameters:
  ///   - saving: the answer to save; nil without one.
  ///   - payments: the files of payments.
  ///   - tokens: the token files.
  func protect(
    _ inputs: Inputs, saving: SaveRequest?, payments: [InputItem], tokens: Set<FileIdentity>, _ parsed: ParsedCommand
  ) throws(UsageError) {
    var outputGuard = OutputGuard(
      inputs.items + payments, operands: parsed.operands,
      files: [parsed.value(.alphabets), parsed.value(.accept), parsed.value(.dataMap), parsed.value(.orders)]
        + parsed.values(.earlier) + LiveSettings(parsed).files,
      command: parsed.command)
    outputGuard.protect(tokens, as: "one of the token files, which must not be replaced")
    outputGuard.protect(
      [parsed.value(.previous).flatMap { FileIdentity($0) }].compactMap(\.self),
      as: "the report that \(OptionSpec.previous.name) compares with. Write the new one to another file")
    try outputGuard.check(outputs, answer: saving.map { ($0.path, .save) })
  }

  private static func settings(_ parsed: ParsedCommand) throws(UsageError) -> AuditSettings {
    var settings = AuditSettings()
    let selected = try codes(.select, parsed)
    if !selected.isEmpty {
      for rule in Rulebook.all where !selected.contains(rule.code) { settings.severities[rule.code] = .off }
      // A rule that is off by itself and named here is wanted.
      for code in selected where Rulebook.entry(code)?.severity == .off { settings.severities[code] = .warning }
    }
    for code in try codes(.ignore, parsed) { settings.severities[code] = .off }
    if parsed.value(.agreement) != nil { settings.severities[Rulebook.agreementLimits.code] = .warning }
    if parsed.flag(.uniqueAcross) { settings.severities[Rulebook.tokenUniqueAcross.code] = .warning }
    for (code, word) in parsed.assignments(.severity) {
      settings.severities[try known(code, .severity, parsed)] = Severity(rawValue: word)
    }
    let times = try TimeRequest(parsed)
    settings.asOf = try times.moment(.asOf)
    settings.window = try times.window()
    settings.expectCount = parsed.integer(.expectCount)
    settings.stuckAfter = parsed.duration(.stuckAfter)?.milliseconds ?? settings.stuckAfter
    settings.rateTolerance = parsed.integer(.rateTolerance) ?? settings.rateTolerance
    settings.reachLimit = parsed.integer(.reachLimit) ?? settings.reachLimit
    settings.maxRows = parsed.integer(.maxRows) ?? settings.maxRows
    settings.catalogueName = parsed.value(.alphabets).map { value in
      LiveAddress.isAddress(value) ? LiveAddress.withoutSecrets(value) : InputNames.shown(value)
    }
    settings.acceptanceName = parsed.value(.accept).map(InputNames.shown(_:))
    settings.dataName = parsed.value(.data).map(InputNames.shown(_:))
    settings.ordersName = parsed.value(.orders).map(InputNames.shown(_:))
    settings.dataMapName = parsed.value(.dataMap).map(InputNames.shown(_:))
    settings.earlierNames = InputNames.shown(for: parsed.values(.earlier))
    settings.paymentNames = InputNames.shown(for: parsed.values(.auditPayments))
    settings.leavesDigestsOut = !parsed.flag(.digest, default: true)
    settings.previousName = parsed.value(.previous).map(InputNames.shown(_:))
    settings.allowEmpty = parsed.flag(.allowEmpty)
    settings.failOn = parsed.value(.failOn).flatMap { Severity(rawValue: $0) }
    return settings
  }

  private static func codes(_ option: OptionSpec, _ parsed: ParsedCommand) throws(UsageError) -> [String] {
    var codes: [String] = []
    for code in parsed.values(option) { codes.append(try known(code, option, parsed)) }
    return codes
  }

  private static func known(_ code: String, _ option: OptionSpec, _ parsed: ParsedCommand) throws(UsageError) -> String
  {
    if Rulebook.entry(code) != nil { return code }
    throw .invalid(code, for: option, because: RulesCommand.unknown(code), in: parsed.command)
  }
}
