"""How a page is to look: how wide, with pictures or in sentences, with headings that stand out."""

from sciatica_coach.model.value import Value

WIDEST_COLUMNS = 100


class View(Value):
    """How the page is to look.

    Attributes:
        columns: the width of the terminal.
        drawn: pictures; without them everything is said in sentences.
        bold: the headings stand out.
    """

    columns: int
    drawn: bool
    bold: bool = False

    @property
    def width(self) -> int:
        """The width of pictures; the last column stays free."""
        return min(WIDEST_COLUMNS, self.columns - 1)

    def heading(self, text: str) -> str:
        """A heading after an empty line."""
        return f"\n\x1b[1m{text}\x1b[0m" if self.bold else f"\n{text}"
