/// Why there is no such time zone, in a sentence or two.
struct TimeZoneError: Error, Equatable {
  let reason: String
}

/// The system's compiled IANA time zone database, a folder of files (RFC 8536).
enum TimeZoneDatabase {
  /// Where systems keep it, unless TZDIR names another folder.
  private static let usualFolders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/var/db/timezone/zoneinfo"]

  /// Names in the folder that mean what this computer is set to, so that results would depend on it.
  private static let namesOfTheComputer = ["localtime", "posixrules"]

  /// Bytes of a file that are read at most; compiled zones have a few thousand.
  private static let sizeLimit = 1 << 20

  /// The file of a zone.
  static func file(of name: String) throws(TimeZoneError) -> String {
    let folders = folders.filter { isZone("\($0)/Etc/UTC") || isZone("\($0)/UTC") }
    guard let folder = folders.first else {
      throw TimeZoneError(
        reason: "This system has no time zone database in \(self.folders.joined(separator: ", ")). Install it (often "
          + "the package tzdata), or use UTC.")
    }
    if isPlausible(name), let found = folders.lazy.map({ "\($0)/\(name)" }).first(where: isZone) { return found }
    if let near = nearest(to: name, in: folder) { throw TimeZoneError(reason: "Did you mean '\(near)'?") }
    throw TimeZoneError(
      reason: "It is no name of the time zone database in \(folder), such as Europe/Berlin, America/New_York or UTC.")
  }

  private static var folders: [String] {
    if let folder = Environment.value("TZDIR"), folder.hasPrefix("/") { return [folder] }
    return usualFolders
  }

  /// Whether a name stays within the folder and means the same on every computer.
  private static func isPlausible(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    // The zones below "right" count leap seconds, which stamps of the service don't.
    return parts.allSatisfy { $0 != "" && !$0.hasPrefix(".") } && parts.first != "right"
      && !namesOfTheComputer.contains(name)
  }

  /// Whether a file is a compiled zone and has its end: a damaged one would be taken for UTC without a word.
  private static func isZone(_ path: String) -> Bool {
    let bytes = contents(of: path)
    return bytes.starts(with: "TZif".utf8) && bytes.last == UInt8(ascii: "\n")
  }

  /// A name that may have been meant: the same but for its case or its region, or nearly the same.
  private static func nearest(to name: String, in folder: String) -> String? {
    let rows = contents(of: "\(folder)/zone.tab").split(separator: UInt8(ascii: "\n"))
    let names = rows.filter { $0.first != UInt8(ascii: "#") }.compactMap { row -> String? in
      let columns = row.split(separator: UInt8(ascii: "\t"))
      return columns.count > 2 ? String(decoding: columns[2], as: UTF8.self) : nil
    }
    let wanted = name.lowercased().split(separator: " ").joined(separator: "_")
    return names.first { $0.lowercased() == wanted || $0.lowercased().hasSuffix("/\(wanted)") }
      ?? Spelling.nearest(to: name, among: names + ["UTC"])
  }

  /// The bytes of a small file; none if it can't be read or is larger.
  private static func contents(of path: String) -> [UInt8] {
    do throws(SystemError) {
      let file = try FileDescriptor.open(path)
      var bytes = [UInt8](repeating: 0, count: sizeLimit)
      var count = 0
      while count < bytes.count {
        let read = try systemRead(file.number, into: &bytes, at: count)
        if read == 0 { return Array(bytes.prefix(count)) }
        count += read
      }
    } catch {}
    return []
  }
}
