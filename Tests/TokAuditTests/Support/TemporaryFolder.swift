@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A folder of a test's own, gone with it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var name = Array("/tmp/tokaudit-tests-XXXXXX".utf8CString)
    path = name.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
  }

  deinit { _ = try? Command.run("rm", ["-rf", path]) }

  /// The path of something in the folder.
  func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

  /// Every name in the folder, hidden ones too, sorted.
  var names: [String] {
    var names: [String] = []
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
      names.append(String(cString: start.assumingMemoryBound(to: CChar.self)))
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  /// Writes a file the plain way.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws(SystemError) {
    let file = try FileDescriptor.open(self(name), [.writing, .creating, OpenFlags(rawValue: O_TRUNC)], mode: 0o644)
    try Array(bytes).span.bytes.withUnsafeBytes { (all) throws(SystemError) in try systemWrite(file.number, all) }
  }

  /// Makes a file whose name is not UTF-8; false where the file system has no such names.
  func makeNameless() -> Bool {
    let path = Array(self("").utf8) + [0xFF] + Array(".json".utf8) + [0]
    let number = path.withUnsafeBytes { bytes in
      creat(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), 0o644)
    }
    return number >= 0 && systemClose(number) == 0
  }

  /// Reads a file the plain way.
  func read(_ name: String) throws(SystemError) -> [UInt8] { try Command.contents(of: self(name)) }

  /// Removes a file.
  func remove(_ name: String) { unlink(self(name)) }

  /// Reads a file of text the plain way.
  func text(_ name: String) throws(SystemError) -> String { String(decoding: try read(name), as: UTF8.self) }

  /// The permissions of a file in the folder.
  func mode(of name: String) -> mode_t {
    var status = stat()
    return stat(self(name), &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
