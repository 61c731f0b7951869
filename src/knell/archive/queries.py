"""Questions in the SQL that DuckDB and Spark share.

Things that share a key stand in a list, by position; each is held against the next few (``events.lists``). The lists
are cut into chunks as long as that reach, and only neighbouring chunks meet: a key that a tenth of all reports share
costs what as many reports with keys of their own cost, and no single piece of work grows with it.

Of two tables that are joined the one on the right is held: it never has whole reports, events or copies in it.
"""

from __future__ import annotations

# Reports, or events, that are compared with others in one piece of work.
BUCKET = 512


def near_pairs(reach: int) -> str:
    """Pairs a < b of things within ``reach`` under a key of ``keyed`` (key, position, number, report, loose, dated)."""
    return f"""
        with placed as (
            select *, row_number() over (partition by key order by position, number) - 1 as nth,
                   count(*) over (partition by key) as many
            from keyed
        ), cut as (
            select key, number, report, loose, dated, nth, cast(floor(nth / {reach}) as bigint) as chunk
            from placed where many > 1
        ), ahead as (
            select key, number, report, dated, nth, chunk from cut
            union all
            select key, number, report, dated, nth, chunk - 1 as chunk from cut
        )
        select distinct least(one.number, other.number) as a, greatest(one.number, other.number) as b
        from ahead other join cut one on one.key = other.key and one.chunk = other.chunk
        where other.nth > one.nth and other.nth <= one.nth + {reach} and one.report <> other.report
              and not (one.loose and one.dated and other.dated)
    """


LARGEST_BLOCKS = """
    select key, count(*) as events from keyed group by key having count(*) > 1 order by events desc, key limit 20
"""

# What is compared together: the pairs whose first side stands in the same stretch of all things in order.
# ``things`` (number, position, value), ``pairs`` (a, b, kind).
PAIRED = f"""
    with placed as (
        select number, cast(floor((row_number() over (order by position, number) - 1) / {BUCKET}) as bigint) as bucket
        from things
    )
    select placed.bucket, pairs.a, pairs.b, pairs.kind from pairs join placed on pairs.a = placed.number
"""
NEEDED = "select bucket, a as number from paired union select bucket, b as number from paired"
BUCKETS = """
    select needed.bucket as key, needed.number as one, cast(0 as bigint) as other, '' as kind, things.value
    from things join needed on needed.number = things.number
    union all
    select bucket as key, a as one, b as other, kind, '' as value from paired
"""

# Lines that enough reports of an outlet have, and of each the first few reports; ``lines`` (line, number, report).
REPEATED = """
    with counted as (
        select *, row_number() over (partition by line order by number) as nth,
               count(*) over (partition by line) as many
        from lines
    )
    select line, number, report, nth from counted where many >= {fewest}
"""

# Each report that is looked at, with its lines that others have, and those for which it is looked at.
LOOKED_AT = """
    with asked as (
        select report, array_agg(line) as lines,
               array_agg(case when nth <= {most} then line end) as asked, min(nth) as first
        from repeated group by report
    )
    select told.report, told.said, asked.lines, asked.asked
    from told join asked on asked.report = told.report where asked.first <= {most}
"""

WITH_CHROME = """
    with found as (
        select lines.report, array_agg(lines.line) as chrome
        from lines join chrome on lines.line = chrome.line group by lines.report
    )
    select told.report, told.said, found.chrome from told left join found on told.report = found.report
"""

# Each event that reports tell, with the group of matching events it hangs together with.
COMPONENTS = """
    select events.number, events.report, coalesce(joined.component, events.number) as component
    from events left join joined on events.number = joined.number
"""

_AMONG = "with among as (select distinct component, report from placed)"
_NOTHING = "cast(0 as bigint) as one, cast(0 as bigint) as other, cast(0 as double) as score"

# All that bringing an event together takes, by component: a question each, as their answers are as large as all reports
# and copies together, and together they would be held at once.
TOGETHER = {
    "events": """
        select component as key, 'event' as what, number as one, cast(0 as bigint) as other,
               cast(0 as double) as score, '' as value
        from placed
    """,
    "reports": f"""
        {_AMONG}
        select among.component as key, 'said' as what, {_NOTHING}, told.said as value
        from told join among on told.report = among.report
    """,
    "edges": """
        select placed.component as key, 'edge' as what, edges.a as one, edges.b as other, edges.score, '' as value
        from edges join placed on edges.a = placed.number
    """,
    "copies": f"""
        {_AMONG}
        select early.component as key, 'copy' as what, {_NOTHING}, copies.pair as value
        from copies join among early on copies.earlier = early.report
        join among late on copies.later = late.report and early.component = late.component
    """,
}
ALL_TOGETHER = " union all ".join(f"select * from of_{name}" for name in TOGETHER)

# Pairs of reports' events of which one repeats the other's words, by the events' numbers; 'copy' before 'partial'.
COPIED_EVENTS = """
    select least(one.number, other.number) as a, greatest(one.number, other.number) as b, min(copied.kind) as kind
    from copied join members one on copied.report = one.report and copied.event = one.event
    join members other on copied.other_report = other.report and copied.other_event = other.event
    where one.number <> other.number
    group by least(one.number, other.number), greatest(one.number, other.number)
"""

ALL_PAIRS = """
    select near.a, near.b, coalesce(copied.kind, '') as kind
    from near left join copied on near.a = copied.a and near.b = copied.b
    union
    select a, b, kind from copied
"""

# Of reports that go by the same id with other bytes, the one with the smallest hash keeps it.
NAMED = """
    with clashing as (
        select report, min(sha256) as first from said group by report having count(distinct sha256) > 1
    )
    select said.report, said.sha256, said.said, coalesce(clashing.first, said.sha256) as first
    from said left join clashing on said.report = clashing.report
"""

# What a report says is long: it is compared only where several rows say it.
ONCE = """
    with several as (select report from said group by report having count(*) > 1)
    select said.report, said.sha256, said.said
    from said left join several on said.report = several.report where several.report is null
    union all
    select said.report, min(said.sha256) as sha256, min(said.said) as said
    from said join several on said.report = several.report group by said.report
"""
