"""Examples and corpora of the checks as papers; `python tests/proofs.py tuning [RULE …]` scores a corpus."""

from __future__ import annotations

import datetime as dt
import functools
import re
import sys
from collections import Counter
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from diptych import checks, languages, markdown, programme, registry
from diptych.catalog import Span, State
from diptych.checks.view import Example, Known, Name, Pair, Paper, Papers, Place, Said, Side
from diptych.model import Fact, Registry, Term, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diptych.model import Document, Part

CORPUS = Path(__file__).parent / "corpus"
_NOWHERE = Span("terms.yaml")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a corpus."""

    id: str
    family: str
    example: Example
    rule: str = ""
    why: str = ""


def corpus(name: str) -> tuple[list[Item], list[Item]]:
    """The correct and the broken items of a corpus."""
    return _items(CORPUS / name / "correct.yaml"), _items(CORPUS / name / "broken.yaml")


def _items(path: Path) -> list[Item]:
    known = {one.name for one in fields(Example)}
    out = []
    for raw in yaml.safe_load(path.read_text("utf-8")):
        given = {key: value for key, value in raw.items() if key in known}
        example = Example(**given, first=raw.get("context") == "first")
        out.append(Item(raw["id"], raw["family"], example, raw.get("rule", ""), raw.get("why", "")))
    return out


def papers(example: Example) -> Papers:
    """The example's pair as the only one of its document; or its documents, see `_documents`."""
    known = knowledge(example)
    if example.documents:
        return _documents(example, known)
    source = Said(example.en, "en", known, Side.SOURCE, place=Place("content/example.md"))
    target = Said(example.ru, "ru", known, Side.TARGET, place=Place("locales/ru/LC_MESSAGES/example.po"))
    paper = Paper("example", "en", (Pair(source, target),), known, example.first, "ru")
    return Papers((paper,), known)


_LABELS = CORPUS.parent.parent / "content" / "labels.yaml"
_CONFERENCE = """
id: example
source: en
languages: [ru]
dates: {start: 2022-10-18, end: 2022-10-19}
documents: [{id: programme, file: programme.yaml}]
"""
_TRANSLATION = "=> "


def _documents(example: Example, known: Known) -> Papers:
    """The example's documents as the papers of a conference (of 18 and 19 October 2022, where it is one).

    A text is ``people.yaml`` (it begins with ``people:``), ``programme.yaml`` (it has a line ``days:``; who is in
    no people.yaml is one of its people all the same), or Markdown with or without front matter. In Markdown the line
    below a paragraph of one line may be its translation: ``=> …``. It is a conference where there is a programme, or
    where there are facts; else a handful of files, which have no registry.
    """
    people = "".join(text for text in example.documents if text.startswith("people:"))
    texts = [text for text in example.documents if not text.startswith("people:")]
    conference = _registry(example, people, texts)
    sheets = [_sheet(text, f"document-{number}", conference) for number, text in enumerate(texts, 1)]
    a_conference = bool(example.facts) or any(sheet.kind == "programme" for sheet, _ in sheets)
    shared = conference if a_conference else None
    return Papers(tuple(_paper(sheet, said, known, shared) for sheet, said in sheets), known, shared)


@functools.cache
def _labels() -> Mapping[str, Part]:
    return registry.labels(_LABELS.read_text("utf-8"), "content/labels.yaml")[0]


def _registry(example: Example, people: str, texts: Iterable[str]) -> Registry:
    conference, _, _ = registry.conference(_CONFERENCE, "content/conference.yaml")
    assert conference is not None
    span, day = Span("content/conference.yaml"), dt.date(2022, 10, 19)
    facts = {name: Fact(name, str(value), "", day, "", span) for name, value in example.facts.items()}
    named = sorted({name for text in texts for name in re.findall(r"person: ([a-z0-9-]+)", text)})
    lines = people or "people:\n"
    for name in named:
        if f"\n  {name}:" not in lines:
            lines += f"  {name}: {{name: {name.title()}, family: {name.title()}, function: Expert}}\n"
    persons, organizations, _, _ = registry.people(lines, "content/people.yaml")
    return Registry(replace(conference, facts={**conference.facts, **facts}), persons, organizations, _labels(), {})


def _sheet(text: str, slug: str, conference: Registry) -> tuple[Document, dict[int, str]]:
    """A document and its translations by the line of what they translate."""
    if re.search(r"^days:", text, re.MULTILINE):
        return programme.loads(text, f"content/{slug}.yaml", slug, conference)[0], {}
    lines, said, above = text.split("\n"), dict[int, str](), 0
    for number, line in enumerate(lines, 1):
        if line.startswith(_TRANSLATION):
            said[above] = line.removeprefix(_TRANSLATION)
            lines[number - 1] = ""
        elif line:
            above = number
    return markdown.loads("\n".join(lines), f"content/{slug}.md", slug)[0], said


def _paper(sheet: Document, said: Mapping[int, str], known: Known, conference: Registry | None) -> Paper:
    target = "en" if sheet.lang == "ru" else "ru"
    return Paper(
        sheet.slug,
        sheet.lang,
        tuple(_pairs(sheet, said, known, target)),
        known,
        target=target,
        document=sheet,
        registry=conference,
        path=sheet.path,
    )


