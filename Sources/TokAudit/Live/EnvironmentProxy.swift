/// The proxy for https that a variable of the environment names, as curl finds it.
struct EnvironmentProxy: Equatable {
  /// The variables in the order in which curl looks for them; the first that is set counts, even if it is empty.
  static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
  /// The variables that except servers.
  static let exceptions = ["no_proxy", "NO_PROXY"]

  /// The variable.
  let variable: String
  /// Its value without user and password.
  let shown: String
  /// Whether its scheme, if it has one, is none that curl knows.
  let isOfUnknownScheme: Bool

  private static let schemes = ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"]

  /// The one that stands in the environment; nil if none does.
  static var current: EnvironmentProxy? {
    for variable in variables {
      guard let value = Environment.value(variable) else { continue }
      return value.isEmpty ? nil : EnvironmentProxy(variable, value)
    }
    return nil
  }

  /// The proxy of a variable with a value.
  init(_ variable: String, _ value: String) {
    self.variable = variable
    let start = value.firstRange(of: "://")
    let scheme = start.map { value[..<$0.lowerBound].lowercased() }
    isOfUnknownScheme = scheme.map { !Self.schemes.contains($0) } ?? false
    // A password may hold any character, slashes too.
    let rest = value[(start?.upperBound ?? value.startIndex)...]
    let place = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    shown = "\(scheme.map { "\($0)://" } ?? "")\(place)"
  }
}
