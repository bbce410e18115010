"""Encrypted files: what one file's key is made with is no other file's."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from models.store import keys


def test_every_new_file_has_a_salt_of_its_own(tmp_path: Path) -> None:
    spec = importlib.util.find_spec(keys.__name__)
    assert spec is not None
    assert spec.loader is not None
    afresh = importlib.util.module_from_spec(spec)  # as the program has it: in a run of tests all new files have one
    spec.loader.exec_module(afresh)
    salts = {afresh.salt_of(tmp_path / f"{number}.db") for number in range(8)}
    assert len(salts) == 8
    assert {len(salt) for salt in salts} == {keys.SALT}
    (tmp_path / "there.db").write_bytes(b"the first sixteen bytes and more")
    assert afresh.salt_of(tmp_path / "there.db") == b"the first sixtee"
