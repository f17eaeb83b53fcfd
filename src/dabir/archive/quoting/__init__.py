"""Quoting: where given words were said, and how they were altered since."""
