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
