"""More annotated reports: chosen where the model is least sure, read by hand, kept as offsets without the texts."""
