"""Who may see the dashboard, and which regions: the section `[access]` of the secrets, read strictly.

    [access]
    domains = ["wipo.int"]                   # everybody with a verified address there
    people = ["ana@example.org"]             # and these persons

    [access.regions]                         # regions that a domain or a person may see, instead of all
    "example.org" = ["AF", "AR"]
    "ben@example.net" = ["LC"]

Whoever is named is admitted, in `regions` too. A person who is named goes before the person's domain, with all regions
where none are given. A domain does not stand for its subdomains. Addresses are ASCII and compared without regard to
case: other letters could look like, or be folded to, those of somebody else. What cannot be understood admits nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries.filters import codes_of, known_codes
from words import _

_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_PERSON = re.compile(r"[!-?A-~]+@[a-z0-9-]+(\.[a-z0-9-]+)*")

Regions = tuple[str, ...] | None  # in the contract's order; None stands for all


class AllowListError(ValueError):
    """The section `[access]` cannot be understood; the message says what is wrong with it."""


@dataclass(frozen=True)
class AllowList:
    """Who is admitted: allowed regions by address, and by domain for those who are not named themselves."""

    people: Mapping[str, Regions]
    domains: Mapping[str, Regions]

    def admits(self, address: str) -> bool:
        """Tell whether the verified address may see anything."""
        person = _folded(address)
        return person in self.people or _domain_of(person) in self.domains

    def regions_of(self, address: str) -> Regions:
        """Return the regions that an admitted address may see. Raises KeyError for any other."""
        person = _folded(address)
        return self.people[person] if person in self.people else self.domains[_domain_of(person)]


def read_allow_list(section: object) -> AllowList:
    """Return what the section `[access]` says. Raises AllowListError."""
    if not isinstance(section, Mapping):
        raise AllowListError(_("[access] is no section."))
    if unknown := sorted(set(section) - {"domains", "people", "regions"}):
        raise AllowListError(_("[access] has an unknown setting: {name}.").format(name=", ".join(unknown)))
    people: dict[str, Regions] = {_person(name): None for name in _texts(section, "people")}
    domains: dict[str, Regions] = {_domain(name): None for name in _texts(section, "domains")}
    regions = section.get("regions", {})
    if not isinstance(regions, Mapping):
        raise AllowListError(_("[access.regions] is no section."))
    limited: set[str] = set()
    for name in regions:
        named = people if "@" in name else domains
        key = _person(name) if "@" in name else _domain(name)
        if key in limited:
            raise AllowListError(_("[access.regions] names {name} twice.").format(name=key))
        limited.add(key)
        named[key] = _regions(name, _texts(regions, name))
    if not people and not domains:
        raise AllowListError(_("[access] names nobody."))
    return AllowList(people, domains)


def verified_address(claims: Mapping[str, Any]) -> str | None:
    """Return the e-mail address that the provider vouches for, or None where it gives none that can be compared."""
    address, verified = claims.get("email"), claims.get("email_verified", True)
    is_verified = verified is True or str(verified).lower() == "true"
    return address if is_verified and isinstance(address, str) and _PERSON.fullmatch(_folded(address)) else None


def _texts(section: Mapping[str, Any], name: str) -> list[str]:
    values = section.get(name, [])
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise AllowListError(_("{name} is no list of texts.").format(name=name))
    return list(values)


def _person(name: str) -> str:
    if not _PERSON.fullmatch(_folded(name)):
        raise AllowListError(_("{name} is no address of a person.").format(name=name))
    return _folded(name)


def _domain(name: str) -> str:
    if not _DOMAIN.fullmatch(_folded(name)):
        raise AllowListError(_("{name} is no domain.").format(name=name))
    return _folded(name)


def _regions(name: str, codes: list[str]) -> Regions:
    if not codes or set(codes) - set(codes_of("regions")):
        known = ", ".join(codes_of("regions"))
        raise AllowListError(_("The regions of {name} must be among {codes}.").format(name=name, codes=known))
    return known_codes("regions", codes)


def _folded(address: str) -> str:
    # casefold() would turn the Kelvin sign into a k; such letters do not match the patterns above before it.
    return address.casefold() if address.isascii() else address


def _domain_of(person: str) -> str:
    return person.partition("@")[2] if _PERSON.fullmatch(person) else ""
