/// A report or data that could not be written.
struct OutputError: Error, Equatable {
  /// Where it should have gone, as the user named it.
  let path: String
  /// The system's words for what went wrong.
  let reason: String

  /// A failure with the system's words.
  init(_ path: String, _ error: SystemError) { self.init(path, error.text) }

  /// A failure in our own words.
  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The sentence for standard error, without its full stop.
  var message: String { "cannot write \(path): \(reason)" }
}
