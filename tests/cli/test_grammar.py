"""What is typed: texts that begin with a hyphen, verbs that are nearly right, help that helps."""

import argparse
from pathlib import Path

import pytest

from excerpta.cli import VERBS, main
from excerpta.cli.grammar import understand
from excerpta.core.interchange.csv import CsvProfile, CsvShape
from excerpta.core.model.annotation import Colour


def refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stop:
        understand(argv)
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("excerpta: ")
    assert err.count("\n") == 1
    return err


@pytest.mark.parametrize(
    ("argv", "query", "json"),
    [
        (["x"], "", False),
        (["x", "tag:Actors", "-tag:todo"], "tag:Actors -tag:todo", False),
        (["x", "-tag:todo", "--json"], "-tag:todo", True),
        (["--json", "x", "-tag:todo"], "-tag:todo", True),
        (["x", "--", "-tag:todo"], "-tag:todo", False),
        (["x", "tag:A", "--sort", "latest", "near:5", "tag:B", "--group=month"], "tag:A near:5 tag:B", False),
        (["x", "--as", "markdown", "-tag:todo"], "-tag:todo", False),
        (["x", 'tag:"To check" -colour:red', "-words"], 'tag:"To check" -colour:red -words', False),
    ],
)
def test_the_query_of_highlights_is_what_follows_the_library(argv: list[str], query: str, json: bool) -> None:
    given = understand(["highlights", *argv])
    assert (given.library, given.query, given.json) == (Path("x"), query, json)


def test_texts_may_begin_with_a_hyphen() -> None:
    given = understand(
        ["highlight", "x", "--doc", "3", "--quote", "-5 °C", "--note", "-why?", "--tag", "-a", "--tag=-b"]
    )
    assert (given.quote, given.note, given.tag) == ("-5 °C", "-why?", ["-a", "-b"])
    given = understand(["export", "x", "y.csv", "--query", "-tag:todo", "--json"])
    assert (given.query, given.json) == ("-tag:todo", True)


def test_an_option_is_no_text(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ["highlight", "x", "--doc", "3", "--quote", "a", "--note", "--tag", "b"]
    assert "--note: expected one argument" in refused(argv, capsys)
    assert "--query: expected one argument" in refused(
        ["export", "x", "y", "--query", "--shape=long"], capsys
    )


def test_what_is_not_said_is_the_default() -> None:
    given = understand(["export", "x", "y.csv"])
    assert (given.shape, given.profile, given.query) == (CsvShape.WIDE, CsvProfile.SPREADSHEET, "")
    given = understand(["highlight", "x", "--doc", "3", "--start", "1", "--end", "2"])
    assert (given.colour, given.tag, given.note, given.quote) == (Colour.YELLOW, [], "", None)
    assert understand(["highlight", "x", "--doc", "3", "--colour", "RED"]).colour is Colour.RED


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["lisst", "x"], "Did you mean “list”?"),
        (["highlite", "x"], "Did you mean “highlight"),
        (["frobnicate"], "Verbs are list, tags,"),
        ([], "required: VERB"),
        (["list"], "required: LIB."),
        (["highlights"], "required: LIB."),
        (["import", "x"], "required: PATH"),
        (["list", "x", "y"], "Unrecognized arguments: y"),
        (["list", "x", "--jso"], "Unrecognized arguments: --jso"),
        (["export", "x", "y", "--shape", "round"], "no shape “round”, only wide, long"),
        (["export", "x", "y", "--profile", "odd"], "no profile “odd”, only spreadsheet, exact"),
        (["highlight", "x", "--doc", "1", "--colour", "mauve"], "no colour “mauve”, only yellow,"),
        (["highlight", "x", "--doc", "1", "--start", "two"], "--start"),
        (["search", "x", "y", "--limit", "0"], "“0” is not a number from 1 up"),
        (["search", "x", "\udcff"], "is not UTF-8"),
        (["highlights", "x", "\udcff"], "is not UTF-8"),
        (["highlight", "x", "--doc", "1", "--note", "\udcff"], "is not UTF-8"),
    ],
)
def test_what_is_not_understood_is_named(
    argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in refused(argv, capsys)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "tour"])
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    help_, err = capsys.readouterr()
    assert err == ""
    assert f"Example: excerpta {verb} " in help_
    for option in ("--json", "--debug"):
        assert option in help_


def test_every_verb_stands_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    help_ = capsys.readouterr().out
    assert all(f"\n    {verb}" in help_ for verb in VERBS)


def test_the_tour_is_left_to_the_window(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tour"]) == 2
    assert "needs the window" in capsys.readouterr().err


def test_examples_in_the_help_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    import shlex

    for verb in VERBS:
        if verb == "tour":
            continue
        main([verb, "--help"])
        example = capsys.readouterr().out.split("Example: excerpta ")[1]
        given = understand(shlex.split(example))
        assert isinstance(given, argparse.Namespace)
