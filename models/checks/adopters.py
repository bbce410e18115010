"""Whether what is recorded about the adopters agrees: how many, their sex, their legal status."""

from __future__ import annotations

import polars as pl

from models.checks import check, found
from models.checks.rows import among
from models.snapshot import Snapshot

COUPLES, SAME, DIFFERENT = ("MM", "FF", "MF"), ("MM", "FF"), ("MF",)


def _disagree(snapshot: Snapshot, where: pl.Expr, sexes: tuple[str, ...], words: str) -> pl.DataFrame:
    sex = pl.col("sex_adoptr")
    others = sex.is_not_null() & ~among("sex_adoptr", *sexes)
    return found(snapshot["adoption"], where & others, "date_match", f"{words}, and their sex is {{}}.", "sex_adoptr")


def _status(snapshot: Snapshot, code: str, sexes: tuple[str, ...], words: str) -> pl.DataFrame:
    return _disagree(snapshot, pl.col("ls_adoptr") == code, sexes, f"The adopters are {words} ({code})")


@check("511", "Two adopters with the sex of one")
def two_adopters(snapshot: Snapshot) -> pl.DataFrame:
    """Two adopters are two men (MM), two women (FF) or a man and a woman (MF)."""
    return _disagree(snapshot, pl.col("nb_adoptr") == "2", COUPLES, "There are two adopters")


@check("517", "Unmarried couple of different gender, with another sex")
def unmarried_different(snapshot: Snapshot) -> pl.DataFrame:
    """An unmarried couple of different gender (L3) are a man and a woman (MF)."""
    return _status(snapshot, "L3", DIFFERENT, "an unmarried couple of different gender")


@check("518", "Couple of same gender, with another sex")
def unmarried_same(snapshot: Snapshot) -> pl.DataFrame:
    """A couple of same gender, not married or in civil partnership (L4), are two men (MM) or two women (FF)."""
    return _status(snapshot, "L4", SAME, "a couple of same gender, not married or in civil partnership")


@check("519", "Civil partnership with the sex of one")
def civil_partnership(snapshot: Snapshot) -> pl.DataFrame:
    """Adopters in civil partnership (L2) are a couple: MM, FF or MF."""
    return _status(snapshot, "L2", COUPLES, "in civil partnership")


@check("520", "Married couple of different gender, with another sex")
def married_different(snapshot: Snapshot) -> pl.DataFrame:
    """A married couple of different gender (L11) are a man and a woman (MF)."""
    return _status(snapshot, "L11", DIFFERENT, "a married couple of different gender")


@check("524", "Married couple of same gender, with another sex")
def married_same(snapshot: Snapshot) -> pl.DataFrame:
    """A married couple of same gender (L12) are two men (MM) or two women (FF)."""
    return _status(snapshot, "L12", SAME, "a married couple of same gender")
