"""The door to the disk: files are read within bounds and written whole, one diptych at a time, over nothing unread."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.finding import UserError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    import mmap
    from collections.abc import Callable, Iterator, Mapping

LARGEST = 64_000_000
"""Bytes of the largest catalog that is read: one of that size takes 0.3 GB of memory, and 1 GB while it is merged."""

OWN = ".diptych"
"""The folder for what a conference's folder holds for us alone; git is told to leave it out by a file within it."""

_LOCK = "lock"
_DRAFT, _END = ".diptych-", ".tmp"
"""How the name of a file begins and ends that is not yet in its place."""

_TICK = 0.1  # seconds between two looks at a lock
_PATIENCE = 600  # ticks until we give up
_SILENCE = 10  # ticks until we say that we wait

_HINTS = {
    errno.EACCES: "Allow writing there, close the program that has it open, or choose another folder.",
    errno.EPERM: "Allow writing there, close the program that has it open, or choose another folder.",
    errno.EROFS: "The disk is read-only: choose another folder.",
    errno.ENOSPC: "The disk is full: make room and run the command again. The old file stands as it was.",
    errno.EDQUOT: "Your quota is used up: make room and run the command again. The old file stands as it was.",
    errno.EFBIG: "The file is larger than allowed here: make room and run again. The old file stands as it was.",
    errno.EISDIR: "A folder stands there: move it away, and run the command again.",
    errno.ELOOP: "The link leads to itself: put the file or folder itself in its place.",
}
_NO_LOCK = {errno.EACCES, errno.EPERM, errno.EROFS}
"""Why a lock cannot be had where we may read and not write."""


# --------------------------------------------------------------------------- reading


class TooBigError(UserError):
    """The file is larger than we read."""


def read(path: Path, largest: int = LARGEST) -> bytes:
    """The file's bytes. Raises UserError where it cannot be read, is no file, or is too big."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise UserError(f"{path} is not a file", "Put a file there, or take it away.")
        if status.st_size <= largest:
            with path.open("rb") as file:
                data = file.read(status.st_size) + file.read(1)  # a buffer of the largest size takes its time
                data += file.read(largest + 1 - len(data)) if len(data) > status.st_size else b""
            if len(data) <= largest:
                return data
            status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    size, limit = status.st_size / 1e6, largest / 1e6
    raise TooBigError(f"{path} has {size:,.1f} MB; a file of more than {limit:,.0f} MB is not read", "Break it up.")


def unreadable(path: Path, error: OSError) -> UserError:
    """What to say of a file that the system does not give us."""
    hint = "Look at its permissions."
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        hint = "Look at its name."
    elif isinstance(error, IsADirectoryError):
        hint = "It is a folder: name a file."
    if path.is_symlink():
        hint = f"It is a link to {os.readlink(path)}: put the file itself in its place."  # noqa: PTH115 - as it stands there
    return UserError(f"{path} cannot be read: {error.strerror}", hint)


def existing(path: Path) -> bytes | None:
    """The file's bytes, or None where there is none. Raises UserError where it cannot be read."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise unreadable(path, error) from error


def mapped(path: Path) -> mmap.mmap | None:
    """The file's bytes, read as they are asked for; None where there is none to be read, or nothing in it."""
    import mmap

    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None


# --------------------------------------------------------------------------- one at a time


@contextlib.contextmanager
def alone(root: Path, say: Callable[[str], object], *places: Path) -> Iterator[None]:
    """Keep every other diptych out of this folder; one that is at work there is waited for, for a minute at most.

    Every command that writes holds this from its first look at the files to its last write; it does not nest. The
    lock is the operating system's, so it ends with its process, however that ends. What a killed process left half
    written in ``content/``, ``locales/`` and the ``places`` is cleared away. Where no lock can be had (a folder that
    we may not write in, a file system without locks) we go on: ``write_all`` compares what it replaces in any case.
    """
    handle = _open_lock(root / OWN)
    try:
        if handle is not None and _wait(handle, root, say):
            for place in (root / OWN, root / "content", root / "locales", *places):
                _clear(place)
            if not (root / OWN / ".gitignore").exists():
                with contextlib.suppress(UserError):  # git would see a file more, and that is all
                    write(root / OWN / ".gitignore", b"*\n")
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _open_lock(folder: Path) -> int | None:
    """The lock file, made where there is none; None where we may not write."""
    try:
        folder.mkdir(exist_ok=True)
        own = os.access(folder / _LOCK, os.W_OK) or not (folder / _LOCK).exists()
        return os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT if own else os.O_RDONLY, 0o666)  # may be another user's
    except OSError as error:
        if error.errno in _NO_LOCK:
            return None
        raise _complaint(folder / _LOCK, error) from error


