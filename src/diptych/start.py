"""The installed command: what it can answer without any library, and the way to all the rest."""

from __future__ import annotations

import gc
import os
import sys

from diptych import __version__


def main() -> None:
    """Say the version, or hand over to the commands.

    A command lives for seconds and frees its memory by ending, so cycles are hardly ever looked for, and at the end
    nothing is taken apart: a catalog is a hundred thousand small values, and both take as long as reading them.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"diptych, version {__version__}\n")
        return
    gc.set_threshold(1_000_000, 20, 100)
    status = _status()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # who read it has gone
        status = status or 1
    os._exit(status)


def _status() -> int:
    """Run the command; its exit status."""
    try:
        from diptych import cli

        cli.main()
    except KeyboardInterrupt:  # before click is there to catch it, or after
        sys.stderr.write("\nAborted!\n")
        return 1
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0
