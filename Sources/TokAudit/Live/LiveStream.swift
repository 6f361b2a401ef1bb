import Analysis

/// The body of an answer while it comes. The key, should the service send it back, is not part of it.
struct LiveStream: ~Copyable, Sendable {
  private var curl: CurlChild
  private let request: LiveRequest
  private let access: LiveAccess
  private var chunk = [UInt8](repeating: 0, count: 1 << 18)
  /// What of the chunk has not been taken yet.
  private var ready = 0..<0
  /// The last bytes, which may be the beginning of the key.
  private var held: [UInt8] = []
  private var count = 0
  private var isAtEnd = false
  private let saved: SavedAnswer?

  /// The body of a curl whose headers have come.
  init(_ curl: consuming CurlChild, _ request: LiveRequest, _ access: LiveAccess) {
    self.curl = curl
    self.request = request
    self.access = access
    saved = request.saved
  }

  /// Reads what is there, at least one byte; 0 is the end of a whole answer.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(LiveFailure) -> Int {
    if ready.isEmpty {
      do throws(LiveFailure) { try fill() } catch {
        request.note(error)
        throw error
      }
    }
    let taken = min(ready.count, buffer.count)
    buffer.copyBytes(from: chunk[ready.prefix(taken)])
    ready.removeFirst(taken)
    return taken
  }

  /// Waits for the next bytes, or the end.
  mutating func fill() throws(LiveFailure) {
    while ready.isEmpty, !isAtEnd {
      chunk.replaceSubrange(0..<held.count, with: held)
      let start = held.count
      let read = try receive(at: start)
      count += read
      try check(read)
      do throws(OutputError) { try saved?.write(chunk[start..<(start + read)]) } catch {
        throw .broken("\(data: error.message)", remedy: "Make room, or save it elsewhere")
      }
      let end = start + read
      let kept = access.key.mask(&chunk, upTo: end)
      let taken = read == 0 ? end : end - kept
      held = Array(chunk[taken..<end])
      ready = 0..<taken
      isAtEnd = read == 0
    }
  }

  private mutating func receive(at start: Int) throws(LiveFailure) -> Int {
    let failure: LiveFailure
    do throws(SystemError) {
      let waiting = try curl.wait(idle: access.settings.timeout, until: access.deadline)
      if waiting == .ready { return try curl.read(into: &chunk, at: start) }
      failure = .interrupted(waiting, access.settings, hasBody: count > 0)
    } catch {
      failure = .broken("\(data: error.text)")
    }
    throw failure
  }

  /// Fails if there is too much, or if the end is not a good one.
  private mutating func check(_ read: Int) throws(LiveFailure) {
    if case .tokenFile(let bytes) = request.wanted, count > bytes {
      throw .broken(
        "more came than the \(bytes, "byte") that the list states",
        remedy: "Ask the service which of both is right")
    }
    if count > access.settings.maxBytes {
      throw .broken(
        "the answer has more than \(access.settings.maxBytes, "byte")",
        remedy: "If that can be right, allow more with \(name: OptionSpec.maxBytes.name)")
    }
    guard read == 0 else { return }
    let ending = curl.finish(until: access.deadline)
    if !ending.isGood, access.deadline.isOver { throw .interrupted(.late, access.settings, hasBody: count > 0) }
    let endings: [ChildProcess.Ending] = [.exited(0), .exited(CurlFailure.writeFailed), .overdue]
    if endings.contains(ending.child), let complaint = ending.complaint {
      throw .broken(
        "the answer is compressed, and it is damaged or cut off: \(data: complaint)", remedy: "Ask again",
        isRetryable: true)
    }
    if !ending.isGood {
      throw CurlFailure.failure(
        ending.child, verification: ending.verification, address: request.address, hasBody: count > 0)
    }
    if count == 0 {
      throw .broken(
        "the answer is empty, though its HTTP status is \(words: String(curl.head.status ?? 0))")
    }
  }
}
