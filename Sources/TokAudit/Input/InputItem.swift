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

  /// Opens it, or says why there is nothing to open.
  func open() throws(InputError) -> InputStream {
    switch self {
    case .source(let source): return try source.open()
    case .problem(let error): throw error
    }
  }
}
