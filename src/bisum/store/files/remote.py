"""Remote: the files of a store that fsspec reaches, S3 and the like, each there whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from bisum.config.addresses import require_no_password
from bisum.errors import ConfigError
from bisum.store.files.atomic import write_bytes

T = TypeVar("T")

# The packages behind fsspec have errors of their own; each names its roots here.
_FOREIGN: Final = (
    ("botocore.exceptions", ("BotoCoreError", "ClientError")),
    ("aiohttp", ("ClientError",)),
    ("gcsfs.retry", ("HttpError",)),
    ("azure.core.exceptions", ("AzureError",)),
)
# Seconds before the second and third attempt, on top of what the packages try by themselves
# (botocore: five times within 10 s, measured with a server that was gone).
_WAITS_S: Final = (1.0, 4.0)
# What no second attempt mends.
_SETTLED: Final = (FileNotFoundError, PermissionError, FileExistsError, NotADirectoryError, IsADirectoryError)
# Bytes read ahead of an input that is streamed.
_BLOCK_BYTES: Final = 8 << 20
# Of these, bytes handed on at a time.
_BUFFER_BYTES: Final = 1 << 20


class Store:
    """A folder of a store.

    Listings are asked for anew each time. What can't be reached is tried three times.

    Attributes:
        address: The folder, as it was given.
    """

    def __init__(self, address: str, *, wait: Callable[[float], None] = time.sleep) -> None:
        """Name the folder; nothing is asked of the store yet.

        Raises:
            ConfigError: No installed package reaches such a store, or the address holds a password.
        """
        self.address = address.rstrip("/")
        self._wait = wait
        self._files, root = _connect(self.address)
        self._root = root.rstrip("/")

    def read(self, name: str) -> bytes | None:
        """Give a file, None where there is none."""
        try:
            return self._try(lambda: bytes(self._files.cat_file(self._path(name))))
        except FileNotFoundError:
            return None

    def read_all(self, names: Sequence[str]) -> list[bytes | None]:
        """Give several files at once, None for each that isn't there."""
        if not names:
            return []
        paths = [self._path(name) for name in names]
        found = self._try(lambda: self._files.cat(paths, on_error="return"))
        return [self._one(name, found[path]) for name, path in zip(names, paths, strict=True)]

    def has(self, name: str) -> bool:
        """Tell whether a file is there."""
        return bool(self._try(lambda: self._files.exists(self._path(name))))

    def put(self, name: str, whole: bytes) -> None:
        """Write a file whole, in place of what was there."""
        self._try(lambda: self._put(name, whole))

    def put_all(self, files: Mapping[str, bytes]) -> None:
        """Write several files at once, each whole; where that fails, some are written and some aren't."""
        if self._is_local:
            for name, whole in files.items():
                self.put(name, whole)
        elif files:
            paths = {self._path(name): whole for name, whole in files.items()}
            self._try(lambda: self._files.pipe(paths))

    def create(self, name: str, whole: bytes) -> bool:
        """Write a file where none of its name is there; of several who try, one succeeds.

        Returns:
            Whether it was this call that wrote it.
        """
        try:
            self._try(lambda: self._create(name, whole))
        except FileExistsError:
            # An answer that was lost on its way looks like somebody else's file.
            return self.read(name) == whole
        return True

    def names(self, folder: str, *, depth: int | None = None) -> list[str]:
        """Give the names of all files below a folder, sorted; none where it isn't there.

        Args:
            folder: Its name.
            depth: Only so many folders down, 1 for the folder itself; None for all.
        """
        try:
            found = self._try(lambda: self._files.find(self._path(folder), maxdepth=depth))
        except FileNotFoundError:
            return []
        return sorted(path[len(self._root) + 1 :] for path in map(str, found))

    def remove(self, names: Sequence[str]) -> None:
        """Take files away; those that aren't there are as good as taken."""
        paths = [self._path(name) for name in names]
        if len(paths) > 1 and getattr(self._files, "async_impl", False):
            with suppress(FileNotFoundError):  # a thousand in one request, as far as the store can
                self._try(lambda: self._files.rm(paths))
            return
        for path in paths:
            with suppress(FileNotFoundError):
                self._try(partial(self._files.rm_file, path))

    @property
    def _is_local(self) -> bool:
        protocol = self._files.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _one(self, name: str, found: object) -> bytes | None:
        if isinstance(found, bytes):
            return found
        return None if isinstance(found, FileNotFoundError) else self.read(name)

    def _put(self, name: str, whole: bytes) -> None:
        if self._is_local:
            path = Path(self._path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, whole)
        else:
            self._files.pipe_file(self._path(name), whole)

    def _create(self, name: str, whole: bytes) -> None:
        if not self._is_local:
            self._files.pipe_file(self._path(name), whole, mode="create")
            return
        path = Path(self._path(name))
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(draft, whole)
        try:
            os.link(draft, path)
        finally:
            draft.unlink()

    def _try(self, ask: Callable[[], T]) -> T:
        for wait_s in _WAITS_S:
            try:
                with translated():
                    return ask()
            except _SETTLED:
                raise
            except OSError:
                self._wait(wait_s)
        with translated():
            return ask()


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a store's package raises into an ``OSError`` that says something."""
    try:
        yield
    except OSError as error:
        if str(error):
            raise
        raise type(error)(errno.EIO, f"the store says {type(error).__name__} and no more") from error
    except _foreign() as error:
        raise OSError(errno.EIO, f"{error}") from error


