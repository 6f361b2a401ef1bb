/// The program's standard output.
///
/// A reader that has gone away, as `head` does, is no error: the rest is dropped. Every other failure is thrown.
final class StandardOutput: ByteSink {
  /// Whether the reader has gone away.
  private(set) var isClosed = false
  private let descriptor: Int32
  private var buffer = OutputBuffer()

  /// Standard output, or another open file in its place.
  init(descriptor: Int32 = 1) { self.descriptor = descriptor }

  /// Takes the bytes, which may stay in a buffer until `finish`.
  func write(_ bytes: RawSpan) throws(OutputError) {
    if isClosed { return }
    do { try buffer.append(bytes, to: descriptor) } catch { try close(after: error) }
  }

  /// Takes the text as UTF-8, which may stay in a buffer until `finish`.
  func write(_ text: String) throws(OutputError) {
    if isClosed { return }
    do { try buffer.append(text, to: descriptor) } catch { try close(after: error) }
  }

  /// Writes what is left; call it last, or the end is lost.
  func finish() throws(OutputError) {
    if isClosed { return }
    do { try buffer.flush(to: descriptor) } catch { try close(after: error) }
  }

  private func close(after error: SystemError) throws(OutputError) {
    guard error.isWithoutReader else { throw OutputError("standard output", error) }
    isClosed = true
  }
}
