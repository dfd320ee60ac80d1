"""Reading a config: strict, and each error with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bisum import config
from bisum.config.gone import GONE
from bisum.errors import ConfigError


def load(folder: Path, text: str, *settings: str) -> config.Config:
    path = folder / "run.yaml"
    path.write_text(text, encoding="utf-8")
    return config.load(path, settings=settings)


FAKE = "translate: {engine: fake}\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("translate:\n  engin: fake\n", 2, "did you mean 'engine'"),
        ("translate:\n  engine: fake\nrun:\n  workers: 3\n", 4, "did you mean 'run.ray.workers'?"),
        ("beam: 3\n", 1, "did you mean 'translate.beam' or 'summary.beam'?"),
        ("sheep: 3\n", 1, "known here: input, output, translate"),
        ("translat: {engine: fake}\n", 1, "did you mean 'translate'"),
        ("translate:\n  engine: fake\n  engine: fake\n", 3, "set twice, first at"),
        ("translate:\n  engine: fak\n", 2, "one of"),
        ("translate:\n  engine: fake\n  beam: two\n", 3, "a whole number or null, got 'two'"),
        ("translate:\n  engine: fake\n  beam: 2.0\n", 3, "a whole number"),
        ("translate:\n  engine: fake\n  beam: '2'\n", 3, "a whole number"),
        ("translate:\n  engine: fake\n  accept_licence: no\n", 3, "true or false, got 'no'"),
        ("translate:\n  engine: fake\n  accept_licence: True\n", 3, "true or false, got 'True'"),
        ("translate: [fake]\n", 1, "holds keys and values, 'key: value' each, got a list"),
        ("output: [a, b]\ntranslate: {engine: fake}\n", 1, "is one value, got a list"),
        ("translate:\n  engine: fake\n  beam: 99\n", 3, "beam is from 1 to 32, got 99"),
        ("translate: {engine: fake}\nrun:\n  threads: 1\n  window: -3\n", 4, "window is from 1 to 10000"),
        ("translate: {engine: fake}\nrun:\n  dtype: auto\n  device: gpu\n", 4, "device is 'auto', 'cpu'"),
        ("translate: {engine: fake}\nrun:\n  ray:\n    cpus: -1\n", 4, "cpus and gpus are 0 or more"),
        ("translate:\n  beam: 1\n", 1, "needs a 'model'"),
        ("translate:\n  engine: filed\n", 2, "name it in 'path'"),
        ("translate:\n  engine: filed\n  path: a\n  model: b\n", 2, "set both, or leave out both"),
        ("translate:\n  engine: filed\n  path: a\n  missing: auto\n", 4, "needs a 'model'"),
        ("translate:\n  engine: fake\n  missing: fake\n", 3, "set both, or leave out both"),
        ("a: b\n  c: d\n", 2, "not YAML"),
        ("translate:\n\tengine: fake\n", 2, "indent with spaces"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    """Whoever wrote the file must find the place without reading our code."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)

    assert told in str(caught.value)
    assert f"run.yaml:{line}:" in str(caught.value)


def test_a_config_without_translate_says_what_is_missing(tmp_path: Path) -> None:
    """An empty file is the likeliest first mistake."""
    with pytest.raises(ConfigError, match=r"lacks 'translate'.*has an example"):
        load(tmp_path, "")


def test_a_name_of_digits_stays_text(tmp_path: Path) -> None:
    """A model may happen to be named by digits alone, with zeros in front."""
    loaded = load(tmp_path, "translate: {engine: causal, model: 0012345}\n")

    assert loaded.translate.model == "0012345"


@pytest.mark.parametrize("key", GONE, ids=".".join)
def test_a_key_of_an_earlier_version_says_what_took_its_place(tmp_path: Path, key: tuple[str, str]) -> None:
    """Whoever comes with an old config must not have to guess; least of all where a revision was pinned."""
    part, name = key
    with pytest.raises(ConfigError, match=rf"run\.yaml:1: '{part}\.{name}' is no key any more; .{{20}}"):
        load(tmp_path, f"{part}: {{{name}: abc}}\n")
    with pytest.raises(ConfigError, match="is no key any more"):
        load(tmp_path, FAKE, f"{part}.{name}=abc")


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("input: [../here, ../none]\n", "input", 1),
        ("input:\n  - ../here\n  - ../none\n", "input", 3),
        ("names:\n  glossary: ../none\n", "names.glossary", 2),
        ("retry: {adapter: ../none}\n", "retry.adapter", 1),
    ],
)
def test_a_path_that_leads_nowhere_is_told_as_written(tmp_path: Path, text: str, key: str, line: int) -> None:
    """«'../x' doesn't exist» of a path that nobody wrote is a riddle, the more so in another folder."""
    (tmp_path / "cfg").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "cfg" / "c.yaml").write_text(text + FAKE, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path / "cfg" / "c.yaml", wanted=(key,))

    looked_for = str(tmp_path / "none")
    assert str(caught.value).endswith(f"c.yaml:{line}: {key!r}: '../none' doesn't exist: no {looked_for!r}")


