"""Following: what became of promises and agreements."""
