"""What people typed, as the public reads it: each sentence whole, or not at all.

Left out is a sentence that names somebody on record by an identifier, or a small number: one to four in figures or
words, but in a date, an age, a time, a section's number or a sum of money; a pair, both, a twin, a single one, a
brother and his sister; a part that leaves fewer than five of its whole (“ten of the eleven”), and a share of a number
that comes to as few.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from models.disclosure import FLOOR
from models.rules.identifiers import WORD, identifiers
from models.snapshot import Snapshot

TO_TWELVE = "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
WORDS = {word: number for number, word in enumerate(TO_TWELVE, 1)} | {"dozen": 12}
"""Numbers in words, as far as a small number can be what is left of one."""
SIBLINGS = r"(?:brother|sister) and (?:(?:a|his|her|their|one) )?(?:(?:half|step)[ -])?(?:brother|sister)"
ALONE = ("single", "sole", "(?:the|an) only")
FEW = (*ALONE, "pair", "both", "couple", "twins?", "twosome", "triplets?", "trio", "quadruplets?", SIBLINGS)
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?)"
)
_WORD = "|".join(WORDS)
_TO = rf"(?:(?:\s+to\s+|[–-])(?:\d+|{_WORD}))"
_UNIT = r"(?:(?:working|school|calendar)\s+)?(?:minute|hour|day|week|fortnight|month|quarter|term|year)s?"
_PLACE = (
    "theme|section|paragraph|regulation|schedule|annex|appendix|page|figure|table|step|phase|part|level|tier|priority|"
    "(?:key )?stage|year"
)
KEPT = re.compile(
    "|".join(
        (
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?{_TO}?\s+{MONTH}\b",
            rf"\b{MONTH}\s+\d{{1,2}},?\s+\d{{4}}\b",
            r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{4}-\d\d(?:-\d\d)?\b|\b(?:19|20)\d\d[/–-]\d\d\b",
            r"\b\d{1,2}[:.]\d\d\s?[ap]m\b|\b\d{1,2}\s?[ap]m\b|\b\d\d?:\d\d\b",
            rf"(?i:\b(?:{_PLACE})s?\s+\d+(?:\.\d+)*{_TO}?)(?![\w/])",
            rf"(?i:\bage[ds]?\s+(?:under |over |from |between )?(?:\d+|{_WORD}){_TO}?\b)",
            rf"(?i:\b(?:\d+|{_WORD}){_TO}?[\s-]+{_UNIT}\b)(?![\s-]olds?\b)",
            r"£\s?\d[\d,.]*",
            r"(?i:\bone (?:after|by) (?:another|the other|one)\b|\bone another\b|\bno[ -]one\b|\bone-(?:off|to-one)\b)",
        )
    )
)
"""What a small number may be part of and still be printed; a month has its capital: “3 may be adopted” is no date."""
FIGURE = re.compile(r"\{[^{}]*\}")
"""A figure's name in braces: it is hidden by its own rule."""
SHARE = re.compile(
    rf"(?i:(?P<percent>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)|\b(?P<part>{'|'.join(PARTS)})\b(?! (?:year|term)))"
)
NUMBER = re.compile(rf"(?<![A-Za-z\d])(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)|(?i:\b(?:{_WORD})\b)")
AMONG = re.compile(r"(?i:\s*/\s*|\s+(?:[\w’'-]+\s+){0,3}?(?:out of|of|in|from|among)\s+(?:[\w’'-]+\s+){0,3}?)")
"""What stands between a part and its whole: “5 of our 6 children”, “nine teams in ten”."""
_THEM = r"(?:of|among)\s+(?:whom|which|them|these|those)\b"
_WORDS = r"(?:[\w’'-]+[\s,;:(–-]+)"
LEFT = re.compile(rf"(?i:[\s,;:(–-]+{_WORDS}{{0,6}}?{_THEM}[\s,]+{_WORDS}{{0,3}}?)")
LEFT_AFTER = re.compile(rf"(?i:\s+{_WORDS}{{0,2}}?{_THEM})")
LEFT_OF, NEAR = re.compile(rf"(?i:\b(?:of|among)\s+{_WORDS}{{0,2}}$)"), re.compile(rf"[\s,]+{_WORDS}{{0,4}}?")
"""What stands around a whole and, after it, its part: “ten, of whom seven”, “ten; seven of them”, “of ten seven”."""
SENTENCE = re.compile(r"(?<=[.!?])(?<!No\.)\s+(?=[A-Z“\"'{])|\n")


