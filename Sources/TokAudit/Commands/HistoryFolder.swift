import Analysis

/// Reads the matches of earlier reconciliations: the folder that `--history` names.
enum HistoryFolder {
  /// The matches of all tables in the folder, in the order of their names.
  static func read(_ folder: String) throws(InputError) -> PaymentHistory {
    var history = PaymentHistory()
    let names: [String]
    do throws(SystemError) {
      names = try Folder.entries(of: folder) { $0.reversed().starts(with: ".csv".utf8.reversed()) }.names
    } catch { throw InputError(InputNames.shown(for: [folder])[0], error) }
    if names.isEmpty {
      throw InputError(InputNames.shown(for: [folder])[0], "the folder holds no *.csv; keep each matches.csv there")
    }
    for name in names {
      let stream = try InputSource(name: name, place: .path("\(folder)/\(name)"), storedByteCount: nil).open()
      do throws(SourceProblem) { try history.add(StreamSource(stream), name: name) } catch {
        throw InputError(name, error.text.plain)
      }
    }
    return history
  }
}
