"""How the half-space restorer's file `src/dabir/script/files/halfspaces.npz` is made; see `train`."""
