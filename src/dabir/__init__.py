"""Dabir reads Persian news reports and keeps the record: who said what, and the exact words it came from."""
