import Analysis
import Testing

@testable import TokAudit

/// The completions, as the shells take them.
struct CompletionsTests {
  private let folder = TemporaryFolder()

  init() throws {
    for shell in Shell.allCases { try folder.write(shell.completions.utf8, to: shell.rawValue) }
  }

  @Test(arguments: Shell.allCases.map(\.rawValue).filter { Command.exists($0) })
  func `the shell finds no fault`(_ shell: String) throws {
    let result = try Command.run(shell, ["-n", folder(shell)], environment: ["HOME=\(folder.path)"])
    #expect(result.ending == .exited(0), "\(result.errors)")
    #expect(result.errors == "")
  }

  @Test(arguments: Shell.allCases.map(\.rawValue))
  func `every option of every command is in it`(_ shell: String) throws {
    let text = try folder.text(shell)
    for option in CommandTable.all.flatMap(\.allOptions) {
      for name in option.names {
        let written =
          shell != "fish" ? name : name.hasPrefix("--") ? "-l \(name.dropFirst(2)) " : "-s \(name.dropFirst()) "
        #expect(text.contains(written), "\(name)")
      }
    }
    for command in CommandTable.all { #expect(text.contains(command.name)) }
    for rule in Rulebook.all { #expect(text.contains(rule.code)) }
  }

  /// Words as the shell has them, the last one to be completed, and some of what is offered.
  static let cases: [(words: [String], offered: [String], others: [String])] = [
    (["au"], ["audit"], ["rules"]), (["--v"], ["--version"], ["--help"]),
    (["audit", "--data"], ["--data", "--data-map"], ["--digest"]),
    (["audit", "--no-d"], ["--no-digest"], ["--digest"]),
    (["audit", "--format", ""], ["markdown", "json"], ["--help"]),
    (["audit", "--select", "token-u"], ["token-unique"], ["token-count"]),
    (["audit", "--select", "line-type,token-u"], ["line-type,token-unique"], ["token-unique"]),
    (["fetch", "--what", "d"], ["data"], ["tokens"]), (["help", "pri"], ["privacy"], ["audit"]),
    (["rules", "data-f"], ["data-file-size"], ["line-type"]),
    (["completions", ""], ["bash", "zsh", "fish"], ["tcsh"]),
    (["schedule", "--sys"], ["--systemd"], ["--cron"]),
  ]

  @Test(.enabled(if: Command.exists("bash"), "there is no bash"), arguments: cases.indices)
  func `bash offers what fits`(_ number: Int) throws {
    let one = Self.cases[number]
    try expectBash(one.words, offers: one.offered, not: one.others)
  }

  @Test(.enabled(if: Command.exists("bash"), "there is no bash"))
  func `bash splits at an equals sign`() throws {
    try expectBash(["audit", "--format", "=", "ma"], offers: ["markdown"], not: ["json"])
    try expectBash(["audit", "--format", "="], offers: ["markdown", "json"], not: ["="])
    try expectBash(["audit", "--severity", "line-ty"], offers: ["line-type="], not: ["line-type"])
    for beginning in [["--severity"], ["--severity", "="]] {
      try expectBash(["audit"] + beginning + ["line-type", "="], offers: ["error", "off"], not: ["line-type="])
      try expectBash(["audit"] + beginning + ["line-type", "=", "n"], offers: ["note"], not: ["error"])
    }
    // Files are left to bash.
    try expectBash(["audit", "-o", "x"], offers: [], not: ["x"])
    try expectBash(["audit", "x"], offers: [], not: ["x"])
  }

  private func expectBash(_ words: [String], offers offered: [String], not others: [String]) throws {
    let quoted = (["tokaudit"] + words).map(Shell.quoted).joined(separator: " ")
    let script = """
      source '\(folder("bash"))'
      COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count)
      _tokaudit
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let result = try Command.run("bash", ["-c", script])
    try expect(result, offered, others, words)
  }

  @Test(.enabled(if: Command.exists("fish"), "there is no fish"), arguments: cases.indices)
  func `fish offers what fits`(_ number: Int) throws {
    let one = Self.cases[number]
    let line = (["tokaudit"] + one.words).joined(separator: " ")
    let script = "source '\(folder("fish"))'; complete -C '\(line)'"
    let result = try Command.run(
      "fish", ["--no-config", "-c", script],
      environment: ["HOME=\(folder.path)", "XDG_CONFIG_HOME=\(folder.path)", "XDG_DATA_HOME=\(folder.path)"])
    try expect(result, one.offered, one.others, one.words)
  }

  @Test(.enabled(if: Command.exists("zsh"), "there is no zsh"), arguments: cases.indices)
  func `zsh offers what fits`(_ number: Int) throws {
    let one = Self.cases[number]
    // A shell within the shell, since completions are for an interactive one; it writes what it would offer.
    let script = #"""
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z "PS1= ; unset zle_bracketed_paste; autoload -U compinit; compinit -u -D; source '\#(folder("zsh"))'"
      zpty -w z 'compadd() { local -a __hits; builtin compadd -A __hits "$@"; print -rl -- $__hits >> "$OUT"; builtin compadd "$@" }'
      zpty -w z "OUT='\#(folder("offered"))'; zstyle ':completion:*' list-grouped false; setopt no_list_beep; bindkey '^I' complete-word; print -r -- rea''dy"
      while zpty -r z row; do [[ $row == *ready* ]] && break; done
      zpty -w -n z "tokaudit \#(one.words.joined(separator: " "))"$'\t'
      for i in {1..150}; do sleep .1; [[ -s '\#(folder("offered"))' ]] && break; done; sleep .5
      zpty -d z
      """#
    let result = try Command.run(
      "zsh", ["-f", "-c", script], environment: ["HOME=\(folder.path)", "TERM=vt100", "ZDOTDIR=\(folder.path)"])
    let offered = (try? folder.text("offered")) ?? ""
    let rows = offered.split(separator: "\n").map(String.init)
    let last = one.words.last.map { $0.contains(",") ? String($0.split(separator: ",").last ?? "") : $0 } ?? ""
    for word in one.offered {
      let wanted = word.split(separator: ",").last.map(String.init) ?? word
      #expect(rows.contains(wanted), "\(wanted) for \(last): \(offered) \(result.errors)")
    }
  }

  private func expect(_ result: Command.Result, _ offered: [String], _ others: [String], _ words: [String]) throws {
    let rows = result.output.split(separator: "\n").map { row in
      String(row.split(separator: "\t").first ?? "")
    }
    #expect(result.errors == "", "\(words)")
    for word in offered { #expect(rows.contains(word), "\(word) for \(words): \(result.output)") }
    for word in others { #expect(!rows.contains(word), "\(word) for \(words): \(result.output)") }
  }
}
