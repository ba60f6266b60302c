"""Running duties as an iCalendar file (RFC 5545): one all-day entry on each last safe day.

The same history gives the same bytes: identifiers are hashes of case, rule and events, and the
stamp is the day the record speaks of. So an entry is replaced, not doubled, when the file is
imported again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from checker.show.forecast import Entry
from checker.show.lang import Lang, Text
from checker.show.paint import clean

_FOLD: Final = 75
"""Octets of a line, without its end."""


def icalendar(found: Sequence[Entry], version: str, lang: Lang) -> str:
    """Returns the calendar of the duties that have a last safe day: the first one over all live
    readings, so that an act by then is safe whichever is right."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//xinfang//forecast {version}//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in found:
        if entry.duty.earliest is not None:
            lines += _event(entry, entry.duty.earliest, lang)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(entry: Entry, day: date, lang: Lang) -> Iterator[str]:
    duty, case = entry.duty, entry.case
    who, act = (Text(t.zh, t.en).of(lang) for t in (duty.who, duty.act))
    head = Text("最后一日", "last day").of(lang)
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry)}"
    yield f"DTSTAMP:{case.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{head} {duty.rule} {case.case}: {act}')}"
    yield f"DESCRIPTION:{escaped(_described(entry, who, act, lang))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _described(entry: Entry, who: str, act: str, lang: Lang) -> str:
    duty, case = entry.duty, entry.case
    lines = [f"{who}: {act}", f"{case.case} {duty.matter} ({', '.join(duty.events)})"]
    if duty.latest != duty.earliest:
        later = Text("按另一读法至", "under another reading until").of(lang)
        lines.append(f"{later} {duty.latest}")
    as_of = Text("记载截至", "as of").of(lang)
    return "\n".join([*lines, f"{as_of} {case.as_of}"])


def _uid(entry: Entry) -> str:
    named = "\n".join((entry.case.case, entry.duty.rule, *entry.duty.events))
    return f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@xinfang"


def escaped(text: str) -> str:
    """Returns the text as the value of a TEXT property."""
    lines = (clean(line) for line in text.split("\n"))
    quoted = (line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(quoted)


def folded(line: str) -> Iterator[str]:
    """Yields the line cut so that no part has more than 75 octets: every part after the first
    begins with a space. No character is cut in two."""
    part, size = "", 0
    for c in line:
        octets = len(c.encode())
        if size + octets > _FOLD:
            yield part
            part, size = " ", 1
        part += c
        size += octets
    yield part
