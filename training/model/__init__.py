"""How the model files of `dabir.model` are made; `training/README.md` gives the commands."""
