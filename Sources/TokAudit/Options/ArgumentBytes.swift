/// The arguments as the system has them: bytes, which need not be UTF-8.
enum ArgumentBytes {
  /// What to say of the first argument that is not UTF-8; nil if all are.
  ///
  /// `CommandLine.arguments` has other bytes in its place, and they would be those of another file.
  static func objection() -> UsageError? {
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[place], String(validatingCString: bytes) == nil else { continue }
      return UsageError(
        "Argument \(place), '\(visible(UnsafeRawPointer(bytes)))', is not UTF-8. If it names a file, rename that.")
    }
    return nil
  }

  /// A text that ends with a zero byte, with every byte that is no visible ASCII as `\xFF`.
  private static func visible(_ text: UnsafeRawPointer) -> String {
    var (result, position) = ("", 0)
    while case let byte = text.load(fromByteOffset: position, as: UInt8.self), byte != 0 {
      let digits = String(byte, radix: 16, uppercase: true)
      result += (0x20...0x7E).contains(byte) ? String(UnicodeScalar(byte)) : "\\x\(byte < 16 ? "0" : "")\(digits)"
      position += 1
    }
    return result
  }
}
