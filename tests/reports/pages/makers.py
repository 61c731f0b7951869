"""Pages to read, made up."""

from __future__ import annotations

PARAGRAPHS = (
    "Twelve miners were killed when a shaft collapsed near the town of Lorvia on Friday, the rescue service said.",
    "Another thirty were brought to the surface alive, and four of them are being treated in the district hospital.",
    "The operator of the pit, which was opened in 1961, says all work there has been stopped until further notice.",
)


def page(
    *,
    title: str = "Twelve killed in pit near Lorvia",
    head: str = "",
    above: str = "",
    body: str | None = None,
    lang: str = "en",
) -> str:
    """A page with a title, what stands in its head, what stands beneath the title, and a body."""
    told = "".join(f"<p>{words}</p>" for words in PARAGRAPHS) if body is None else body
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | The Courier</title>{head}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><main><article><h1>{title}</h1>{above}{told}"
        "</article></main><footer>The Courier</footer></body></html>"
    )
