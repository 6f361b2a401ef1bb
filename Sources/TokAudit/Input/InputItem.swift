import Analysis

/// One input: something to read, or why there is nothing.
enum InputItem: Sendable {
  /// Something to open.
  case source(InputSource)
  /// Something that cannot be read; the others still can.
  case problem(InputError)

  /// The name that reports give it.
  var name: String {
    switch self {
    case .source(let source): source.name
    case .problem(let error): error.name
    }
  }

  /// The request, of an answer that is read from the service.
  var request: LiveRequest? {
    if case .source(let source) = self, case .live(let request) = source.place { return request }
    return nil
  }

  /// Opens it, or says why there is nothing to open.
  func open() throws(InputError) -> InputStream {
    switch self {
    case .source(let source): return try source.open()
    case .problem(let error): throw error
    }
  }

  /// The SHA-256 of what is stored: the one that was found while reading, or, where the input is compressed or was not
  /// read to its end, that of a pass of its own.
  func digest(_ found: InputDigest?) -> StoredDigest {
    (found?.hexDigest ?? storedDigest()).map { .sha256($0) } ?? .unknown
  }

  /// The SHA-256 of a file as it is stored, nil for what can't be read again.
  private func storedDigest() -> String? {
    guard case .source(let source) = self else { return nil }
    do throws(SystemError) {
      guard let file = try reopened() else { return nil }
      var digest = SHA256()
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      var position = source.start ?? 0
      while true {
        let count = try systemRead(file.number, into: &buffer, at: 0, fileOffset: position)
        if count == 0 { return digest.hexDigest() }
        digest.update(buffer[..<count])
        position += count
      }
    } catch { return nil }
  }

  /// The file once more, to be read at any place; nil if it is none.
  func reopened() throws(SystemError) -> FileDescriptor? {
    guard case .source(let source) = self else { return nil }
    switch source.place {
    case .path(let path):
      guard FileIdentity(path) != nil else { return nil }
      return try .open(path, .noTerminal)
    case .standardInput:
      guard FileIdentity(descriptor: 0) != nil else { return nil }
      return try .duplicate(0)
    case .live: return nil
    }
  }
}
