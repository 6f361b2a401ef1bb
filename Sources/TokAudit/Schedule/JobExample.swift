/// A job file to begin with.
enum JobExample {
  /// The text, which passes the check.
  static let text = """
    {
      "$comment": "One run every night. Relative paths begin at the folder of this file.",
      "name": "nightly",
      "sources": ["exports/*.json"],
      "sessions": [
        {
          "$comment": "Its key is revoked: nobody asks for its list any more.",
          "name": "last-year",
          "ended": true,
          "saved": "archive/last-year.json"
        }
      ],
      "payments": { "files": ["payments/*.csv"], "grace": "3d" },
      "window": "yesterday",
      "zone": "Europe/Berlin",
      "at": "05:00",
      "options": { "fail-on": "error", "stuck-after": "1h" },
      "expectLines": { "min": 1, "days": "Mon-Fri" },
      "hungAfter": "6h",
      "keep": 400,
      "notify": {
        "$comment": "The command gets three rows of text on its standard input.",
        "on": "change",
        "command": ["logger", "-t", "tokaudit"],
        "timeout": "30s"
      },
      "reports": "Reports"
    }

    """
}
