"""The program lives as long as its user wants."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

import views


def test_calls_that_return_nothing_do_not_end_the_program() -> None:
    """Before Python 3.12 the Qt bindings lose a reference to None at every such call; there are a few thousand."""
    assert views.__doc__
    thing = QObject()
    for number in range(20_000):
        thing.setObjectName(str(number % 7))
    assert thing.objectName() == str(19_999 % 7)


class Teller(QObject):
    """Something that tells."""

    told = Signal(int)


def test_signals_do_not_end_the_program() -> None:
    """The same with True, which every signal answers."""
    teller, heard = Teller(), list[int]()
    teller.told.connect(heard.append)
    for number in range(20_000):
        teller.told.emit(number)
    assert len(heard) == 20_000
