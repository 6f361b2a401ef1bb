@testable import TokAudit

/// The files of the repository, for tests that hold them against what the code makes.
enum Repository {
  /// The root, found from this file.
  static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

  /// Whether the files are to be written anew instead of compared: TOKAUDIT_RECORD=1.
  static let isRecording = Environment.value("TOKAUDIT_RECORD") == "1"

  /// The text of a file; empty if it is not there.
  static func text(_ path: String) -> String {
    ((try? Command.contents(of: "\(root)/\(path)")) ?? []).withUnsafeBufferPointer {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Writes a file, with the folders above it.
  static func write(_ text: String, to path: String) throws {
    let full = "\(root)/\(path)"
    try Folder.create(String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
    let file = try OutputFile(full, temporaries: TemporaryFiles())
    try file.write(text)
    try file.commit()
  }
}