@contextmanager
def streamed(address: str) -> Iterator[tuple[io.BufferedReader, int]]:
    """Open a file of a store to read it from its start; gives its size in bytes too.

    Raises:
        OSError: It can't be read.
    """
    files, path = _connect(address)
    with translated(), files.open(path, "rb", block_size=_BLOCK_BYTES) as file:
        yield io.BufferedReader(file, _BUFFER_BYTES), int(files.size(path))


def find_files(address: str) -> list[str]:
    """Give the addresses of the files that an input names: itself, a folder's, or those of a pattern.

    Raises:
        ConfigError: There are none, or the store can't be had.
    """
    files, path = _connect(address)
    try:
        with translated():
            if "*" in path or "?" in path:
                found = [name for name in files.glob(path) if not files.isdir(name)]
            else:
                found = files.find(path)
    except FileNotFoundError:
        found = []
    except OSError as error:
        raise refused_input(address, error) from error
    if not found:
        msg = f"input {address!r} doesn't exist: no file of that name or under it; mend the address"
        raise ConfigError(msg)
    return [
        str(files.unstrip_protocol(name))
        for name in sorted(map(str, found), key=lambda name: name.split("/"))
    ]


def has_file(address: str) -> bool:
    """Tell whether a file is there.

    Raises:
        OSError: The store can't be asked.
    """
    files, path = _connect(address)
    with translated():
        return bool(files.exists(path))


def refused_input(address: str, error: OSError) -> ConfigError:
    """Say that an input in a store can't be had, and what to do."""
    return ConfigError(f"input {address!r} can't be had: {_told(error)}")


def refused_output(address: str, error: OSError) -> ConfigError:
    """Say that a run's folder in a store can't be used, and what to do."""
    return ConfigError(f"output {address!r} can't be used: {_told(error)}")


def _told(error: OSError) -> str:
    advice = "is the store there, and are its address and credentials right?"
    if isinstance(error, FileNotFoundError):
        advice = "make the bucket, or mend the address"
    elif isinstance(error, PermissionError):
        advice = "use other credentials, or have these allowed to do it"
    elif "credentials" in str(error):
        advice = (
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE, as for any tool that talks to S3"
        )
    return f"{error.strerror or error}; {advice}"


def _connect(address: str) -> tuple[Any, str]:
    """Give the file system behind an address and the path in it."""
    require_no_password(address)
    import fsspec  # noqa: PLC0415 - for stores only

    try:
        files, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        protocol = address.partition("://")[0]
        extra = "s3" if protocol in {"s3", "s3a"} else None
        install = f'pip install "bisum[{extra}]"' if extra else "install the package of fsspec that does"
        msg = f"{address!r}: nothing that is installed reaches {protocol}:// ({error}); {install}"
        raise ConfigError(msg) from error
    return files, str(path)


def _foreign() -> tuple[type[Exception], ...]:
    """Give the errors of those packages that are loaded."""
    kinds = [
        getattr(sys.modules[module], name)
        for module, names in _FOREIGN
        if module in sys.modules
        for name in names
    ]
    return tuple(kinds)
