"""Settings: how a desk is served, and what its visitors may do without an account."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address

_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a desk is served.

    Attributes:
        host: The address that it listens on.
        port: The port.
        names: Further host names by which it may be asked for, such as that of a proxy before it.
        secure: Whether it is reached by HTTPS (through a proxy): cookies are then sent that way alone.
        fast: Whether what is added is read by rules alone, without the model.
        sample: Whether an empty archive is filled with the sample.
        processes: How many processes serve it together.
        ready: Whether what pages need is loaded at once, and not by the first who asks for it.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    secure: bool = False
    fast: bool = False
    sample: bool = False
    processes: int = 1
    ready: bool = False

    @property
    def local(self) -> bool:
        """Whether nobody but the users of this machine can reach it: it listens there alone, and behind no proxy."""
        return self._loopback and not self.names and not self.secure

    @property
    def _loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    def knows(self, host: str) -> bool:
        """Whether a request may ask for this host (the header `Host`, with or without a port).

        A page elsewhere can let its own name point to this machine; the name that it asks for gives it away.
        """
        name = host.strip().lower()
        name = name[1 : name.find("]")] if name.startswith("[") else name.rpartition(":")[0] or name
        allowed = {*self.names, self.host.lower(), *(_LOCAL if self._loopback else ())}
        return name in allowed or (self.host in ("0.0.0.0", "::") and not self.names)
