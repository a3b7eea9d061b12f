"""The spelling of the United Nations: words that other spellings write otherwise, and what stands in their place."""

from __future__ import annotations

import re

_BOTH = ("", "s", "ed", "ing")

_OUR_WORDS = (
    "arbor ardor armor behavior candor clamor color demeanor endeavor favor fervor flavor glamor harbor honor "
    "humor labor misdemeanor neighbor odor parlor rancor rigor rumor savior savor splendor succor tumor valor "
    "vapor vigor"
)
_OUR = _OUR_WORDS.split()
_OUR_ENDS = (
    *_BOTH, "ability", "able", "ably", "edly", "er", "ers", "ful", "fully", "fulness", "hood", "hoods", "less",
    "lessly", "lessness", "liness", "ly",
)  # fmt: skip
_OUR_OWN = {
    "behavior": ("al", "ally", "ism", "ist", "ists"),
    "color": ("ist", "ists"),
    "favor": ("ite", "ites", "itism"),
    "savor": ("y", "ies"),
    "unsavor": ("y",),
    "armor": ("y", "ies", "er", "ers"),
    "honor": ("ee", "ees"),
    "multicolor": ("ed",),
    "tricolor": ("", "s"),
    "enamor": ("ed",),
    "labor": ("ite", "ites"),
}
"""Ends that only some take: “humorist” and “humoral” are right as they stand."""
_OUR_BEFORE = ("", "dis", "mis", "un", "good-")

_RE_WORDS = "caliber center epicenter fiber luster meager saber somber specter theater"
_RE = _RE_WORDS.split()
_UNITS_WORDS = "meter liter"
_UNITS = _UNITS_WORDS.split()
_UNITS_BEFORE = ("centi", "deci", "hecto", "kilo", "micro", "milli", "nano")

_DOUBLED_WORDS = (
    "cancel channel counsel dial equal fuel initial label level marshal model panel pedal quarrel rival shovel "
    "signal spiral stencil total travel tunnel unravel"
)
_DOUBLED = _DOUBLED_WORDS.split()
_DOUBLED_ENDS = ("ed", "ing", "er", "ers", "or", "ors")
_SINGLE_WORDS = "benefit budget focus target bias"
_SINGLE = _SINGLE_WORDS.split()

_OTHERS = {
    "acknowledgment": "acknowledgement",
    "acknowledgments": "acknowledgements",
    "advisor": "adviser",
    "advisors": "advisers",
    "aluminum": "aluminium",
    "analog": "analogue",
    "archeological": "archaeological",
    "archeologist": "archaeologist",
    "archeologists": "archaeologists",
    "archeology": "archaeology",
    "artifact": "artefact",
    "artifacts": "artefacts",
    "catalog": "catalogue",
    "cataloged": "catalogued",
    "cataloging": "cataloguing",
    "catalogs": "catalogues",
    "aging": "ageing",
    "connexion": "connection",
    "councilor": "councillor",
    "councilors": "councillors",
    "counterterrorism": "counter-terrorism",
    "counterterrorist": "counter-terrorist",
    "defense": "defence",
    "defenseless": "defenceless",
    "defenses": "defences",
    "dialog": "dialogue",
    "dialogs": "dialogues",
    "distill": "distil",
    "enroll": "enrol",
    "enrollment": "enrolment",
    "enrollments": "enrolments",
    "enrolls": "enrols",
    "fulfill": "fulfil",
    "fulfillment": "fulfilment",
    "fulfills": "fulfils",
    "gray": "grey",
    "installment": "instalment",
    "installments": "instalments",
    "instill": "instil",
    "instills": "instils",
    "jewelry": "jewellery",
    "kilogramme": "kilogram",
    "kilogrammes": "kilograms",
    "maneuver": "manoeuvre",
    "maneuvered": "manoeuvred",
    "maneuvering": "manoeuvring",
    "maneuvers": "manoeuvres",
    "marvelous": "marvellous",
    "offense": "offence",
    "offenses": "offences",
    "pediatric": "paediatric",
    "percent": "per cent",
    "percents": "per cent",
    "plow": "plough",
    "pretense": "pretence",
    "program": "programme",
    "programs": "programmes",
    "skeptic": "sceptic",
    "skeptical": "sceptical",
    "skepticism": "scepticism",
    "skillful": "skilful",
    "skillfully": "skilfully",
    "willful": "wilful",
    "willfully": "wilfully",
}


def _our_forms() -> dict[str, str]:
    forms = {}
    for stem in _OUR:
        for before in _OUR_BEFORE:
            for end in _OUR_ENDS:
                forms[f"{before}{stem}{end}"] = f"{before}{stem[:-2]}our{end}"
    for stem, ends in _OUR_OWN.items():
        forms |= {stem + end: f"{stem[:-2]}our{end}" for end in ends}
    del forms["glamored"]
    return forms


