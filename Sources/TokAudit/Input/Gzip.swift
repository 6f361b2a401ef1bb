import Analysis

/// The system's gzip as a child process, decompressing.
struct Gzip: ~Copyable, Sendable {
  private var child: ChildProcess
  private let output: FileDescriptor
  private let errors: FileDescriptor
  private var feed: PipeFeed?

  /// Decompresses the rest of a file, which gzip reads by itself.
  init(name: String, reading number: Int32) throws(InputError) {
    do throws(SystemError) {
      let output = try Pipe()
      let errors = try Self.errorPipe()
      child = try Self.start(input: number, output: output.writing.number, errors: errors.writing.number)
      self.output = output.reading
      self.errors = errors.reading
    } catch { throw Self.problem(name, error) }
  }

  /// Decompresses a pipe of which some bytes are read already: they, then the rest are passed on while reading.
  init(name: String, feeding source: consuming FileDescriptor, head: [UInt8]) throws(InputError) {
    do throws(SystemError) {
      let input = try Pipe()
      input.refuseWhenFull()
      let output = try Pipe()
      let errors = try Self.errorPipe()
      child = try Self.start(
        input: input.reading.number, output: output.writing.number, errors: errors.writing.number)
      feed = PipeFeed(source: source, sink: input.writing, head: head)
      self.output = output.reading
      self.errors = errors.reading
    } catch { throw Self.problem(name, error) }
  }

  /// Whether the bytes start as RFC 1952 says.
  static func isMagic(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// What can be waited for before a read.
  var outputNumber: Int32 { output.number }

  /// Reads decompressed bytes; 0 is the end, and `finish` then says whether it was a good one.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    if feed != nil, try !feed!.pass(untilReadable: output.number) { feed = nil }
    return try systemRead(output.number, buffer)
  }

  /// Waits for the end of gzip, whose output has ended; returns what it complained about, or nil.
  mutating func finish(until deadline: Deadline) -> String? {
    feed = nil
    let complaint = readErrors(until: deadline)
    switch child.wait(until: deadline) {
    case .exited(0): return nil
    case .exited(let code): return complaint.isEmpty ? "gzip ended with exit code \(code)" : complaint
    case .killed(let signal): return "gzip was ended by signal \(signal)"
    case .overdue: return "gzip closed its output, but did not end"
    }
  }

  private func readErrors(until deadline: Deadline) -> String {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    var text: [UInt8] = []
    while systemAwait(errors.number, until: deadline), let count = try? systemRead(errors.number, into: &bytes),
      count > 0
    {
      if text.count < bytes.count { text += bytes.prefix(count) }
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { !$0.isEmpty }
    return lines.joined(separator: "; ")
  }

  /// A pipe for complaints, which are read at the end: gzip must not wait for that.
  private static func errorPipe() throws(SystemError) -> Pipe {
    let errors = try Pipe()
    errors.refuseWhenFull()
    return errors
  }

  private static func problem(_ name: String, _ error: SystemError) -> InputError {
    error.isNotFound
      ? InputError(
        name, "it is compressed, and the program gzip was not found",
        remedy: "Install gzip, or decompress the file first")
      : InputError(name, "it is compressed, and gzip could not be started: \(error.text)")
  }

  private static func start(input: Int32, output: Int32, errors: Int32) throws(SystemError) -> ChildProcess {
    // The variable GZIP, which holds options, is none of them.
    try ChildProcess(
      "gzip", ["-dc"], environment: ChildEnvironment.ofSystemPrograms, input: input, output: output, error: errors)
  }
}
