"""What a projector may show: identifiers of children, workers, families, schools, homes and courts are left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.rules.identifiers import CHILDREN, OTHERS, ROLES, WORD, WORKERS, is_role, said_in
from models.snapshot import Facts
from models.timeline import Timeline

WORKER, OTHER, CHILD = "a worker", "▬▬▬", "another child"
BORN = re.compile(r"born \d{1,2} [A-Z][a-z]{2} \d{4}")


class Presenter:
    """Leaves identifiers out of what is shown while it is `on`; each child of the agenda is known by its place."""

    def __init__(self, facts: Facts, agenda: Sequence[str]) -> None:
        self.on = False
        self._agenda = {child: f"Child {at}" for at, child in enumerate(agenda, start=1)}
        self._exact: dict[str, str] = {}
        self._long: list[tuple[str, str]] = []
        for cells, instead in ((OTHERS, OTHER), (ROLES, WORKER), (WORKERS, WORKER)):
            for said in said_in(facts, cells):
                if cells is not ROLES or not is_role(said):
                    self._note(said, instead)
        for table in CHILDREN:
            children = facts.only(table, "child")["child"].unique().to_list()
            self._exact |= dict.fromkeys((child.casefold() for child in children), CHILD)
        self._exact |= {child.casefold(): words for child, words in self._agenda.items()}

    def _note(self, said: str, instead: str) -> None:
        if WORD.fullmatch(said):
            self._exact[said.casefold()] = instead
        else:
            self._long.append((said, instead))

    def meet(self, owner: str) -> None:
        """Somebody who was not known before owns an action now."""
        if owner and not is_role(owner):
            self._note(owner, WORKER)

    def words(self, text: str) -> str:
        """A sentence as it may be shown now."""
        return self.blanked(text) if self.on else text

    def blanked(self, text: str) -> str:
        """A sentence without identifiers."""
        for said, instead in self._long:
            if said in text:
                text = text.replace(said, instead)
        text = BORN.sub("born ▬▬▬", text)
        return re.sub(r"\b[Cc]hild (Child \d+)", r"\1", WORD.sub(self._instead, text))

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where identifiers stand in a text: first place and length of each."""
        found = [(match.start(), match.end() - match.start()) for match in WORD.finditer(text) if self._known(match[0])]
        for said, _instead in self._long:
            if said in text:  # of very many hardly any: a pattern of each takes milliseconds at every key
                found += [(match.start(), len(said)) for match in re.finditer(re.escape(said), text)]
        return found

    def child(self, child: str) -> str:
        """A child as it may be called now: its identifier, or its place on the agenda."""
        return self._agenda.get(child, CHILD) if self.on else f"Child {child}"

    def timeline(self, drawn: Timeline) -> Timeline:
        """A timeline as it may be shown now."""
        if not self.on:
            return drawn
        lanes = tuple(
            replace(
                lane,
                spans=tuple(
                    replace(
                        span,
                        words=self.blanked(WORKER if lane.key == "worker" else span.words),
                        code="" if lane.key == "worker" else span.code,
                    )
                    for span in lane.spans
                ),
            )
            for lane in drawn.lanes
        )
        marks = tuple(replace(mark, words=self.blanked(mark.words)) for mark in drawn.marks)
        called = self.child(drawn.child).removeprefix("Child ")
        return Timeline(called, drawn.as_at, lanes, marks)

    def _known(self, word: str) -> str | None:
        return self._exact.get(word.casefold()) or self._exact.get(word.rstrip(".").casefold())

    def _instead(self, match: re.Match[str]) -> str:
        word = match[0]
        if (instead := self._exact.get(word.casefold())) is not None:
            return instead
        plain = word.removesuffix("'s").removesuffix("’s").rstrip(".")
        instead = self._exact.get(plain.casefold())
        return word if instead is None else instead + word[len(plain) :]
