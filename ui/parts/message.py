"""A message: a sentence about what was just done or refused, on the page where it happened; hidden while there is none."""

from __future__ import annotations

from juryapp.errors import Problem
from ui.parts.labels import Label, Say, set_look


class Message(Label):
    """Stands on a ground of its own: `notice` is "good", "warn" or "bad". With a `tone` instead it is words in that colour."""

    def __init__(self, notice: str = "", tone: str = "") -> None:
        super().__init__(role="strong", tone=tone)
        if notice:
            self.setProperty("notice", notice)
        self.setVisible(False)

    def tell(self, say: Say, notice: str = "") -> None:
        """Says it until it is hidden, or says something else."""
        self.say(say)
        if notice:
            set_look(self, "notice", notice)
        self.setVisible(True)

    def tell_problem(self, problem: Problem | None) -> None:
        """Says what was refused; of nothing, nothing."""
        self.say(lambda: str(problem) if problem else "")
        self.setVisible(problem is not None)
