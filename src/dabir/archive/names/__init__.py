"""Names: names of people and institutions: the keys by which they are known again, and their Latin letters."""
