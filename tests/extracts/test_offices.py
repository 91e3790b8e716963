"""An office is found by code or by any common name; a name that means two offices is never guessed."""

from __future__ import annotations

import csv

import pytest

from extracts import data_folder
from extracts.forms.offices import LANGUAGES, NAMES_FILE, OfficeNames
from tests.extracts.conftest import Folder

with (data_folder() / "offices.csv").open(encoding="utf-8", newline="") as _file:
    OFFICES = list(csv.DictReader(_file))
NAMES = OfficeNames((row["code"], row["name"], row["iso3"], row["kind"]) for row in OFFICES)
IVORY_COAST = (
    *("CI", "ci", "CIV", "civ", "Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire", "COTE D IVOIRE", "Ivory Coast"),
    *(
        "Costa de Marfil",
        "Elfenbeinküste",
        "Кот-д’Ивуар",
        "科特迪瓦",
        "ساحل العاج",
        "The Ivory Coast",
        " Ivory  Coast ",
    ),
)
VARIANTS = {
    "NA": ("Namibia", "na", "NAM"),
    "KR": ("South Korea", "Republic of Korea", "Korea (Republic of)", "Korea, Rep. of", "Corée du Sud"),
    "KP": ("North Korea", "Democratic People's Republic of Korea", "Korea, Dem. People's Rep. of", "DPRK"),
    "CD": ("Democratic Republic of the Congo", "DR Congo", "Congo (Democratic Republic of the)", "Congo - Kinshasa"),
    "CG": ("Republic of the Congo", "Congo (Brazzaville)", "COG"),
    "MM": ("Myanmar", "Burma", "Birmanie"),
    "SZ": ("Eswatini", "Swaziland"),
    "CV": ("Cabo Verde", "Cape Verde"),
    "CZ": ("Czechia", "Czech Republic", "República Checa"),
    "VN": ("Viet Nam", "Vietnam"),
    "US": ("USA", "U.S.A.", "United States", "the United States of America", "Estados Unidos"),
    "GB": ("UK", "U.K.", "Great Britain", "United Kingdom of Great Britain and Northern Ireland"),
    "MK": ("North Macedonia", "Macedonia", "the former Yugoslav Republic of Macedonia"),
    "TR": ("Türkiye", "Turkey", "Turkiye"),
    "TZ": ("Tanzania", "Tanzania (United Republic of)", "United Republic of Tanzania"),
    "LA": ("Laos", "Lao PDR", "Lao People's Democratic Republic"),
    "SY": ("Syria", "Syrian Arab Republic"),
    "BO": ("Bolivia", "Bolivia (Plurinational State of)", "Plurinational State of Bolivia"),
    "LC": ("St. Lucia", "Saint Lucia", "St Lucia"),
    "TT": ("Trinidad & Tobago", "Trinidad and Tobago", "Trinité-et-Tobago"),
    "GN": ("Guinea",),
    "GW": ("Guinea Bissau", "Guinea-Bissau"),
    "NE": ("Niger",),
    "NG": ("Nigeria",),
    "EP": ("EPO", "European Patent Office"),
    "EA": ("EAPO", "Eurasian Patent Organization"),
    "AP": ("ARIPO",),
    "OA": ("OAPI",),
    "GC": ("GCC", "GCC Patent Office"),
    "WO": ("WIPO", "OMPI"),
}


@pytest.mark.parametrize("text", IVORY_COAST)
def test_one_office_goes_by_all_its_names(text: str) -> None:
    assert NAMES.codes_of(text) == ("CI",)


@pytest.mark.parametrize("code", VARIANTS)
def test_common_variants_of_a_name_are_known(code: str) -> None:
    assert {name: NAMES.codes_of(name) for name in VARIANTS[code]} == dict.fromkeys(VARIANTS[code], (code,))


@pytest.mark.parametrize(("name", "codes"), [("Congo", ("CD", "CG")), ("korea", ("KP", "KR"))])
def test_a_name_of_two_offices_gives_both(name: str, codes: tuple[str, ...]) -> None:
    assert NAMES.codes_of(name) == codes


@pytest.mark.parametrize("name", ["Atlantis", "", "ZZ", "Ceuta", "European Union", "?", "x" * 1000, "Eu", "ß"])
def test_what_is_no_office_is_none(name: str) -> None:
    assert NAMES.codes_of(name) == ()


def test_every_office_is_found_by_its_own_name_code_and_iso_code() -> None:
    for row in OFFICES:
        assert row["code"] in NAMES.codes_of(row["name"])
        assert NAMES.codes_of(row["code"]) == (row["code"],)
        assert not row["iso3"] or NAMES.codes_of(row["iso3"]) == (row["code"],)


def test_no_name_of_any_language_leads_to_a_wrong_office() -> None:
    from babel import Locale

    tried = 0
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for row in OFFICES:
            if row["kind"] in ("state", "territory") and row["code"] in territories:
                name = territories[row["code"]]
                assert row["code"] in NAMES.codes_of(name), name
                assert len(NAMES.codes_of(name)) == 1 or name == "Congo", name
                tried += 1
    assert tried > 1500


