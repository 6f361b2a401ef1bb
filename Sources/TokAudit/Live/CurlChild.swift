import Analysis

/// A curl that is asking: the body comes from its standard output, the headers and its last words from its standard
/// error. It ends with its owner.
struct CurlChild: ~Copyable, Sendable {
  /// How waiting for the body ended.
  enum Waiting: Equatable, Sendable {
    /// There are bytes, or the end.
    case ready
    /// Nothing came for as long as it may take.
    case idle
    /// The deadline has passed.
    case late
    /// The headers don't end.
    case endless
  }

  /// How curl ended, and what it said of the server's certificate.
  struct Ending: Sendable {
    let child: ChildProcess.Ending
    let verification: Int
    /// What gzip complained about, nil if nothing.
    let complaint: String?

    /// Whether all has come.
    var isGood: Bool { child == .exited(0) && complaint == nil }
  }

  /// Status and headers, as far as they have come.
  private(set) var head = AnswerHead()
  private var child: ChildProcess
  private var body: FileDescriptor?
  private var errors: FileDescriptor?
  private var gzip: Gzip?
  /// Where the body comes from, nil after its end.
  private var source: Int32?
  private var lastWords: [UInt8] = []
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Bytes of curl's last words that are kept.
  private static let lastWordsLimit = 4_096
  /// Bytes that may wait between curl and this program (1 MiB): fewer switches between the two.
  private static let pipeSize: Int32 = 1 << 20

  /// Starts curl with a request.
  init(_ request: CurlRequest, key: SessionKey) throws(SystemError) {
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    output.widen(to: Self.pipeSize)
    child = try ChildProcess(
      "curl", CurlRequest.arguments, environment: request.environment(), input: input.reading.number,
      output: output.writing.number, error: errors.writing.number)
    source = output.reading.number
    body = .some(output.reading)
    self.errors = .some(errors.reading)
    var config = request.config(key)
    defer { SecretBytes.wipe(&config) }
    // It fits into the pipe. A curl that has ended already doesn't read it, and its exit code says why.
    let number = input.writing.number
    config.withUnsafeBytes { try? systemWrite(number, $0) }
  }

  /// Decompresses the body from here on.
  mutating func startGzip(name: String) throws(InputError) {
    guard let number = body?.number else { return }
    let started = try Gzip(name: name, reading: number)
    source = started.outputNumber
    gzip = .some(started)
    // Only gzip reads it now; when gzip ends, curl notices.
    body = nil
  }

  /// Waits until the body can be read, and takes the headers meanwhile.
  mutating func wait(idle: Int, until deadline: Deadline) throws(SystemError) -> Waiting {
    var idleEnd = Deadline(in: idle)
    while true {
      if deadline.isOver { return .late }
      let limit = min(deadline.remaining, idleEnd.remaining)
      let files = [AwaitedFile(number: source ?? -1), AwaitedFile(number: errors?.number ?? -1)]
      guard let ready = try AwaitedFile.ready(files, milliseconds: limit) else { continue }
      if ready[1] {
        try readErrors()
        if head.count > AnswerHead.limit { return .endless }
        idleEnd = Deadline(in: idle)
      }
      if ready[0] { return .ready }
      if !ready[1] { return deadline.isOver ? .late : .idle }
    }
  }

  /// Reads bytes of the body that are there into the array from an offset on; 0 is the end.
  mutating func read(into bytes: inout [UInt8], at offset: Int) throws(SystemError) -> Int {
    guard let number = source else { return 0 }
    return try systemRead(number, into: &bytes, at: offset)
  }

  /// The body as far as it comes until the deadline, at most that many bytes: for answers that are read for their
  /// words.
  mutating func collect(limit: Int, idle: Int, until deadline: Deadline) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    do throws(SystemError) {
      while count < limit, try wait(idle: idle, until: deadline) == .ready {
        let read = try read(into: &bytes, at: count)
        if read == 0 { break }
        count += read
      }
    } catch {}
    return Array(bytes[..<count])
  }

  /// Waits for the end of curl, whose body has ended; if it takes longer than it may, it is ended.
  mutating func finish(until deadline: Deadline) -> Ending {
    let complaint = gzip?.finish(until: deadline.orIn(ChildProcess.grace))
    gzip = nil
    body = nil
    source = nil
    let end = deadline.orIn(ChildProcess.grace)
    while let number = errors?.number, systemAwait(number, until: end) { do { try readErrors() } catch { break } }
    return Ending(child: child.wait(until: end), verification: verification, complaint: complaint)
  }

  /// What curl's last row says of the certificate.
  private var verification: Int {
    let text = String(decoding: lastWords, as: UTF8.self)
    guard let row = text.split(separator: "\n").last(where: { $0.hasPrefix(CurlRequest.lastWords) }) else { return 0 }
    return row.split(separator: " ").last.flatMap { Int($0) } ?? 0
  }

  private mutating func readErrors() throws(SystemError) {
    guard let number = errors?.number else { return }
    let count = try systemRead(number, into: &buffer)
    if count == 0 { errors = nil }
    lastWords += head.add(buffer[..<count])
    if !head.isComplete { lastWords += buffer[..<count] }
    lastWords.removeFirst(max(0, lastWords.count - Self.lastWordsLimit))
  }
}
