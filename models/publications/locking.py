"""The definition lock: what a figure means must not change unseen between two publications."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.dates import british
from models.measures import MEASURES, Period
from models.publications import Publication
from models.publications.content import day, defined
from models.rules.policies import POLICIES, policies
from models.snapshot import Facts


def locked(publication: Publication, before: Publication) -> list[str]:
    """What a publication defines otherwise than the one before it, a sentence each; none where all is the same."""
    said = []
    for code, now in publication.figures.items():
        then = before.figures.get(code)
        if then is not None:
            said += [f"{code} {now['title']}: {each}" for each in _differences(then, now)]
    return [*said, *_policies(before.sealed["policies"], publication.sealed["policies"])]


def ahead(facts: Facts, period: Period, before: Publication) -> dict[str, list[str]]:
    """What a publication of a period would define otherwise than the last one, before anything is published: the
    sentences of each measure that differs, and under “” those of the policies."""
    found = {}
    for code, then in before.figures.items():
        if code in MEASURES:
            now = defined(MEASURES[code], period, facts)
            found[code] = _differences({key: value for key, value in then.items() if key != "base"}, now)
    found[""] = _policies(before.sealed["policies"], policies(facts))
    return {code: said for code, said in found.items() if said}


def _differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    said = []
    if then["unit"] != now["unit"]:
        said.append(f"it was in {then['unit']} and is in {now['unit']}; the two figures cannot be compared.")
    if then.get("denominator", "") != now.get("denominator", ""):
        was, is_ = (each.get("denominator") or "not said" for each in (then, now))
        said.append(f"the denominator changed from “{was}” to “{is_}”; the two figures cannot be compared.")
    if ("base" in then) != ("base" in now):
        said.append("one of the two figures is a share and the other is not; they cannot be compared.")
    if _plain(then["definition"]) != _plain(now["definition"]):
        said.append(f"the definition changed, from {then['identity']} to {now['identity']}: {_first(then, now)}.")
    if then.get("estimate") != now.get("estimate") and then.get("estimate") and now.get("estimate"):
        said.append(f"the population changed from {then['estimate']:,} to {now['estimate']:,} children.")
    if _limit(then) != _limit(now):
        said.append(f"the limit changed from {_limit(then) or 'none'} to {_limit(now) or 'none'}.")
    if then.get("target") != now.get("target"):
        was, is_ = (f"{each['target']:g}" if "target" in each else "none" for each in (then, now))
        said.append(f"the target changed from {was} to {is_}.")
    if then["over"] == now["over"] == "period" and _length(then) != _length(now):
        said.append(f"the period changed from {_length(then)} to {_length(now)} days; the two are not alike.")
    return said


def _plain(text: str) -> str:
    return " ".join(text.split())


def _first(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """The first sentences that differ, old and new."""
    was, is_ = (_plain(each["definition"]).split(". ") for each in (then, now))
    old = next((each for each in was if each not in is_), "")
    new = next((each for each in is_ if each not in was), "")
    return f"“{old.rstrip('.') or 'nothing'}” became “{new.rstrip('.') or 'nothing'}”"


def _limit(figure: Mapping[str, Any]) -> str:
    limit = figure.get("threshold")
    return "" if limit is None else f"{limit['value']:g} ({limit['words']})"


def _length(figure: Mapping[str, Any]) -> int:
    """How many days a period has, a leap day aside: so that two whole years are alike."""
    first, last = day(figure["first"]), day(figure["last"])
    days = (last - first).days + 1
    return 365 * round(days / 365.25) if abs(days - 365.25 * round(days / 365.25)) < 2 and days > 300 else days


def _policies(then: Mapping[str, int], now: Mapping[str, int]) -> list[str]:
    said = []
    for policy in POLICIES:
        old, new = then.get(policy.code), now.get(policy.code)
        if old is not None and new is not None and old != new and not policy.optional:  # no figure rests on those
            words = f"from {policy.said(old)} to {policy.said(new)}"
            said.append(f"The policy “{policy.title}” changed {words}; figures that rest on it are not alike.")
    return said


def headed(publication: Publication) -> str:
    """A publication in one line: “2 · Autumn report, as at 31 Mar 2022”."""
    return f"{publication.number} · {publication.title}, as at {british(publication.day)}"
