"""How easy the program's longer texts are to read.

usage: python packaging/readability.py [--every]

Prints, for each group of texts, the Flesch-Kincaid grade (school years in the United States; the
reading age is about five more) and the Flesch reading ease (0 to 100, higher is easier), and fails
if an article, a region's text, a red flag or a self-test is above grade 7, a reading age of twelve.
`--every` names each text of those groups.

    grade = 0.39 words/sentence + 11.8 syllables/word - 15.59
    ease  = 206.835 - 1.015 words/sentence - 84.6 syllables/word

Sources: Kincaid, Fishburne, Rogers and Chissom 1975, Derivation of new readability formulas for
Navy enlisted personnel; Flesch 1948, A new readability yardstick, Journal of Applied Psychology
32:221-233. Syllables are estimated from the spelling; over a text the errors nearly cancel out.
They measure length alone: whether a text is understood, only readers can say.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESOURCES = ROOT / "resources"
#: The highest grade of a text that has to be easy.
HIGHEST_GRADE = 7.0
#: Groups that have to keep to it.
LIMITED = ("articles", "regions", "red flags", "self-tests")
#: Names under which a resource holds a sentence for a person.
SENTENCES = ("text", "purpose", "start", "cue", "structures", "for_whom", "reason")
LISTS = ("steps", "mistakes", "stop", "lines")

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*|\d+(?:[.,]\d+)*")
_SENTENCE_END = re.compile(r"[.?!:;](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
#: A last "e" that is not heard, also before "s" and "d"; but "ta-ble", "want-ed", "nur-ses".
_SILENT_END = re.compile(
    r"(?:[^aeiouyl]|[aeiouyl]l)e$|(?:[^aeiouytdl]|[aeiouyl]l)ed$|(?:[^aeiouylscxzgh]|[aeiouyl]l)es$"
)
#: Vowels beside each other that are two syllables.
_TWO = re.compile(
    r"[au]o(?!u)|io(?!n|u)|(?<![tcg])ia|(?<![tcgx])iou|ea(?=te)|ea$|eo(?!u|p)|[aeiouy]ing$|scie(?=n)|ie(?=t)"
    r"|(?<![gq])ui(?=d)|(?<!q)ua(?=l)"
)


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy a text is.

    Attributes:
        words: How many words it has.
        grade: Flesch-Kincaid grade.
        ease: Flesch reading ease.
    """

    words: int
    grade: float
    ease: float


def syllables(word: str) -> int:
    """Return an estimate of a word's syllables from its English spelling, at least 1.

    A number counts as one: it is read at a glance.
    """
    plain = word.lower().replace("’", "").replace("'", "")
    if not plain or plain[0].isdigit():
        return 1
    count = len(_VOWELS.findall(plain)) + len(_TWO.findall(plain))
    if _SILENT_END.search(plain):
        count -= 1
    return max(1, count)


def ease_of(text: str) -> Ease:
    """Return how easy a text is; a line's end ends a sentence, too.

    Raises:
        ValueError: It has no word.
    """
    words = _WORD.findall(text)
    if not words:
        raise ValueError(text)
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
    a_sentence = len(words) / sentences
    a_word = sum(map(syllables, words)) / len(words)
    return Ease(
        words=len(words),
        grade=0.39 * a_sentence + 11.8 * a_word - 15.59,
        ease=206.835 - 1.015 * a_sentence - 84.6 * a_word,
    )


def texts_of(document: object) -> Iterator[str]:
    """Go through the sentences for a person in a JSON document."""
    if isinstance(document, list):
        for one in document:
            yield from texts_of(one)
    if not isinstance(document, dict):
        return
    for name, value in document.items():
        if isinstance(value, str) and name in SENTENCES:
            yield value
        elif (
            name in LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value)
        ):
            yield from value
        else:
            yield from texts_of(value)


def read(path: Path) -> dict[str, object]:
    """Read a JSON file."""
    document: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return document


def group(pattern: str) -> dict[str, str]:
    """Return the texts of files by their names."""
    files = sorted(RESOURCES.glob(pattern))
    return {path.stem: "\n".join(texts_of(read(path))) for path in files}


def regions() -> dict[str, str]:
    """Return what is told of each region: what hurts there, and the facts beside it."""
    facts = read(RESOURCES / "region_facts.json")["regions"]
    named = read(RESOURCES / "regions.json")["regions"]
    texts: dict[str, str] = {}
    if isinstance(facts, dict) and isinstance(named, list):
        for one in named:
            own = "\n".join(texts_of(facts[one["id"]]))
            texts[one["id"]] = f"{one['structures']}\n{own}"
    return texts


def red_flags() -> dict[str, str]:
    """Return what is asked and said about each red flag."""
    flags = read(RESOURCES / "rules" / "red_flags.json")["flags"]
    texts: dict[str, str] = {}
    if isinstance(flags, list):
        for one in flags:
            signs = [sign["text"] for sign in one["symptoms"]]
            step = one["next_step"].replace("{number}", "your emergency number")
            texts[one["id"]] = "\n".join((one["question"], *signs, one["why"], step))
    return texts


def self_tests() -> dict[str, str]:
    """Return what each self-test tells a person."""
    texts: dict[str, str] = {}
    for path in sorted((RESOURCES / "self_tests").glob("*.json")):
        one = read(path)
        parts = [one["measures"], one["needs"], *_lines(one["steps"]), one["stop_when"]]
        parts += _lines(one["cautions"])
        error = one["error"]
        parts += [error["about"]] if isinstance(error, dict) else []
        parts += [one["usual"]] if one["usual"] is not None else []
        texts[path.stem] = "\n".join(map(str, parts))
    return texts


def _lines(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def groups() -> dict[str, dict[str, str]]:
    """Return all texts that are measured, by group and name."""
    return {
        "articles": group("articles/*.json"),
        "regions": regions(),
        "red flags": red_flags(),
        "self-tests": self_tests(),
        "exercises": group("exercises/*.json"),
        "plan templates": group("plan_templates/*.json"),
    }


def too_hard(texts: Mapping[str, str]) -> list[str]:
    """Return the names of the texts above the highest grade."""
    return [name for name, text in texts.items() if ease_of(text).grade > HIGHEST_GRADE]


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 if a text that has to be easy is not."""
    failed = False
    print(f"{'texts':<16}{'number':>7}{'words':>8}{'grade':>8}{'highest':>9}{'ease':>7}")
    for name, texts in groups().items():
        every = {key: ease_of(text) for key, text in texts.items()}
        whole = ease_of("\n".join(texts.values()))
        highest = max(one.grade for one in every.values())
        print(
            f"{name:<16}{len(texts):>7}{whole.words:>8}{whole.grade:>8.1f}{highest:>9.1f}"
            f"{whole.ease:>7.0f}"
        )
        if name not in LIMITED:
            continue
        for key in too_hard(texts):
            failed = True
            print(f"  {key} is too hard: grade {every[key].grade:.1f}, at most {HIGHEST_GRADE:g}")
        if "--every" in arguments:
            for key, one in every.items():
                print(f"  {key:<34}{one.grade:>5.1f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
