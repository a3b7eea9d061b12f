"""The words of the templates' own, in a language, as Jinja2 asks for them."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

from diptych import languages
from diptych.catalog import Key, Span
from diptych.model import Part

if TYPE_CHECKING:
    from diptych.parallel import Translations

DOMAIN = "templates"


class TemplateWords(gettext.NullTranslations):
    """The confirmed translations of the templates' words into one language; the source text where there is none."""

    def __init__(self, translations: Translations, lang: str) -> None:
        super().__init__()
        self._translations = translations
        self._lang = lang

    def _said(self, msgid: str, context: str | None = None, plural: str | None = None, count: int = 1) -> str:
        part = Part("text", DOMAIN, Key(msgid, context), Span(DOMAIN), plural)
        spoken = self._translations.text(part, self._lang).lang
        form = languages.plural_index(spoken, count) if plural else 0
        return self._translations.text(part, self._lang, form).text

    def gettext(self, message: str) -> str:
        """The message's translation."""
        return self._said(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form that the number takes."""
        return self._said(msgid1, None, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        """The translation in a context."""
        return self._said(message, context)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form that the number takes in a context."""
        return self._said(msgid1, context, msgid2, n)