def _wait(handle: int, root: Path, say: Callable[[str], object]) -> bool:
    """Wait for the lock; false where the file system has none."""
    for tick in range(_PATIENCE):
        got = _try(handle)
        if got is not False:
            return bool(got)
        if tick == _SILENCE:
            say(f"waiting for another diptych that is at work in {root} …")
        time.sleep(_TICK)
    raise UserError(
        f"another diptych is still at work in {root}", "Wait until it has ended, or end it; then run this again."
    )


def _try(handle: int) -> bool | None:
    """Whether the lock is ours now; None where the file system has none."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # flock says EWOULDBLOCK where it is held, msvcrt EACCES
        return False if error.errno in (errno.EWOULDBLOCK, errno.EACCES) else None
    return True


def _clear(folder: Path) -> None:
    """Take away the drafts of dead processes; called under the lock, so none is alive."""
    for below in ("", "*/", "*/*/"):
        for path in folder.glob(f"{below}{_DRAFT}????????{_END}"):
            with contextlib.suppress(OSError):
                path.unlink()


# --------------------------------------------------------------------------- writing


def write(path: Path, data: bytes, within: Path | None = None) -> None:
    """Put the bytes there, whole: to a temporary file beside it, to the disk, then in its place.

    A link is written through; one that leads out of ``within`` is refused. Raises UserError where it cannot be done;
    then what stood there stands unchanged.
    """
    draft = ""
    try:
        real = _real(path, within)
        draft = _draft(real, data)
        os.replace(draft, real)  # noqa: PTH105 - the crash tests stop at os.replace
        draft = ""
    except OSError as error:
        raise _complaint(path, error) from error
    finally:
        _discard(draft)
    _sync_folder(real.parent)


def write_all(root: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put the files below the root in their places, unless somebody saved one since they were read.

    ``before`` is what was read, by path; a path that it lacks was not there. The result names those that are
    something else now: they stay as they are, and the caller begins again from them. All files are on the disk
    under other names before the first is put in its place, so that a full disk changes none of them; each is
    compared once more right before that. Raises UserError where it cannot be done, or leads out of the root.
    """
    drafts: dict[str, tuple[Path, str]] = {}
    written: dict[Path, None] = {}
    path = ""
    try:
        for path, data in files.items():
            real = _real(root / path, root)
            if any(real == other for other, _ in drafts.values()):
                raise UserError(f"{path} is the same file as another catalog, by a link", "Take the link away.")
            drafts[path] = real, _draft(real, data)
        saved = tuple(path for path, (real, _) in drafts.items() if existing(real) != before.get(path))
        for path, (real, draft) in drafts.items() if not saved else ():
            if existing(real) != before.get(path):
                return (path,)
            os.replace(draft, real)  # noqa: PTH105 - the crash tests stop at os.replace
            written[real.parent] = None
    except OSError as error:
        raise _complaint(root / path, error) from error
    finally:
        for _, draft in drafts.values():
            _discard(draft)
        for folder in written:
            _sync_folder(folder)
    return saved


def _complaint(path: Path, error: OSError) -> UserError:
    hint = _HINTS.get(error.errno or 0, "Mend that and run the command again; the old file stands as it was.")
    return UserError(f"{path} cannot be written: {error.strerror or error}", hint)


def _real(path: Path, within: Path | None) -> Path:
    """Where the file stands itself, behind all links."""
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if within is not None and not real.is_relative_to(os.path.realpath(within)):
        raise UserError(
            f"{path} is not written: a link leads from there out of {within}, to {real}",
            "Put the file or folder itself in the place of the link.",
        )
    return real


def _draft(path: Path, data: bytes) -> str:
    """Bring the bytes to the disk beside the file, as the file that will take its place; the name of that."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not os.access(path, os.W_OK):  # a replace asks the folder alone
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    import tempfile

    handle, draft = tempfile.mkstemp(prefix=_DRAFT, suffix=_END, dir=path.parent)
    whole = False
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        _same_mode(path, draft)
        os.fsync(handle)
        whole = True
    finally:
        os.close(handle)
        if not whole:
            _discard(draft)
    return draft


def _discard(draft: str) -> None:
    """Take a draft away that is not in its place."""
    if draft:
        with contextlib.suppress(OSError):
            os.unlink(draft)  # noqa: PTH108 - a name, not a Path


def _same_mode(path: Path, draft: str) -> None:
    """Give the new file the old one's permissions, or those that a new file gets here; and its owner, where we may."""
    try:
        status = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(draft, 0o666 & ~mask)  # noqa: PTH101 - a name, not a Path
        return
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # nobody but root gives files away
            os.chown(draft, status.st_uid, status.st_gid)
    os.chmod(draft, status.st_mode & 0o7777)  # noqa: PTH101 - a name, not a Path


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system can: Windows and some network disks cannot."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # the new file is whole and in its place; there is nothing to take back
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(path: Path) -> None:
    """Take a file away that we made; one that is gone already is no fault."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{path} cannot be removed: {error.strerror}", "Allow writing there.") from error
