"""Tables that follow from the accepted rows and the contract: lists, codes, years and coverage."""

from __future__ import annotations

from datetime import date

import duckdb

from extracts.contract import Activity, Table


def create_lists(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create `<table>_<field>` for each column that holds several values in a cell.

    It has a row per text that occurs in that column and member of it: (topics "IPC;Nice", topic "IPC").
    """
    for field in table.fields:
        if field.separator and field.member:
            connection.execute(
                f'create table "{table.name}_{field.name}" as'
                f' select distinct "{field.name}", trim(member) as "{field.member}" from (select "{field.name}",'
                f' unnest(string_split("{field.name}", $separator)) as member'
                f' from (select distinct "{field.name}" from "{table.name}"))',
                {"separator": field.separator},
            )


def create_codes(connection: duckdb.DuckDBPyConnection, contract: tuple[Table, ...]) -> None:
    """Create `codes` (field as `table.column`, code, position from 1, bit): the lists of the contract in its order.

    `bit` is the code as a set of one, in a number that holds a set of codes of the field; NULL from the 63rd on.
    """
    rows = [
        (f"{table.name}.{field.name}", code, position)
        for table in contract
        for field in table.fields
        for position, code in enumerate(field.codes, start=1)
    ]
    fields, codes, positions = (list(values) for values in zip(*rows, strict=True))
    connection.execute(
        "create table codes as select unnest($fields) as field, unnest($codes) as code,"
        " unnest(cast($positions as bigint[])) as position,"
        " case when position < 63 then 1 << (position - 1) end as bit",
        {"fields": fields, "codes": codes, "positions": positions},
    )


def create_years(connection: duckdb.DuckDBPyConnection, contract: tuple[Table, ...], today: date) -> None:
    """Create `years` (year, is_complete): each year from the first to the last with activity, or only this year.

    The first year is that of the earliest event: an office that has used a solution since long before the extracts
    begin counts in every year of them but does not stretch the axis. The running year is not complete, nor a later one.
    """
    dated = [(table.name, table.activity) for table in contract if table.activity]
    spans = " union all ".join(
        f'select {_year(activity)} as year, {activity.on is not None} as is_event from "{name}" as rows'
        for name, activity in dated
    )
    connection.execute(
        "create table years as select cast(year as bigint) as year, year < $running as is_complete from"
        " (select unnest(range(coalesce(min(year) filter (where is_event), min(year), $running),"
        f" coalesce(max(year), $running) + 1)) as year from ({spans}))",
        {"running": today.year},
    )


def create_coverage(connection: duckdb.DuckDBPyConnection, contract: tuple[Table, ...]) -> None:
    """Create `source_years` and `coverage`, which say what each year of each activity table rests on.

    `source_years` (dataset, year, source, basis, seen_by_bits, row_count) has a row per combination that occurs;
    `seen_by_bits` is the set of regions whose offices its rows name, 0 where they name none, NULL where their table has
    no way to an office. `coverage` (dataset, year, reported_rows, illustrative_rows) has a row for every
    table and year, with zeros. Rows that last (an office uses a solution) count in each year on whose 31 December they
    do.
    """
    connection.execute(f"create table source_years as {_source_years(contract)}")
    connection.execute("create table activities (dataset varchar)")
    for table in contract:
        if table.activity:
            connection.execute("insert into activities values (?)", [table.name])
    connection.execute(
        "create table coverage as select activities.dataset, years.year,"
        " cast(coalesce(sum(row_count) filter (where basis = 'reported'), 0) as bigint) as reported_rows,"
        " cast(coalesce(sum(row_count) filter (where basis = 'illustrative'), 0) as bigint) as illustrative_rows"
        " from activities cross join years left join source_years"
        " on source_years.dataset = activities.dataset and source_years.year = years.year group by all order by all"
    )
    connection.execute("drop table activities")


def _source_years(contract: tuple[Table, ...]) -> str:
    """Return the select that counts the rows of each activity table of `contract` by year, source, basis, regions."""
    return " union all ".join(
        f"select cast('{table.name}' as varchar) as dataset, years.year, rows.source, rows.basis,"
        f" {_seen_by(table)} as seen_by_bits, count(*) as row_count"
        f' from years join "{table.name}" as rows on {_in_year(table.activity)}{_office_of(table)}'
        f" group by years.year, rows.source, rows.basis, {_seen_by(table)}"
        for table in contract
        if table.activity
    )


def _seen_by(table: Table) -> str:
    if table.name == "trainings":
        return "rows.seen_by_bits"
    return "regions.bit" if _office_of(table) else "cast(null as bigint)"


def _office_of(table: Table) -> str:
    """Return the join of `rows` with the region of the office that each must name; "" where the table names none."""
    for key in table.foreign_keys:
        if key.references == "offices" and table.name != "trainings":
            return (
                f' join offices on offices."{key.references_column}" = rows."{key.column}"'
                " join codes as regions on regions.field = 'offices.region' and regions.code = offices.region"
            )
    return ""


def _year(activity: Activity) -> str:
    column = f'rows."{activity.on or activity.active_from}"'
    return column if activity.on_is_year else f"extract(year from {column})"


def _in_year(activity: Activity) -> str:
    if activity.on:
        return f"{_year(activity)} = years.year"
    left = f'rows."{activity.active_to}"' if activity.active_to else "null::date"
    year_end = "make_date(years.year, 12, 31)"
    return f'rows."{activity.active_from}" <= {year_end} and ({left} is null or {left} >= {year_end})'
