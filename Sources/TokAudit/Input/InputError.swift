/// An input that cannot be read, or not to its end.
struct InputError: Error, Equatable, Sendable {
  /// The input, as reports name it.
  let name: String
  /// What is wrong, without the name.
  let message: String

  /// A problem in our own words.
  init(_ name: String, _ message: String) {
    self.name = name
    self.message = message
  }

  /// A problem in the system's words.
  init(_ name: String, _ error: SystemError) { self.init(name, error.text) }

  /// The sentence for standard error, without its full stop.
  var text: String { "cannot read \(name): \(message)" }
}
