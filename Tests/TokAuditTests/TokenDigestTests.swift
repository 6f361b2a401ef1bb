import Testing

@testable import Analysis
@testable import TokAudit

/// The SHA-256 of token files, by a program of the system or without one.
struct TokenDigestTests {
  private static func run(_ prefix: [String], _ options: [String]) throws -> (table: String, rules: String) {
    let sample = "\(Repository.root)/\(TokenFilesSampleTests.folder)"
    let folder = TemporaryFolder()
    let out = TemporaryFolder()
    let copied = try Command.run(
      "sh", ["-c", "mkdir '\(folder("d"))' && cp '\(sample)'/tokens/*.csv '\(folder("d"))'"])
    #expect(copied.ending == .exited(0))
    let arguments =
      prefix + [Command.tokaudit, "audit", "\(sample)/list.json", "--alphabets", "\(sample)/catalogue.json", "--data"]
      + [folder("d"), "-o", out("")] + options
    _ = try Command.run("env", arguments)
    let table = try out.text("token-files.csv").replacing("\(folder.path)/", with: "")
    return (table, try out.text("rules.csv"))
  }

  private static func files(_ table: String) -> [[String]] {
    table.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `without a program for it the digests are the same`() throws {
    let with = try Self.run([], [])
    let without = try Self.run(["PATH=/nowhere"], [])
    #expect(with.table == without.table)
    #expect(Self.files(with.table).count > 15)
    for row in Self.files(with.table) { #expect(row[5].count == 64) }
  }

  @Test func `a hash that agrees passes, another is not verifiable, and none is computed with --no-digest`() throws {
    let with = try Self.run([], [])
    #expect(Self.files(with.table).count { $0[7] == "yes" } == 1)
    #expect(with.rules.contains("token-file-hash,note,tokens,you,1,1,0,"))
    let without = try Self.run([], ["--no-digest"])
    #expect(without.rules.contains("token-file-hash,note,tokens,you,0,0,0,"))
    for row in Self.files(without.table) { #expect(row[5].isEmpty) }
  }

  @Test func `a file with a name that a program would change is hashed all the same`() throws {
    let folder = TemporaryFolder()
    for name in ["-b", "a\\b", "a\nb", "plain"] { try folder.write("abc".utf8, to: name) }
    let files = ["-b", "a\\b", "a\nb", "plain"].map { name in
      FileDigests.File(
        path: folder(name),
        open: { () throws(SourceFailure) in
          do throws(InputError) {
            return StreamSource(try InputSource(name: name, place: .path(folder(name)), storedByteCount: nil).open())
          } catch { throw SourceFailure(error.message) }
        })
    }
    let digests = FileDigests.of(files)
    // FIPS 180-4, the example of one block.
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(digests == [digest, digest, digest, digest])
  }
}
