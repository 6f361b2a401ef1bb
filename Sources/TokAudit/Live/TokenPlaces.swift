import Analysis

/// What a folder has of token files, and where a further one goes.
struct TokenPlaces: Sendable {
  /// What to do about a token file of the list.
  enum Decision: Sendable {
    /// It is there: its bytes are as many as the list states, and its time is that of the list.
    case there
    /// It is to be fetched to a path.
    case fetch(path: String, over: TokenDownload.Standing)
    /// It can't be fetched.
    case problem(SourceProblem)
  }

  private let folder: String
  private var latest: [[UInt8]: [String]] = [:]
  private var parts: [[UInt8]: (number: Int, name: String)] = [:]

  /// Bytes of an id at most, so that it can be a name.
  private static let idLimit = 200
  /// Milliseconds by which the times of files may be off: some file systems count in steps of two seconds.
  private static let tolerance = 2_000

  init(_ folder: String, names: [String]) {
    self.folder = folder
    for name in names {
      let place = TokenFileName(name)
      if let part = place.part {
        if part > parts[place.id]?.number ?? 0 { parts[place.id] = (part, name) }
      } else {
        latest[place.id, default: []].append(name)
      }
    }
  }

  /// What to do about a token file.
  func decide(_ entry: TokenFileList.Entry) -> Decision {
    guard entry.id.utf8.count <= Self.idLimit else { return .problem(.longName(limit: Self.idLimit)) }
    guard Self.isName(entry.id) else { return .problem(.noName) }
    if entry.isTwice { return .problem(.idTwice) }
    guard let bytes = entry.bytes else { return .problem(.noSize) }
    let names = latest[entry.key] ?? []
    if names.count > 1 { return .problem(.twoFiles(names[0], names[1])) }
    let name = names.first ?? "\(entry.id).csv"
    if name.hasSuffix(".gz") { return .problem(.compressed(name)) }
    let path = "\(folder)/\(name)"
    guard let status = try? FileStatus(ofLink: path) else { return .fetch(path: path, over: .nothing) }
    guard status.kind == .regular else { return .problem(.noRegularFile(name)) }
    let time = status.changed
    if status.size == bytes, let ended = entry.ended, abs(time - ended.milliseconds) <= Self.tolerance {
      return .there
    }
    // What was complete before the job was requested can't be its tokens.
    guard let requested = entry.requested, time < requested.milliseconds else {
      // A copy has a new time: only its bytes tell whether it is the file of the list.
      return status.size == bytes ? .fetch(path: path, over: .same) : .problem(.differs(name))
    }
    let last = parts[entry.key]
    // It got its name already, when a fetch was interrupted.
    if let last, FileIdentity("\(folder)/\(last.name)") == FileIdentity(path) {
      return .fetch(path: path, over: .nothing)
    }
    return .fetch(path: path, over: .part("\(folder)/\(entry.id).part\((last?.number ?? 0) + 1).csv"))
  }

  /// Whether an id can be part of a path and of an address as it is.
  private static func isName(_ id: String) -> Bool {
    !id.isEmpty
      && id.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-_".utf8.contains(byte)
      }
  }
}

extension SourceProblem {
  fileprivate static let noName = SourceProblem(
    kind: .malformed, message: "the id of the production line has other characters than letters, digits, - and _",
    remedy: "Audit the list, then ask the service")

  fileprivate static func longName(limit: Int) -> SourceProblem {
    SourceProblem(
      kind: .malformed,
      message: "the id of the production line has more than \(limit) characters, too many for the name of a file",
      remedy: "Audit the list, then ask the service")
  }

  fileprivate static let idTwice = SourceProblem(
    kind: .malformed, message: "the id stands twice in the list",
    remedy: "Audit the list, then ask the service")

  fileprivate static let noSize = SourceProblem(
    kind: .malformed, message: "the list doesn't state the bytes of the file, so it could not be verified",
    remedy: "Audit the list, then ask the service")

  fileprivate static func twoFiles(_ one: String, _ other: String) -> SourceProblem {
    SourceProblem(
      kind: .malformed, message: "\(data: one) and \(data: other) both stand for the latest part",
      remedy: "Remove the one that is wrong")
  }

  fileprivate static func compressed(_ name: String) -> SourceProblem {
    SourceProblem(
      kind: .malformed, message: "\(data: name) stands for it, and is compressed, so its bytes can't be compared",
      remedy: "Decompress it, or move it away")
  }

  /// A file that has the name and other bytes: an earlier part, a newer one, or spoiled; nobody can tell.
  static func differs(_ name: String) -> SourceProblem {
    SourceProblem(
      kind: .malformed,
      message: """
        \(data: name) is there with other bytes, and its time doesn't say that it is an earlier part, so it was left \
        as it is
        """,
      remedy: "Name it by the number of its part, such as ID.part1.csv, or move it away; then fetch again")
  }

  fileprivate static func noRegularFile(_ name: String) -> SourceProblem {
    SourceProblem(kind: .unreadable, message: "\(data: name) is no regular file", remedy: "Move it away")
  }
}
