"""A web page read as a screen reader would, and every figure that a document says."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from models.reports import blocks
from models.reports.blocks import Document

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
VOID = {"meta", "img", "br", "hr"}


class Page(HTMLParser):
    """What is wrong with a page, its headings, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.lang = ""
        self.described: dict[str, set[str]] = {}
        self.outside: list[str] = []
        self.ids: list[str] = []
        self._svg = ""
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"left open: {self.open}")
        for name, parts in self.described.items():
            if parts != {"title", "desc"}:
                self.wrong.append(f"picture {name} has only {parts}")
        if self.headings[:1] != [1] or self.headings.count(1) != 1:
            self.wrong.append(f"headings {self.headings}")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                self.wrong.append(f"a heading of level {after} after one of level {before}")
        if len(set(self.ids)) != len(self.ids):
            self.wrong.append("an id stands twice")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "html":
            self.lang = given.get("lang") or ""
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th" and given.get("scope") not in ("row", "col"):
            self.wrong.append("a heading of a table without scope")
        if tag == "img" and not given.get("alt"):
            self.wrong.append("a picture without words")
        if tag == "svg":
            self._svg = str(given.get("aria-labelledby"))
            self.described[self._svg] = set()
            if given.get("role") != "img":
                self.wrong.append("a drawing that is no picture")
        if tag in ("title", "desc") and "svg" in self.open:
            self.described[self._svg].add(tag)
        for name in ("src", "href"):
            if (value := given.get(name)) and not value.startswith("data:"):
                self.outside.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title", "desc"):
            self.words.append(data)


def figures(text: str) -> set[str]:
    """Every number in a text."""
    return set(NUMBER.findall(text.replace("\xa0", " ")))


def said(document: Document) -> str:
    """Everything a document says in words and tables; what is drawn stands in twins."""
    parts: list[str] = [document.title, document.subtitle]
    for block in document.blocks:
        if isinstance(block, (blocks.Heading, blocks.Words, blocks.Small)):
            parts.append(block.text)
        elif isinstance(block, blocks.Bullets):
            parts += block.items
        elif isinstance(block, blocks.Facts):
            parts += [words for pair in block.pairs for words in pair]
        elif isinstance(block, blocks.Grid):
            parts += [block.caption, block.note, *(head.title for head in block.headings)]
            parts += [cell for row in block.texts for cell in row]
    return "\n".join(parts)
