/// One option: the only place where its names, value, default and help are written.
struct OptionSpec: Sendable {
  /// The long name without its dashes.
  let long: String
  /// The letter of the short form.
  let short: Character?
  /// What follows the name.
  let value: OptionValue
  /// Whether it may be given more than once.
  let isRepeatable: Bool
  /// The value when it is not given.
  let standard: String?
  /// One or two sentences for the help.
  let help: String

  /// An option, by default a switch without a short form.
  init(
    _ long: String, short: Character? = nil, _ value: OptionValue = .none, repeatable: Bool = false,
    standard: String? = nil, help: String
  ) {
    self.long = long
    self.short = short
    self.value = value
    self.isRepeatable = repeatable
    self.standard = standard
    self.help = help
  }

  /// The name with its dashes.
  var name: String { "--\(long)" }

  /// The name that switches it off.
  var negativeName: String { "--no-\(long)" }

  /// Whether a value must follow.
  var takesValue: Bool { value.placeholder != nil }

  /// The names and the value as the help shows them: `-o, --output PATH`.
  var signature: String {
    var text = short.map { "-\($0), " } ?? ""
    if case .onOff = value {
      text += "\(name), \(negativeName)"
    } else {
      text += name
    }
    if let placeholder = value.placeholder { text += " \(placeholder)" }
    return text
  }

  /// The help with what the table knows: the default, and whether it may be repeated.
  var fullHelp: String {
    var text = help
    if let standard { text += " Default: \(standard)." }
    if isRepeatable { text += " May be given more than once." }
    return text
  }
}
