"""The test bed: no screen, no settings of this machine's user, no noise."""

from __future__ import annotations

import functools
import gc
import logging
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop import gui
from models.store import keys

gc.disable()  # what the tests are made of stays to the end: nothing to look for while it is read
_home = tempfile.mkdtemp(prefix="permanence-tests-")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_variable] = os.path.join(_home, _variable.lower())
os.environ.pop("PERMANENCE_KEY", None)

settings.register_profile(
    "bed", deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "bed"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite the expected texts; review the diff")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What goes through the whole program takes longest and begins first, else one worker ends long after the rest."""
    order = ("walks", "desktop", "benchmarks", "views", "models")
    items.sort(key=lambda item: order.index(item.path.relative_to(Path(__file__).parent).parts[0]))


def pytest_collection_finish() -> None:
    """What the tests are made of stays to the end; looking through it for rubbish takes a twelfth of their time.

    From here on rubbish is thrown away where the program does it: between two steps, never by another thread.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def one_salt() -> Iterator[None]:
    """New encrypted files of a run have one salt, so that the key of a pass-phrase is worked out once, not for every
    opening: it takes long on purpose."""
    salt = keys.new_salt()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "new_salt", lambda: salt)
        patch.setattr(keys, "derived", functools.cache(keys.derived))
        yield


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Throw away what a test left, once it is over."""
    yield
    gui.collect()


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning nobody must look at is a bug nobody will see."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, loud[0].getMessage()


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """A command goes on undisturbed once it recorded, to its process's end; these tests can still be stopped."""
    before = {stop: signal.getsignal(stop) for stop in (signal.SIGINT, signal.SIGTERM)}
    yield
    for stop, heard in before.items():
        signal.signal(stop, heard)
