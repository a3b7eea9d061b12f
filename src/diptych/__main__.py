"""``python -m diptych``: the installed command, where it is not on PATH."""

from __future__ import annotations

from diptych.start import main

if __name__ == "__main__":
    main()
