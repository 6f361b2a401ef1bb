"""What the measuring scripts share: exports to measure on, and running commands."""
