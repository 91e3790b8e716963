"""The section [access] admits exactly those it names, and nobody where it cannot be understood."""

from __future__ import annotations

from typing import Any

import pytest

from components.allow_list import AllowListError, read_allow_list, verified_address

SECTION = {
    "domains": ["wipo.int", "Example.ORG"],
    "people": ["Ana@example.net", "boss@example.org"],
    "regions": {"example.org": ["AR", "AF"], "ben@example.net": ["LC"]},
}


@pytest.mark.parametrize(
    ("address", "regions"),
    [
        ("anybody@wipo.int", None),
        ("ANYBODY@WIPO.INT", None),
        ("somebody@example.org", ("AF", "AR")),  # in the contract's order
        ("boss@example.org", None),  # a person goes before the domain
        ("ana@EXAMPLE.net", None),
        ("ben@example.net", ("LC",)),  # named in the regions alone
    ],
)
def test_whoever_is_named_is_admitted_with_the_regions_given(address: str, regions: tuple[str, ...] | None) -> None:
    allowed = read_allow_list(SECTION)
    assert allowed.admits(address)
    assert allowed.regions_of(address) == regions


@pytest.mark.parametrize(
    "address",
    [
        "cid@example.net",
        "somebody@sub.wipo.int",
        "somebody@wipo.int.example.com",
        "somebody@notwipo.int",
        "wipo.int",
        "",
        "somebody@w\u0456po.int",  # a Cyrillic letter
        "somebody@\u212awipo.int",
    ],
)
def test_nobody_else_is(address: str) -> None:
    allowed = read_allow_list(SECTION)
    assert not allowed.admits(address)
    with pytest.raises(KeyError):
        allowed.regions_of(address)


@pytest.mark.parametrize(
    "section",
    [
        {},
        {"domains": []},
        "wipo.int",
        ["wipo.int"],
        {"domains": "wipo.int"},
        {"domains": [1]},
        {"domain": ["wipo.int"]},
        {"domains": ["*"]},
        {"domains": ["*.wipo.int"]},
        {"domains": ["@wipo.int"]},
        {"domains": ["w\u0456po.int"]},
        {"people": ["wipo.int"]},
        {"people": ["a b@wipo.int"]},
        {"people": ["a@b@wipo.int"]},
        {"people": ["\u212aen@wipo.int"]},
        {"domains": ["wipo.int"], "regions": ["AF"]},
        {"domains": ["wipo.int"], "regions": {"wipo.int": []}},
        {"domains": ["wipo.int"], "regions": {"wipo.int": "AF"}},
        {"domains": ["wipo.int"], "regions": {"wipo.int": ["af"]}},
        {"domains": ["wipo.int"], "regions": {"wipo.int": ["AF", "XX"]}},
        {"domains": ["wipo.int"], "regions": {"wipo.int": ["AF"], "WIPO.int": ["AR"]}},
    ],
    ids=repr,
)
def test_what_cannot_be_understood_admits_nobody(section: Any) -> None:
    with pytest.raises(AllowListError):
        read_allow_list(section)


@pytest.mark.parametrize(
    ("claims", "address"),
    [
        ({"email": "ana@wipo.int", "email_verified": True}, "ana@wipo.int"),
        ({"email": "ana@wipo.int", "email_verified": "true"}, "ana@wipo.int"),
        ({"email": "ana@wipo.int"}, "ana@wipo.int"),
        ({"email": "ana@wipo.int", "email_verified": False}, None),
        ({"email": "ana@wipo.int", "email_verified": "false"}, None),
        ({"email": "ana@wipo.int", "email_verified": None}, None),
        ({"email": "ana@wipo.int", "email_verified": 0}, None),
        ({"email": ["ana@wipo.int"]}, None),
        ({"email": "ana@wipo.int\n"}, None),
        ({"email": "x@evil.example @wipo.int"}, None),
        ({"email": "x@evil.example@wipo.int"}, None),
        ({"email": ""}, None),
        ({"sub": "ana@wipo.int"}, None),
    ],
)
def test_only_a_verified_address_counts(claims: dict[str, Any], address: str | None) -> None:
    assert verified_address(claims) == address
