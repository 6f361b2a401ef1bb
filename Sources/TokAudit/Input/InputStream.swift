/// An open input; what is compressed with gzip, by its first bytes, is decompressed on the way.
struct InputStream: ~Copyable, Sendable {
  /// The name that reports give it.
  let name: String
  /// The size of the file as it is stored, from where reading began; nil for pipes and devices.
  let storedByteCount: Int?
  private var file: FileDescriptor?
  private let number: Int32
  private let start: Int
  private var head: ArraySlice<UInt8> = []
  private var gzip: Gzip?
  private var live: LiveStream?
  private var isAtEnd = false

  /// Looks at the first bytes of an open file, and starts gzip when they ask for it.
  static func open(_ file: consuming FileDescriptor, name: String) throws(InputError) -> InputStream {
    let beginning: Beginning
    do throws(SystemError) { beginning = try look(at: file.number) } catch { throw InputError(name, error) }
    var stream = InputStream(name: name, file: file, beginning: beginning)
    if Gzip.isMagic(beginning.bytes) { try stream.startGzip() }
    return stream
  }

  /// Asks the service, and waits for the beginning of the answer.
  static func open(_ request: LiveRequest, name: String) throws(InputError) -> InputStream {
    InputStream(name: name, live: try request.open(name: name))
  }

  private init(name: String, live: consuming LiveStream) {
    self.name = name
    self.live = consume live
    number = -1
    start = 0
    storedByteCount = nil
  }

  private mutating func startGzip() throws(InputError) {
    if storedByteCount != nil {
      gzip = try Gzip(name: name, reading: number)
    } else if let source = file.take() {
      gzip = try Gzip(name: name, feeding: source, head: Array(head))
      head = []
    }
  }

  private init(name: String, file: consuming FileDescriptor, beginning: Beginning) {
    self.name = name
    number = file.number
    self.file = consume file
    start = beginning.position
    storedByteCount = beginning.size
    head = beginning.size == nil ? beginning.bytes[...] : []
  }

  /// Whether the input is compressed.
  var isCompressed: Bool { gzip != nil }

  /// How much of the stored file has been read, to compare with `storedByteCount`; nil for pipes and devices.
  var storedPosition: Int? {
    guard storedByteCount != nil else { return nil }
    return systemPosition(number).map { $0 - start }
  }

  /// Reads what is there, at least one byte; 0 is the end.
  ///
  /// A file that gzip found damaged or cut off throws at its end, after everything that could be decompressed.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if isAtEnd || buffer.isEmpty { return 0 }
    if live != nil { return try readLive(into: buffer) }
    do throws(SystemError) {
      if !head.isEmpty {
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head.prefix(count))
        head.removeFirst(count)
        return count
      }
      var count = 0
      if gzip != nil {
        count = try gzip!.read(into: buffer)
      } else {
        count = try systemRead(number, buffer)
      }
      if count > 0 { return count }
    } catch {
      isAtEnd = true
      throw InputError(name, error)
    }
    isAtEnd = true
    if let complaint = gzip?.finish(until: Deadline(in: ChildProcess.grace)) { throw InputError(name, complaint) }
    return 0
  }

  private mutating func readLive(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    do throws(LiveFailure) {
      let count = try live!.read(into: buffer)
      isAtEnd = count == 0
      return count
    } catch {
      isAtEnd = true
      throw InputError(name, error.problem)
    }
  }

  /// What can be learnt without losing a byte; of a file with a size the bytes are still to be read.
  private struct Beginning {
    let bytes: [UInt8]
    let position: Int
    let size: Int?
  }

  private static func look(at number: Int32) throws(SystemError) -> Beginning {
    let status = try FileStatus(descriptor: number)
    if status.kind == .folder { throw .isFolder }
    let position = systemPosition(number)
    guard status.kind == .regular, let position else {
      return Beginning(bytes: try readHead(number), position: 0, size: nil)
    }
    return Beginning(
      bytes: try peek(number, at: position), position: position, size: max(0, status.size - position))
  }

  /// The first two bytes, or fewer of a shorter file, without moving on.
  private static func peek(_ number: Int32, at position: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = [0, 0]
    let count = try systemRead(number, into: &bytes, at: 0, fileOffset: position)
    return Array(bytes.prefix(count))
  }

  /// At least the first two bytes, unless the input is shorter.
  private static func readHead(_ number: Int32) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    var filled = 0
    while filled < 2 {
      let count = try systemRead(number, into: &bytes, at: filled)
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }
}
