"""The certificate of an erasure: that records were destroyed, by whose order and by which act; never whose they were.

It is made of what the ledger keeps of the act, so that it can be made again, and is none of the documents about a day.
"""

from __future__ import annotations

from pathlib import Path

from models.dates import british
from models.history.words import several
from models.progress import whole
from models.reports import write as write_document
from models.reports.blocks import Document, Facts, Grid, Head, Small, Words, said
from models.rules.house import House
from models.rules.retention import Erased
from models.trackers.shown import UK, About

TITLE = "Certificate of erasure"
_HEADS = (Head("What was removed", note="Which kind of row."), Head("Rows", True, note="How many, all versions."))
_KEPT = (
    "Of each row its digest is kept, so that the ledger can still be checked; nothing can be told from a digest, for "
    "the child's salt is destroyed. Sealed figures of publications stay: they name nobody."
)


def certificate(erased: Erased, house: House) -> Document:
    """What was erased, when, by whom and why: day, person, reason, kinds of rows, change set and digest."""
    here = erased.at.astimezone(UK)
    count = sum(erased.rows.values())
    about = About(
        TITLE,
        here.date(),
        f"Change set {erased.number:,}",
        known_on=erased.at,
        n=count,
        counted="rows removed",
        who=erased.who,
        head=erased.digest,
        made=erased.at,
    )
    blocks = (
        Words("The record was removed from the file for good, with every earlier version of it."),
        Facts(
            (
                ("Erased on", f"{british(here.date())} {here:%H:%M}"),
                ("By", erased.who),
                ("Reason", erased.reason),
                ("Change set", f"{erased.number:,}"),
                ("Digest", erased.digest),
                ("Signed minutes sealed anew without the child", said(erased.minutes)),
                ("Words about others that still named the child", said(erased.named)),
            )
        ),
        Grid(
            "Rows removed",
            _HEADS,
            (*kinds(erased), ("All", count)),
            total=True,
        ),
        Small(_KEPT),
    )
    return Document("erasure", TITLE, about, "internal", blocks, house=house)


def kinds(erased: Erased) -> list[tuple[str, int]]:
    """What was removed: which kinds of rows, and how many of each, every version counted."""
    named = {"meeting": "signed minutes, as they were sealed before"}
    told = ((named.get(table) or several(table), count) for table, count in erased.rows.items())
    return sorted((f"{name[0].upper()}{name[1:]}", count) for name, count in told)


def text(document: Document) -> str:
    """The certificate in plain lines."""
    lines = [document.title, ""]
    for block in document.blocks:
        if isinstance(block, Facts):
            lines += [f"{name}: {value}" for name, value in block.pairs]
        elif isinstance(block, Grid):
            lines += ["", f"{block.caption}:", *(f"  {name:<48}{number:>8}" for name, number in block.texts), ""]
        elif isinstance(block, (Words, Small)):
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def write(path: Path, document: Document) -> None:
    """The certificate as a file, by its ending: paper, web page or plain text; the whole file or no file."""
    if path.suffix.lower() != ".txt":
        write_document(path, document)
        return
    with whole(path) as unfinished:
        unfinished.write_text(text(document), encoding="utf-8")
