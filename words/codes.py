"""The names of all codes, one list per field. Order is the order on screen."""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark `message` for extraction without translating it yet."""
    return message


LABELS: dict[str, dict[str, str]] = {
    "region": {
        "AF": N_("Africa"),
        "AR": N_("Arab Countries"),
        "AP": N_("Asia and the Pacific"),
        "LC": N_("Latin America and the Caribbean"),
        "TD": N_("Transition and Developed Countries"),
        "IN": N_("International"),
    },
    "development": {
        "LDC": N_("Least developed country"),
        "developing": N_("Developing country"),
        "transition": N_("Country in transition"),
        "developed": N_("Developed country"),
    },
    "kind": {
        "state": N_("State"),
        "territory": N_("Territory"),
        "organization": N_("Organization"),
        "former_state": N_("Former state"),
        "printed": N_("Printed"),
        "listed": N_("Counted from a printed list"),
        "forecast": N_("Forecast"),
    },
    "topic": {
        "IPC": N_("International Patent Classification"),
        "Nice": N_("Nice Classification"),
        "Vienna": N_("Vienna Classification"),
        "Locarno": N_("Locarno Classification"),
        "Standards": N_("WIPO Standards"),
        "Sequence": N_("WIPO Sequence (ST.26)"),
        "Solutions": N_("Business Solutions"),
        "Exchange": N_("CASE and DAS"),
    },
    "mode": {
        "on_site": N_("On site"),
        "online": N_("Online"),
        "hybrid": N_("Hybrid"),
    },
    "type": {
        "course": N_("Course"),
        "seminar": N_("Seminar"),
        "workshop": N_("Workshop"),
        "webinar": N_("Webinar"),
    },
    "solution": {
        "IPAS": N_("IPAS"),
        "File": N_("WIPO File"),
        "Publish": N_("WIPO Publish"),
        "Scan": N_("WIPO Scan"),
    },
    "platform": {
        "CASE": N_("WIPO CASE"),
        "DAS": N_("WIPO DAS"),
    },
    "database": {
        "GBD": N_("Global Brand Database"),
        "PATENTSCOPE": N_("PATENTSCOPE"),
        "GDD": N_("Global Design Database"),
    },
    "stage": {
        "received": N_("Received"),
        "trained": N_("Trained"),
        "production": N_("In production"),
    },
    "pending": {
        "training": N_("Training"),
        "production": N_("Production"),
        "none": N_("Nothing"),
    },
    "channel": {
        "email": N_("E-mail"),
        "online": N_("Online"),
        "in_person": N_("In person"),
    },
    "basis": {
        "reported": N_("Reported"),
        "illustrative": N_("Illustrative"),
    },
    "date_precision": {
        "day": N_("Day"),
        "month": N_("Month"),
        "year": N_("Year"),
        "by": N_("At the latest"),
    },
    "language": {
        "ar": N_("Arabic"),
        "az": N_("Azerbaijani"),
        "be": N_("Belarusian"),
        "bs": N_("Bosnian"),
        "de": N_("German"),
        "en": N_("English"),
        "es": N_("Spanish"),
        "fa": N_("Persian"),
        "fr": N_("French"),
        "he": N_("Hebrew"),
        "hi": N_("Hindi"),
        "hy": N_("Armenian"),
        "id": N_("Indonesian"),
        "ja": N_("Japanese"),
        "ka": N_("Georgian"),
        "kk": N_("Kazakh"),
        "km": N_("Khmer"),
        "ko": N_("Korean"),
        "ky": N_("Kyrgyz"),
        "lo": N_("Lao"),
        "mk": N_("Macedonian"),
        "mn": N_("Mongolian"),
        "ms": N_("Malay"),
        "pt": N_("Portuguese"),
        "ro": N_("Romanian"),
        "ru": N_("Russian"),
        "sq": N_("Albanian"),
        "sr": N_("Serbian"),
        "th": N_("Thai"),
        "tr": N_("Turkish"),
        "uk": N_("Ukrainian"),
        "uz": N_("Uzbek"),
        "vi": N_("Vietnamese"),
        "zh": N_("Chinese"),
    },
    "nature": {
        "period": N_("Over the period"),
        "state": N_("At the end of the period"),
    },
    "origin": {
        "rows": N_("Counted from the rows"),
        "published": N_("Published figure"),
    },
    "status": {
        "agrees": N_("Agrees"),
        "differs": N_("Differs"),
        "not compared": N_("Not compared"),
    },
    "measure": {
        "trainings": N_("Trainings"),
        "offices_trained": N_("Offices trained"),
        "participants": N_("Participants"),
        "advice_in_person": N_("In-person advice requests"),
        "business_solutions_ipos": N_("IPOs using Business Solutions"),
        "business_solutions_ldc_ipos": N_("IPOs of LDCs using Business Solutions"),
        "ipas_ipos": N_("IPOs using IPAS"),
        "exchange_platform_ipos": N_("IPOs on an exchange platform"),
        "case_ipos": N_("IPOs on WIPO CASE"),
        "das_ipos": N_("IPOs on WIPO DAS"),
        "ocr_received": N_("OCR software received"),
        "ocr_trained": N_("OCR training completed"),
        "ocr_production": N_("OCR in production"),
        "collections": N_("Collections added"),
        "collections_gbd": N_("Collections added to Global Brand Database"),
        "collections_patentscope": N_("Collections added to PATENTSCOPE"),
        "collections_gdd": N_("Collections added to Global Design Database"),
        "cws_funded": N_("Funded CWS participants"),
        "tool_releases": N_("Tool releases"),
    },
    # Each says what is wrong and how to mend it; what the contract expects is shown after it.
    "rule": {
        "required": N_("The value is missing: fill it in."),
        "type": N_("The value cannot be read: write it in the expected form."),
        "enum": N_("The code is not known: use one of those expected."),
        "pattern": N_("The value does not have the expected form: write it like this."),
        "minimum": N_("The value is below the smallest allowed: correct it."),
        "maximum": N_("The value is above the largest allowed: correct it."),
        "unique": N_("A row before has the same key: remove one of them or correct the key."),
        "foreign_key": N_("The value is not in the table that it refers to: correct it or add it there."),
        "cells": N_("The row has more or fewer cells than the header: check separators and quotation marks."),
        "column": N_("The file lacks a column of the contract: add it to the header."),
        "encoding": N_("The row holds letters that are not UTF-8: deliver the file again, as UTF-8."),
        "unreadable": N_("The file cannot be read from this line on: deliver it again, CSV as UTF-8."),
        # Files that are not read, rows that a file as a whole spoils, and how a file was read where that was a choice.
        "symbolic_link": N_("A symbolic link is not followed: deliver the file itself."),
        "object_name": N_("The object has a name that a file here cannot have: name it like a file in a folder."),
        "not_a_file": N_("This is no file that can be read (a pipe, a device or a folder): deliver a file."),
        "too_large": N_("More than is taken in at once, the rest is not read: deliver it in smaller files."),
        "too_many_files": N_("More files than are taken in, this one and those after it are not read: join them."),
        "no_table": N_("The file is called like no table and was not read: rename it if it belongs to one."),
        "zip_content": N_("The ZIP must hold exactly one file, a CSV: deliver the file itself, or one ZIP for each."),
        "column_twice": N_("Several columns of the file could be this one: keep one of them."),
        "total_row": N_("A line of totals is no row and was left out."),
        "column_not_read": N_("Columns that are not in the contract were not read."),
        "column_unknown": N_("The file lacks columns that may be empty: what they would say is unknown."),
        "partition_not_read": N_("Names of folders that are no columns of the contract were not read."),
        "sheet_not_read": N_("Only one sheet of a workbook is read, not this one: deliver it as a file of its own."),
        "above_header": N_("The line stands above the header and was not read as a row."),
        "no_line_end": N_("The last line has no end: the file may have been cut. Check that nothing is missing."),
        "encoding_assumed": N_(
            "The file is not UTF-8 and was read as Windows-1252: check letters with accents, like these."
        ),
        "ends_before_start": N_("The end lies before the start: correct one of the dates."),
        "trained_before_received": N_(
            "The training lies before the receipt of the software: correct one of the dates."
        ),
        "production_without_training": N_("In production without a training: add the date of the training."),
        "production_before_training": N_("In production before the training: correct one of the dates."),
        # Values that can be read in two ways, years far away, and rows that count but look wrong.
        "date_ambiguous": N_(
            "Day and month cannot be told apart, and no other date of the file shows their order: write YYYY-MM-DD."
        ),
        "number_ambiguous": N_(
            "The mark in the number may group thousands or begin decimals, and the file shows both: write it without."
        ),
        "office_ambiguous": N_("The name may mean several offices: write the ST.3 code of the one that is meant."),
        "participation_without_training": N_("The training is not among the trainings accepted: correct it or add it."),
        "year_far_outside": N_("The year lies more than 25 years away from the rest of the column: correct it."),
        "same_training_twice": N_(
            "Another training has the same title, dates and place: if it is the same one, keep one of the two."
        ),
        "training_without_office": N_("No office took part in this training: add who took part, if this is known."),
        "date_order": N_("Days and months in figures were read in the order that other dates of the file show."),
        "number_mark": N_("Three digits after a mark were read as shown here."),
    },
    # Why a delivery as a whole was not published; those that name a file or a table are worded in extracts/verdict.py.
    "refusal": {
        "folder": N_("The folder of the extracts is gone or may not be read: put it back."),
        "empty": N_("The folder holds no file of any table: deliver the extracts again."),
    },
    "dataset": {
        "offices": N_("Offices"),
        "trainings": N_("Trainings"),
        "training_offices": N_("Offices at trainings"),
        "advice_requests": N_("Advice requests"),
        "business_solutions": N_("Business Solutions"),
        "exchange_platforms": N_("Exchange platforms"),
        "ocr_rollout": N_("OCR rollout"),
        "collections": N_("Collections"),
        "cws_participation": N_("CWS participation"),
        "tool_releases": N_("Tool releases"),
        "reported_figures": N_("Reported figures"),
    },
}
