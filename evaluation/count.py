"""What was found, what is right of it, what there is to find; and the ratios that follow."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and what follows from them, 0 to 1; a ratio over nothing is None, never 0 or 1."""

    true: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was predicted that is right."""
        return self.true / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found."""
        return self.true / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        total = self.predicted + self.gold
        return 2 * self.true / total if total else None

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.true + other.true, self.predicted + other.predicted, self.gold + other.gold
        )
