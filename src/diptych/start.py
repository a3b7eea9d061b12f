"""The installed command: what it can answer without any library, and the way to all the rest."""

from __future__ import annotations

import gc
import sys

from diptych import __version__


def main() -> None:
    """Say the version, or hand over to the commands.

    A command lives for seconds and frees its memory by ending, so the collector of cycles may come seldom: a catalog
    is a hundred thousand small values, and looking for cycles in them takes as long as reading them.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"diptych, version {__version__}\n")
        return
    gc.set_threshold(200_000, 20, 100)
    try:
        from diptych import cli

        cli.main()
    except KeyboardInterrupt:  # before click is there to catch it, or after
        sys.exit("\nAborted!")
