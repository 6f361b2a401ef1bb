/// A place outside the memory for what an audit must remember beyond its budget: append and read back.
///
/// The library knows no files; the command line gives it temporary ones. Nothing in a store outlives the process.
public protocol ByteStore: AnyObject, Sendable {
  /// Bytes in the store.
  var count: Int { get }

  /// Adds bytes at the end.
  ///
  /// - Throws: `SourceFailure` with the words of the system, such as "No space left on device".
  func append(_ bytes: RawSpan) throws(SourceFailure)

  /// Reads bytes back.
  ///
  /// - Parameters:
  ///   - offset: where they begin.
  ///   - count: how many; all of them must be in the store.
  /// - Returns: exactly these bytes.
  func read(at offset: Int, count: Int) throws(SourceFailure) -> [UInt8]
}
