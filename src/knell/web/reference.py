"""Two pages of the documentation, made from the app itself: the API, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from knell.review import RIGHTS, Right, Role
from knell.web.access import PUBLIC
from knell.web.api.document import document, needed
from knell.web.api.errors import CODES, MEANINGS

_API_HEAD = """# The JSON API

Made by `make docs` from the app; a test holds it to it. The same as OpenAPI stands at `/api/openapi.json` of every
running app, and [use the API](../how-to/use-the-api.md) shows how to begin. Every address is behind `/api/v1`.

- Ask with a token, `Authorization: Bearer TOKEN`, or in a session that was begun on the pages; what changes anything
  in a session also needs the header `X-CSRF-Token` that its pages carry. [Who may do what](rights.md) says which right
  an address needs.
- Events, claims, figures, findings and reports are the objects of [what knell prints](schema.md). Unknown is `null`,
  days are `YYYY-MM-DD`, moments are ISO 8601 with their zone, offsets are Unicode code points.
- A parameter or a field that is not known is refused, and so is one that is given twice, out of range or too long.
- A decision says which version of a claim or an event was seen, as `seen` in its body or as `If-Match` with the `ETag`
  that came with it. Where somebody decided about the same since, nothing is done, and the answer (409; 412 for
  `If-Match`) brings those decisions as `since`.
- A request that is not done is answered with `{"error": {"code", "message", "fields": [{"name", "message"}]}}`:
"""
_RIGHTS_HEAD = """# Who may do what

Made by `make docs` from the app; a test holds it to it, and another asks every address as people of every kind. A role
brings rights; a grant adds one for a time or for one event; a token carries some of its owner's. A grant for one event
opens what names it (`{event}`) or one of its claims (`{claim}`, but to move it), and lets a decision about such a claim
be undone; where an address names neither, it opens nothing.
"""
_SHAPES_HEAD = """## Shapes

What is sent and answered. Every field of an answer is there; `?` marks what may be left out of what is sent.
"""


def api_page(app: FastAPI) -> str:
    """The reference of the API as Markdown."""
    made = document(app)
    errors = ["| status | code | when |", "|---|---|---|"]
    errors += [f"| {status} | `{CODES[status]}` | {said} |" for status, said in sorted(MEANINGS.items())]
    by_tag: dict[str, list[str]] = {}
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    sections = [f"## {tag.capitalize()}\n\n" + "\n".join(by_tag[tag]) for tag in sorted(by_tag)]
    shapes = [_shape(name, shape) for name, shape in sorted(made["components"]["schemas"].items())]
    return "\n".join([_API_HEAD, *errors, "", *sections, _SHAPES_HEAD, *shapes])


def rights_page(app: FastAPI) -> str:
    """The table of addresses, rights and roles as Markdown."""
    names = " | ".join(role.value for role in Role)
    head = f"| | address | right | {names} |\n|---|---|---|{'---|' * len(Role)}"
    pages: list[str] = []
    programs: list[str] = []
    for method, path, rights in addresses(app):
        mays = " | ".join("yes" if rights <= RIGHTS[role] else "" for role in Role)
        named = ", ".join(f"`{right.value}`" for right in Right if right in rights) or "none"
        row = f"| {method} | `{path}` | {named} | {mays} |"
        (programs if path.startswith("/api/") else pages).append(row)
    return "\n".join([_RIGHTS_HEAD, "## Pages", "", head, *pages, "", "## API", "", head, *programs, ""])


def addresses(app: FastAPI) -> list[tuple[str, str, frozenset[Right]]]:
    """Every method and address of an app with the rights it needs, in order; files it brings along are none."""
    found = []
    for route in iter_route_contexts(app.routes):
        rights = frozenset(needed(route.dependant)) if hasattr(route, "dependant") else frozenset()
        for method in (route.methods or set()) - {"HEAD", "OPTIONS"}:
            found.append((method, route.path_format or route.path or "", rights))
    return sorted(found, key=lambda one: (one[1], one[0]))


def undeclared(app: FastAPI) -> list[tuple[str, str]]:
    """The addresses that need no right, though nobody said that they are public."""
    return [(method, path) for method, path, rights in addresses(app) if not rights and (method, path) not in PUBLIC]


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    lines = [f"### {operation['summary']}", "", f"`{method.upper()} {path}`", "", operation["description"], ""]
    parameters = [one for one in operation.get("parameters", ()) if one["in"] != "path"]
    if parameters:
        lines += ["| parameter | is | meaning |", "|---|---|---|"]
        for one in parameters:
            name = one["name"] if one["in"] == "query" else f"{one['name']} (header)"
            lines.append(f"| `{name}` | {kind(one['schema'])} | {_cell(one.get('description', ''))} |")
        lines.append("")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    answers = [(status, one) for status, one in operation["responses"].items() if status.startswith("2")]
    told = [f"Send {kind(body)}."] if body else []
    told += [f"Answers {status} with {_content(one)}." for status, one in answers]
    others = ", ".join(status for status in operation["responses"] if not status.startswith("2"))
    return "\n".join([*lines, f"{' '.join(told)} May answer {others}.", ""])


def _content(answer: dict[str, Any]) -> str:
    ((media, content),) = answer["content"].items()
    return kind(content["schema"]) if media == "application/json" else f"`{media}`"


def _shape(name: str, shape: dict[str, Any]) -> str:
    lines = [f"### {name}", "", " ".join(shape.get("description", "").split()), ""]
    if "enum" in shape:
        return "\n".join([*lines, "One of " + ", ".join(f"`{one}`" for one in shape["enum"]) + ".", ""])
    lines += ["| key | is | meaning |", "|---|---|---|"]
    needed = set(shape.get("required", ()))
    for key, value in shape.get("properties", {}).items():
        mark = "" if key in needed else "?"
        lines.append(f"| `{key}`{mark} | {kind(value)} | {_cell(value.get('description', ''))} |")
    return "\n".join([*lines, ""])


def kind(schema: dict[str, Any]) -> str:
    """What a value is, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "allOf" in schema:
        return kind(schema["allOf"][0])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(one) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return ", ".join(f"`{one}`" for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {kind(schema.get('items', {}))}"
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"object of {kind(inner)}" if isinstance(inner, dict) else "object"
    return " ".join(_words(schema))


def _words(schema: dict[str, Any]) -> Iterator[str]:
    names = {
        "integer": "whole number",
        "number": "number",
        "string": "text",
        "boolean": "true or false",
        "null": "null",
    }
    formats = {"date": "day", "date-time": "moment"}
    yield formats.get(schema.get("format", ""), names.get(schema.get("type", ""), "anything"))
    if "minimum" in schema and "maximum" in schema:
        yield f"{_plain(schema['minimum'])} to {_plain(schema['maximum'])}"
    elif "minimum" in schema:
        yield f"from {_plain(schema['minimum'])}"


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
