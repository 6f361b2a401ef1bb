import Testing

@testable import TokAudit

struct InputNamesTests {
  @Test(arguments: [
    ([], []),
    (["a.json", "sub/b.json", "../c.json", "./d.json", "-"], ["a.json", "sub/b.json", "../c.json", "./d.json", "-"]),
    (["/home/someone/a.json"], ["a.json"]),
    (["/x/one/a.json", "/x/two/a.json", "/x/two/b.json"], ["one/a.json", "two/a.json", "b.json"]),
    (["/x/one/same/a.json", "/x/two/same/a.json"], ["one/same/a.json", "two/same/a.json"]),
    (["/a.json", "/x/a.json"], ["a.json", "x/a.json"]),
    (["a.json", "/x/a.json"], ["a.json", "x/a.json"]),
    (["./a.json", "/x/a.json"], ["./a.json", "x/a.json"]),
    (["/x/a.json", "/x//a.json", "/x/./a.json"], ["a.json", "a.json", "a.json"]),
    (["/"], ["/"]),
    (["/x/\u{308}y"], ["\u{308}y"]),
  ])
  func `names are as given, or as short as tells absolute paths apart`(_ paths: [String], _ names: [String]) {
    #expect(InputNames.shown(for: paths) == names)
  }
}
