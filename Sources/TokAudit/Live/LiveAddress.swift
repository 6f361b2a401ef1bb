/// Why an address can't be used, in a sentence or two that never quote it: it may hold a password.
struct AddressError: Error, Equatable {
  let reason: String
}

/// The address of an answer of the service, by RFC 3986.
struct LiveAddress: Equatable, Sendable {
  /// What is asked for.
  enum What: String, CaseIterable, Sendable {
    case tokens, alphabets
    /// The token files of the production lines that the list names.
    case data

    /// The last word of the path that is asked first.
    var word: String { self == .alphabets ? "alphabets" : "tokens" }
  }

  /// Whether TLS protects what is sent.
  let isEncrypted: Bool
  /// The host's name or number, of IPv6 in brackets.
  let host: String
  private let userInfo: String?
  private let port: String?
  private var path: String
  private let query: String?

  /// Bytes of an address at most, more than any server takes.
  private static let limit = 8_192

  /// Whether an operand is an address rather than a path.
  static func isAddress(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// The scheme of an address (RFC 3986 section 3.1) that nobody can ask here, such as ftp; nil for any other text.
  static func otherScheme(_ text: String) -> Substring? {
    guard !isAddress(text), let end = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<end.lowerBound]
    let isScheme =
      scheme.first?.isLetter ?? false
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    return isScheme ? scheme : nil
  }

  /// Reads an address; a base, which ends with a host or a slash, gets the path of what is asked for.
  init(_ text: String, what: What) throws(AddressError) {
    guard LiveAddress.isAddress(text) else {
      throw AddressError(reason: "It must begin with https:// or http://.")
    }
    guard text.utf8.count <= LiveAddress.limit, text.utf8.allSatisfy(LiveAddress.isAllowed) else {
      throw AddressError(
        reason: "It has a character that must be written as % and two digits, or more than \(LiveAddress.limit) bytes.")
    }
    isEncrypted = text.lowercased().hasPrefix("https")
    // What is behind # is never sent.
    let whole = text.prefix { $0 != "#" }.dropFirst(isEncrypted ? 8 : 7)
    let authority = whole.prefix { $0 != "/" && $0 != "?" }
    let rest = whole.dropFirst(authority.count)
    let names = authority.split(separator: "@", omittingEmptySubsequences: false)
    guard names.count <= 2 else { throw AddressError(reason: "There is more than one @ before the path.") }
    userInfo = names.count == 2 ? String(names[0]) : nil
    (host, port) = try LiveAddress.hostAndPort(names.last ?? "")
    let given = String(rest.prefix { $0 != "?" })
    query = given.utf8.count < rest.utf8.count ? String(rest.dropFirst(given.count + 1)) : nil
    path = LiveAddress.path(given, what)
    for other in What.allCases where other.word != what.word && path.hasSuffix("/api/\(other.word)") {
      throw AddressError(reason: "Its path is that of \(other.word), but \(what.word) are asked for.")
    }
  }

  /// The address as it is asked for; secrets in it go nowhere else.
  var full: String {
    origin(userInfo.map { "\($0)@" } ?? "") + path + (query.map { "?\($0)" } ?? "")
  }

  /// The address as people may see it: without user and password, and without the values behind a question mark.
  var shown: String { origin("") + path + (query == nil ? "" : "?…") }

  /// The address of the token file of a production line, from that of the list, or of the production line itself.
  ///
  /// - Parameter id: letters, digits, `-` and `_` only.
  func tokenFile(of id: String) -> LiveAddress {
    var address = self
    address.path += path.hasSuffix("/\(id)") ? "/data" : "/\(id)/data"
    return address
  }

  /// What the key is sent to.
  var origin: String { origin("") }

  /// Whether it can only lead to this computer.
  var isLoopback: Bool {
    if host.lowercased() == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// An address that somebody else wrote, such as the target of a redirect, without user, password, query and fragment.
  static func withoutSecrets(_ text: String) -> String {
    var shown = text.prefix { $0 != "?" && $0 != "#" }
    if let start = shown.firstRange(of: "//")?.upperBound {
      let authority = shown[start...].prefix { $0 != "/" && $0 != "\\" }
      if let at = authority.lastIndex(of: "@") { shown.removeSubrange(start...at) }
    }
    return String(shown)
  }

  private func origin(_ user: String) -> String {
    "\(isEncrypted ? "https" : "http")://\(user)\(host)\(port.map { ":\($0)" } ?? "")"
  }

  private static func path(_ given: String, _ what: What) -> String {
    if given == "" { return "/api/\(what.word)" }
    if given == "/api" || given.hasSuffix("/api/") { return "\(given == "/api" ? "/api/" : given)\(what.word)" }
    return given.hasSuffix("/") ? "\(given)api/\(what.word)" : given
  }

  private static func hostAndPort(_ text: Substring) throws(AddressError) -> (String, String?) {
    let end: Substring.Index
    if text.hasPrefix("[") {
      guard let bracket = text.firstIndex(of: "]"),
        text[..<bracket].dropFirst().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { throw AddressError(reason: "The host in brackets is no IPv6 address.") }
      end = text.index(after: bracket)
    } else {
      end = text.firstIndex(of: ":") ?? text.endIndex
      // Letters that are written as % and digits could make one host look like another.
      guard end > text.startIndex,
        text[..<end].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "_" })
      else { throw AddressError(reason: "There is no host, or one with characters that no host has.") }
    }
    let rest = text[end...]
    if rest.isEmpty { return (String(text[..<end]), nil) }
    let digits = rest.dropFirst()
    guard rest.hasPrefix(":"), digits.allSatisfy(\.isNumber), let port = UInt16(digits), port > 0 else {
      throw AddressError(reason: "The port must be a number from 1 to 65535.")
    }
    return (String(text[..<end]), String(port))
  }

  /// Printable ASCII but for what RFC 3986 leaves out; so no quote or backslash that another program reads differently.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"\"\\<>^`{|}".utf8.contains(byte)
  }
}
