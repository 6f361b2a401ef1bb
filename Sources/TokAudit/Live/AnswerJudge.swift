import Analysis

/// Tells the answer that was asked for from all others, by its head, and says what the others are.
enum AnswerJudge {
  /// Statuses of an answer that holds a list.
  private static let goodStatuses = [200, 201]

  /// Whether the body may be what was asked for.
  static func isWanted(_ head: AnswerHead, _ wanted: LiveRequest.Wanted) -> Bool {
    guard let status = head.status, goodStatuses.contains(status) else { return false }
    switch wanted {
    case .document: return head.mediaType == CurlRequest.mediaType
    case .tokenFile: return head.mediaType != CurlRequest.mediaType && !isPage(head, [])
    }
  }

  /// What makes the head itself one that can't be believed, whatever its status; nil if nothing.
  static func fault(of head: AnswerHead, _ key: SessionKey) -> LiveFailure? {
    if let length = head.wrongLength {
      let shown = String(key.masked(length).prefix(40))
      return .broken("expected one number of bytes in \(name: "Content-Length"), found \(data: shown)")
    }
    return head.hasBrokenRow ? CurlFailure.namelessHeader : nil
  }

  /// What is wrong with an answer that is not what was asked for.
  ///
  /// - Parameters:
  ///   - head: its status and headers.
  ///   - body: as much as there is of it, without the key.
  static func failure(
    _ head: AnswerHead, body: [UInt8], _ wanted: LiveRequest.Wanted, _ address: LiveAddress, _ key: SessionKey
  ) -> LiveFailure {
    let status = head.status ?? 0
    switch status {
    case 304:
      return .another(
        "HTTP status 304 says that nothing has changed since an answer that was not asked for here",
        remedy: "A cache stands between the service and you; ask it to pass the answer on")
    case 300..<400: return redirect(head, status, address, key)
    case _ where SourceProblem.Kind.errorDocument(status: status).isTransient:
      return LiveFailure(
        problem: SourceProblem.httpError(status: status, body: body).asNotReached, isRetryable: true,
        retryAfter: head.retryAfter)
    case 400...: return LiveFailure(problem: .httpError(status: status, body: body))
    default: break
    }
    if let problem = AnswerCheck.errors(in: body) { return LiveFailure(problem: problem) }
    let said: Prose = "(HTTP status \(words: String(status)))"
    if status == 204 || body.isEmpty && goodStatuses.contains(status) {
      return .another("the answer has no content \(said)", remedy: remedy)
    }
    guard goodStatuses.contains(status) else {
      return .another("expected HTTP status 200, found \(words: String(status))", remedy: remedy)
    }
    let found = head.value("content-type").map { key.masked($0) }
    if isPage(head, body) {
      return .another(
        "the answer is a web page, as of a login or a proxy, and no \(words: wanted.noun) \(said)",
        remedy: "Check the address, and whether a proxy or a login stands before the service")
    }
    if case .tokenFile = wanted {
      return .another(
        "expected a token file, found a document of the media type \(data: found ?? "") \(said)", remedy: remedy)
    }
    return .another(
      """
      expected the media type \(name: CurlRequest.mediaType), found \
      \(found.map { "\(data: $0)" } ?? "none") \(said)
      """, remedy: remedy)
  }

  private static let remedy: Prose = "Check the address, and what stands between the service and you"

  private static func redirect(
    _ head: AnswerHead, _ status: Int, _ address: LiveAddress, _ key: SessionKey
  ) -> LiveFailure {
    let target = head.value("location").map { LiveAddress.withoutSecrets(key.masked($0)) }
    return .another(
      """
      HTTP status \(words: String(status)) points to \(target.map { "\(data: $0)" } ?? "nowhere"); the session key is \
      for \(data: address.origin) only, so that was not followed
      """, remedy: "If it is right, give the new address yourself")
  }

  private static func isPage(_ head: AnswerHead, _ body: [UInt8]) -> Bool {
    if head.mediaType == "text/html" || head.mediaType == "application/xhtml+xml" { return true }
    let start = String(decoding: body.drop { $0 <= 0x20 }.prefix(16), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }
}

extension LiveRequest.Wanted {
  /// What a message calls it.
  fileprivate var noun: String {
    switch self {
    case .document: "list"
    case .tokenFile: "token file"
    }
  }
}
