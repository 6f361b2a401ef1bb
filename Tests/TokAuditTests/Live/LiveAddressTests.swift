import Testing

@testable import TokAudit

struct LiveAddressTests {
  @Test(arguments: [
    ("https://h", "https://h/api/tokens", "https://h/api/tokens"),
    ("HTTPS://h:8443/", "https://h:8443/api/tokens", "https://h:8443/api/tokens"),
    ("https://h/api", "https://h/api/tokens", "https://h/api/tokens"),
    ("https://h/x/", "https://h/x/api/tokens", "https://h/x/api/tokens"),
    ("https://h/x/api/", "https://h/x/api/tokens", "https://h/x/api/tokens"),
    ("https://h/api/tokens/ID", "https://h/api/tokens/ID", "https://h/api/tokens/ID"),
    ("https://u:p@h/api/tokens?k=v#f", "https://u:p@h/api/tokens?k=v", "https://h/api/tokens?…"),
    ("https://h?k=v", "https://h/api/tokens?k=v", "https://h/api/tokens?…"),
    ("http://[::1]:80/", "http://[::1]:80/api/tokens", "http://[::1]:80/api/tokens"),
  ])
  func `an address is completed, and shown without secrets`(_ text: String, _ full: String, _ shown: String) throws {
    let address = try LiveAddress(text, what: .tokens)
    #expect(address.full == full)
    #expect(address.shown == shown)
  }

  @Test(arguments: [
    ("ftp://h/x", true), ("s3://bucket/x.json", true), ("file:///x.json", true), ("https://h/", false),
    ("HTTP://h", false),
    ("x.json", false), ("a/b://c", false), ("://x", false), ("9://x", false), ("http:/x", false),
  ])
  func `an address of another scheme is no path`(_ text: String, _ hasOther: Bool) throws {
    #expect((LiveAddress.otherScheme(text) != nil) == hasOther)
    guard hasOther else { return }
    let result = try Command.run(Command.tokaudit, ["audit", text])
    #expect(result.ending == .exited(64))
    #expect(result.errors.contains("An address begins with https://"), "\(result.errors)")
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST", true), ("127.0.0.1", true), ("127.9.9.9", true), ("[::1]", true),
    ("localhost.example", false), ("127.0.0.1.example", false), ("127.1", false), ("127.0.0.256", false),
    ("u@127.0.0.1", true), ("127.0.0.1@example.com", false), ("localhost:1@example.com", false), ("0.0.0.0", false),
    ("[::2]", false), ("a.127.0.0.1", false),
  ])
  func `only this computer is this computer`(_ host: String, _ isLoopback: Bool) throws {
    #expect(try LiveAddress("http://\(host)/", what: .tokens).isLoopback == isLoopback)
  }

  @Test(arguments: [
    "ftp://h/", "https://", "https:///x", "https://h:0/", "https://h:65536/", "https://h:+1/", "https://h:/",
    "https://a@b@c/", "https://h\\@x/", "https://h x/", "https://h/\n", "https://h\u{E9}/", "https://[::1/",
    "https://[x]/", "https://h%2e/", "https://h/\"", "https://[::1]x/",
    "https://h/\(String(repeating: "a", count: 9_000))",
  ])
  func `what could be read in two ways is refused`(_ text: String) {
    #expect(throws: AddressError.self) { try LiveAddress(text, what: .tokens) }
  }

  @Test(arguments: [
    ("https://u:p@h/a?b#c", "https://h/a"), ("//u@h/a", "//h/a"), ("/a@b?c", "/a@b"),
    ("file:///etc/passwd", "file:///etc/passwd"),
    ("", ""), ("https://a@b@c\\d@e/f", "https://c\\d@e/f"),
  ])
  func `where others point is shown without secrets`(_ text: String, _ shown: String) {
    #expect(LiveAddress.withoutSecrets(text) == shown)
  }
}
