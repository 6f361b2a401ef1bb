import Testing

@testable import TokAudit

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

struct OutputFileTests {
  private let folder = TemporaryFolder()
  private let temporaries = TemporaryFiles()

  @Test func `a new file appears whole at commit, with the permissions of the umask`() throws {
    let file = try OutputFile(folder("report.md"), temporaries: temporaries)
    try file.write("first ")
    try file.write(Array("second".utf8))
    #expect(folder.names.count == 1)
    #expect(folder.names[0].hasPrefix(".tokaudit-"))
    try file.commit()
    #expect(folder.names == ["report.md"])
    #expect(try folder.text("report.md") == "first second")
    try folder.write([], to: "touched")
    #expect(folder.mode(of: "report.md") & 0o644 == folder.mode(of: "touched"))
  }

  @Test(arguments: [0o600, 0o640, 0o664, 0o755] as [mode_t])
  func `an existing file keeps its permissions`(_ mode: mode_t) throws {
    try folder.write("old".utf8, to: "report.md")
    chmod(folder("report.md"), mode)
    try write("new", to: folder("report.md"))
    #expect(try folder.text("report.md") == "new")
    #expect(folder.mode(of: "report.md") == mode)
  }

  @Test(arguments: ["target.md", "sub/target.md", "missing.md"])
  func `a symbolic link stays, and what it leads to is written`(_ target: String) throws {
    mkdir(folder("sub"), 0o755)
    if target != "missing.md" { try folder.write("old".utf8, to: target) }
    symlink(target, folder("second"))
    symlink(folder("second"), folder("link"))
    try write("new", to: folder("link"))
    #expect(try folder.text(target) == "new")
    var status = stat()
    #expect(lstat(folder("link"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(!folder.names.contains { $0.hasSuffix(".tmp") })
  }

  @Test func `what is given up leaves the old file and nothing else`() throws {
    try folder.write("old".utf8, to: "report.md")
    for discards in [true, false] {
      let file = try OutputFile(folder("report.md"), temporaries: temporaries)
      try file.write(String(repeating: "x", count: 200_000))
      if discards { file.discard() }
    }
    #expect(folder.names == ["report.md"])
    #expect(try folder.text("report.md") == "old")
  }

  @Test func `a file that is begun anew forgets what was written, in its buffer and beyond`() throws {
    for count in [3, 1_000_000] {
      let file = try OutputFile(folder("report.md"), temporaries: temporaries)
      #expect(file.isTemporary)
      try file.write(String(repeating: "x", count: count))
      try file.restart()
      try file.write("new")
      try file.commit()
      #expect(try folder.text("report.md") == "new")
    }
    #expect(folder.names == ["report.md"])
  }

  @Test func `a file that cannot take its place is an error and leaves nothing behind`() throws {
    let file = try OutputFile(folder("report.md"), temporaries: temporaries)
    try file.write("new")
    mkdir(folder("report.md"), 0o755)
    let error = #expect(throws: OutputError.self) { try file.commit() }
    #expect(error?.message == "cannot write \(folder("report.md")): Is a directory")
    #expect(folder.names == ["report.md"])
    try file.write("ignored from now on")
    try file.commit()
    #expect(folder.names == ["report.md"])
  }

  @Test(.enabled(if: access("/dev/full", W_OK) == 0, "there is no full device"))
  func `a full device is an error`() throws {
    let file = try OutputFile("/dev/full", temporaries: temporaries)
    try file.write("x")
    let error = #expect(throws: OutputError.self) { try file.commit() }
    #expect(error?.message == "cannot write /dev/full: No space left on device")
  }

  @Test func `devices are written in place and stay devices`() throws {
    try write("gone", to: "/dev/null")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func `a FIFO whose reader has gone away is no error`() throws {
    Interruptions.ignoreWriteSignals()
    mkfifo(folder("fifo"), 0o644)
    var reader: FileDescriptor? = try .open(folder("fifo"), .noWaiting)
    let file = try OutputFile(folder("fifo"), temporaries: temporaries)
    reader = nil
    _ = reader
    for _ in 0..<10 { try file.write(String(repeating: "x", count: 100_000)) }
    try file.commit()
    #expect(folder.names == ["fifo"])
  }

  @Test(arguments: [
    ("missing/report.md", "No such file or directory"), ("", "Is a directory"), ("file/report.md", "Not a directory"),
    ("loop", "Too many levels of symbolic links"), ("new/", "No such file or directory"),
  ])
  func `what cannot be written is known beforehand`(_ name: String, _ reason: String) throws {
    try folder.write("old".utf8, to: "file")
    symlink("loop", folder("loop"))
    let before = folder.names
    let checked = #expect(throws: OutputError.self) { try OutputFile.checkWritable(folder(name)) }
    #expect(checked?.message == "cannot write \(folder(name)): \(reason)")
    let opened = #expect(throws: OutputError.self) { _ = try OutputFile(folder(name), temporaries: temporaries) }
    #expect(opened == checked)
    #expect(folder.names == before)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything"))
  func `a file or folder without permission is refused beforehand`() throws {
    try folder.write("old".utf8, to: "report.md")
    chmod(folder("report.md"), 0o444)
    #expect(throws: OutputError.self) { try OutputFile.checkWritable(folder("report.md")) }
    chmod(folder.path, 0o555)
    #expect(throws: OutputError.self) { try OutputFile.checkWritable(folder("new.md")) }
    chmod(folder.path, 0o755)
  }

  @Test func `checking touches nothing`() throws {
    try folder.write("old".utf8, to: "report.md")
    try OutputFile.checkWritable(folder("report.md"))
    try OutputFile.checkWritable(folder("new.md"))
    #expect(folder.names == ["report.md"])
    #expect(try folder.text("report.md") == "old")
  }

  private func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path, temporaries: temporaries)
    try file.write(text)
    try file.commit()
  }
}
