"""Answers: what an archive tells of a person, of two, of a story, of days."""
