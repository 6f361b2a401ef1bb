import Analysis

/// Lines for people on standard error; data in them is made visible first.
struct Messages: Sendable {
  /// Whether notes are left out, so that a clean run says nothing.
  let isQuiet: Bool
  private let colors: Bool
  private let transient = TransientLine()
  private let descriptor: Int32
  private let lastError: LastError?
  private let isOfJob: Bool

  /// Messages for a terminal or a log.
  init(
    quiet: Bool, color: ColorMode, terminal: Terminal, descriptor: Int32 = 2, lastError: LastError? = nil,
    isOfJob: Bool = false
  ) {
    isQuiet = quiet
    colors = terminal.usesColor(color)
    self.descriptor = descriptor
    self.lastError = lastError
    self.isOfJob = isOfJob
  }

  /// Messages as the options of a command ask for them.
  init(_ parsed: ParsedCommand, _ context: CommandContext) {
    let color = parsed.value(.color).flatMap { ColorMode(rawValue: $0) } ?? .auto
    self.init(
      quiet: parsed.flag(.quiet), color: color, terminal: context.terminal, lastError: context.lastError,
      isOfJob: context.isOfJob)
  }

  /// Says something that is worth knowing when nothing is wrong, unless quiet.
  func note(_ text: String) {
    if !isQuiet { write(line(nil, text)) }
  }

  /// Says something that a quiet run says too.
  func say(_ text: String) { write(line(nil, text)) }

  /// Says that something may be wrong.
  func warning(_ text: String) { write(line(("warning: ", "33"), text)) }

  /// Says that something is wrong.
  func error(_ text: String) {
    lastError?.note(isOfJob ? JobWords.text(text) : text)
    write(line(("error: ", "31"), text))
  }

  /// Problems of a source that are said one by one; reports have all.
  private static let problemsSaid = 20

  /// Says what is wrong with a source.
  func errors(_ problems: [SourceProblem], of name: String) {
    for problem in problems.prefix(Self.problemsSaid) { error("\(name): \(problem.text.plain)") }
    let rest = problems.count - Self.problemsSaid
    if rest > 0 { error("\(name): and \(rest) more problems") }
  }

  /// The line as it is written, with its newline.
  func line(_ label: (text: String, color: String)?, _ text: String) -> String {
    let text = isOfJob ? JobWords.text(text) : text
    var start = "tokaudit: "
    if let label { start += colors ? "\u{1B}[1;\(label.color)m\(label.text)\u{1B}[0m" : label.text }
    return (transient.take() ? Messages.erasure : "") + start + Visible.text(text, limit: .max) + "\n"
  }

  /// What takes the cursor to the start of the line and clears it.
  static let erasure = "\r\u{1B}[K"

  /// Shows a line, in the place of the one before, that goes away when something else is written.
  func show(_ text: String) {
    transient.put()
    write(Messages.erasure + text)
  }

  /// Takes such a line away, if there is one.
  func erase() {
    if transient.take() { write(Messages.erasure) }
  }

  /// Writes text as it is. A failure is not reported: there is no place left to report it to.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { try? systemWrite(descriptor, UnsafeRawBufferPointer($0)) }
  }
}
