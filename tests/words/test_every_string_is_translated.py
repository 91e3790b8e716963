"""No text reaches the screen but through `_`, `ngettext` or `label`: the source is searched for what would."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREEN = [*ROOT.glob("components/*.py"), *ROOT.glob("pages/*.py"), ROOT / "dashboard.py"]
ROOMS = ("words", "extracts", "queries", "charts", "exports", "components", "pages")
# What Streamlit (or a container of it) shows its first argument of.
SHOWN_BY = {
    *("title", "header", "subheader", "caption", "markdown", "write", "text", "html", "info", "warning", "error"),
    *("success", "toast", "spinner", "status", "button", "download_button", "link_button", "menu_button"),
    *("form_submit_button", "toggle", "checkbox", "radio", "multiselect", "selectbox", "pills", "segmented_control"),
    *("slider", "select_slider", "text_input", "text_area", "number_input", "date_input", "metric", "popover"),
    *("expander", "tabs", "dialog", "badge", "page_link"),
}
# What any function is given to show.
SHOWN_AS = {"label", "help", "placeholder", "body", "alt", "page_title", "description", "caption"}
TRANSLATING = {"_", "ngettext", "label", "N_"}
PASSING_ON = {"join", "format", "plain"}  # they show what they are given
ICON = re.compile(r":[a-z]+/[a-z_]+:")
PLACEHOLDERS = re.compile(r"\{\w*\}")
FILE_NAME = re.compile(r"[\w/]+\.(py|sql)")


def untranslated(source: str, is_screen: bool = True) -> list[tuple[int, str]]:
    """Return line and text of each literal with letters that `source` shows as it is."""
    found: list[tuple[int, str]] = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        shown = [keyword.value for keyword in call.keywords if keyword.arg in SHOWN_AS]
        if is_screen and _is_shown(call):
            shown += call.args[:1]
        elif isinstance(call.func, ast.Name) and call.func.id == "print":
            shown += call.args
        found += [(node.lineno, text) for value in shown for node, text in _literals(value) if _has_letters(text)]
    return sorted(set(found))


def _is_shown(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in SHOWN_BY:
        return False
    # A log is read by those who run the server.
    return not (isinstance(call.func.value, ast.Name) and call.func.value.id == "log")


def _literals(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """Yield the literals that `node` may turn into, but for those that are translated on the way."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node, node.value
    elif isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in TRANSLATING:
            return
        if isinstance(node.func, ast.Attribute):
            yield from _literals(node.func.value)
        if name in PASSING_ON:
            for argument in node.args:
                yield from _literals(argument)
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        yield from _literals(node.elt)
    elif isinstance(node, ast.FormattedValue):
        yield from _literals(node.value)
    elif isinstance(node, (ast.BinOp, ast.BoolOp, ast.JoinedStr, ast.List, ast.Tuple, ast.Dict)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _literals(child)


def _has_letters(text: str) -> bool:
    bare = PLACEHOLDERS.sub("", ICON.sub("", text))
    return any(letter.isalpha() for letter in bare) and not FILE_NAME.fullmatch(text)


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Trainings")',
        'st.button("Reset", key="x")',
        'head.subheader("Trainings")',
        'st.markdown("#### " + "Trainings")',
        'st.caption(f"{count} rows")',
        'st.info("Nothing for {filters}.".format(filters=x))',
        'st.metric(_("Trainings") if x else "Other", 5)',
        'st.tabs([_("Chart"), "Table"])',
        'st.warning(", ".join(["one"]))',
        'st.markdown("".join(f"<b>Bold {x}</b>" for x in y))',
        'st.slider(_("Years"), 1, 2, help="Both count")',
        'st.set_page_config(page_title="Dashboard")',
        'parser.add_argument("--data", help="folder")',
        'print("done")',
        'st.error(plain("Broken"))',
        'st.text(x or "none")',
    ],
)
def test_the_search_finds_text_that_is_not_translated(source: str) -> None:
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        'st.title(_("Trainings"))',
        'st.markdown("#### " + _("Trainings"))',
        'st.caption(ngettext("{count} row", "{count} rows", n).format(count=n))',
        'st.info(_("Nothing for {filters}.").format(filters=plain(text)))',
        'st.metric(label("measure", row["measure"]), 5)',
        'st.markdown("**" + plain(heading.format(what="x")) + "**")',
        'st.button(_("Reset"), key="reset", icon=":material/undo:", type="tertiary")',
        'st.markdown(":material/undo:")',
        'log.error("error %s", error_id)',
        'print(f"{name}\\t{title}")',
        'st.page_link("overview.py", label=_("Overview"))',
        "name.title()",
    ],
)
def test_the_search_leaves_translated_text_and_marks_alone(source: str) -> None:
    assert untranslated(source) == []


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_screen_shows_translated_text_only(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


def test_command_lines_speak_translated_text_only() -> None:
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert len(paths) > 20
    found = {str(path.relative_to(ROOT)): untranslated(path.read_text(encoding="utf-8"), False) for path in paths}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_all_of_the_screen_is_searched() -> None:
    assert {path.parent.name for path in SCREEN} == {"components", "pages", ROOT.name}
    assert len(SCREEN) > 15
