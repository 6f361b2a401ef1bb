/// What the program's surroundings can show.
struct Terminal: Sendable {
  /// Whether standard input is a terminal.
  let input: Bool
  /// Whether standard output is a terminal.
  let output: Bool
  /// Whether standard error is a terminal.
  let error: Bool
  /// How many characters fit on a line of help or progress.
  let width: Int
  private let refusesColor: Bool
  private let isDumb: Bool

  /// The surroundings of this process.
  static var current: Terminal {
    Terminal(
      input: TerminalDevice.isOne(0), output: TerminalDevice.isOne(1), error: TerminalDevice.isOne(2),
      windowWidth: TerminalDevice.width(of: [1, 2]),
      environment: Environment.value)
  }

  /// Surroundings with these terminals; COLUMNS outranks the window, and 80 is the width of neither.
  init(input: Bool, output: Bool, error: Bool, windowWidth: Int?, environment: (String) -> String?) {
    self.input = input
    self.output = output
    self.error = error
    let columns = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    width = columns ?? windowWidth ?? 80
    isDumb = environment("TERM") == "dumb"
    refusesColor = environment("NO_COLOR").map { !$0.isEmpty } ?? false || isDumb
  }

  /// The width for help: not so narrow that it falls apart, not so wide that it is hard to read.
  var helpWidth: Int { min(max(width, 50), 120) }

  /// Whether a line on standard error can be written over.
  var erasesLines: Bool { error && !isDumb }

  /// Whether messages on standard error are coloured.
  func usesColor(_ mode: ColorMode) -> Bool {
    switch mode {
    case .always: true
    case .never: false
    case .auto: error && !refusesColor
    }
  }
}
