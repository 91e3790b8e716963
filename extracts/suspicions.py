"""Rows that keep every rule and look wrong all the same: they count, and they are reported."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from extracts.contract import Table
from extracts.reading.typed_parts import LINE_BITS


@dataclass(frozen=True)
class Suspicion:
    """A row of `table` whose key is among those that `select` gives is suspected under `rule`.

    `select` gives the value of `column`, which is the key of the table, and what to compare it with. It may read all
    accepted rows. The suspicion only makes sense where `needs` has rows.
    """

    rule: str
    table: str
    column: str
    needs: str
    select: str


_WORDS = r"trim(regexp_replace(lower(strip_accents(title)), '[^\pL\pN]+', ' ', 'g'))"
_NAME = f"coalesce(nullif({_WORDS}, ''), title)"

SUSPICIONS = (
    # The same title, dates and host office; without a host office, the same offices taking part.
    Suspicion(
        "same_training_twice",
        "trainings",
        "training_id",
        "trainings",
        f"""
        with titled as (
            select training_id, {_NAME} as name, start_date, end_date, host_office
            from trainings
        ),
        -- Numbers first: of the few trainings whose number is not their own the names are compared.
        numbers as (
            select hash(name, start_date, end_date, host_office) as number from titled
            group by hash(name, start_date, end_date, host_office) having count(*) > 1
        ),
        numbered as (
            select * from titled where hash(name, start_date, end_date, host_office) in (select number from numbers)
        ),
        alike as (
            select * from numbered
            qualify count(*) over (partition by name, start_date, end_date, host_office) > 1
        ),
        attended as (
            select training_id, string_agg(office, ';' order by office) as offices
            from training_offices where training_id in (select training_id from alike where host_office is null)
            group by training_id
        ),
        placed as (
            select alike.*, coalesce(host_office, offices, '') as place
            from alike left join attended using (training_id)
        )
        select
            training_id,
            case when training_id = min(training_id) over same then max(training_id) over same
                else min(training_id) over same end
        from placed
        window same as (partition by name, start_date, end_date, host_office, place)
        qualify count(*) over same > 1
        """,
    ),
    Suspicion(
        "training_without_office",
        "trainings",
        "training_id",
        "training_offices",
        # An office is in a region, so that a training that reached none had no office.
        "select training_id, null from trainings where region_bits = 0",
    ),
)


def keep_names(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Keep the names of the files of `_files`, if `table` is one of those that are looked at in the end."""
    if any(suspicion.table == table.name for suspicion in SUSPICIONS):
        connection.execute(f'create temp table "_named_{table.name}" as select position, file from _files')


def note_suspicions(connection: duckdb.DuckDBPyConnection) -> None:
    """Put each suspicion to the rows of all tables, note it in `rows_suspected` and count it by file.

    Called when the cubes are there, and while `accepted_<table>` still tells the places of the rows.
    """
    for suspicion in SUSPICIONS:
        [(may_be,)] = connection.execute(
            f'select exists (select 1 from "{suspicion.table}") and exists (select 1 from "{suspicion.needs}")'
        ).fetchall()
        if not may_be:
            continue
        connection.execute(
            "insert into checks values (?, ?, ?, null)", [suspicion.table, suspicion.column, suspicion.rule]
        )
        connection.execute(
            "insert into rows_suspected select $dataset, file, _place & $lines, $column, key, $rule, expected"
            f' from ({suspicion.select}) as suspects (key, expected) join "accepted_{suspicion.table}" as accepted'
            f' on accepted."{suspicion.column}" = suspects.key'
            f' join "_named_{suspicion.table}" as named on named.position = _place >> $bits order by _place',
            {
                "dataset": suspicion.table,
                "column": suspicion.column,
                "rule": suspicion.rule,
                "bits": LINE_BITS,
                "lines": (1 << LINE_BITS) - 1,
            },
        )
    connection.execute(
        "update delivered_files set rows_suspected = counted.suspected from (select dataset, file,"
        " count(distinct line) as suspected from rows_suspected group by dataset, file) as counted"
        " where counted.dataset = delivered_files.dataset and counted.file = delivered_files.file"
    )
