"""A report as it is shown: its text with marks, its record beside it, and what changed between two of its texts."""
