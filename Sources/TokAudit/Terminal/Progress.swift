import Analysis

/// How far the reading has come, on a terminal's standard error only.
///
/// It shows nothing in the first second, then at most ten lines a second, each in the place of the one before.
final class Progress {
  private let messages: Messages
  private let isShown: Bool
  private let width: Int
  private let total: Int?
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant

  /// Progress towards a number of bytes, if it is known.
  init(total: Int?, messages: Messages, terminal: Terminal, isWanted: Bool, now: ContinuousClock.Instant = .now) {
    self.total = total
    self.messages = messages
    isShown = isWanted && terminal.erasesLines && !messages.isQuiet
    width = terminal.width
    start = now
    next = now + .seconds(1)
  }

  deinit { erase() }

  /// Shows how many bytes and production lines have been read, when it is time to.
  func update(bytes: Int, productionLines: Int, now: ContinuousClock.Instant = .now) {
    guard isShown, now >= next else { return }
    next = now + .milliseconds(100)
    let line = Self.line(bytes: bytes, total: total, productionLines: productionLines, elapsed: now - start)
    messages.show(String(line.prefix(max(0, width - 1))))
  }

  /// Takes the line away, before something else is written or at the end.
  func erase() {
    if isShown { messages.erase() }
  }

  /// The text of the line.
  static func line(bytes: Int, total: Int?, productionLines: Int, elapsed: Duration) -> String {
    let milliseconds = max(
      1, elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000)
    var parts: [String] = []
    if let total, total >= bytes, total > 0 {
      parts.append("\(megabytes(bytes)) of \(megabytes(total)) MB")
      parts.append("\(Int(Double(bytes) / Double(total) * 100)) %")
    } else {
      parts.append("\(megabytes(bytes)) MB")
    }
    let speed = Double(productionLines) * 1_000 / Double(milliseconds)
    parts.append("\(grouped(Int(speed))) production lines a second")
    if let total, total >= bytes, bytes > 0 {
      let left = Double(total - bytes) / Double(bytes) * Double(milliseconds) / 1_000
      parts.append("\(duration(Int(left.rounded(.up)))) left")
    }
    return parts.joined(separator: ", ")
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = bytes / 100_000
    return "\(grouped(tenths / 10)).\(tenths % 10)"
  }

  /// A number as reports write it.
  private static func grouped(_ number: Int) -> String {
    ("\(number)" as Prose).plain
  }

  private static func duration(_ seconds: Int) -> String {
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(grouped(seconds / 3_600)) h \(seconds / 60 % 60) min"
  }
}
