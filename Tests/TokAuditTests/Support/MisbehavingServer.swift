import Analysis
internal import Synchronization

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A server on a loopback port that the kernel gives. Each connection gets the next script; the last one is for all
/// further connections.
final class MisbehavingServer: Sendable {
  /// What is done on a connection after the request has come.
  enum Step: Sendable {
    /// Sends bytes.
    case send([UInt8])
    /// Sends the bytes again and again, as often as that, or until nobody takes them.
    case flood([UInt8], times: Int)
    /// Sends a byte at a time, with that many milliseconds between them.
    case drip([UInt8], milliseconds: Int)
    /// Does nothing until the other side goes away.
    case hang
    /// Breaks the connection, so that the other side sees a reset and not an end.
    case reset
  }

  /// What is done on a connection, by its number from 0 and the head of its request.
  typealias Script = @Sendable (_ connection: Int, _ head: String) -> [Step]

  /// The port.
  let port: UInt16
  private let listener: Int32
  private let script: Script
  private let state = Mutex(State())

  private struct State {
    var requests: [String] = []
    var isStopped = false
  }

  /// Starts listening.
  convenience init(_ scripts: [[Step]]) {
    self.init(script: { connection, _ in scripts[min(connection, scripts.count - 1)] })
  }

  /// Starts listening, for answers that depend on the request.
  init(script: @escaping Script) {
    self.script = script
    listener = Self.newSocket()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = listener
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        precondition(bind(number, pointer, size) == 0 && listen(number, 16) == 0, "no port to listen on")
        precondition(getsockname(number, pointer, &size) == 0)
      }
      return UInt16(bigEndian: pointer.pointee.sin_port)
    }
    Thread.detach { [self] in accept() }
  }

  /// A server that answers every connection in the same way.
  convenience init(_ steps: Step...) { self.init([steps]) }

  /// Its base address.
  var url: String { "http://127.0.0.1:\(port)" }

  /// The heads of the requests so far.
  var requests: [String] { state.withLock { $0.requests } }

  /// Ends listening.
  func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
    _ = systemClose(listener)
  }

  private static func newSocket() -> Int32 {
    #if canImport(Glibc)
    socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private func accept() {
    var count = 0
    while true {
      let number = Self.acceptConnection(listener)
      if number < 0 { return }
      _ = fcntl(number, F_SETFD, FD_CLOEXEC)
      let connection = count
      count += 1
      Thread.detach { [self] in
        serve(number, connection)
        _ = systemClose(number)
      }
    }
  }

  private static func acceptConnection(_ listener: Int32) -> Int32 {
    #if canImport(Glibc)
    Glibc.accept(listener, nil, nil)
    #elseif canImport(Musl)
    Musl.accept(listener, nil, nil)
    #else
    Darwin.accept(listener, nil, nil)
    #endif
  }

  private func serve(_ number: Int32, _ connection: Int) {
    var head: [UInt8] = []
    var byte: [UInt8] = [0]
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard let count = try? systemRead(number, into: &byte), count == 1 else { return }
      head.append(byte[0])
    }
    let text = String(decoding: head, as: UTF8.self)
    state.withLock { $0.requests.append(text) }
    for step in script(connection, text) {
      switch step {
      case .send(let bytes): if !send(number, bytes) { return }
      case .flood(let bytes, let times):
        for _ in 0..<times where !send(number, bytes) { return }
      case .drip(let bytes, let milliseconds):
        for byte in bytes {
          if !send(number, [byte]) { return }
          systemSleep(milliseconds: milliseconds)
        }
      case .hang: while let count = try? systemRead(number, into: &byte), count > 0 {}
      case .reset:
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        return
      }
    }
    // Half of the connection stays until the other side has read all, or closing could become a reset.
    shutdown(number, Int32(SHUT_WR))
    while let count = try? systemRead(number, into: &byte), count > 0 {}
  }

  private func send(_ number: Int32, _ bytes: [UInt8]) -> Bool {
    do {
      try bytes.withUnsafeBufferPointer { (all) throws(SystemError) in
        try systemWrite(number, UnsafeRawBufferPointer(all))
      }
      return true
    } catch { return false }
  }
}

extension MisbehavingServer.Step {
  /// The media type that the service gives its lists.
  static let mediaType = "application/vnd.api+json"

  /// A status row and headers.
  static func head(_ status: String = "200 OK", _ headers: String...) -> Self {
    .send(Array("HTTP/1.1 \(status)\r\n\(headers.map { "\($0)\r\n" }.joined())\r\n".utf8))
  }

  /// A good head for a body of that many bytes.
  static func goodHead(_ length: Int) -> Self {
    head("200 OK", "Content-Type: \(mediaType)", "Content-Length: \(length)")
  }

  /// A whole answer with its length.
  static func answer(
    bytes: [UInt8], _ status: String = "200 OK", type: String = mediaType, header: String? = nil
  ) -> Self {
    var head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(bytes.count)\r\n"
    if let header { head += "\(header)\r\n" }
    return .send(Array("\(head)\r\n".utf8) + bytes)
  }

  /// The same of a text.
  static func answer(
    _ body: String, _ status: String = "200 OK", type: String = mediaType, header: String? = nil
  ) -> Self {
    answer(bytes: Array(body.utf8), status, type: type, header: header)
  }

  /// A chunk of a chunked body, without the end of all.
  static func chunk(_ bytes: [UInt8]) -> Self {
    .send(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8))
  }
}
