"""Searching: what stands around the finds of a search: its parts, into what the answers fall, and what else may help."""
