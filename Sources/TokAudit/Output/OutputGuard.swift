/// What reports must not replace: inputs, and each other, whatever their paths look like.
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
    folders = Set(operands.compactMap { FileIdentity($0) })
    self.command = command
    let named = files.compactMap { $0.flatMap { FileIdentity($0) } }
    let standardInput = [FileIdentity(descriptor: 0)].compactMap(\.self)
    protect(
      OutputGuard.identities(items) + named + standardInput, as: "one of the inputs, which a report must not replace")
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

  /// Fails where a report would replace an input, or two reports one file, or become an input of the next time.
  func check(_ outputs: [ReportOutput]) throws(UsageError) {
    var written: Set<FileIdentity> = []
    for output in outputs {
      if output.path.hasSuffix(".json"), let folder = FileIdentity(OutputTarget.folder(of: output.path)),
        folders.contains(folder)
      {
        throw objection(output, "It would be read as an input of its folder the next time.")
      }
      guard let identity = FileIdentity(output.path) ?? FileIdentity(new: output.path) else { continue }
      if let words = read[identity] { throw objection(output, "It is \(words).") }
      if !written.insert(identity).inserted { throw objection(output, "Two reports can't go to one file.") }
    }
  }

  private func objection(_ output: ReportOutput, _ reason: String) -> UsageError {
    .invalid(output.path, for: .output, because: reason, in: command)
  }
}
