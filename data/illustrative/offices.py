"""What the generator has to know about offices beyond `offices.csv`: their working languages."""

from __future__ import annotations

from dataclasses import dataclass


def codes(text: str) -> list[str]:
    """Return the codes that `text` holds, separated by spaces; long lists read best that way."""
    return text.split()


_WORKING_LANGUAGES = {
    "ar": "AE BH DZ EG GC IQ JO KM KW LB LY MA MR OM PS QA SA SD SY TN YE",
    "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PY SV UY VE",
    "fr": "BF BI BJ CD CF CG CI CM DJ FR GA GN HT MC MG ML NE OA SN TD TG",
    "pt": "AO BR CV GW MZ PT ST",
    "ru": "AM AZ BY EA KG KZ MD RU TJ TM UA UZ",
}
_LANGUAGE_OF = {code: language for language, those in _WORKING_LANGUAGES.items() for code in codes(those)}


@dataclass(frozen=True)
class Office:
    """One row of `offices.csv`."""

    code: str
    name: str
    iso3: str
    region: str
    development: str
    kind: str

    @property
    def language(self) -> str:
        """The ISO 639-1 code of the language in which a course there would be held."""
        return _LANGUAGE_OF.get(self.code, "en")
