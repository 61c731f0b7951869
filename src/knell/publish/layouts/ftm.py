"""The layout of followthemoney: entities, and the statements that they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from knell.publish.cut import Entry
from knell.publish.layouts.ftm_entities import entities
from knell.publish.layouts.ftm_schema import SCHEMATA, Entity, checked, type_of
from knell.publish.tables import Field, Row, Table, Type
from knell.publish.terms import Terms

DATASET = "knell"
REVIEWED, UNREVIEWED = "reviewed", "unreviewed"
_S = Type.STRING

ENTITIES = Table(
    "entities",
    "Events, places, articles, cited parties, and the links between them, as JSON Lines that followthemoney's own "
    "tools read.",
    (
        Field("id", _S, "The entity's id.", required=True, unique=True),
        Field("schema", _S, "What it is in followthemoney's model.", required=True, enum=tuple(SCHEMATA)),
        Field("properties", Type.OBJECT, "Its properties, each with a list of values.", required=True),
        Field("datasets", Type.ARRAY, f"Always `{DATASET}`.", required=True),
        Field(
            "reviewed",
            Type.BOOLEAN,
            "Whether a person reviewed the event; of an article, all its events.",
            required=True,
        ),
    ),
    key=("id",),
    formats=("jsonl",),
    file="entities.ftm",
)

STATEMENTS = Table(
    "statements",
    "The same, one row a value, in the columns of followthemoney's statements; all formats but JSON Lines.",
    (
        Field("canonical_id", _S, "The entity's id: nothing is merged.", required=True),
        Field("entity_id", _S, "The entity's id.", required=True),
        Field("prop", _S, "The property.", required=True),
        Field("prop_type", _S, "Its type.", required=True),
        Field("schema", _S, "What the entity is.", required=True, enum=tuple(SCHEMATA)),
        Field("value", _S, "The value.", required=True),
        Field("dataset", _S, f"Always `{DATASET}`.", required=True, enum=(DATASET,)),
        Field("origin", _S, f"`{REVIEWED}` where a person reviewed the event, of an article: all its events.", True,
              enum=(REVIEWED, UNREVIEWED)),
        Field("lang", _S, "The language of words of a report, by its ISO 639-3 code."),
        Field("original_value", _S, "Always empty: no value was changed."),
        Field("external", Type.BOOLEAN, "Always false: all is the record's own.", required=True),
        Field("first_seen", _S, "Always empty: a release depends on no clock."),
        Field("last_seen", _S, "Always empty: a release depends on no clock."),
        Field("id", _S, "The statement's id, made as followthemoney makes it.", required=True, unique=True),
    ),
    key=("id",),
    # The same again as JSON Lines would be taken for entities.
    formats=("csv", "parquet", "xlsx", "sqlite"),
)  # fmt: skip


class FollowTheMoney:
    """The layout of followthemoney."""

    name = "followthemoney"
    version = "4"
    description = "followthemoney entities (events, articles, cited parties, links) and their statements."
    rules = """
- An event is an `Event`; its place an `Address`; a report an `Article`, once in a release. Ids are made from the
  record's, so that they stay the same from release to release.
- A claim is a `Documentation` between article and event: its words (300 characters at most) are the `summary`, its
  number as the words bound it the `description`.
- Whom a report cites is a `PublicBody` (government, military, police), an `Organization` (hospital, NGO,
  intergovernmental, media, armed group) or, where the words name none of these, a `LegalEntity`, linked to the event
  by an `UnknownLink` with the articles as `proof`. It stands for its event only: the same words may mean somebody else
  at another event, and nothing is merged here.
- Findings and commemorations are `Note`s; a copy is an `UnknownLink` from the later article to the earlier.
- `summary` of an event holds the leading figures, `notes` those by every rule; an open bound is called unknown.
- An event without a name is called by its place and days.
- Every entity is held to followthemoney's model before it is written: schema, properties, types, required values.
"""

    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """Entities and statements."""
        return ENTITIES, STATEMENTS

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """Each entity of the event, and its statements."""
        for entity in entities(entry, terms):
            checked(entity)
            reviewed = entry.reviewed if entity.reviewed is None else entity.reviewed
            yield (
                ENTITIES.name,
                {
                    "id": entity.id,
                    "schema": entity.schema,
                    "properties": {name: list(values) for name, values in entity.properties.items()},
                    "datasets": [DATASET],
                    "reviewed": reviewed,
                },
            )
            for row in _statements(entity, REVIEWED if reviewed else UNREVIEWED):
                yield STATEMENTS.name, row


def _statements(entity: Entity, origin: str) -> Iterator[Row]:
    for name, values in entity.properties.items():
        lang = entity.languages.get(name)
        for value in values:
            yield {
                "canonical_id": entity.id,
                "entity_id": entity.id,
                "prop": name,
                "prop_type": type_of(entity.schema, name),
                "schema": entity.schema,
                "value": value,
                "dataset": DATASET,
                "origin": origin,
                "lang": lang,
                "original_value": None,
                "external": False,
                "first_seen": None,
                "last_seen": None,
                "id": _statement_id(entity.id, name, value, lang),
            }


def _statement_id(entity: str, name: str, value: str, lang: str | None) -> str:
    parts = f"{DATASET}.{entity}.{name}.{value}"
    return hashlib.sha1((f"{parts}@{lang}" if lang else parts).encode(), usedforsecurity=False).hexdigest()


LAYOUT = FollowTheMoney()
