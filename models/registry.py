"""Things found by being in a folder: measures, checks, trackers and reports, each with a code of its own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """The members of one folder by code, in order of their codes; two of one code are an error naming both files."""

    def __init__(self, package: str, order: Callable[[T], object]) -> None:
        self._package, self._order = package, order
        self._members: dict[str, T] = {}
        self._files: dict[str, str] = {}
        self._looked = False

    def add(self, code: str, member: T, file: str) -> None:
        """Record a member; called by the folder's decorator."""
        if code in self._members:
            raise ValueError(f"{code} stands in {self._files[code]} and in {file}: give one of them another code")
        self._members[code], self._files[code] = member, file

    def _look(self) -> dict[str, T]:
        if not self._looked:
            self._looked = True
            package: ModuleType = importlib.import_module(self._package)
            for found in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{self._package}.{found.name}")
            self._members = dict(sorted(self._members.items(), key=lambda pair: self._order(pair[1])))  # type: ignore[arg-type, return-value]
        return self._members

    def __getitem__(self, code: str) -> T:
        return self._look()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._look())

    def __len__(self) -> int:
        return len(self._look())
