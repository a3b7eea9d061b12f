"""Inline markup: what may be written, what prints as text, and what nobody is made to wait for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych import inline
from diptych.catalog import Span
from diptych.finding import Severity
from diptych.model import Run

HERE = Span("content/x.md", 7)


def rules(text: str) -> list[str]:
    return [finding.rule for finding in inline.faults(text, HERE)]


def test_emphasis_and_strong_may_hold_each_other() -> None:
    assert inline.parse("*Recalling* the **Charter *of* 1945**") == (
        Run("Recalling", emphasis=True),
        Run(" the "),
        Run("Charter ", strong=True),
        Run("of", emphasis=True, strong=True),
        Run(" 1945", strong=True),
    )
    assert rules("*Recalling* the **Charter *of* 1945**") == []


@pytest.mark.parametrize(
    "address",
    ["https://un.org/a?b=c", "http://un.org", "mailto:a@un.org", "tel:+992372210000", "#op-5"],
)
def test_a_link_to_an_allowed_place_is_a_link(address: str) -> None:
    assert inline.parse(f"see [the *site*]({address})") == (
        Run("see "),
        Run("the ", href=address),
        Run("site", emphasis=True, href=address),
    )
    assert rules(f"see [the *site*]({address})") == []


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert inline.parse("<https://un.org> <a@un.org>") == (
        Run("https://un.org", href="https://un.org"),
        Run(" "),
        Run("a@un.org", href="mailto:a@un.org"),
    )


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&#58;alert)",
        "[*x*](data:text/html;base64,AAAA)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](page.html)",
        "[x]()",
        "[x](https://)",
        "<javascript:alert(1)>",
    ],
)
def test_a_link_to_anywhere_else_prints_as_it_was_written(source: str) -> None:
    assert inline.parse(f"a {source} *b*") == (Run(f"a {source} "), Run("b", emphasis=True))
    assert rules(f"a {source} *b*") == ["forbidden-link"]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("<script>", "raw-html"),
        ("<!-- note -->", "raw-html"),
        ("<img src=x onerror=y>", "raw-html"),
        ("`#import *x*`", "code"),
        ("![*alt*](https://evil.example/x.png)", "image"),
    ],
)
def test_html_code_and_images_print_as_they_were_written(source: str, rule: str) -> None:
    assert inline.parse(f"a {source} b") == (Run(f"a {source} b"),)
    (finding,) = inline.faults(f"a {source} b", HERE)
    assert (finding.rule, finding.severity, finding.span) == (rule, Severity.WARNING, HERE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<b>", "HTML, which prints as text: <b>"),
        ("![a](b)", "an image, which prints as text: ![a](b)"),
        ("`a`", "code, which prints as text: `a`"),
        ("[a](b)", "a link that may not be followed and prints as text: [a](b)"),
        ("\u202e", "an invisible character: U+202E (right-to-left override)"),
        ("a" * 100_001, "a block of 100,001 characters, where the limit is 100,000"),
        ("[" * 2_000, "2,000 signs of markup in one block of 2,000 characters"),
    ],
)
def test_each_message_can_stand_behind_the_translation_has(text: str, message: str) -> None:
    (finding,) = inline.faults(text, HERE)
    assert finding.message == message
    assert finding.hint[0].isupper()
    assert finding.hint.endswith(".")


def test_backslashes_and_entities_mean_the_sign_itself() -> None:
    assert inline.parse(r"\*not\* 5 &lt; 6 &amp; &#8470; 3") == (Run("*not* 5 < 6 & № 3"),)
    assert inline.plain(r"**AT&amp;T** \[sic\]") == "AT&T [sic]"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("abc\u202edef", "abc[U+202E]def"),
        ("abc&#x202e;def", "abc[U+202E]def"),
        ("\u2066a\u2069", "[U+2066]a[U+2069]"),
        ("a\u200fb", "a[U+200F]b"),
        ("a\x00b\x1bc\x85d", "a[U+0000]b[U+001B]c[U+0085]d"),
        ("a\ud800b\ufdd0c\U0001ffffd", "a[U+D800]b[U+FDD0]c[U+1FFFF]d"),
    ],
)
def test_a_character_that_nobody_sees_is_shown(text: str, printed: str) -> None:
    assert inline.plain(text) == printed
    assert set(rules(text)) == {"control-character"}


def test_a_hidden_character_in_an_address_is_found_too() -> None:
    text = "[x](https://un.org/\u202e)"
    assert inline.parse(text) == (Run("x", href="https://un.org/%E2%80%AE"),)
    assert rules(text) == ["control-character"]


def test_no_line_break_is_ever_produced() -> None:
    assert inline.plain("a\nb  \nc\\\nd\r\ne <b\n> `f\ng`") == "a b c d e <b > `f g`"


def test_a_text_of_more_than_100_000_characters_is_not_parsed() -> None:
    text = "word " * 20_001
    assert rules(text) == ["block-too-long"]
    assert inline.plain(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 33_000,  # markdown-it: half a minute
        "[" * 50_000,
        "[a](" * 20_000,
        "![" * 20_000,
        "a**b" + "c* _d" * 15_000,
        "<" * 90_000,
        "".join("`" * n + " " for n in range(400)),
        "\\a" * 40_000,
    ],
)
def test_a_text_that_would_keep_the_parser_busy_is_not_parsed(text: str) -> None:
    assert rules(text) == ["too-much-markup"]
    assert inline.plain(text) == text


def test_two_hundred_signs_in_a_long_paragraph_are_not_too_many() -> None:
    text = "*Recalling* resolution, " * 100
    assert rules(text) == []
    assert sum(run.emphasis for run in inline.parse(text)) == 100


@settings(deadline=None)  # the machine may be busy
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Cn", "Zl", "Zp"], exclude_characters=r"\`*_[]<>!&"))
)
def test_a_text_without_markup_prints_as_it_is(text: str) -> None:
    assert inline.plain(text) == text
    assert rules(text) == []


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.sampled_from(
            [
                *"*_[]()<>!&`\\\n\t #:;/x",
                "**",
                "](",
                "https://a.b",
                "javascript:",
                "<b>",
                "&#x202e;",
                "\u202e",
                "\ud800",
                "\x00",
            ]
        )
    )
)
def test_whatever_is_written_something_safe_prints(pieces: list[str]) -> None:
    text = "".join(pieces)
    for run in inline.parse(text):
        assert run.text
        assert "\n" not in run.text
        assert inline.visible(run.text) == run.text
        assert not run.href or run.href.lower().startswith(("https://", "http://", "mailto:", "tel:", "#"))
    assert all(finding.span == HERE and finding.message for finding in inline.faults(text, HERE))
    assert inline.plain(text) == "".join(run.text for run in inline.parse(text))
