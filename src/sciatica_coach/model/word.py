"""Words out of a fixed set, which are made and used like the members of a `StrEnum`, at a sixth of its import time.

Before the first picture of a session there are twenty such sets: `enum` took 1.2 ms to make them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from enum import StrEnum

    class Word(StrEnum):
        """To who checks the types it is what it stands for."""

else:

    class _Words(type):
        """The class of a set of words: to be gone through, and called with a text."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Words":
            texts = {key: text for key, text in body.items() if isinstance(text, str) and not key.startswith("_")}
            words = super().__new__(cls, name, bases, {key: body[key] for key in body if key not in texts})
            words._by_text = {}
            for key, text in texts.items():
                word = words._by_text[text] = str.__new__(words, text)
                str.__setattr__(word, "name", key)
                str.__setattr__(word, "value", text)
                setattr(words, key, word)
            return words

        def __call__(cls, text: str) -> "Word":
            """The word that a text is.

            Raises:
                ValueError: it is none of them.
            """
            word = cls._by_text.get(text) if isinstance(text, str) else None
            if word is None:
                raise ValueError(f"{text!r} is not a valid {cls.__name__}")
            return word

        def __iter__(cls) -> "Iterator[Word]":
            return iter(cls._by_text.values())

        def __len__(cls) -> int:
            return len(cls._by_text)

        def __contains__(cls, text: object) -> bool:
            return isinstance(text, str) and text in cls._by_text

    class Word(str, metaclass=_Words):
        """One word of a set: `class Side(Word)` with names that are given texts.

        Attributes:
            name: what the word is called in code.
            value: the word as a plain text.
        """

        __slots__ = ("name", "value")

        def __setattr__(self, name: str, content: Any) -> NoReturn:
            raise AttributeError(f"{type(self).__name__}.{self.name} cannot be changed.")

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce__(self) -> tuple[Any, ...]:
            return type(self), (self.value,)  # a copy is the word itself