def _pairs(sheet: Document, said: Mapping[int, str], known: Known, target: str) -> Iterator[Pair]:
    for block in sheet.blocks:
        for part in block.parts:
            line, text = part.span.line, part.key.msgid
            there = Place(part.span.path, line, part)
            here = Place(f"locales/{target}/LC_MESSAGES/{sheet.slug}.po", line, part)
            translation = said.get(line, "") if part.domain == sheet.slug else ""
            yield Pair(
                Said(text, sheet.lang, known, Side.SOURCE, block.kind, there),
                Said(translation, target, known, Side.TARGET, block.kind, here),
                State.DONE if translation else State.MISSING,
                block,
                part.field,
            )


def knowledge(example: Example) -> Known:
    """What the example says is known; an acronym and what it stands for are one term."""
    said = {
        name: value if isinstance(value, dict) else {"en": str(value), "ru": _russian(str(value))}
        for name, value in example.facts.items()
    }
    names = tuple(
        Name(en, ru, family=en.split()[-1] if " " in en else "", id=en.lower().replace(" ", "-"))
        for en, ru in example.names.items()
    )
    return Known("en", "ru", tuple(_terms(example.terms)), names, said, house=example.house)


def _russian(value: str) -> str:
    return languages.number(int(value), "ru") if value.isdigit() else value


def _terms(given: Mapping[str, Any]) -> Iterable[Term]:
    avoid = tuple(given.get("forbidden", ()))
    flat = {en: ru for en, ru in given.items() if en != "forbidden"}
    short = {en for en in flat if re.fullmatch(r"[A-Z][A-Za-z-]*[A-Z]s?", en)}
    longest_first = sorted(short, key=lambda one: (-len(one), one))
    of = {long: next((s for s in longest_first if _initials(s, long)), "") for long in flat if long not in short}
    left = short - set(of.values())
    for number, en in enumerate([*of, *sorted(left)]):
        ru, abbreviation = flat[en], of.get(en, "")
        ru_short = flat.get(abbreviation, "")
        if en in left:  # an acronym whose long form the example does not give
            wordings = {"en": Wording("", en, (), _NOWHERE), "ru": _alone(ru)}
        else:
            same = "" if ru_short == ru else ru_short
            wordings = {"en": Wording(en, abbreviation, (), _NOWHERE), "ru": Wording(ru, same, (), _NOWHERE)}
        if not number and avoid:
            wordings["ru"] = Wording(wordings["ru"].term, wordings["ru"].short, avoid, _NOWHERE)
        yield Term(f"term-{number}", "term", wordings, "", _NOWHERE)


def _alone(ru: str) -> Wording:
    acronym = re.fullmatch(r"[А-ЯЁA-Z][А-ЯЁA-Z -]*", ru)
    return Wording("", ru, (), _NOWHERE) if acronym else Wording(ru, "", (), _NOWHERE)


def _initials(short: str, long: str) -> bool:
    """Whether the letters of an acronym begin words of the long form, in their order."""
    words = iter(re.findall(r"\w+", long))
    return all(any(word[0].upper() == letter for word in words) for letter in short.upper().rstrip("S") or short)


# --------------------------------------------------------------------------- scoring


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check said of an item."""

    rule: str
    text: str
    start: int
    end: int
    side: str
    message: str


def hits(example: Example, rules: Iterable[str] = ()) -> list[Hit]:
    """All that the checks say of an example."""
    wanted = set(rules)
    some = [check for check in checks.ALL if not wanted or check.rule in wanted]
    out = []
    for check, fault in checks.run(papers(example), some):
        side = "en" if fault.said and fault.said.side is Side.SOURCE else "ru"
        out.append(Hit(check.rule, fault.text, fault.start, fault.end, side, fault.message))
    return out


def found(item: Item, said: Iterable[Hit]) -> bool:
    """Whether the right rule points at the right place; where something is missing, anywhere on the right side."""
    text = item.example.en if item.example.side == "en" else item.example.ru
    at = text.find(item.example.at)
    for hit in said:
        if hit.rule == item.rule and hit.side == item.example.side:
            if not item.example.at:
                return True
            if hit.start < at + len(item.example.at) and hit.end > at:
                return True
    return False


def main() -> int:
    """Score a corpus: what was missed, and what was said without reason."""
    name, *rules = sys.argv[1:] or ["tuning"]
    correct, broken = corpus(name)
    missed, false = [], []
    for item in correct:
        false += [(item, hit) for hit in hits(item.example, rules)]
    counted = [item for item in broken if not rules or item.rule in rules]
    for item in broken:
        said = hits(item.example, rules)
        if item in counted and not found(item, said):
            missed.append((item, said))
        false += [(item, hit) for hit in said if hit.rule != item.rule]
    lines = []
    for item, said in missed:
        lines.append(f"MISSED {item.id} {item.rule} {item.example.at!r} | {item.example.ru} | {item.example.en}")
        lines += [f"       but {hit.rule} {hit.text!r} {hit.message}" for hit in said]
    for item, hit in false:
        text = item.example.en if hit.side == "en" else item.example.ru
        lines.append(f"FALSE  {item.id} {hit.rule} {hit.text!r} {hit.message} | {text}")
    by_rule = dict(Counter(item.rule for item, _ in missed))
    lines.append(f"{len(counted) - len(missed)} of {len(counted)} found; {len(false)} false alarms {by_rule}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main())
