import Analysis

/// The matches of earlier reconciliations: the folder that `--history` names.
enum HistoryFolder {
  /// The names of the tables in the folder, sorted.
  static func names(in folder: String) throws(InputError) -> [String] {
    let names: [String]
    do throws(SystemError) {
      names = try Folder.entries(of: folder, endings: [".csv"]).names
    } catch { throw InputError(InputNames.shown(folder), error) }
    if names.isEmpty {
      throw InputError(InputNames.shown(folder), "the folder holds no *.csv; keep each matches.csv there")
    }
    return names
  }
}
