/// How a page looks, and what it may load.
enum HTMLStyle {
  /// Nothing may be loaded, sent or run; of styles only this sheet, known by its digest (Content Security Policy 3).
  static let policy: String = {
    var digest = SHA256()
    digest.update(sheet.utf8)
    return "default-src 'none'; style-src 'sha256-\(base64(digest.finalize()))'; base-uri 'none'; form-action 'none'"
  }()

  /// The style sheet. On paper: A4, black on white, and the first page by itself.
  static let sheet = words + pictures

  private static let words = """

    :root { color-scheme: light dark; --ink: #1a1a1a; --dim: #595959; --paper: #fff; --edge: #b8b8b8; --tint: #f2f2ef; --bar: #2f6690; --alarm: #b3261e }
    @media screen and (prefers-color-scheme: dark) {
      :root { --ink: #e9e9e6; --dim: #a9a9a6; --paper: #17191b; --edge: #55585c; --tint: #26292d; --bar: #7fb0d6; --alarm: #ff9a8d }
    }
    * { box-sizing: border-box }
    body { margin: 0; color: var(--ink); background: var(--paper); font: 1rem/1.45 system-ui, sans-serif }
    main { max-width: 76rem; margin: 0 auto; padding: 1rem }
    h1 { font-size: 1.5rem; line-height: 1.25; border-bottom: 3px solid var(--ink); padding-bottom: .5rem }
    h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--edge) }
    h3 { font-size: 1rem; margin: 1.5rem 0 .5rem }
    h1, h2, h3, p, td, th { overflow-wrap: break-word }
    h1 + p { font-size: 1.1rem; font-weight: 600 }
    code, pre { font-family: ui-monospace, monospace; font-size: .88em }
    pre, code.long { overflow-wrap: anywhere }
    code { background: var(--tint); padding: 0 .2em; border-radius: 2px }
    code.data, code.long { unicode-bidi: isolate; white-space: break-spaces }
    pre { white-space: pre-wrap; background: var(--tint); border: 1px solid var(--edge); padding: .6rem }
    .table, .sign { overflow-x: auto; margin: .6rem 0 }
    table { border-collapse: collapse; font-size: .88rem; min-width: min(100%, 24rem) }
    td, th { border: 1px solid var(--edge); padding: .25rem .5rem; text-align: left; vertical-align: top; font-weight: 400 }
    thead th { background: var(--tint); font-weight: 600; vertical-align: bottom }
    .n { text-align: right; font-variant-numeric: tabular-nums }
    td.n, th.n { white-space: nowrap }
    thead th.n { white-space: normal }
    .sign table { width: 100% }
    .sign tbody td { height: 2.4rem; min-width: 6rem }
    :focus-visible { outline: 3px solid currentcolor; outline-offset: 2px }
    @page { size: A4; margin: 13mm 11mm 15mm }
    @page { @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif } }
    @media print {
      body { font-size: 9pt; line-height: 1.3 }
      main { max-width: none; padding: 0 }
      h1 { font-size: 14pt; margin-top: 0 }
      h1 + p { font-size: 10pt }
      h2 { font-size: 11pt; margin: 5mm 0 2mm }
      h3 { font-size: 9.5pt; margin: 4mm 0 1mm }
      h1, h2, h3 { break-after: avoid }
      p { margin: 1.5mm 0 }
      .first { break-after: page }
      .table, .sign { overflow: visible; margin: 2mm 0 }
      .sign { break-inside: avoid }
      table { font-size: 7.5pt; min-width: 0 }
      td, th { padding: .4mm 1mm }
      thead { display: table-header-group }
      tr { break-inside: avoid }
      code, thead th { background: none }
      code { padding: 0 }
    }

    """

  /// Pictures scroll where they would become too small to read. Nothing is told by colour alone: what is filled differs
  /// from what is hollow, and numbers stand beside it.
  private static let pictures = """
    figure { margin: 1rem 0; overflow-x: auto }
    figcaption { color: var(--dim); font-size: .88rem; overflow-wrap: anywhere }
    figure > svg { display: block; width: 100%; min-width: 38rem; max-width: 56rem; height: auto }
    svg text { fill: var(--ink); font: 11px system-ui, sans-serif; font-variant-numeric: tabular-nums }
    svg text.label { font: 10.5px ui-monospace, monospace; unicode-bidi: isolate }
    svg .bar { fill: var(--bar) }
    svg .alarm { fill: var(--alarm); stroke: var(--ink); stroke-width: 1.5 }
    svg .hollow { fill: none; stroke: var(--ink) }
    svg .thin { stroke: var(--ink) }
    svg .grid { stroke: var(--edge); stroke-width: .5 }
    svg .gap { stroke: var(--dim); stroke-dasharray: 2 3 }
    svg .middle { stroke: var(--ink); stroke-width: 3 }
    @media print {
      figure { overflow: visible; margin: 3mm 0; break-inside: avoid }
      figcaption { font-size: 7.5pt }
      figure > svg { min-width: 0; max-width: 100% }
    }

    """

  /// Bytes in base 64 (RFC 4648, section 4).
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let piece = bytes[start..<min(start + 3, bytes.count)]
      let bits = piece.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - piece.count))
      for place in 0...piece.count { result.unicodeScalars.append(alphabet[bits >> (18 - 6 * place) & 63]) }
      result += String(repeating: "=", count: 3 - piece.count)
    }
    return result
  }
}
