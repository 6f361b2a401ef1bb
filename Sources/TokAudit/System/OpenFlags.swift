#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// How a file is opened. Without any it is read.
struct OpenFlags: OptionSet, Sendable {
  let rawValue: Int32

  /// Only written.
  static let writing = OpenFlags(rawValue: O_WRONLY)
  /// Read and written.
  static let updating = OpenFlags(rawValue: O_RDWR)
  /// Made if it is not there.
  static let creating = OpenFlags(rawValue: O_CREAT)
  /// Made; one that is there already is an error.
  static let new: OpenFlags = [.creating, OpenFlags(rawValue: O_EXCL)]
  /// A folder, not anything else.
  static let folder = OpenFlags(rawValue: O_DIRECTORY)
  /// Not over a symbolic link.
  static let notLink = OpenFlags(rawValue: O_NOFOLLOW)
  /// A terminal does not become that of the program.
  static let noTerminal = OpenFlags(rawValue: O_NOCTTY)
  /// A FIFO does not wait for its other end.
  static let noWaiting = OpenFlags(rawValue: O_NONBLOCK)
}
