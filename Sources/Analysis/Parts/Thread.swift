#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A thread of the system.
package enum Thread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Bytes of a thread's stack (1 MiB): the same on all systems, whatever the user's limit is.
  private static let stackSize = 1 << 20

  /// Starts a thread that ends by itself or with the program.
  ///
  /// - Returns: whether the system had one to give.
  @discardableResult
  package static func detach(_ run: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
    var thread: pthread_t?
    let code = pthread_create(&thread, &attributes, { Thread.start($0) }, body.toOpaque())
    if code == 0, let thread { pthread_detach(thread) }
    #else
    var thread = pthread_t()
    let code = pthread_create(&thread, &attributes, { Thread.start($0) }, body.toOpaque())
    if code == 0 { pthread_detach(thread) }
    #endif
    if code != 0 { body.release() }
    return code == 0
  }

  /// The processors that are online. Which of them the program is bound to (taskset) is not asked: Swift can't see the
  /// call for it, and `--threads` is for that.
  package static var processors: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  private static func start(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
  }
}
