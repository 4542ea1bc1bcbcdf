"""The pad on which it is rated how well an own activity can be done."""

from __future__ import annotations

from rehabdesk.ui.widgets.intensity_pad import IntensityPad


class AbilityPad(IntensityPad):
    """As the pad for pain, but without its colours: here more is better."""

    def fill(self, value: int) -> str:
        """Return the colour of a value's cell: the chosen one alone is filled."""
        return self._theme.tokens.colours["primary" if value == self.rating else "surface2"]

    def end_words(self) -> tuple[str, str]:
        """Return what the lowest and the highest value mean."""
        return self._tr("ability pad", "cannot do it"), self._tr("ability pad", "as before")
