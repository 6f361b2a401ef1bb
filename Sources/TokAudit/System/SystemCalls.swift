#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The system's `open`, under a name that methods called `open` do not hide.
func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

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
    let opened = try FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY)
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
      throw SystemError(EIO)
    } else if errno == EAGAIN {
      systemPoll(number, POLLOUT)
    } else if errno != EINTR {
      throw .last
    }
  }
}

/// Waits for that many milliseconds.
func systemSleep(milliseconds: Int) {
  let end = ContinuousClock.now + .milliseconds(milliseconds)
  while ContinuousClock.now < end {
    let left = (end - .now).components
    _ = poll(nil, 0, Int32(clamping: left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1))
  }
}

/// Waits until the file is ready for the events.
private func systemPoll(_ number: Int32, _ events: some BinaryInteger) {
  var poller = pollfd(fd: number, events: Int16(events), revents: 0)
  _ = poll(&poller, 1, -1)
}
