#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// What the system says of a terminal.
enum TerminalDevice {
  /// Whether an open file is a terminal.
  static func isOne(_ number: Int32) -> Bool { isatty(number) == 1 }

  /// The columns of the first of these open files that is a terminal and has some; nil if none is.
  static func width(of numbers: [Int32]) -> Int? {
    var size = winsize()
    for number in numbers where ioctl(number, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return nil
  }
}