def few(sentence: str) -> bool:
    """Whether some words tell a small number, outright or by what is left of another."""
    plain = unicodedata.normalize("NFKC", sentence)
    figures = FIGURE.search(plain) is not None
    plain = KEPT.sub(";", FIGURE.sub("#", plain))
    shares = [_share(found) for found in SHARE.finditer(plain)]
    plain = re.sub(SHARE.pattern, lambda found: found[0] if found["part"] else "%", plain)
    told = [(found, _value(found[0])) for found in NUMBER.finditer(plain)]
    if any(0 < value < FLOOR and value.is_integer() for _, value in told):
        return True
    if re.search(rf"(?i:\b(?:{'|'.join(FEW)})\b)", plain):
        return True
    if shares and (figures or any(_small(value * share) for _, value in told for share in shares)):
        return True
    if any(
        AMONG.fullmatch(plain[one.end() : other.start()]) and _small(b - a) for (one, a), (other, b) in pairwise(told)
    ):
        return True
    if any(_leaves_few(plain, one, other) for one, other in pairwise(re.finditer(rf"{NUMBER.pattern}|#", plain))):
        return True
    return any(re.match(AMONG.pattern + "#", plain[one.end() :]) for one, _ in told)


def _leaves_few(plain: str, whole: re.Match[str], part: re.Match[str]) -> bool:
    """Whether a part stands after its whole, and few are left of it: as many as nobody knows, where one is a figure."""
    figures = (whole[0], part[0]).count("#")
    if figures == 2 or not (figures or _small(_value(whole[0]) - _value(part[0]))):
        return False
    between = plain[whole.end() : part.start()]
    if LEFT.fullmatch(between) or LEFT_AFTER.match(plain, part.end()):
        return True
    return LEFT_OF.search(plain[: whole.start()]) is not None and NEAR.fullmatch(between) is not None


def _share(found: re.Match[str]) -> float:
    share = float(found["percent"]) / 100 if found["percent"] else 1 / PARTS[found["part"].casefold()]
    return min(share, abs(1 - share))


def _value(said: str) -> float:
    return float(WORDS.get(said.casefold(), 0) or said.replace(",", ""))


def _small(value: float) -> bool:
    return 0 < value < FLOOR


SHORT = 4
"""Letters of an id below which a number in some words is taken for a number."""
YEAR = re.compile(r"(19|20)\d\d")


@dataclass
class Reader:
    """For whom typed words are made fit; what it left out stays known, by the section it would have stood in."""

    named: frozenset[str] | None = None
    """Every identifier on record; None where all is printed."""
    left: list[str] = field(default_factory=list)
    said: int = 0
    """How many of those left out the paper has said."""

    @classmethod
    def public(cls, snapshot: Snapshot) -> Reader:
        """Who must read no small number, and nobody's identifier: a family's, a case's, a home's, a school's."""
        known = (each.casefold() for each in identifiers(snapshot.facts.whole))
        return cls(frozenset(k for k in known if not k.isdigit() or (len(k) >= SHORT and not YEAR.fullmatch(k))))

    def __post_init__(self) -> None:
        named = self.named or frozenset()
        self.parted = [each for each in named if not WORD.fullmatch(each)]

    def __call__(self, words: str) -> str:
        """The sentences that may be printed."""
        if self.named is None:
            return words
        return "\n".join(filter(None, (" ".join(self._fit(line)) for line in words.split("\n"))))

    def _fit(self, line: str) -> Iterator[str]:
        for sentence in filter(None, SENTENCE.split(line)):
            if few(sentence) or self._names(sentence):
                if sentence not in self.left[self.said :]:
                    self.left.append(sentence)
            else:
                yield sentence

    def _names(self, sentence: str) -> bool:
        folded = FIGURE.sub(" ", sentence).casefold()
        named = self.named or frozenset()
        words = {found for word in WORD.findall(folded) for found in (word, *re.findall(r"[\w-]+", word))}
        apart = (each for each in self.parted if each in folded)
        return bool(words & named) or any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", folded) for each in apart)

    def untold(self) -> str:
        """What is to be said of the sentences left out since it was last asked."""
        many, self.said = len(self.left) - self.said, len(self.left)
        if not many:
            return ""
        are, they, name = ("is", "it", "names") if many == 1 else ("are", "they", "name")
        sentences = "1 sentence" if many == 1 else f"{many} sentences"
        return f"{sentences} {are} left out of this public paper: {they} {name} small numbers, or somebody."
