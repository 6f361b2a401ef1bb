/// Bytes that can be read at any place: a store, or an input that is no pipe.
public protocol RereadableBytes: AnyObject, Sendable {
  /// How many bytes there are.
  var count: Int { get }

  /// Reads bytes.
  ///
  /// - Parameters:
  ///   - offset: where they begin.
  ///   - count: how many; all of them must be there.
  /// - Returns: exactly these bytes.
  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8]
}

/// A place outside the memory for what an audit must remember beyond its budget: append and read back.
///
/// The library knows no files; the command line gives it temporary ones. Nothing in a store outlives the process.
public protocol ByteStore: RereadableBytes {
  /// Adds bytes at the end.
  ///
  /// - Throws: `SourceFailure` with the words of the system, such as "No space left on device".
  func append(_ bytes: RawSpan) throws(SourceFailure)
}
