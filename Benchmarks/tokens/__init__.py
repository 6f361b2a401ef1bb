"""Synthetic token exports with a known truth, for the benchmarks and tests of TokAudit.

Nothing here is derived from the Swift sources: it is a second, independent reading of the
rules, so that a mistake in one of the two shows up as a difference.
"""
