/// The inputs of a command line, in its order.
struct Inputs: Sendable {
  /// Each input, or what is wrong with it; folders are replaced by their files.
  let items: [InputItem]

  /// Inputs that were found elsewhere.
  init(_ items: [InputItem]) {
    self.items = items
  }

  /// The inputs that the operands name; none means standard input.
  ///
  /// - Parameters:
  ///   - operands: files, folders, `-` for standard input, or addresses.
  ///   - sourceName: the name of standard input in reports.
  ///   - client: what asks the service, for addresses.
  ///   - endings: how the names of those files of a folder end that are read.
  ///   - command: the command whose usage an error shows.
  init(
    _ operands: [String], sourceName: String? = nil, client: LiveClient? = nil, endings: [String] = Folder.lists,
    command: CommandSpec
  ) throws(UsageError) {
    let operands = operands.isEmpty ? ["-"] : operands
    if operands.contains("") { throw UsageError("The name of an input is empty.", command: command) }
    if operands.count(where: { $0 == "-" }) > 1 {
      throw UsageError("Standard input ('-') can be read only once.", command: command)
    }
    if sourceName != nil, !operands.contains("-") {
      throw UsageError(
        "'\(OptionSpec.sourceName.name)' names standard input, which is not among the inputs.", command: command)
    }
    var found: [Found] = []
    for (number, operand) in operands.enumerated() {
      if let scheme = LiveAddress.otherScheme(operand), !FileNames.isReadable(operand) {
        throw UsageError(
          "Nobody can be asked by \(scheme)://. An address begins with https:// or http://.", command: command)
      }
      if LiveAddress.isAddress(operand), let client {
        let request = try client.request(operand, what: .tokens, as: "Input \(number + 1)")
        found.append(Found(path: request.address.shown, request: request, result: .success(nil)))
      } else {
        found += Self.expand(operand, endings)
      }
    }
    let names = InputNames.shown(for: found.map(\.path))
    items = zip(found, names).map { found, name in
      switch found.result {
      case .failure(let message): .problem(InputError(name, message.text))
      case .success(_) where found.request != nil:
        .source(InputSource(name: name, place: found.request.map { .live($0) } ?? .standardInput, storedByteCount: nil))
      case .success(_) where found.path == "-":
        .source(
          InputSource(
            name: sourceName ?? "standard input", place: .standardInput, storedByteCount: Self.size(ofStandard: 0),
            start: Self.position(ofStandard: 0)))
      case .success(let size): .source(InputSource(name: name, place: .path(found.path), storedByteCount: size))
      }
    }
  }

  /// The size of all inputs as they are stored, or nil when one of them is a pipe or a device.
  var storedByteCount: Int? {
    var sum = 0
    for case .source(let source) in items {
      guard let count = source.storedByteCount else { return nil }
      sum += count
    }
    return sum
  }

  private struct Found {
    let path: String
    var request: LiveRequest?
    let result: Result<Int?, Problem>
  }

  private struct Problem: Error {
    let text: String
  }

  private static func expand(_ operand: String, _ endings: [String]) -> [Found] {
    if operand == "-" { return [Found(path: operand, result: .success(nil))] }
    do throws(SystemError) {
      let status = try FileStatus(operand)
      guard status.kind == .folder else { return [Found(path: operand, result: .success(size(of: status)))] }
      let folder = try Folder.entries(of: operand, endings: endings)
      let prefix = operand.utf8.last == UInt8(ascii: "/") ? operand : "\(operand)/"
      var found: [Found] = []
      for name in folder.names {
        let path = prefix + name
        do throws(SystemError) {
          let status = try FileStatus(path)
          // A FIFO would wait for its writer; whoever means one names it.
          switch status.kind {
          case .folder: break
          case .regular: found.append(Found(path: path, result: .success(status.size)))
          case .link, .other:
            found.append(Found(path: path, result: .failure(Problem(text: "it is no regular file"))))
          }
        } catch {
          found.append(Found(path: path, result: .failure(Problem(text: error.text))))
        }
      }
      for name in folder.unreadableNames {
        let text = "the file's name is not UTF-8; rename it"
        found.append(Found(path: prefix + name, result: .failure(Problem(text: text))))
      }
      if !found.isEmpty { return found }
      let wanted = endings.dropLast().map { "*\($0)" }.joined(separator: ", ") + " or *\(endings[endings.count - 1])"
      return [Found(path: operand, result: .failure(Problem(text: "the folder holds no \(wanted)")))]
    } catch {
      return [Found(path: operand, result: .failure(Problem(text: error.text)))]
    }
  }

  private static func size(of status: FileStatus) -> Int? { status.kind == .regular ? status.size : nil }

  private static func position(ofStandard number: Int32) -> Int? {
    size(ofStandard: number) == nil ? nil : systemPosition(number)
  }

  private static func size(ofStandard number: Int32) -> Int? {
    (try? FileStatus(descriptor: number)).flatMap(size)
  }
}