def test_what_the_command_line_puts_over_a_path_is_what_counts(tmp_path: Path) -> None:
    """A config's own folder may be missing where another is named."""
    (tmp_path / "c.yaml").write_text("input: none\n" + FAKE, encoding="utf-8")
    config.load(tmp_path / "c.yaml", settings=[f"input={tmp_path}"], wanted=("input",))

    with pytest.raises(ConfigError, match=r"^--set input: 'input': 'far/off' doesn't exist"):
        config.load(tmp_path / "c.yaml", settings=["input=far/off"], wanted=("input",))


def test_paths_are_relative_to_the_file_that_sets_them(tmp_path: Path) -> None:
    """A config must mean the same wherever it is started from."""
    loaded = load(tmp_path, FAKE + "input: articles\noutput: ../out\n")

    assert loaded.input == (str(tmp_path / "articles"),)
    assert loaded.output == str(tmp_path.parent / "out")


def test_paths_of_the_command_line_are_relative_to_the_current_folder(tmp_path: Path) -> None:
    """That is what a shell's user expects."""
    loaded = load(tmp_path, FAKE, "input=articles", "output=out")

    assert (loaded.input, loaded.output) == (("articles",), "out")


def test_a_setting_of_the_command_line_wins(tmp_path: Path) -> None:
    """``--set`` is for trying one thing out without another file."""
    loaded = load(tmp_path, FAKE + "run: {window: 4}\n", "run.window=8", "translate.delay_s=0.5")

    assert loaded.run.window == 8
    assert loaded.translate.delay_s == 0.5


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("run.windw=8", "did you mean 'window'"),
        ("run.window", "wants key=value"),
        ("run.window.size=8", "no keys of its own"),
        ("run.window=many", "a whole number, got 'many'"),
    ],
)
def test_a_wrong_setting_of_the_command_line_is_told(tmp_path: Path, setting: str, told: str) -> None:
    """The message names the option and not the file."""
    with pytest.raises(ConfigError, match="--set") as caught:
        load(tmp_path, FAKE, setting)

    assert told in str(caught.value)


def test_settings_can_be_put_over_a_whole_config() -> None:
    """Commands without a config file take ``--set`` too."""
    base = config.Config(translate=config.TranslateSettings(engine="fake"))

    assert config.put_over(base, ["run.window=3"]).run.window == 3
    assert config.put_over(base, []) == base


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Model weights given as a config must not be parsed."""
    path = tmp_path / "run.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(path)


def test_a_python_tag_runs_nothing(tmp_path: Path) -> None:
    """A config comes by mail; it must never execute."""
    marker = tmp_path / "ran"
    text = f"translate: {{engine: fake}}\noutput: !!python/object/apply:os.mkdir ['{marker}']\n"

    with pytest.raises(ConfigError):
        load(tmp_path, text)
    assert not marker.exists()


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntranslate: {engine: fake}\n",
        "input: &a [*a]\ntranslate: {engine: fake}\n",
        "input: [&a x, &a y, *a, [" + "[" * 5000 + "\n",
        "input: " + "[{a: " * 5000 + "\n",
        "- " * 5000 + "x\n",
        "translate: {engine: fake, <<: {beam: 2}}\n",
    ],
)
def test_aliases_and_nesting_are_refused_and_never_multiply(tmp_path: Path, text: str) -> None:
    """A few bytes of YAML can stand for gigabytes; every key is known, so none may."""
    with pytest.raises(ConfigError, match=r"run\.yaml"):
        load(tmp_path, text)


def test_an_anchor_may_be_set_twice(tmp_path: Path) -> None:
    """It is YAML, and found by fuzzing to warn on standard error."""
    loaded = load(tmp_path, "input: [&a x, &a y, *a]\ntranslate: {engine: fake}\n")

    assert [Path(name).name for name in loaded.input] == ["x", "y", "y"]


def test_a_home_folder_that_nobody_has_is_told(tmp_path: Path) -> None:
    """Found by fuzzing: it ended as a bug."""
    with pytest.raises(ConfigError, match=r"run\.yaml:1: '~nobody-we-know/x': no such home folder"):
        load(tmp_path, "input: ~nobody-we-know/x\ntranslate: {engine: fake}\n")
