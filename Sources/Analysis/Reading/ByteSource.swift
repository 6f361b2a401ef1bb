/// Where the bytes of one input come from: a file, a pipe, the output of a child process, or memory.
///
/// A source only reads; it knows nothing of JSON. The reader pulls, so a slow consumer holds back the producer.
public protocol ByteSource: ~Copyable {
  /// Reads at most `count` bytes into the buffer, from `offset` on.
  ///
  /// - Parameters:
  ///   - buffer: storage of at least `offset + count` bytes; only that range is written.
  ///   - offset: where in the buffer the first byte goes.
  ///   - count: the most bytes to read, above 0.
  /// - Returns: how many bytes were read; 0 only at the end of the input.
  /// - Throws: `SourceFailure` where the system refuses to read on.
  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int
}

/// An input that can't be read on: the words of the system, as a person should see them.
public struct SourceFailure: Error, Equatable, Sendable {
  /// What went wrong, for example "Input/output error".
  public let message: String

  /// What to do about it; nil for the usual advice.
  public let remedy: Prose?

  /// The folder at fault, for whoever runs the audit: it is one of the computer, which no report names.
  public let folder: String?

  /// An input that is not what it was when it was read.
  public static let changedMeanwhile = SourceFailure("at a second reading, an input was not what it had been")

  /// A failure with the words to show.
  public init(_ message: String, remedy: Prose? = nil, folder: String? = nil) {
    self.message = message
    self.remedy = remedy
    self.folder = folder
  }
}

/// Bytes that are in memory already: examples, tests, and documents that were received some other way.
public struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  private let piece: Int

  /// A source of these bytes.
  ///
  /// - Parameter piece: the most bytes that one read returns; small pieces show that the reader can stop anywhere.
  public init(_ bytes: [UInt8], piece: Int = .max) {
    self.bytes = bytes
    self.piece = piece
  }

  /// A source of the UTF-8 bytes of a text.
  public init(_ text: String, piece: Int = .max) {
    self.init(Array(text.utf8), piece: piece)
  }

  public mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(SourceFailure) -> Int {
    let taken = min(count, piece, bytes.count - position)
    buffer.replaceSubrange(offset..<(offset + taken), with: bytes[position..<(position + taken)])
    position += taken
    return taken
  }
}
