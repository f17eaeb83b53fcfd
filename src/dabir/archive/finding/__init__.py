"""Finding: what a question finds: its language, full text, vectors, and how they are ranked together."""
