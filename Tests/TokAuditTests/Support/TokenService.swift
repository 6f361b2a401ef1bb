internal import Synchronization

@testable import TokAudit

/// A service with production lines and their token files, on a loopback port; some of the files misbehave.
final class TokenService: Sendable {
  typealias Step = MisbehavingServer.Step

  /// A production line of 3 characters per token.
  struct Line: Sendable {
    var id: String
    var status = "finished"
    var tokens = ["abc", "bcd", "cde"]
    /// The bytes that the list states; those of the tokens if nil.
    var bytes: Int?
    /// The day of the job, of January 2024.
    var day = 1
    /// What the server does at the request of that number, from 0, for the file; it sends the tokens if nil.
    var steps: (@Sendable (Int) -> [Step]?)?

    /// The token file.
    var file: [UInt8] { Array(tokens.joined(separator: "\n").utf8) }

    /// Its element of the list.
    var json: String {
      let day = "2024-01-\(day < 10 ? "0" : "")\(day)"
      let steps = ["started", "ended", "finished", "analyzed"]
      let done = status == "deleted" ? 4 : (steps.firstIndex(of: status) ?? -1) + 1
      let stamps = zip(steps, 1...4).prefix(done).map { #","\#($0)":"\#(day)T10:00:0\#($1).250Z""# }.joined()
      return #"""
        {"type":"tokens","id":"\#(id)","attributes":{"status":"\#(status)","alphabet":"LOWER_LATIN","digits":"3",
        "size":"\#(tokens.count)","filesizes":{"data":\#(bytes ?? file.count)},
        "timestamps":{"requested":"\#(day)T10:00:00.000Z"\#(stamps)}}}
        """#
    }
  }

  private struct State {
    var lines: [Line]
    var counts: [String: Int] = [:]
    var server: MisbehavingServer?
  }

  private let state: Mutex<State>
  private let list: (@Sendable ([Line]) -> [Step])?

  /// Starts the service.
  ///
  /// - Parameter list: what it does at the request for the list, if that is unusual.
  init(_ lines: [Line], list: (@Sendable ([Line]) -> [Step])? = nil) {
    state = Mutex(State(lines: lines))
    self.list = list
    let server = MisbehavingServer(script: { [unowned self] _, head in answer(head) })
    state.withLock { $0.server = server }
  }

  deinit { state.withLock { $0.server?.stop() } }

  /// The base address.
  var url: String { state.withLock { $0.server?.url ?? "" } }
  /// The heads of the requests so far.
  var requests: [String] { state.withLock { $0.server }?.requests ?? [] }
  /// The paths that were asked for.
  var paths: [String] { requests.map { String($0.split(separator: " ")[1]) } }

  /// Replaces the production lines.
  func set(_ lines: [Line]) {
    state.withLock { $0.lines = lines }
  }

  /// The list.
  static func document(_ lines: [Line]) -> String {
    #"{"data":[\#(lines.map(\.json).joined(separator: ","))]}"#
  }

  private func answer(_ head: String) -> [Step] {
    let path = String(head.split(separator: " ")[1])
    let (lines, count) = state.withLock { state in
      state.counts[path, default: 0] += 1
      return (state.lines, (state.counts[path] ?? 1) - 1)
    }
    if path == "/api/tokens" { return list?(lines) ?? [.answer(Self.document(lines))] }
    guard let line = lines.first(where: { path == "/api/tokens/\($0.id)/data" }) else {
      return [.answer(#"{"errors":[{"status":404,"title":"Not there"}]}"#, "404 Not Found")]
    }
    return line.steps?(count) ?? [.answer(bytes: line.file, type: "text/csv")]
  }
}
