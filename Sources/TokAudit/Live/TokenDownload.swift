import Analysis

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The download of one token file: it gets its name when all its bytes are there.
struct TokenDownload: Sendable {
  /// Bytes that are read at a time.
  private static let pieceSize = 1 << 18

  let request: LiveRequest
  let path: String
  /// Where the file of an earlier part goes that has the path.
  let keeping: String?
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
      throw LiveFailure(problem: error.problem ?? .unreadable(error.message))
    }
  }

  private func receive(_ source: consuming StreamSource, _ progress: (Int) -> Void) throws(LiveFailure) {
    var source = source
    var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
    var count = 0
    do throws(SourceFailure) {
      while true {
        let read = try source.read(into: &buffer, at: 0, count: Self.pieceSize)
        if read == 0 { break }
        count += read
        progress(read)
      }
    } catch {
      progress(-count)
      throw request.lastFailure ?? LiveFailure(problem: .unreadable(error.message, remedy: error.remedy))
    }
    guard count != bytes else { return }
    progress(-count)
    throw .broken(
      "\(count, "byte") came, and the list states \(bytes)", remedy: "Ask the service which of both is right",
      // Without its length, an answer that broke off looks whole.
      isRetryable: request.head?.value("content-length") == nil)
  }

  private func save() throws(LiveFailure) {
    do throws(OutputError) {
      if let keeping, link(path, keeping) != 0 { throw OutputError(keeping, .last) }
      do throws(OutputError) { _ = try request.saved?.finish(isWhole: true) } catch {
        if let keeping { unlink(keeping) }
        throw error
      }
      if let ended {
        do throws(SystemError) { try FileTime.set(path, milliseconds: ended.milliseconds) } catch {
          throw OutputError(path, error)
        }
      }
    } catch { throw LiveFailure(problem: .notSaved(error)) }
  }
}

extension SourceProblem {
  fileprivate static func notSaved(_ error: OutputError) -> SourceProblem {
    SourceProblem(kind: .unreadable, message: "\(data: error.message)", remedy: "Make room, or save it elsewhere")
  }
}
