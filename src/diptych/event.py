"""The conference as schema.org/Event, for search engines: JSON-LD with an event for each item of the programme."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from diptych import script
from diptych.compose import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diptych.compose import Speaker
    from diptych.model import Part, Session


def moment(date: dt.date, time: dt.time | None, timezone: str) -> str:
    """``2022-10-18T09:00+05:00``: the moment with the offset of its zone; empty where there is no time."""
    zone = ZoneInfo(timezone) if timezone else None
    return dt.datetime.combine(date, time, zone).isoformat(timespec="minutes") if time else ""


def json_ld(
    speaker: Speaker, sessions: Iterable[Session], *, url: str = "", image: str = "", performers: bool = True
) -> str:
    """The event with its sub-events in the first of the speaker's languages, fit for a script element.

    ``url`` is the address of the programme's page: without one nothing has an address. ``performers``: who speaks in
    each item.
    """
    conference, lang = speaker.registry.conference, speaker.langs[0]
    name, theme = (_said(part, lang, speaker) for part in (conference.title, conference.theme))
    event: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{name}: {theme}",
        "inLanguage": list(speaker.langs),
        "startDate": conference.start.isoformat(),
        "endDate": conference.end.isoformat(),
        "location": {
            "@type": "Place",
            "name": _said(conference.venue, lang, speaker),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": _said(conference.city, lang, speaker),
                "addressCountry": conference.country,
            },
        },
        "organizer": _organizations(conference.organizers, lang, speaker),
        "sponsor": _organizations(conference.supporters, lang, speaker),
        "url": url or conference.homepage,
        "image": image,
        "subEvent": [
            _item(session, lang, speaker, url, performers=performers)
            for session in sessions
            if session.kind not in LIGHT
        ],
    }
    return script.data(_filled(event))


def _item(session: Session, lang: str, speaker: Speaker, url: str, *, performers: bool) -> dict[str, object]:
    timezone = speaker.registry.conference.timezone
    title = _said(session.title, lang, speaker)
    label = _said(session.label, lang, speaker) if session.label else ""
    people = dict.fromkeys(one.person for one in session.appearances if one.person in speaker.registry.people)
    return _filled(
        {
            "@type": "Event",
            "name": f"{label}: {title}" if label else title,
            "startDate": moment(session.date, session.start, timezone) or session.date.isoformat(),
            "endDate": moment(session.date, session.end, timezone),
            "url": f"{url}#{session.id}" if url else "",
            "organizer": _organizations(session.organizers, lang, speaker),
            "performer": [
                {"@type": "Person", "name": _said(speaker.registry.people[one].name, lang, speaker)} for one in people
            ]
            if performers
            else [],
        }
    )


def _organizations(ids: Iterable[str], lang: str, speaker: Speaker) -> list[dict[str, object]]:
    known = speaker.registry.organizations
    return [{"@type": "Organization", "name": _said(known[one].name, lang, speaker)} for one in ids if one in known]


def _said(part: Part, lang: str, speaker: Speaker) -> str:
    """The part without its markup."""
    return "".join(run.text for run in speaker.runs(part, lang))


def _filled(event: Mapping[str, object]) -> dict[str, object]:
    """Without what is not known."""
    return {name: value for name, value in event.items() if value}
