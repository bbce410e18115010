"""What may be wrong with a place before anything is read from it, in sentences."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PLAIN_HEADER = b"SQLite format 3\x00"
PAGE = 4096
NOT_OURS = "This database was not made by this program."
BESIDE = ("-wal", "-shm", "-journal")
"""How the names of files end that SQLite keeps beside a database."""
SHARES = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afpfs", "fuse.sshfs"}


class CannotOpen(Exception):
    """The file or database cannot be opened; the sentence says why and what to do."""


class WrongKey(CannotOpen):
    """The pass-phrase does not open the file; another one may."""


class Locked(CannotOpen):
    """Somebody else is writing at this moment; trying again later will do."""


def is_url(where: str) -> bool:
    """Whether the place is a database server's address rather than a file."""
    return where.startswith(("postgresql://", "postgres://"))


def is_encrypted(path: Path) -> bool | None:
    """Whether a file is plain (False), may be encrypted (True), or cannot be a database at all (None)."""
    try:
        with path.open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
        size = path.stat().st_size
    except PermissionError:
        raise CannotOpen(f"{path} may not be read with your permissions.") from None
    if header == PLAIN_HEADER:
        return False
    return True if size and size % PAGE == 0 else None


def may_write(path: Path) -> bool:
    """Whether a file may be written, and the log beside it: a file yet to be made is not judged."""
    whole = path.resolve()
    return not whole.exists() or (os.access(whole, os.W_OK) and os.access(whole.parent, os.W_OK))


@dataclass(frozen=True)
class Sealed:
    """A file that may not be written, read as it lies there: without locks, so that nothing is left beside it."""

    path: Path
    stamp: tuple[int, int, int]

    @classmethod
    def of(cls, path: Path) -> Sealed:
        """The file as it lies there now; refused while a log beside it may hold what was recorded last."""
        sealed = cls(path, _stamp(path))
        whole = path.resolve()
        if whole.with_name(f"{whole.name}-wal").exists():
            raise CannotOpen(
                f"{path} may not be written with your permissions, and {whole.name}-wal beside it may hold what was "
                "recorded last: somebody has the file open, or was cut off. Try again when it is closed, or have it "
                "opened once by somebody who may write it."
            )
        return sealed

    def refuse_change(self) -> None:
        """Refuse what was read if somebody else wrote to the file meanwhile."""
        if _stamp(self.path) != self.stamp:
            raise CannotOpen(f"{self.path} was written by somebody else while it was read here. Please open it again.")


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def refuse_other(path: Path) -> None:
    """Refuse what can be no file of this program: a folder, a device, or what a database keeps beside itself."""
    if path.is_dir():
        raise CannotOpen(f"{path} is a folder, not a file.")
    if path.exists() and not path.is_file():
        raise CannotOpen(f"{path} is a device, not a file.")
    for ending in BESIDE:
        if path.name.endswith(ending) and path.name != ending:
            name = path.with_name(path.name.removesuffix(ending))
            raise CannotOpen(f"{path} is what a database keeps beside itself while it is open; give {name} instead.")


def refuse_share(path: Path | str, mounts: str | None = None) -> None:
    """Refuse a file on a network share: its write-ahead log would not be safe there."""
    kind = share(path, mounts)
    if kind:
        raise CannotOpen(
            f"{path} is on a network share ({kind}), where two people writing at once would damage the file, "
            "because its write-ahead log needs memory that both share. Put the file on this computer's own disk, "
            "or use a PostgreSQL server."
        )


def shown(where: str) -> str:
    """A place as it may be shown and logged: a server's address without its password."""
    if not is_url(where):
        return where
    parts = urlsplit(where)
    front, at, host = parts.netloc.rpartition("@")
    query = "&".join(word for word in parts.query.split("&") if not word.startswith("password="))
    return urlunsplit(parts._replace(netloc=f"{front.partition(':')[0]}{at}{host}", query=query))


def share(path: Path | str, mounts: str | None = None) -> str | None:
    """The kind of network share a path lies on, or None. `mounts` is the text of /proc/mounts."""
    words = str(path)
    if words.startswith(("\\\\", "//")):
        return "network path"
    if sys.platform == "win32":  # pragma: no cover - only there
        import ctypes

        remote = 4
        drive = Path(path).absolute().drive
        return "network drive" if drive and ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == remote else None
    if mounts is None:
        listed = Path("/proc/mounts")
        mounts = listed.read_text(encoding="utf-8", errors="replace") if listed.exists() else ""
    whole, best, found = Path(path).absolute(), -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if (whole == point or point in whole.parents) and len(point.parts) >= best:
            best, found = len(point.parts), parts[2]
    return found if found in SHARES else None
