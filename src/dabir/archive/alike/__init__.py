"""Alike: reports that belong together: copies, and stories."""
