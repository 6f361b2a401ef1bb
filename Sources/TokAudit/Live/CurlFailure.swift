import Analysis

/// What curl's exit codes mean, in our words: its own could show more than others may see.
enum CurlFailure {
  /// The exit code for a reader that has gone away.
  static let writeFailed: Int32 = 23

  /// The exit code for headers that curl can't read.
  static let weirdReply: Int32 = 8

  /// The exit codes for a header that is longer than curl takes, of older and of newer ones.
  static let headerTooLong: [Int32] = [27, 100]

  /// A header that curl did not take, for reasons that it doesn't tell.
  static func unreadableHeader(_ server: String) -> LiveFailure {
    brokenHeader(
      "the answer of \(data: server) has a header that can't be read: no name and colon stand before its value, or it "
        + "states a length that is no number")
  }

  /// A header without a name.
  static let namelessHeader = brokenHeader(
    "the answer of the service has a header that is none: no name and colon stand before its value")

  /// A header without an end.
  static func longHeader(_ server: String) -> LiveFailure {
    brokenHeader("the answer of \(data: server) has a header that is longer than any should be")
  }

  private static func brokenHeader(_ message: Prose) -> LiveFailure {
    .broken(message, remedy: "See what stands between the service and you; a proxy may have put it there")
  }

  /// The failure of a curl that ended with this code.
  ///
  /// - Parameters:
  ///   - ending: how it ended.
  ///   - verification: what it says of the certificate, an X509_V code of OpenSSL; 0 if it had no objection.
  ///   - address: what it asked.
  ///   - hasBody: whether bytes of the answer have been read.
  static func failure(
    _ ending: ChildProcess.Ending, verification: Int, address: LiveAddress, hasBody: Bool
  ) -> LiveFailure {
    switch ending {
    case .exited(let code): hasBody ? cut(code) : beforeBody(code, verification, address)
    case .killed(let signal): .broken("curl was ended by signal \(words: String(signal))", remedy: "Ask again")
    case .overdue: .broken("curl closed its output, but did not end", remedy: "Ask again")
    }
  }

  /// A failure before the first byte.
  private static func beforeBody(_ code: Int32, _ verification: Int, _ address: LiveAddress) -> LiveFailure {
    let server: Prose = "\(data: address.origin)"
    // curl doesn't say whether it asked the proxy, or whether no_proxy excepts the server.
    let proxy = address.isEncrypted ? EnvironmentProxy.current : nil
    let named = proxy.map { "; \(name: $0.variable) names the proxy \(data: $0.shown)" as Prose } ?? ""
    let said: Prose = "(curl exit code \(words: String(code))\(named))"
    if let proxy, proxy.isOfUnknownScheme, [5, 7, 97].contains(code) {
      return .broken("the proxy is of a kind that curl doesn't know \(said)", remedy: "Correct \(name: proxy.variable)")
    }
    switch code {
    case 5: return .notReached("the name of the proxy could not be resolved \(said)")
    case 6: return .notReached("the name of \(server) could not be resolved \(said)")
    case 7: return .notReached("no connection to \(server) \(said)")
    case 28: return .notReached("no connection to \(server) in time \(said)")
    case 35: return .notReached("TLS could not be agreed on with \(server) \(said)")
    case 52: return .notReached("\(server) closed the connection without an answer \(said)")
    case 16, 18, 55, 56, 92: return .notReached("the connection to \(server) broke before the answer \(said)")
    case weirdReply:
      return .broken("\(server) gave a reply that is no HTTP \(said)", remedy: "Check the address and its port")
    case 51, 60: return certificate(verification, server)
    case 77:
      return .broken(
        "the certificates to trust could not be read \(said)", remedy: "Check the file of \(name: "--cacert")")
    case 1: return .broken("\(server) did not answer in HTTP \(said)", remedy: "Check the address and its port")
    case 2:
      return .broken("curl did not understand its options \(said)", remedy: "Install curl 7.63 or later")
    case 3: return .broken("curl did not understand the address \(said)", remedy: "Check the address")
    case 97:
      return .broken("the proxy gave no connection to \(server) \(said)", remedy: "Check the proxy, then ask again")
    default: return .broken("curl could not get an answer from \(server) \(said)")
    }
  }

  /// A failure after the first byte: what was read is not the whole.
  private static func cut(_ code: Int32) -> LiveFailure {
    let said: Prose = "(curl exit code \(words: String(code)))"
    let message: Prose =
      switch code {
      case 18: "the answer ended before all of it had come \(said)"
      case 28: "the answer did not come to its end in time \(said)"
      default: "the connection broke in the middle of the answer \(said)"
      }
    return .broken(message, remedy: "What came is not the whole: ask again", isRetryable: true)
  }

  private static func certificate(_ verification: Int, _ server: Prose) -> LiveFailure {
    let reason: Prose =
      switch verification {
      // With the name of another host, curl leaves OpenSSL's "unspecified" or "ok".
      case 0, 1: "it is not for this host"
      case 9: "it is not valid yet"
      case 10: "it has expired"
      case 18, 19: "it is signed by itself"
      case 2, 20, 21: "its issuer is not known"
      default: "verification code \(words: String(verification))"
      }
    return .broken(
      "the certificate of \(server) can't be trusted: \(reason)",
      remedy: "Nothing was sent; if the service has its own certificates, name them with \(name: "--cacert")")
  }

  /// The failure of a curl that could not be started.
  static func notStarted(_ error: SystemError, _ address: LiveAddress) -> LiveFailure {
    if error.isShortage {
      return .notReached(
        "curl could not be started: \(data: error.text)",
        remedy: "Try again later, or allow more processes and open files (ulimit -u, ulimit -n)")
    }
    if !error.isNotFound {
      return .broken("curl could not be started: \(data: error.text)", remedy: "Check the installation of curl")
    }
    return .broken(
      "the program curl, which asks the service, was not found",
      remedy: """
        Install curl, or let another program ask: \
        \(name: "http get \(address.shown) Accept:\(CurlRequest.mediaType) Content-Type:\(CurlRequest.mediaType) "
          + "Session-Key:@FILE | tokaudit audit -")
        """)
  }
}
