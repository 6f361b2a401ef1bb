/// An option of a job, with its value if it takes one.
struct JobArgument: Equatable, Sendable {
  let option: OptionSpec
  let value: String?

  init(_ option: OptionSpec, _ value: String? = nil) {
    self.option = option
    self.value = value
  }

  /// Whether it is an option of this name.
  func isOf(_ option: OptionSpec) -> Bool { self.option.long == option.long }

  static func == (left: JobArgument, right: JobArgument) -> Bool {
    left.isOf(right.option) && left.value == right.value
  }

  /// What stands on a command line.
  var text: String { value.map { "\(option.name)=\($0)" } ?? option.name }
}

extension [JobArgument] {
  /// What stands on a command line.
  var texts: [String] { map(\.text) }

  /// The values of an option.
  func values(of option: OptionSpec) -> [String] { filter { $0.isOf(option) }.compactMap(\.value) }
}
