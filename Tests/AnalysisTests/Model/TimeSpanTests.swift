import Testing

@testable import Analysis

struct TimeSpanTests {
  @Test(arguments: [
    ("90s", 90_000, "1m30s"), ("15m", 900_000, "15m"), ("1h", 3_600_000, "1h"), ("2d", 172_800_000, "2d"),
    ("1h30m", 5_400_000, "1h30m"), ("90m", 5_400_000, "1h30m"), ("1d0h5s", 86_405_000, "1d5s"),
    ("036500d", 3_153_600_000_000, "36500d"),
  ])
  func `a length of time is read, and written in the shortest way`(text: String, milliseconds: Int, shown: String) {
    let span = TimeSpan(text)
    #expect(span?.milliseconds == milliseconds)
    #expect(span?.description == shown)
    #expect(TimeSpan(shown) == span)
  }

  @Test(arguments: [
    "", "90", "h", "1h30", "30m1h", "1h1h", "-1h", "+1h", "1.5h", "1 h", "1H", "1w", "0s", "0d0h", "36501d", "36500d1s",
    "99999999999999999999s", "9223372036854775807d", "１h",
  ])
  func `anything else is no length of time`(_ text: String) {
    #expect(TimeSpan(text) == nil)
  }
}
