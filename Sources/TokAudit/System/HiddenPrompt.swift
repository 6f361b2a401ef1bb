internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A question on the terminal whose answer is not shown.
enum HiddenPrompt {
  private struct Changed {
    let number: Int32
    let settings: termios
  }

  /// The terminal as it was before, while a question is open.
  private static let changed = Mutex<Changed?>(nil)

  /// Bytes of an answer that are read at most.
  private static let limit = 4_096

  /// Asks, and returns a row of bytes without its end; nil if there is no terminal.
  static func ask(_ question: String) -> [UInt8]? {
    guard let terminal = try? FileDescriptor.open("/dev/tty", .updating) else { return nil }
    var settings = termios()
    guard tcgetattr(terminal.number, &settings) == 0 else { return nil }
    let before = Changed(number: terminal.number, settings: settings)
    settings.c_lflag &= ~tcflag_t(ECHO)
    changed.withLock { $0 = before }
    defer { restore() }
    guard tcsetattr(terminal.number, TCSAFLUSH, &settings) == 0 else { return nil }
    write(question, to: terminal.number)
    var bytes = [UInt8](repeating: 0, count: limit)
    defer { SecretBytes.wipe(&bytes) }
    var count = 0
    while count < limit, !bytes[..<count].contains(UInt8(ascii: "\n")),
      let read = try? systemRead(terminal.number, into: &bytes, at: count), read > 0
    {
      count += read
    }
    write("\n", to: terminal.number)
    return Array(bytes[..<count].prefix { $0 != UInt8(ascii: "\n") })
  }

  /// Makes the terminal show what is typed again, if a question is open.
  static func restore() {
    changed.withLock { changed in
      if var settings = changed?.settings, let number = changed?.number { tcsetattr(number, TCSAFLUSH, &settings) }
      changed = nil
    }
  }

  private static func write(_ text: String, to number: Int32) {
    var text = text
    text.withUTF8 { try? systemWrite(number, UnsafeRawBufferPointer($0)) }
  }
}
