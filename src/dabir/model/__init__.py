"""The reading model: a small neural tagger of names and of the parts of reported speech."""
