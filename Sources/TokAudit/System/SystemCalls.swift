#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The system's `open`, under a name that methods called `open` do not hide.
func systemOpen(_ path: String, _ flags: Int32, _ mode: FileMode) -> Int32 { open(path, flags, mode) }

/// The system's `close`, under a name that methods called `close` do not hide.
func systemClose(_ number: Int32) -> Int32 { close(number) }

/// The system's `read`, again when a signal interrupts it and later when there is nothing yet; 0 is the end.
func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
  while true {
    let count = read(number, buffer.baseAddress, buffer.count)
    if count >= 0 { return count }
    if errno == EAGAIN {
      systemPoll(number, POLLIN)
    } else if errno != EINTR {
      throw .last
    }
  }
}

/// Reads into the array from an offset on.
func systemRead(_ number: Int32, into bytes: inout [UInt8], at offset: Int = 0) throws(SystemError) -> Int {
  try bytes.withUnsafeMutableBufferPointer { (all) throws(SystemError) in
    try systemRead(number, UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: all[offset...])))
  }
}

/// Reads into the array from an offset on, from a place in a file, without moving its position; 0 is the end.
func systemRead(
  _ number: Int32, into bytes: inout [UInt8], at offset: Int, fileOffset: Int
) throws(SystemError) -> Int {
  try bytes.withUnsafeMutableBufferPointer { (all) throws(SystemError) in
    while true {
      let count = pread(number, all.baseAddress.map { $0 + offset }, all.count - offset, off_t(fileOffset))
      if count >= 0 { return count }
      if errno != EINTR { throw .last }
    }
  }
}

/// Flushes a file to the disk; file systems that can't say so and are not wrong.
func systemSync(_ number: Int32) throws(SystemError) {
  while fsync(number) != 0 {
    if errno == EINVAL || errno == ENOTSUP { return }
    if errno != EINTR { throw .last }
  }
}

/// Flushes the names in a folder to the disk; one that may be written but not read can't be flushed.
func systemSync(folder: String) throws(SystemError) {
  do throws(SystemError) {
    let opened = try FileDescriptor.open(folder, .folder)
    try systemSync(opened.number)
  } catch  where error.code == EACCES {}
}

/// Writes all of the bytes, however many the system takes at a time.
///
/// - Parameter fileOffset: the place in a regular file; nil for where the last writing ended.
func systemWrite(
  _ number: Int32, _ bytes: UnsafeRawBufferPointer, fileOffset: Int? = nil
) throws(SystemError) {
  var rest = bytes
  while !rest.isEmpty {
    let count =
      if let fileOffset {
        pwrite(number, rest.baseAddress, rest.count, off_t(fileOffset + bytes.count - rest.count))
      } else {
        write(number, rest.baseAddress, rest.count)
      }
    if count > 0 {
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    } else if count == 0 {
      throw .broken
    } else if errno == EAGAIN {
      systemPoll(number, POLLOUT)
    } else if errno != EINTR {
      throw .last
    }
  }
}

/// The position in a file, or nil for what has none.
func systemPosition(_ number: Int32) -> Int? {
  let position = Int(lseek(number, 0, SEEK_CUR))
  return position < 0 ? nil : position
}

/// Goes to a position in a file.
func systemSeek(_ number: Int32, to position: Int) throws(SystemError) {
  if lseek(number, off_t(position), SEEK_SET) < 0 { throw .last }
}

/// Takes all bytes out of a file.
func systemEmpty(_ number: Int32) throws(SystemError) {
  while ftruncate(number, 0) != 0 {
    if errno != EINTR { throw .last }
  }
}

/// Fails unless an open file may be written.
func systemDemandWriting(_ number: Int32) throws(SystemError) {
  let flags = fcntl(number, F_GETFL)
  guard flags >= 0 else { throw .last }
  if flags & O_ACCMODE == O_RDONLY { throw SystemError(EBADF) }
}

/// Gives an open file to a user and a group, nil for the one that it has; says whether that was possible.
func systemGive(_ number: Int32, user: UInt32?, group: UInt32) -> Bool {
  fchown(number, user ?? .max, group) == 0
}

/// Sets the permissions of an open file, whatever the umask says.
func systemSetPermissions(_ number: Int32, _ mode: FileMode) throws(SystemError) {
  guard fchmod(number, mode) == 0 else { throw .last }
}

/// Gives a file the time, in milliseconds since 1970, at which it was changed last.
func systemSetTime(_ path: String, milliseconds: Int) throws(SystemError) {
  let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000)
  var time = timespec()
  time.tv_sec = time_t(rest < 0 ? seconds - 1 : seconds)
  time.tv_nsec = (rest < 0 ? rest + 1_000 : rest) * 1_000_000
  let times = [time, time]
  guard utimensat(AT_FDCWD, path, times, 0) == 0 else { throw .last }
}

/// Gives an open file the time that it is.
func systemSetTimeToNow(_ number: Int32) { futimens(number, nil) }

/// Ends the program.
func systemExit(_ code: ExitCode) -> Never { exit(code.rawValue) }

/// Waits for that many milliseconds.
func systemSleep(milliseconds: Int) {
  let end = ContinuousClock.now + .milliseconds(milliseconds)
  while ContinuousClock.now < end {
    let left = (end - .now).components
    _ = poll(nil, 0, Int32(clamping: left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1))
  }
}

/// Waits until the file can be read, or has come to its end; false when the deadline has passed.
func systemAwait(_ number: Int32, until deadline: Deadline) -> Bool {
  let file = [AwaitedFile(number: number)]
  do throws(SystemError) {
    while !deadline.isOver {
      if let ready = try AwaitedFile.ready(file, milliseconds: deadline.remaining), ready[0] { return true }
    }
  } catch {}
  return false
}

/// Waits until the file is ready for the events.
private func systemPoll(_ number: Int32, _ events: some BinaryInteger) {
  var poller = pollfd(fd: number, events: Int16(events), revents: 0)
  _ = poll(&poller, 1, -1)
}
