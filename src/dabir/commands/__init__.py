"""The commands around the archive: keeping, finding, exporting. `dabir.cli` hangs them on the command `dabir`."""
