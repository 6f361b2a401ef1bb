import Analysis
import Testing

@Test func `the version has three numbers`() {
  #expect(Version.current.split(separator: ".").compactMap { Int($0) }.count == 3)
}
