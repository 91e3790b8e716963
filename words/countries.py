"""Names of states and territories in the language in use, by ST.3 code.

CLDR has everyday names. Where the United Nations call a state otherwise, in all of its languages, its name there
(UNTERM) stands instead. Organizations and former states are called as the extract of offices calls them.
"""

from __future__ import annotations

from functools import cache

from words import language
from words.folding import fold

# Codes of ST.3 that mean something else in CLDR: the Eurasian Patent Organization, and what else may come.
NO_TERRITORY = frozenset({"EA", "EM", "EP", "EU", "UN", "WO", "XA", "XB", "XN", "XU", "XV", "XX", "ZZ"})

OFFICIAL: dict[str, dict[str, str]] = {
    "BN": {
        "ar": "بروني دار السلام",
        "en": "Brunei Darussalam",
        "es": "Brunei Darussalam",
        "fr": "Brunéi Darussalam",
        "ru": "Бруней-Даруссалам",
        "zh": "文莱达鲁萨兰国",
    },
    "BO": {
        "ar": "بوليفيا (دولة - المتعددة القوميات)",
        "en": "Bolivia (Plurinational State of)",
        "es": "Bolivia (Estado Plurinacional de)",
        "fr": "Bolivie (État plurinational de)",
        "ru": "Боливия (Многонациональное Государство)",
        "zh": "多民族玻利维亚国",
    },
    "CD": {
        "ar": "جمهورية الكونغو الديمقراطية",
        "en": "Democratic Republic of the Congo",
        "es": "República Democrática del Congo",
        "fr": "République démocratique du Congo",
        "ru": "Демократическая Республика Конго",
        "zh": "刚果民主共和国",
    },
    "CG": {"ar": "الكونغو", "en": "Congo", "es": "Congo", "fr": "Congo", "ru": "Конго", "zh": "刚果"},
    "CV": {
        "ar": "كابو فيردي",
        "en": "Cabo Verde",
        "es": "Cabo Verde",
        "fr": "Cabo Verde",
        "ru": "Кабо-Верде",
        "zh": "佛得角",
    },
    "FM": {
        "ar": "ميكرونيزيا (ولايات - الموحدة)",
        "en": "Micronesia (Federated States of)",
        "es": "Micronesia (Estados Federados de)",
        "fr": "Micronésie (États fédérés de)",
        "ru": "Микронезия (Федеративные Штаты)",
        "zh": "密克罗尼西亚联邦",
    },
    "HK": {
        "ar": "هونغ كونغ، الصين (منطقة إدارية خاصة)",
        "en": "China, Hong Kong SAR",
        "es": "China, RAE de Hong Kong",
        "fr": "Chine, RAS de Hong Kong",
        "ru": "Китай, САР Гонконг",
        "zh": "中国香港特别行政区",
    },
    "IR": {
        "ar": "إيران (جمهورية - الإسلامية)",
        "en": "Iran (Islamic Republic of)",
        "es": "Irán (República Islámica del)",
        "fr": "Iran (République islamique d’)",
        "ru": "Иран (Исламская Республика)",
        "zh": "伊朗伊斯兰共和国",
    },
    "KP": {
        "ar": "جمهورية كوريا الشعبية الديمقراطية",
        "en": "Democratic People's Republic of Korea",
        "es": "República Popular Democrática de Corea",
        "fr": "République populaire démocratique de Corée",
        "ru": "Корейская Народно-Демократическая Республика",
        "zh": "朝鲜民主主义人民共和国",
    },
    "KR": {
        "ar": "جمهورية كوريا",
        "en": "Republic of Korea",
        "es": "República de Corea",
        "fr": "République de Corée",
        "ru": "Республика Корея",
        "zh": "大韩民国",
    },
    "LA": {
        "ar": "جمهورية لاو الديمقراطية الشعبية",
        "en": "Lao People's Democratic Republic",
        "es": "República Democrática Popular Lao",
        "fr": "République démocratique populaire lao",
        "ru": "Лаосская Народно-Демократическая Республика",
        "zh": "老挝人民民主共和国",
    },
    "MD": {
        "ar": "جمهورية مولدوفا",
        "en": "Republic of Moldova",
        "es": "República de Moldova",
        "fr": "République de Moldova",
        "ru": "Республика Молдова",
        "zh": "摩尔多瓦共和国",
    },
    "MM": {"ar": "ميانمار", "en": "Myanmar", "es": "Myanmar", "fr": "Myanmar", "ru": "Мьянма", "zh": "缅甸"},
    "MO": {
        "ar": "ماكاو، الصين (منطقة إدارية خاصة)",
        "en": "China, Macao SAR",
        "es": "China, RAE de Macao",
        "fr": "Chine, RAS de Macao",
        "ru": "Китай, САР Макао",
        "zh": "中国澳门特别行政区",
    },
    "PS": {
        "ar": "فلسطين",
        "en": "Palestine",
        "es": "Palestina",
        "fr": "Palestine",
        "ru": "Палестина",
        "zh": "巴勒斯坦",
    },
    "RU": {
        "ar": "الاتحاد الروسي",
        "en": "Russian Federation",
        "es": "Federación de Rusia",
        "fr": "Fédération de Russie",
        "ru": "Российская Федерация",
        "zh": "俄罗斯联邦",
    },
    "SY": {
        "ar": "الجمهورية العربية السورية",
        "en": "Syrian Arab Republic",
        "es": "República Árabe Siria",
        "fr": "République arabe syrienne",
        "ru": "Сирийская Арабская Республика",
        "zh": "阿拉伯叙利亚共和国",
    },
    "TW": {
        "ar": "تايوان، مقاطعة صينية",
        "en": "Taiwan, Province of China",
        "es": "Taiwán, Provincia de China",
        "fr": "Taïwan, province de Chine",
        "ru": "Тайвань, провинция Китая",
        "zh": "中国台湾省",
    },
    "TZ": {
        "ar": "جمهورية تنزانيا المتحدة",
        "en": "United Republic of Tanzania",
        "es": "República Unida de Tanzanía",
        "fr": "République-Unie de Tanzanie",
        "ru": "Объединенная Республика Танзания",
        "zh": "坦桑尼亚联合共和国",
    },
    "US": {
        "ar": "الولايات المتحدة الأمريكية",
        "en": "United States of America",
        "es": "Estados Unidos de América",
        "fr": "États-Unis d’Amérique",
        "ru": "Соединенные Штаты Америки",
        "zh": "美利坚合众国",
    },
    "VA": {
        "ar": "الكرسي الرسولي",
        "en": "Holy See",
        "es": "Santa Sede",
        "fr": "Saint-Siège",
        "ru": "Святой Престол",
        "zh": "教廷",
    },
    "VE": {
        "ar": "فنزويلا (جمهورية - البوليفارية)",
        "en": "Venezuela (Bolivarian Republic of)",
        "es": "Venezuela (República Bolivariana de)",
        "fr": "Venezuela (République bolivarienne du)",
        "ru": "Венесуэла (Боливарианская Республика)",
        "zh": "委内瑞拉玻利瓦尔共和国",
    },
    "VN": {"ar": "فييت نام", "en": "Viet Nam", "es": "Viet Nam", "fr": "Viet Nam", "ru": "Вьетнам", "zh": "越南"},
}


