/// One request as curl is told it: on its standard input, since arguments, environment and files can be read by others.
struct CurlRequest: Sendable {
  /// Before all else: without it, a ~/.curlrc could make curl follow redirects, skip checks or write a log.
  static let arguments = ["-q", "--config", "-"]
  /// The media type of JSON:API, which the service demands in both headers.
  static let mediaType = "application/vnd.api+json"
  /// The media types for a token file, whose own is not published; errors come as JSON:API.
  static let anyType = "\(mediaType), */*"
  /// What begins curl's last words, after the headers.
  static let lastWords = "tokaudit-curl:"

  /// Where to ask.
  let address: LiveAddress
  /// Milliseconds until a connection must stand.
  let connectTimeout: Int
  /// Milliseconds after which curl gives up by itself, if nobody ends it.
  let limit: Int
  /// A file of certificates to trust.
  let certificates: String?
  /// The media types that may come.
  var accept = CurlRequest.mediaType

  /// The text for curl's `--config`, the key included: overwrite it after use.
  func config(_ key: SessionKey) -> [UInt8] {
    var options = [
      ("url", address.full), ("proto", "=http,https"), ("connect-timeout", Self.seconds(connectTimeout)),
      ("max-time", Self.seconds(limit)), ("header", "Accept: \(accept)"),
      ("header", "Content-Type: \(Self.mediaType)"), ("header", "Accept-Encoding: gzip"),
      ("user-agent", "tokaudit"), ("dump-header", "/dev/fd/2"),
      ("write-out", "%{stderr}\(Self.lastWords) %{ssl_verify_result}\n"),
    ]
    if let certificates { options.append(("cacert", certificates)) }
    // A proxy for plain http would read the key.
    if !address.isEncrypted { options.append(("noproxy", "*")) }
    var text: [UInt8] = []
    // Room for all: an array that grows leaves copies behind.
    text.reserveCapacity(32_768)
    for flag in ["silent", "globoff", "no-buffer", "suppress-connect-headers", "path-as-is"] {
      text += Array("\(flag)\n".utf8)
    }
    for (name, value) in options { text += Array("\(name) = \(Self.quoted(value))\n".utf8) }
    text += Array("header = \"Session-Key: ".utf8)
    key.bytes.withBytes { for byte in $0 { Self.appendEscaped(byte, to: &text) } }
    text += Array("\"\n".utf8)
    return text
  }

  /// The variables that curl gets: those of a proxy only where TLS protects the key from it.
  func environment() -> [String] {
    var names = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
    if address.isEncrypted {
      names += EnvironmentProxy.variables + EnvironmentProxy.exceptions
    }
    return ChildEnvironment.ofSystemPrograms + ChildEnvironment.passing(names)
  }

  /// A value in the quotes of a config file.
  static func quoted(_ value: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in value.utf8 { appendEscaped(byte, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self) + "\""
  }

  private static func appendEscaped(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): text += Array("\\n".utf8)
    case UInt8(ascii: "\r"): text += Array("\\r".utf8)
    default: text.append(byte)
    }
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let whole = min(milliseconds, 1_000_000_000) / 1_000
    let rest = milliseconds % 1_000
    return "\(whole).\(String(repeating: "0", count: rest < 10 ? 2 : rest < 100 ? 1 : 0))\(rest)"
  }
}
