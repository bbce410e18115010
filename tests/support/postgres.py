"""A real PostgreSQL server for the tests: started when the first test wants one, stopped when they end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

MISSING = "no PostgreSQL server on this machine; to run these tests too: apt-get install postgresql"


CARELESS = (
    "autovacuum=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "fsync=off",
)
"""What keeps a database through a crash or for years, which none of these outlives."""
COPYING = 15_00_00
"""Since this version a new database is written page by page through the log, unless it is to be copied as files."""


class Server:
    """A running server; each test gets a database of its own."""

    def __init__(self, port: int) -> None:
        self._port, self._names = port, count(1)

    def address(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://tester@127.0.0.1:{self._port}/{name}"

    def fresh(self, template: str = "template1") -> str:
        """The address of a new database, made from another one."""
        name = f"fresh_{next(self._names)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= COPYING else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        return self.address(name)


def binaries() -> Path | None:
    """The folder of the newest server on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


def missing() -> None:
    """Skip a test for want of a server; a failure where the tests must all run."""
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


@contextmanager
def server() -> Iterator[Server]:
    """A server in a temporary folder on a free port of this machine alone, run by somebody without privileges."""
    programs = binaries()
    if programs is None:
        missing()
        return
    folder = Path(tempfile.mkdtemp(prefix="permanence-postgres-", dir="/tmp"))
    data, user = folder / "data", _unprivileged()
    if user is not None:
        shutil.chown(folder, user)
    try:
        _run(user, programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        port = _free_port()
        options = f"-p {port} -h 127.0.0.1 -c unix_socket_directories='' -c max_connections=50"
        options += "".join(f" -c {option}" for option in CARELESS)
        control = programs / "pg_ctl"
        _run(user, control, "start", "-D", data, "-w", "-t", "60", "-l", folder / "log", "-o", options)
        try:
            yield Server(port)
        finally:
            _run(user, control, "stop", "-D", data, "-m", "immediate", "-w")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str | None:
    """Who runs the server: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(user: str | None, *words: object) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in words else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed: {done.stdout}")
