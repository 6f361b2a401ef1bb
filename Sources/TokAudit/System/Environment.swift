#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The variables that this program was started with.
enum Environment {
  /// The value of a variable; nil if it is not set.
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
