/// Where reports and data go; every failure to write is thrown.
protocol ByteSink: AnyObject {
  /// Takes the bytes, which may stay in a buffer for a while.
  func write(_ bytes: RawSpan) throws(OutputError)
  /// Takes the text as UTF-8.
  func write(_ text: String) throws(OutputError)
  /// Writes what is left, and puts a file in its place; call it last, or the end is lost.
  func finish() throws(OutputError)
}

extension ByteSink {
  /// Takes the bytes, which may stay in a buffer for a while.
  func write(_ bytes: [UInt8]) throws(OutputError) { try write(bytes.span.bytes) }
}
