"""Where invented children live: carers and homes with postcodes and registration numbers that exist nowhere."""

from __future__ import annotations

import random

Carer = tuple[str, str | None, str | None]
"""One household or home: postcode, provider code, Ofsted number."""

POOLS = {
    **dict.fromkeys(("U1", "U2", "U3"), "kin"),
    **dict.fromkeys(("U4", "U6"), "foster"),
    "U5": "early",
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "adopters"),
    "K1": "secure",
    "K2": "homes",
    **dict.fromkeys(("K3", "H5"), "supported"),
    "P2": "lodgings",
    **dict.fromkeys(("R1", "R2", "S1"), "establishments"),
    "R3": "family_centres",
    "R5": "custody",
    **dict.fromkeys(("Z1", "Z11", "Z12", "Z13", "Z14"), "unregistered"),
    **dict.fromkeys(("T0", "T1", "T2", "T3", "T4"), "elsewhere"),
}
"""The pool of households that each placement code draws from."""

_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def postcode(rng: random.Random) -> str:
    """A postcode of the right shape in an area that does not exist ("ZZ7 4AB")."""
    letters = rng.choice(_LETTERS) + rng.choice(_LETTERS)
    return f"ZZ{1 + int(rng.random() * 29)} {int(rng.random() * 10)}{letters}"


class Places:
    """All households and homes of the authority, by pool; their number grows with the authority."""

    def __init__(self, rng: random.Random, children: int) -> None:
        own = f"SC{rng.randrange(100000, 999999)}"
        agencies = [(provider, str(rng.randrange(1000000, 2999999))) for provider in ("PR4",) * 7 + ("PR5",) * 3]
        size = max(20, children // 6)

        def service(share_own: float) -> tuple[str, str]:
            return ("PR1", own) if rng.random() < share_own else rng.choice(agencies)

        def homes(number: int, providers: tuple[str, ...]) -> list[Carer]:
            return [
                (postcode(rng), rng.choice(providers), f"SC{rng.randrange(100000, 999999)}")
                for _ in range(max(number, children * number // 3000))
            ]

        self.pools: dict[str, list[Carer]] = {
            "foster": [(postcode(rng), *service(0.62)) for _ in range(size)],
            "early": [(postcode(rng), *service(0.8)) for _ in range(max(10, size // 8))],
            "kin": [(postcode(rng), "PR1", own) for _ in range(size)],
            "adopters": [
                (postcode(rng), rng.choice(("PR1", "PR1", "PR2", "PR2", "PR4", "PR5")), None) for _ in range(size)
            ],
            "homes": homes(28, ("PR1", "PR1", "PR4", "PR4", "PR4", "PR5")),
            "secure": homes(3, ("PR2", "PR2", "PR5")),
            "supported": homes(18, ("PR1", "PR4", "PR4", "PR5")),
            "lodgings": [(postcode(rng), "PR4", None) for _ in range(20)],
            "establishments": homes(5, ("PR3", "PR4")),
            "family_centres": homes(4, ("PR1", "PR4", "PR5")),
            "custody": [(postcode(rng), "PR3", "XXXXXXX") for _ in range(3)],
            "unregistered": [(postcode(rng), "PR4", "XXXXXXX") for _ in range(12)],
            "elsewhere": [(postcode(rng), None, None) for _ in range(40)],
        }
        self.workers = [f"SW{n:04d}" for n in range(1, max(12, children // 32) + 1)]

    def find(self, place: str, rng: random.Random) -> Carer:
        """Some household or home for a placement code."""
        pool = self.pools[POOLS[place]]
        return pool[int(rng.random() * len(pool))]