def office_name(code: str, delivered: str) -> str:
    """Return the name of the office `code` in the language in use; `delivered` is its name in the extract, English.

    That name stays where the language is English, or the code is no state or territory of today.
    """
    if language() == "en":
        return delivered
    official = OFFICIAL.get(code, {}).get(language())
    return official or _territories(language()).get(code, delivered)


def office_names(delivered: str) -> str:
    """Return several offices, named in English and joined by "; ", as they are called in the language in use.

    A name that neither the United Nations nor CLDR has stays.
    """
    if language() == "en":
        return delivered
    codes = _codes()
    return "; ".join(office_name(codes.get(_key(name), ""), name) for name in delivered.split("; "))


@cache
def _codes() -> dict[str, str]:
    """Return the codes of states and territories by the keys of their English names."""
    found = {_key(name): code for code, name in _territories("en").items()}
    return found | {_key(names["en"]): code for code, names in OFFICIAL.items()}


def _key(name: str) -> str:
    """Return what a name has in common with that of CLDR, which writes "St. Vincent & Grenadines" and "São Tomé"."""
    plain = name.replace("&", "and").replace("St.", "Saint").replace("’", "'")
    return fold(plain).replace(" the ", " ")


@cache
def _territories(code: str) -> dict[str, str]:
    """Return the names that CLDR has for territories in a language."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {key: name for key, name in names.items() if len(key) == 2 and key not in NO_TERRITORY}
