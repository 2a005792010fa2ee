"""How hard a text is to read: the Flesch-Kincaid grade, with a rough count of syllables.

Grade = 0.39 * words a sentence + 11.8 * syllables a word - 15.59 (Kincaid and others, 1975).
"""

import re

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouylsxzcg])(?<!ch)(?<!sh)es$|(?<=[^aeiouytd])ed$|(?<=[aeiouy]l)es?$")
_TWO_IN_A_GROUP = re.compile(r"i[ao](?!ns?$)|yi|[rd]ea$")


def syllables(word: str) -> int:
    """A guess at the syllables of an English word: groups of vowels, less a silent `e` at its end."""
    return sum(_syllables_of_part(part) for part in re.split("['\u2019-]", word.lower()) if len(part) > 1) or 1


def _syllables_of_part(part: str) -> int:
    stem = _SILENT.sub("", part)
    return max(1, len(_VOWELS.findall(stem)) + len(_TWO_IN_A_GROUP.findall(stem)))


def grade(sentences: list[str]) -> float:
    """The school grade at which some sentences can be read; a piece without an end counts as a sentence."""
    pieces = [piece for text in sentences for piece in _SENTENCE_END.split(text) if _WORD.search(piece)]
    words = [word for piece in pieces for word in _WORD.findall(piece)]
    return 0.39 * len(words) / len(pieces) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
