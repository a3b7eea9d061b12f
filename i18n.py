"""The texts of the Dushanbe conference, 18–19 October 2022: this folder's pipeline.

`python i18n.py --help` lists what it does. Checks of this conference's own stand in `CHECKS`.
"""

from __future__ import annotations

from pathlib import Path

from diptych.cli import conference

CHECKS = ()
"""Local checks (`diptych.checks.Check`), run after the built-in ones."""

main = conference(Path(__file__).parent, CHECKS)

if __name__ == "__main__":
    main()
