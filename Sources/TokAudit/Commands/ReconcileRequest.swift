import Analysis

/// What the options of `reconcile` ask for, checked.
struct ReconcileRequest {
  /// A file of payments, refunds or disputes.
  struct File {
    let item: InputItem
    let role: PaymentFile.Role
  }

  private(set) var settings = ReconciliationSettings()
  private(set) var reading = PaymentReading()
  private(set) var audit = AuditSettings()
  let outputs: [ReportOutput]
  let standard: ReportOutput.Kind
  let memory: Int
  let inputs: Inputs
  let files: [File]
  let price: Price?
  /// What asks the service.
  let client: LiveClient

  init(_ parsed: ParsedCommand) throws(UsageError) {
    let command = parsed.command
    standard = OutputForms.reconciliation.kind(ofFormat: parsed.value(.format))
    outputs = try ReportOutput.parse(parsed.values(.output), .reconciliation, standard: standard, in: command)
    memory = parsed.value(.memory).flatMap { ByteSize.bytes($0) } ?? Storage.defaultBudget
    client = LiveClient(parsed)
    inputs = try Inputs(
      parsed.operands, sourceName: parsed.value(.sourceName), client: client, command: command)
    var files: [File] = []
    let roles: [(OptionSpec, PaymentFile.Role)] = [
      (.payments, .payments), (.refunds, .refunds), (.disputes, .disputes),
    ]
    for (option, role) in roles where parsed.isGiven(option) {
      files += try Inputs(parsed.values(option), endings: Folder.payments, command: command).items.map {
        File(item: $0, role: role)
      }
    }
    guard files.contains(where: { $0.role == .payments }) else {
      throw UsageError(
        "Nothing to reconcile with: name the payments with '\(OptionSpec.payments.name) FILE'.", command: command)
    }
    self.files = files
    if parsed.isGiven(.amounts), parsed.isGiven(.price) {
      throw UsageError(
        "'\(OptionSpec.amounts.name)' and '\(OptionSpec.price.name)' exclude each other.", command: command)
    }
    price = try parsed.value(.price).map { (text) throws(UsageError) in
      do throws(Price.Fault) { return try Price(text) } catch {
        throw .invalid(
          text, for: .price,
          because: "\(error.reason.plain) Write it as job=5.0,digit=0.0009,metrics=1.0,rebate=0,currency=eur.",
          in: command)
      }
    }
    try set(parsed)
  }

  private mutating func set(_ parsed: ParsedCommand) throws(UsageError) {
    let times = try TimeRequest(parsed)
    settings.window = try times.window()
    settings.asOf = try times.moment(.asOf)
    settings.zone = parsed.value(.zone) ?? "UTC"
    settings.windowText = ReconcileRequest.windowWords(parsed)
    settings.grace = parsed.duration(.grace)?.milliseconds ?? settings.grace
    settings.carriedSince = try times.moment(.carryOver)
    settings.mode = parsed.value(.mode).flatMap { .init(rawValue: $0) } ?? .live
    settings.sharedPayments =
      switch parsed.value(.sharedPayments) {
      case "allow": .off
      case "error": .error
      default: .warning
      }
    settings.allowIncomplete = parsed.flag(.allowIncomplete)
    settings.failOn = parsed.value(.reconcileFailOn).flatMap { Severity(rawValue: $0) }
    settings.maxRows = parsed.integer(.maxRows) ?? settings.maxRows
    settings.amountsName = parsed.value(.amounts).map(InputNames.shown(_:)) ?? parsed.value(.price)
    for text in parsed.values(.ledgerTotal) { settings.ledgerTotals.append(try ReconcileRequest.total(text, parsed)) }
    settings.options = ReconcileRequest.options(parsed)
    settings.command = command(parsed)
    reading.decimalMark = parsed.value(.decimal).flatMap { DecimalMark(rawValue: $0) }
    reading.dateOrder = parsed.value(.dateOrder).flatMap { DateOrder(rawValue: $0) }
    reading.localTime = times.localTime
    audit.allowEmpty = parsed.flag(.allowEmpty)
    settings.allowEmpty = audit.allowEmpty
    audit.asOf = settings.asOf
    // What is wrong with a production line itself is a matter of an audit; only contradictions count here.
    for rule in Rulebook.all where rule.code != Rulebook.lineChanged.code { audit.severities[rule.code] = .off }
  }

  private static func total(
    _ text: String, _ parsed: ParsedCommand
  ) throws(UsageError) -> ReconciliationSettings.LedgerTotal {
    let because: String
    do throws(Money.Fault) {
      if let (code, amount) = OptionValue.assignment(in: text), let currency = Currency(code.utf8),
        !amount.contains(",")
      {
        let minor = try Money.minorUnits(amount.utf8, decimals: currency.decimals, mark: .point)
        return .init(currency: currency, amount: minor)
      }
      because = totalForm
    } catch {
      because = error == .tooLarge ? "The total is too large: expected one below 2^63 minor units." : totalForm
    }
    throw .invalid(text, for: .ledgerTotal, because: because, in: parsed.command)
  }

  private static let totalForm =
    "Write three letters, = and the amount, such as EUR=16595.85: a point before the decimals, at most as many as the "
    + "currency has, and no marks between thousands."

  /// The window as a headline says it.
  static func windowWords(_ parsed: ParsedCommand) -> String {
    let zone = parsed.value(.zone) ?? "UTC"
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    if let month = parsed.value(.month), let number = Int(month.suffix(2)), months.indices.contains(number - 1) {
      return "\(months[number - 1]) \(month.prefix(4)) (\(zone))"
    }
    switch (parsed.value(.from), parsed.value(.to)) {
    case (let from?, let to?): return "\(from) to \(to) (\(zone))"
    case (let from?, nil): return "from \(from) (\(zone))"
    case (nil, let to?): return "to \(to) (\(zone))"
    default: return "all times"
    }
  }

  /// The options that can change a result.
  private static let resultOptions: [OptionSpec] = [
    .amounts, .price, .from, .to, .month, .zone, .grace, .carryOver, .asOf, .mode, .sharedPayments, .decimal,
    .dateOrder, .accept, .previous, .history, .ledgerTotal, .reconcileFailOn, .maxRows,
  ]

  private static func options(_ parsed: ParsedCommand) -> [String] {
    var list: [String] = []
    for option in resultOptions where parsed.isGiven(option) {
      let isFile = [OptionSpec.amounts, .accept, .previous, .history].map(\.long).contains(option.long)
      let values = option.isRepeatable ? parsed.values(option) : [parsed.value(option)].compactMap(\.self)
      for value in values where value != option.standard {
        list.append("\(option.name) \(Shell.word(isFile ? InputNames.shown(value) : value))")
      }
    }
    for option in [OptionSpec.allowIncomplete, .allowEmpty] where parsed.flag(option) { list.append(option.name) }
    // It changes no result, but what the report shows.
    if !parsed.flag(.reconcileDigest, default: true) { list.append("--no-\(OptionSpec.reconcileDigest.long)") }
    return list
  }

  /// The command that makes the same report, with inputs as reports name them.
  private func command(_ parsed: ParsedCommand) -> String {
    var words = ["tokaudit", "reconcile"] + inputs.items.map(\.name).sorted().map(Shell.word)
    for file in files.sorted(by: { ($0.role.rawValue, $0.item.name) < ($1.role.rawValue, $1.item.name) }) {
      words += ["--\(file.role.rawValue)", Shell.word(file.item.name)]
    }
    return (words + settings.options).joined(separator: " ")
  }
}
