"""Data for a script element: JSON that closes no element and opens none."""

from __future__ import annotations

import json

_SIGNS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Within JSON these stand in strings only, so they may be written as escapes (HTML, 4.12.1.3)."""


def data(value: object) -> str:
    """The value as compact JSON that may stand in a ``script`` element as it is."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "".join(_SIGNS.get(sign, sign) for sign in text)
