"""Which words open a window, and what it says where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.__main__ import wants_window
from desktop.gui import main, no_screen, parser


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("", True),
        ("demo", True),
        ("demo --offscreen --screenshots out", True),
        ("demo --db f.db", True),
        ("demo --db f.db --no-window", False),
        ("demo --help", False),
        ("--help", False),
        ("import folder --db f.db", False),
        ("measures --db f.db --json", False),
    ],
)
def test_only_no_words_and_demo_open_a_window(words: str, window: bool) -> None:
    assert wants_window(words.split()) is window


def test_the_words_of_the_demonstration_are_read() -> None:
    chosen = parser().parse_args(["demo", "--db", "f.db", "--children", "50", "--offscreen", "--screenshots", "out"])
    assert (chosen.db, chosen.children, chosen.offscreen, chosen.screenshots) == ("f.db", 50, True, "out")
    assert parser().parse_args([]).command is None


@pytest.mark.parametrize("number", ["-5", "0", "many", "9999999999"])
def test_a_number_that_is_none_is_refused_before_anything_is_made(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--db", str(tmp_path / "demo.db"), f"--children={number}"])
    assert f"“{number}” is not a number above nought" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_a_screen_is_told_so() -> None:
    assert no_screen({}, "linux")
    assert not no_screen({"DISPLAY": ":0"}, "linux")
    assert not no_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert not no_screen({}, "win32")
    quiet = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    quiet.pop("QT_QPA_PLATFORM", None)
    if not sys.platform.startswith("linux"):
        return
    ran = subprocess.run([sys.executable, "-m", "desktop"], env=quiet, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith("permanence: there is no screen here")
