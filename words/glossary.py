"""The terms that a manager may not know, each explained in two sentences at most.

A term is looked for in the English texts of questions and charts, whatever the language of the page: there it is
written in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from words.codes import N_


@dataclass(frozen=True)
class Term:
    """One term: `name` and `text` are messages to translate, `pattern` a regular expression that finds it in English.

    `key` is the end of its address, `term-<key>`.
    """

    key: str
    name: str
    text: str
    pattern: str

    @property
    def anchor(self) -> str:
        """The id of its place in the glossary."""
        return f"term-{self.key}"


TERMS = (
    Term(
        "basis",
        N_("Basis"),
        N_("Says of a row whether it is reported or illustrative."),
        r"\b[Bb]asis\b",
    ),
    Term(
        "business-solutions",
        N_("Business Solutions"),
        N_(
            "Software that WIPO gives to IPOs so that they can receive, examine and publish applications: IPAS, WIPO"
            " File, WIPO Publish and WIPO Scan."
        ),
        r"Business Solutions?|\b[Ss]olutions?\b",
    ),
    Term(
        "case",
        N_("WIPO CASE"),
        N_(
            "Centralized Access to Search and Examination: patent offices share here the documents of their search and"
            " examination with each other."
        ),
        r"\bCASE\b|exchange platform",
    ),
    Term(
        "collection",
        N_("Collection"),
        N_("The records of one office, or of one international system, that a global database makes searchable."),
        r"\b[Cc]ollections?\b",
    ),
    Term(
        "cws",
        N_("CWS"),
        N_(
            "The Committee on WIPO Standards, in which Member States adopt and revise the WIPO Standards; it usually"
            " meets once a year."
        ),
        r"\bCWS\b|Committee on WIPO Standards|\bCommittee\b",
    ),
    Term(
        "das",
        N_("WIPO DAS"),
        N_(
            "Digital Access Service: offices fetch certified copies of priority documents from each other, so that the"
            " applicant need not file paper."
        ),
        r"\bDAS\b|exchange platform",
    ),
    Term(
        "gbd",
        N_("Global Brand Database"),
        N_(
            "WIPO’s free search over trademarks, emblems and appellations of origin of many national and international"
            " collections."
        ),
        r"Global Brand Database|global databases",
    ),
    Term(
        "gdd",
        N_("Global Design Database"),
        N_("WIPO’s free search over industrial designs of the Hague System and of national collections."),
        r"Global Design Database|global databases",
    ),
    Term(
        "illustrative",
        N_("Illustrative"),
        N_(
            "An illustrative row is made up so that charts have a history; it is no fact. The switch for reported facts"
            " only leaves all of them out."
        ),
        r"\b[Ii]llustrative\b",
    ),
    Term(
        "ipas",
        N_("IPAS"),
        N_(
            "Industrial Property Administration System: software in which an office administers patents, trademarks and"
            " designs from filing to the end of their life."
        ),
        r"\bIPAS\b|Business Solutions?",
    ),
    Term(
        "ipc",
        N_("IPC"),
        N_(
            "The International Patent Classification sorts patents by fields of technology, under the Strasbourg"
            " Agreement."
        ),
        r"\bIPC\b|\b[Cc]lassifications?\b|\b[Tt]opics?\b",
    ),
    Term(
        "ipo",
        N_("IPO"),
        N_(
            "An intellectual property office: the national or regional authority that grants or registers patents,"
            " trademarks or designs. Here it is called an office for short."
        ),
        r"\bIPOs?\b|\b[Oo]ffices?\b",
    ),
    Term(
        "ldc",
        N_("LDC"),
        N_(
            "A least developed country, by the list of the United Nations. LDCs lie in several regions, so that they"
            " are no region of their own."
        ),
        r"\bLDCs?\b|[Ll]east developed",
    ),
    Term(
        "locarno",
        N_("Locarno Classification"),
        N_("Sorts industrial designs by the kind of product, under the Locarno Agreement."),
        r"\bLocarno\b|\b[Cc]lassifications?\b|\b[Tt]opics?\b",
    ),
    Term(
        "nice",
        N_("Nice Classification"),
        N_(
            "Sorts goods and services for the registration of marks into 45 classes, of which 34 are goods and 11"
            " services."
        ),
        r"\bNice\b|\b[Cc]lassifications?\b|\b[Tt]opics?\b",
    ),
    Term(
        "ocr",
        N_("OCR"),
        N_(
            "Optical character recognition turns pictures of pages into text. With WIPO’s OCR software, offices make"
            " searchable full text of their patent documents."
        ),
        r"\bOCR\b",
    ),
    Term(
        "patentscope",
        N_("PATENTSCOPE"),
        N_("WIPO’s free search over international applications under the PCT and patent documents of many offices."),
        r"\bPATENTSCOPE\b|global databases",
    ),
    Term(
        "reported",
        N_("Reported"),
        N_(
            "A reported row stands in a published document, which its source names. A gap among reported rows means not"
            " published, never zero."
        ),
        r"\b[Rr]eported\b|\b[Pp]ublished (?:figures?|sources?|totals?)\b",
    ),
    Term(
        "set-aside",
        N_("Set aside"),
        N_(
            "A row that breaks the contract of the extracts is not counted but kept in a list of its own, with file,"
            " line, value and reason."
        ),
        r"\b[Ss]et aside\b",
    ),
    Term(
        "snapshot",
        N_("Snapshot"),
        N_(
            "The data of one delivery, checked and then fixed: all figures of a page come from one and the same. Its"
            " short code stands at the foot of each page and in each file."
        ),
        r"\b[Ss]napshots?\b",
    ),
    Term(
        "st3",
        N_("ST.3"),
        N_(
            "The WIPO Standard of two-letter codes for states, other entities and intergovernmental organizations: KE"
            " is Kenya, EP the European Patent Office."
        ),
        r"\bST\.3\b",
    ),
    Term(
        "st26",
        N_("ST.26"),
        N_(
            "The WIPO Standard for presenting nucleotide and amino acid sequence listings in XML. It has applied to"
            " applications filed since 1 July 2022, in place of ST.25."
        ),
        r"\bST\.26\b|WIPO Sequence",
    ),
    Term(
        "st36",
        N_("ST.36"),
        N_(
            "The WIPO Standard for processing patent information in XML. Full text that comes out of OCR is stored in"
            " this form."
        ),
        r"\bST\.36\b|\b[Oo]CR\b",
    ),
    Term(
        "standards",
        N_("WIPO Standards"),
        N_(
            "Recommendations on industrial property information and documentation, each with the letters ST and a"
            " number, so that offices can exchange data in the same form."
        ),
        r"WIPO Standards?",
    ),
    Term(
        "vienna",
        N_("Vienna Classification"),
        N_("Sorts the figurative elements of marks by what they show, under the Vienna Agreement."),
        r"\bVienna\b|\b[Cc]lassifications?\b|\b[Tt]opics?\b",
    ),
    Term(
        "wipo-file",
        N_("WIPO File"),
        N_("Software for the online filing of applications and other requests with an office."),
        r"WIPO File",
    ),
    Term(
        "wipo-publish",
        N_("WIPO Publish"),
        N_(
            "Software with which an office publishes its patents, marks and designs online, and lets people search"
            " them."
        ),
        r"WIPO Publish",
    ),
    Term(
        "wipo-scan",
        N_("WIPO Scan"),
        N_("Software with which an office digitizes its paper files."),
        r"WIPO Scan",
    ),
    Term(
        "wipo-sequence",
        N_("WIPO Sequence"),
        N_("WIPO’s free desktop tool with which applicants write and check sequence listings in ST.26."),
        r"WIPO Sequence",
    ),
)

# Columns of a table whose heading is a term.
COLUMN_TERMS = {"office": "st3", "host_office": "st3", "basis": "basis", "development": "ldc"}


def terms_in(texts: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms that occur in the English `texts`, in the order of the glossary."""
    text = "\n".join(texts)
    return tuple(term for term in TERMS if re.search(term.pattern, text))


@cache
def term(key: str) -> Term:
    """Return the term `key`. Raises KeyError."""
    return {entry.key: entry for entry in TERMS}[key]