def test_own_names_are_in_order_and_of_offices_that_are_known() -> None:
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    assert len(set(rows)) == len(rows)
    assert [code for code, _name in rows] == sorted(code for code, _name in rows)
    # The U.S. Virgin Islands have no office in the table; they are there so that "Virgin Islands" is not guessed.
    assert {code for code, _name in rows} - {row["code"] for row in OFFICES} == {"VI"}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("collections", "office"),
        ("training_offices", "office"),
        ("business_solutions", "office"),
        ("exchange_platforms", "office"),
        ("ocr_rollout", "office"),
        ("trainings", "host_office"),
    ],
)
def test_every_column_of_an_office_takes_names(complete: Folder, table: str, column: str) -> None:
    complete.table(table, {column: "République du Kenya, non: Kenia"})
    assert [fault[2:] for fault in complete.load().faults if fault[0] == f"{table}.csv"] == [
        (column, "République du Kenya, non: Kenia", "foreign_key"),
    ]
    complete.table(table, {column: "kenia"})
    loaded = complete.load()
    assert loaded.faults == []
    assert loaded.ask(f"select {column} from {table}") == [("KE",)]


def test_a_name_of_two_offices_is_set_aside_with_both_codes(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "CD", "name": "DR Congo"}, {"code": "CG", "name": "Congo"})
    complete.table("collections", {"office": "Congo"}, {"office": "dr congo"})
    loaded = complete.load()
    assert loaded.faults == [("collections.csv", 2, "office", "Congo", "office_ambiguous")]
    assert loaded.ask("select expected from rows_set_aside") == [("CD, CG",)]
    assert loaded.ask("select office from collections") == [("CD",)]


def test_two_spellings_of_an_office_are_one_key(complete: Folder) -> None:
    complete.table("collections", {"office": "KE"}, {"office": "Kenya"})
    assert complete.load().faults == [("collections.csv", 3, "database", "GBD", "unique")]


def test_codes_of_offices_may_be_written_small(folder: Folder) -> None:
    folder.table("offices", {"code": "ke", "iso3": "ken"})
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask("select code, iso3 from offices") == [("KE", "KEN")]


def test_an_office_that_was_set_aside_has_no_name(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "TZ", "name": "Tanzania", "region": "Mars"})
    complete.table("collections", {"office": "Tanzania"})
    assert ("collections.csv", 2, "office", "Tanzania", "foreign_key") in complete.load().faults


def test_na_is_namibia(complete: Folder) -> None:
    complete.table("offices", {}, {"code": "NA", "name": "Namibia", "iso3": "NAM"})
    complete.table("collections", {"office": "NA"})
    assert complete.load().ask("select office from collections") == [("NA",)]


CODES = [
    ("offices", "region", "africa", "AF"),
    ("offices", "region", "Latin America & the Caribbean", "LC"),
    ("offices", "development", "Least developed country", "LDC"),
    ("offices", "kind", "STATE", "state"),
    ("offices", "kind", "Former state", "former_state"),
    ("trainings", "mode", "On site", "on_site"),
    ("trainings", "mode", "on-site", "on_site"),
    ("trainings", "mode", "ONLINE", "online"),
    ("trainings", "type", "Webinar", "webinar"),
    ("trainings", "language", "French", "fr"),
    ("trainings", "language", "EN", "en"),
    ("trainings", "date_precision", "At the latest", "by"),
    ("trainings", "topics", "nice classification, IPC", "Nice;IPC"),
    ("trainings", "topics", "IPC | Vienna / Locarno", "IPC;Vienna;Locarno"),
    ("trainings", "topics", "IPC\nNice", "IPC;Nice"),
    ("trainings", "topics", "IPC & Nice", "IPC;Nice"),
    ("trainings", "topics", "CASE & DAS", "Exchange"),
    ("trainings", "topics", "IPC; ipc;IPC;", "IPC"),
    ("ocr_rollout", "languages", "EN, French", "en;fr"),
    ("advice_requests", "channel", "E-Mail", "email"),
    ("advice_requests", "channel", "In person", "in_person"),
    ("business_solutions", "solution", "WIPO Publish", "Publish"),
    ("exchange_platforms", "platform", "wipo das", "DAS"),
    ("collections", "database", "Global Brand Database", "GBD"),
    ("trainings", "basis", "Illustrative", "illustrative"),
]


@pytest.mark.parametrize(("table", "column", "text", "code"), CODES, ids=[f"{row[1]}-{row[2]!r}" for row in CODES])
def test_a_code_is_read_in_any_case_and_by_its_name(
    folder: Folder, table: str, column: str, text: str, code: str
) -> None:
    folder.table("offices", {})
    folder.table(table, {column: text})
    loaded = folder.load()
    assert loaded.faults == []
    assert loaded.ask(f"select {column} from {table}") == [(code,)]


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("topics", "IPC; Madrid", "pattern"),
        ("topics", ";", "pattern"),
        ("mode", "by post", "enum"),
        ("language", "Klingon", "pattern"),
    ],
)
def test_an_unknown_code_is_set_aside_as_it_was_written(folder: Folder, column: str, text: str, rule: str) -> None:
    folder.table("offices", {})
    folder.table("trainings", {column: text})
    assert folder.load().faults == [("trainings.csv", 2, column, text, rule)]
