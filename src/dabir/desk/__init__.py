"""The desk: an archive's web pages and its REST API, served on one machine and asking for nothing outside it."""
