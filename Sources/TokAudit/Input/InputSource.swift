/// A file, standard input or an answer of the service, not open yet.
struct InputSource: Sendable {
  /// Where the bytes are.
  enum Place: Equatable, Sendable {
    /// In a file, a FIFO or a device.
    case path(String)
    /// On standard input.
    case standardInput
    /// At the service.
    case live(LiveRequest)
  }

  /// The name that reports give it: never an absolute path.
  let name: String
  /// Where the bytes are.
  let place: Place
  /// The size of the file as it is stored, compressed or not; nil for pipes and devices.
  let storedByteCount: Int?
  /// Where standard input stands in its file, nil if it is none: so it can be read again.
  var start: Int?
  /// Whether it must be a regular file, as what runs keep: a FIFO would wait for a writer who never comes.
  var mustBeRegular = false

  /// Opens it; a FIFO waits for its writer, and a request until the answer begins.
  func open() throws(InputError) -> InputStream {
    if case .live(let request) = place { return try .open(request, name: name) }
    let file: FileDescriptor
    do throws(SystemError) {
      switch place {
      case .path(let path): file = try .open(path, mustBeRegular ? [.noTerminal, .noWaiting] : .noTerminal)
      case .standardInput, .live:
        file = try .duplicate(0)
        if let start { try? systemSeek(file.number, to: start) }
      }
    } catch { throw InputError(name, error) }
    if mustBeRegular, FileIdentity(descriptor: file.number) == nil {
      throw InputError(name, "it is no regular file")
    }
    return try .open(file, name: name)
  }
}
