"""A config file read as YAML nodes, so that nothing is guessed.

Only ``true`` and ``false`` are booleans, a name of digits alone stays text, a key
set twice is an error; every error names file, line and key.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bisum.config.addresses import is_address
from bisum.config.files import read_text
from bisum.config.nodes import compose
from bisum.config.settings import Config
from bisum.config.unknown import unknown_key
from bisum.errors import ConfigError

MAX_CONFIG_BYTES: Final = 1_000_000
"""A config is written by hand; more than this is some other file."""


def load(path: Path, *, settings: Sequence[str] = (), wanted: Collection[str] = ()) -> Config:
    """Read a config file, with settings of the command line put over it.

    Args:
        path: The YAML file.
        settings: ``key=value`` pairs, keys with dots (``translate.beam=4``), values as
            in YAML.
        wanted: Keys whose files and folders must be there.

    Raises:
        ConfigError: The file can't be read, or a setting is wrong.
    """
    tree = _Tree(str(path), base=path.parent)
    tree.add(compose(_read(path), str(path)), msgspec.inspect.type_info(Config), ())
    for setting in settings:
        tree.put(setting)
    chosen = tree.convert()
    for key in wanted:
        tree.require(tuple(key.split(".")))
    return chosen


def put_over(config: Config, settings: Sequence[str]) -> Config:
    """Put ``key=value`` settings of the command line over a config.

    Raises:
        ConfigError: A setting is wrong.
    """
    tree = _Tree("the command line", base=Path())
    tree.start_from(config)
    for setting in settings:
        tree.put(setting)
    return tree.convert()


def _read(path: Path) -> str:
    return read_text(
        path,
        what="the config",
        instead="name a YAML file such as configs/news.yaml (`bisum init` writes it and others)",
        most_bytes=MAX_CONFIG_BYTES,
    )


_NULL: Final = frozenset({"", "~", "null"})
_BOOLEAN: Final = {"true": True, "false": False}
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT: Final = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")

Key = tuple[str, ...]


class _Tree:
    """A config as plain values, with the place where each was set."""

    def __init__(self, where: str, *, base: Path) -> None:
        self._where = where
        self._base = base
        self._values: dict[str, Any] = {}
        self._places: dict[Key, str] = {(): where}
        self._paths: dict[Key, list[tuple[str, str, str]]] = {}

    def add(self, node: Node | None, kind: msgspec.inspect.Type, key: Key) -> None:
        """Take the YAML node of a struct, and its children."""
        if node is None:
            return
        place = self._place(node)
        if not isinstance(node, MappingNode):
            msg = f"{place}: {_shown(key)} holds keys and values, 'key: value' each, got {_found(node)}"
            raise ConfigError(msg)
        assert_struct = _struct(kind)
        fields = {field.encode_name: field.type for field in assert_struct.fields}
        into = self._into(key)
        for key_node, value_node in node.value:
            name = str(key_node.value)
            here = (*key, name)
            if name not in fields:
                raise ConfigError(unknown_key(self._place(key_node), here, fields))
            if name in into:
                first = self._places[here]
                msg = f"{self._place(key_node)}: {_shown(here)} is set twice, first at {first}; keep one"
                raise ConfigError(msg)
            self._places[here] = self._place(key_node)
            self._set(into, here, value_node, fields[name])

    def start_from(self, config: Config) -> None:
        """Take the values of a config that is whole already."""
        self._values = msgspec.to_builtins(config)

    def put(self, setting: str) -> None:
        """Put ``key=value`` of the command line over what the file says."""
        dotted, equals, text = setting.partition("=")
        where = f"--set {dotted}"
        if not equals:
            msg = f"--set wants key=value, got {setting!r}; for example --set translate.beam=4"
            raise ConfigError(msg)
        key: Key = tuple(dotted.strip().split("."))
        kind: msgspec.inspect.Type = msgspec.inspect.type_info(Config)
        for n, name in enumerate(key):
            inner = _struct(kind, where=where, key=key[:n])
            fields = {field.encode_name: field.type for field in inner.fields}
            if name not in fields:
                raise ConfigError(unknown_key(where, key[: n + 1], fields))
            kind = fields[name]
        self._base, self._where = Path(), where
        self._places[key] = where
        node = compose(text, where) or ScalarNode("tag:yaml.org,2002:null", "")
        self._set(self._into(key[:-1]), key, node, kind)

    def convert(self) -> Config:
        """Give the whole as a ``Config``.

        Raises:
            ConfigError: A setting is missing or out of its range.
        """
        if "translate" not in self._values:
            msg = (
                f"{self._places[()]}: the config lacks 'translate', which says what makes the English; "
                "configs/quickstart.yaml has an example (`bisum init` writes it)"
            )
            raise ConfigError(msg)
        try:
            return msgspec.convert(self._values, Config)
        except msgspec.ValidationError as fault:
            reason, _, path = str(fault).partition(" - at `$")
            key: Key = tuple(part for part in re.split(r"[.\[\]`]+", path) if part and not part.isdigit())
            # A bound is told of the struct; the first setting that its reason names is the one to look at.
            named = [(*key, name) for name in re.findall(r"\w+", reason)]
            above = [key[:n] for n in range(len(key), -1, -1)]
            place = next(self._places[one] for one in (*named, *above) if one in self._places)
            msg = f"{place}: {_shown(key)}: {reason}"
            raise ConfigError(msg) from None

    def require(self, key: Key) -> None:
        """See to it that the files and folders of a setting are there; else raise a ``ConfigError``."""
        for place, written, path in self._paths.get(key, ()):
            if not os.path.lexists(path):
                there = os.path.normpath(Path(path).absolute())
                msg = f"{place}: {_shown(key)}: {written!r} doesn't exist: no {there!r}"
                raise ConfigError(msg)

    def _set(self, into: dict[str, Any], key: Key, node: Node, kind: msgspec.inspect.Type) -> None:
        kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
        struct = next((one for one in kinds if isinstance(one, msgspec.inspect.StructType)), None)
        if struct is not None:
            self.add(node, struct, key)
            return
        self._paths.pop(key, None)
        into[key[-1]] = self._plain(node, kinds, key)

    def _plain(self, node: Node, kinds: Sequence[msgspec.inspect.Type], key: Key) -> object:
        array = next((one for one in kinds if isinstance(one, msgspec.inspect.VarTupleType)), None)
        if array is not None:
            members = node.value if isinstance(node, SequenceNode) else [node]
            return [self._plain(member, (array.item_type,), key) for member in members]
        if not isinstance(node, ScalarNode):
            msg = f"{self._place(node)}: {_shown(key)} is one value, got {_found(node)}"
            raise ConfigError(msg)
        for one in kinds:
            fits, value = self._scalar(node, one, key)
            if fits:
                return value
        wanted = " or ".join(_wanted(one) for one in kinds)
        msg = f"{self._place(node)}: {_shown(key)} is {wanted}, got {node.value!r}"
        raise ConfigError(msg)

    def _scalar(self, node: ScalarNode, kind: msgspec.inspect.Type, key: Key) -> tuple[bool, object]:
        """Give whether a scalar fits a type, and its value if so."""
        text, is_plain = str(node.value), node.style is None
        extra: Mapping[str, bool] = {}
        if isinstance(kind, msgspec.inspect.Metadata):
            extra, kind = kind.extra or {}, kind.type
        fits = False
        value: object = None
        match kind:
            case msgspec.inspect.NoneType():
                fits = is_plain and text in _NULL
            case msgspec.inspect.BoolType():
                fits, value = is_plain and text in _BOOLEAN, _BOOLEAN.get(text)
            case msgspec.inspect.IntType() if is_plain and _INTEGER.fullmatch(text):
                fits, value = True, int(text)
            case msgspec.inspect.FloatType() if is_plain and _FLOAT.fullmatch(text):
                fits, value = True, float(text)
            case msgspec.inspect.LiteralType():
                fits, value = text in kind.values, text
            case msgspec.inspect.StrType():
                is_path = extra.get("is_path") or (extra.get("may_be_path") and _begins_like_path(text))
                fits = not (is_plain and text in _NULL)
                may_be_address = bool(extra.get("may_be_address"))
                value = self._resolve(text, node, key, may_be_address=may_be_address) if is_path else text
        return fits, value

    def _resolve(self, text: str, node: Node, key: Key, *, may_be_address: bool) -> str:
        if text.startswith("hub:"):
            return text
        if is_address(text):
            if not may_be_address:
                msg = f"{self._place(node)}: {text!r}: only input and output may lie in a store; copy it here"
                raise ConfigError(msg)
            return text
        try:
            path = os.path.normpath(self._base / Path(text).expanduser())
        except RuntimeError:  # «~somebody», of whom this machine knows nothing
            msg = f"{self._place(node)}: {text!r}: no such home folder here; write the path out"
            raise ConfigError(msg) from None
        self._paths.setdefault(key, []).append((self._place(node), text, path))
        return path

    def _into(self, key: Key) -> dict[str, Any]:
        values = self._values
        for name in key:
            values = values.setdefault(name, {})
        return values

    def _place(self, node: Node) -> str:
        if self._where.startswith("--set") or node.start_mark is None:
            return self._where
        return f"{self._where}:{node.start_mark.line + 1}"


def _struct(kind: msgspec.inspect.Type, *, where: str = "", key: Key = ()) -> msgspec.inspect.StructType:
    if not isinstance(kind, msgspec.inspect.StructType):
        msg = f"{where}: {_shown(key)} holds one value and no keys of its own"
        raise ConfigError(msg)
    return kind


def _begins_like_path(text: str) -> bool:
    return text.startswith(("./", "../", "/", "~"))


def _shown(key: Key) -> str:
    return repr(".".join(key)) if key else "the config"


def _found(node: Node) -> str:
    match node:
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "keys and values"
        case _:
            return repr(str(node.value))


def _wanted(kind: msgspec.inspect.Type) -> str:
    if isinstance(kind, msgspec.inspect.Metadata):
        kind = kind.type
    match kind:
        case msgspec.inspect.NoneType():
            return "null"
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.IntType():
            return "a whole number"
        case msgspec.inspect.FloatType():
            return "a number"
        case msgspec.inspect.LiteralType():
            return "one of " + ", ".join(repr(value) for value in kind.values)
    return "text"
