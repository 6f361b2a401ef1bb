/// What reports and saved answers must not replace: inputs, and each other, whatever their paths look like.
struct OutputGuard {
  /// What is read, with the words that an objection has for it.
  private var read: [FileIdentity: String] = [:]
  private let folders: Set<FileIdentity>
  private let command: CommandSpec

  /// - Parameters:
  ///   - items: the inputs.
  ///   - operands: the inputs as they were named: some may be folders.
  ///   - files: other files that options name.
  init(_ items: [InputItem], operands: [String], files: [String?], command: CommandSpec) {
    folders = Set(operands.compactMap { FileIdentity(folder: $0) })
    self.command = command
    let named = files.compactMap { $0.flatMap { FileIdentity($0) } }
    let standardInput = [FileIdentity(descriptor: 0)].compactMap(\.self)
    protect(
      OutputGuard.identities(items) + named + standardInput, as: "one of the inputs, which must not be replaced")
  }

  /// Protects further files.
  ///
  /// - Parameter words: what they are, as they follow "It is".
  mutating func protect(_ identities: some Sequence<FileIdentity>, as words: String) {
    for identity in identities { read[identity] = words }
  }

  private static func identities(_ items: [InputItem]) -> [FileIdentity] {
    items.compactMap { item in
      guard case .source(let source) = item, case .path(let path) = source.place else { return nil }
      return FileIdentity(path)
    }
  }

  /// Fails where a report or an answer would replace an input, or two of them one file, or a report become an input of
  /// the next time.
  ///
  /// - Parameter answer: where an answer is saved, and the option that says so; nil without one.
  func check(_ outputs: [ReportOutput], answer: (path: String, option: OptionSpec)? = nil) throws(UsageError) {
    var written: Set<FileIdentity> = []
    for output in outputs {
      if output.path.hasSuffix(".json"), let folder = FileIdentity(folder: FilePath.folder(of: output.path)),
        folders.contains(folder)
      {
        throw objection(output.path, .output, "It would be read as an input of its folder the next time.")
      }
      try check(output.path, .output, &written)
    }
    if let (path, option) = answer { try check(path, option, &written) }
  }

  private func check(_ path: String, _ option: OptionSpec, _ written: inout Set<FileIdentity>) throws(UsageError) {
    guard let identity = FileIdentity(path) ?? FileIdentity(new: path) else { return }
    if let words = read[identity] { throw objection(path, option, "It is \(words).") }
    if !written.insert(identity).inserted { throw objection(path, option, "Another report goes to that file too.") }
  }

  private func objection(_ path: String, _ option: OptionSpec, _ reason: String) -> UsageError {
    .invalid(path, for: option, because: reason, in: command)
  }
}
