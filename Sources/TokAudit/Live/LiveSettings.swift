import Analysis

/// What the options say about reading from the service.
struct LiveSettings: Sendable {
  /// Milliseconds until a connection must stand.
  let connectTimeout: Int
  /// Milliseconds in which something must arrive.
  let timeout: Int
  /// Milliseconds for everything, from the first request on.
  let deadline: Int
  /// Further attempts after the first.
  let retries: Int
  /// Bytes of an answer at most, decompressed.
  let maxBytes: Int
  /// A file of certificates to trust instead of the system's.
  let certificates: String?
  /// Whether the key may be sent without TLS to other computers.
  let allowsPlainHTTP: Bool
  /// The file of the session key, if the option names one.
  let keyFile: String?

  /// The files that are read before the service is asked.
  var files: [String] { [keyFile ?? SessionKey.environmentFile, certificates].compactMap(\.self) }

  /// The settings of a command line.
  init(_ parsed: ParsedCommand) {
    connectTimeout = parsed.duration(.connectTimeout)?.milliseconds ?? 0
    timeout = parsed.duration(.timeout)?.milliseconds ?? 0
    deadline = parsed.duration(.deadline)?.milliseconds ?? 0
    retries = parsed.integer(.retries) ?? 0
    maxBytes = parsed.value(.maxBytes).flatMap { ByteSize.bytes($0) } ?? .max
    certificates = parsed.value(.cacert)
    allowsPlainHTTP = parsed.flag(.insecureHTTP)
    keyFile = parsed.value(.sessionKeyFile)
  }
}
