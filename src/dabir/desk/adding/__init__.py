"""Adding: what editors give a desk by its page, and the work that makes reports of it."""
