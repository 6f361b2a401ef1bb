import Analysis

/// The download of one token file: it gets its name when all its bytes are there.
struct TokenDownload: Sendable {
  /// The file that has the path before.
  enum Standing: Sendable {
    /// None, or one that may go.
    case nothing
    /// That of an earlier part, which gets this path.
    case part(String)
    /// One that stays if its bytes are others than those that come.
    case same
  }

  /// Bytes that are read at a time.
  private static let pieceSize = 1 << 18

  let request: LiveRequest
  let path: String
  let standing: Standing
  /// The bytes that the list states.
  let bytes: Int
  /// When the file was complete.
  let ended: Timestamp?

  /// Fetches the file, again where that may help.
  ///
  /// - Parameter progress: called with the bytes that came, and what must be taken back of them before another attempt.
  func run(_ temporaries: TemporaryFiles, progress: (Int) -> Void) throws(SourceProblem) {
    let name = request.address.shown
    do throws(OutputError) {
      request.saved = try SavedAnswer(path, keepsPartial: false, temporaries: temporaries, isPrivate: true)
    } catch { throw .notSaved(error) }
    defer { request.saved = nil }
    while true {
      do throws(LiveFailure) {
        try receive(StreamSource(try open(name)), progress)
        return try save()
      } catch {
        do throws(LiveFailure) { try request.wait(after: error) } catch { throw error.problem }
      }
    }
  }

  private func open(_ name: String) throws(LiveFailure) -> InputStream {
    do throws(InputError) { return try .open(request, name: name) } catch {
      throw LiveFailure(problem: error.problem)
    }
  }

  private func receive(_ source: consuming StreamSource, _ progress: (Int) -> Void) throws(LiveFailure) {
    var source = source
    var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
    var count = 0
    let file = try open(standing)
    do throws(SourceFailure) {
      while true {
        let read = try source.read(into: &buffer, at: 0, count: Self.pieceSize)
        if read == 0 { break }
        file?.compare(buffer[..<read], at: count)
        count += read
        progress(read)
      }
    } catch {
      progress(-count)
      throw request.lastFailure ?? LiveFailure(problem: SourceProblem(error))
    }
    if count == bytes, file?.isSame ?? true { return }
    progress(-count)
    if count == bytes { throw LiveFailure(problem: .differs(fileName)) }
    throw .broken(
      "\(count, "byte") came, and the list states \(bytes)", remedy: "Ask the service which of both is right",
      // Without its length, an answer that broke off looks whole.
      isRetryable: request.head?.value("content-length") == nil)
  }

  /// The file that must be the same as what comes; nil if there is none.
  private func open(_ standing: Standing) throws(LiveFailure) -> StandingFile? {
    guard case .same = standing else { return nil }
    do throws(SystemError) { return try StandingFile(path) } catch {
      throw LiveFailure(problem: .unreadable("\(fileName): \(error.text)"))
    }
  }

  /// The name of the file without its folder.
  private var fileName: String {
    path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) } ?? path
  }

  private func save() throws(LiveFailure) {
    do throws(OutputError) {
      if case .part(let kept) = standing {
        do throws(SystemError) { try FileNames.link(path, as: kept) } catch { throw OutputError(kept, error) }
      }
      do throws(OutputError) { _ = try request.saved?.finish(isWhole: true) } catch {
        if case .part(let kept) = standing { FileNames.remove(kept) }
        throw error
      }
      if let ended {
        do throws(SystemError) { try systemSetTime(path, milliseconds: ended.milliseconds) } catch {
          throw OutputError(path, error)
        }
      }
    } catch { throw LiveFailure(problem: .notSaved(error)) }
  }
}

/// A file that is held against what comes.
private final class StandingFile {
  private let file: FileDescriptor
  /// Whether all bytes so far are those of the file.
  private(set) var isSame = true

  init(_ path: String) throws(SystemError) {
    file = try .open(path, [.noTerminal, .notLink])
  }

  func compare(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    guard isSame else { return }
    var found = [UInt8](repeating: 0, count: bytes.count)
    var filled = 0
    while filled < found.count,
      let count = try? systemRead(file.number, into: &found, at: filled, fileOffset: offset + filled), count > 0
    {
      filled += count
    }
    isSame = filled == found.count && found.elementsEqual(bytes)
  }
}

extension SourceProblem {
  fileprivate static func notSaved(_ error: OutputError) -> SourceProblem {
    SourceProblem(kind: .unreadable, message: "\(data: error.message)", remedy: "Make room, or save it elsewhere")
  }
}