def _forms() -> dict[str, str]:
    forms = dict(_OTHERS)
    forms |= _our_forms()
    for stem in _RE:
        right = f"{stem[:-2]}re"
        forms |= {stem: right, f"{stem}s": f"{right}s", f"{stem}ed": f"{right}d", f"{stem}ing": f"{right[:-1]}ing"}
    for stem in _UNITS:
        for before in _UNITS_BEFORE:
            forms |= {f"{before}{stem}{end}": f"{before}{stem[:-2]}re{end}" for end in ("", "s")}
    for stem in _DOUBLED:
        forms |= {stem + end: f"{stem}l{end}" for end in _DOUBLED_ENDS}
    del forms["leveler"], forms["levelers"]
    for stem in _SINGLE:
        forms |= {f"{stem}{stem[-1]}{end}": stem + end for end in ("ed", "es", "ing")}
    for stem in ("anal", "catal", "dial", "electrol", "hydrol", "paral"):
        forms |= {f"{stem}yz{end}": f"{stem}ys{end}" for end in ("e", "ed", "es", "er", "ers", "ing")}
    return forms


FORMS = _forms()
"""Words in lower case, each with the spelling of the United Nations."""

_NAMES_WORDS = (
    "advisor advisors armor behavioral catalog center centers color colors counterterrorism counterterrorist "
    "defense fiber gray harbor harbors honor honors labor organisation organisations program programs theater "
    "theaters"
)
NAMES = frozenset(_NAMES_WORDS.split())
"""Words that names of institutions hold, each as the institution itself spells it."""

OURS = re.compile(
    r"(?i)\b(?:Regional|Conference|Press|Media|Information|Exhibition|Congress|Crisis|Business"
    r"|Visitors?’?|United Nations|"
    r"UN|UNOCT|International Trade) Cent(?:er|ers)\b"
    r"|(?<!National )(?<!Federal )(?<!Enforcement )\bTraining Centers?\b"
    r"|\b(?:United Nations|UN|UNOCT)\b(?: (?!and\b|the\b)[\w’-]+){0,5} (?:Center|Program|Organisation)s?\b"
    r"|\b(?:World Health|World Trade|World Customs|World Meteorological|World Tourism|World Intellectual Property|"
    r"International Labou?r|International Maritime|International Civil Aviation|Food and Agriculture|Treaty|"
    r"Scientific and Cultural|Criminal Police) Organisation\b"
    r"|\bInternational Organisation for Migration\b|\bInternational Labor\b"
    r"|\bOrgani[sz]ation for Security\b"
    r"|\b(?:World Food|Annotated|Draft|Provisional|Conference|Work) Programs?\b"
    r"|\bPrograms? of (?:Work|Action|the Conference)\b"
    r"|\b(?:Ministry|Ministers?) of (?:[A-Z]\w+ and )?(?:Defense|Labor)\b|\b(?:Defense|Labor) Ministers?\b"
)
"""Names that the United Nations spells in its own way, and names of rooms and papers that are common words."""

_ISE = re.compile(r"([a-z]*[bcdfghklmnpqrstvwxyz])(is(?:e[drs]?|ers|ing|ations?|ational|ationally|able))")
_ISE_STEMS_WORDS = (
    "ad advert chast chem circumc comprom conc desp den el exc exerc exorc expert franc imprec inc lou "
    "merchand metropol mort necropol parad portcull pract prec prem prom reprem surm tenn treat trell unprom "
    "uncomprom unpract malpract mant marqu inexperti overexerc unexerc reexerc dem misprem remis cosmopol iris "
    "acropol"
)
_ISE_STEMS = frozenset(_ISE_STEMS_WORDS.split())
_SHORTEST, _SHORTEST_STEM = 6, 4
_ISE_TAILS = ("ch", "p", "pr", "w", "sunr", "moonr", "unr", "advert", "merchand", "exerc", "franch", "comprom")


def spelled(word: str) -> str:
    """A word in lower case as the United Nations writes it; empty where that is how it stands."""
    if right := FORMS.get(word, ""):
        return right
    if "is" in word[2:] and len(word) > _SHORTEST and (found := _ISE.fullmatch(word)) and _takes_z(found[1], found[2]):
        return f"{found[1]}iz{found[2][2:]}"
    return ""


def found_right(_known: object) -> set[str]:
    """For ``known.once``: words in lower case that were looked at and are right; it grows as texts are read."""
    return set()


def _takes_z(stem: str, end: str) -> bool:
    """Whether it is a verb in -ize and its kin, not advise, promise, enterprise or treatise."""
    if end.startswith("isation"):
        return stem != "improv"
    if len(stem) < _SHORTEST_STEM or stem in _ISE_STEMS or stem.endswith(_ISE_TAILS):
        return False
    return not stem.endswith("v") or stem.endswith("tiv")
