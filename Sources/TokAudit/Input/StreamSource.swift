import Analysis

/// An open input as the library reads it; on the way it is counted and, if that is wanted, digested.
struct StreamSource: ByteSource, ~Copyable {
  private var stream: InputStream
  private let digest: InputDigest?
  private let position: InputPosition?
  private let spool: SpooledInput?

  /// A source of what the stream has, decompressed.
  ///
  /// - Parameter spool: keeps what was read for a second reading.
  init(
    _ stream: consuming InputStream, digest: InputDigest? = nil, position: InputPosition? = nil,
    spool: SpooledInput? = nil
  ) {
    self.stream = stream
    self.spool = spool
    self.digest = digest
    self.position = position
  }

  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    // The closure may throw only what it is declared to, so the result carries the error out.
    let result: Result<Int, InputError> = buffer.withUnsafeMutableBytes { bytes in
      do throws(InputError) {
        return .success(
          try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<(offset + count)])))
      } catch { return .failure(error) }
    }
    switch result {
    case .success(let read):
      if read == 0 { digest?.isComplete = true }
      digest?.update(buffer[offset..<(offset + read)])
      spool?.keep(buffer.span.bytes.extracting(offset..<(offset + read)))
      position?.advance(by: read, stored: stream.storedPosition)
      return read
    case .failure(let error):
      let failure = SourceFailure(error)
      spool?.stop(failure)
      throw failure
    }
  }
}

/// How far the reading of all inputs has come, in bytes as they are stored: what is compressed counts as such.
final class InputPosition {
  private var before = 0
  private var current = 0

  /// Bytes of all inputs so far.
  var bytes: Int { before + current }

  /// Begins the next input.
  func beginInput() {
    before += current
    current = 0
  }

  /// Notes a read; a pipe doesn't know its position, so what it gave is counted.
  fileprivate func advance(by read: Int, stored: Int?) {
    current = stored ?? current + read
  }
}

/// The SHA-256 of an input while it is read.
final class InputDigest {
  private var digest = SHA256()
  /// Whether the end of the input was reached: before it there is no digest.
  fileprivate(set) var isComplete = false

  /// The digest of what a stream will give; nil if it is not wanted, or if the stream is compressed and the digest that
  /// of other bytes.
  init?(of stream: borrowing InputStream, isWanted: Bool) {
    guard isWanted, !stream.isCompressed else { return nil }
  }

  /// Adds bytes.
  func update(_ bytes: ArraySlice<UInt8>) {
    digest.update(bytes)
  }

  /// The digest, nil unless the input was read to its end.
  var hexDigest: String? { isComplete ? digest.hexDigest() : nil }
}
