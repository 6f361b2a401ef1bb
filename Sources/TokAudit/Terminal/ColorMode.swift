/// The choices of `--color`.
enum ColorMode: String, Sendable {
  case auto, always, never
}
