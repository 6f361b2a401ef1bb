import Analysis

@main
struct Main {
  static func main() {
    print("tokaudit \(Version.current)")
  }
}
