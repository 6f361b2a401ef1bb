import Analysis

/// Why there is no session key, in a sentence that never quotes one.
struct SessionKeyError: Error, Equatable {
  let reason: String
  /// Whether nobody gave a key, in contrast to a file that is wrong.
  let isMissing: Bool
}

/// The secret that the service knows a session by. It leaves this program on curl's standard input only.
final class SessionKey: Sendable {
  /// The key's bytes, visible ASCII only.
  let bytes: SecretBytes
  /// What is worth a warning about where it was found.
  let warning: String?

  /// Bytes of a key at most; the service's have 36.
  private static let limit = 1_024

  /// A key from its bytes, which are overwritten; nil if a header could not hold them.
  init?(_ bytes: inout [UInt8], warning: String? = nil) {
    defer { SecretBytes.wipe(&bytes) }
    var end = bytes.count
    if end > 0, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > 0, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    guard (1...Self.limit).contains(end), bytes[..<end].allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    var own = Array(bytes[..<end])
    self.bytes = SecretBytes(taking: &own)
    self.warning = warning
  }

  /// Finds the key: in the file of the option, of the environment, among the system's credentials, or by asking.
  static func find(file: String?, asks: Bool) throws(SessionKeyError) -> SessionKey {
    CrashDumps.disable()
    if let file = file ?? environmentFile { return try read(file) }
    if let folder = variable("CREDENTIALS_DIRECTORY"), (try? FileStatus("\(folder)/session-key")) != nil {
      // The folder keeps others out, whatever the file's own permissions.
      return try read("\(folder)/session-key", warnsOfOthers: false)
    }
    if asks, var answer = HiddenPrompt.ask("Session key: ") {
      guard let key = SessionKey(&answer) else {
        throw SessionKeyError(reason: "what was typed is no session key: \(form)", isMissing: true)
      }
      return key
    }
    throw SessionKeyError(
      reason: "there is no session key. Put it into a file that only you can read, and name that with "
        + "\(OptionSpec.sessionKeyFile.name) or TOKAUDIT_SESSION_KEY_FILE", isMissing: true)
  }

  /// The file that the environment names; nil if it names none.
  static var environmentFile: String? { variable("TOKAUDIT_SESSION_KEY_FILE") }

  private static let form = "it must be 1 to \(limit) visible ASCII characters in one row"

  private static func read(_ path: String, warnsOfOthers: Bool = true) throws(SessionKeyError) -> SessionKey {
    let name = shown(path)
    // Opening a FIFO waits for its writer, whatever the deadline. The pipe that a shell gives for <(…) has one already.
    if let status = try? FileStatus(path), status.kind == .other, !path.hasPrefix("/dev/"), !path.hasPrefix("/proc/") {
      throw SessionKeyError(reason: "the session key file \(name) is no regular file", isMissing: false)
    }
    do throws(SystemError) {
      let file = try FileDescriptor.open(path, .noTerminal)
      let status = try FileStatus(descriptor: file.number)
      let mode = status.permissions
      let isOpen = warnsOfOthers && status.kind == .regular && mode & 0o044 != 0
      var bytes = [UInt8](repeating: 0, count: 2 * limit)
      defer { SecretBytes.wipe(&bytes) }
      var count = 0
      while count < bytes.count {
        let read = try systemRead(file.number, into: &bytes, at: count)
        if read == 0 { break }
        count += read
      }
      var own = Array(bytes[..<count])
      let warning = "the session key file \(name) can be read by others: chmod 600 keeps them out"
      if let key = SessionKey(&own, warning: isOpen ? warning : nil) { return key }
    } catch {
      throw SessionKeyError(reason: "cannot read the session key file \(name): \(error.text)", isMissing: false)
    }
    throw SessionKeyError(reason: "the session key file \(name) holds no session key: \(form)", isMissing: false)
  }

  /// A path as messages name it, unless it may be the key itself, given in the place of a file.
  private static func shown(_ path: String) -> String {
    let mayBeKey =
      path.utf8.count >= 16
      && path.utf8.allSatisfy {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "-")
      }
    return mayBeKey
      ? "that was named, which looks like a key and not like a file,"
      : Visible.text(InputNames.shown(path))
  }

  private static func variable(_ name: String) -> String? {
    Environment.value(name).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension SessionKey {
  /// A text without the key.
  func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    mask(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Overwrites the key wherever it stands.
  func mask(_ bytes: inout [UInt8]) { _ = mask(&bytes, upTo: bytes.count) }

  /// Overwrites the key wherever it stands in the first bytes.
  ///
  /// - Returns: how many bytes at their end may be the beginning of the key.
  func mask(_ bytes: inout [UInt8], upTo end: Int) -> Int {
    if self.bytes.count < Self.leastSecret { return 0 }
    return bytes.withUnsafeMutableBytes { self.bytes.mask(.init(rebasing: $0[..<end]), with: Self.stand) }
  }

  /// A key with fewer bytes is no secret, and could be a word of the list.
  private static let leastSecret = 8

  /// What stands in the place of each of its characters.
  static let stand = UInt8(ascii: "*")
}
