"""The drawings of an event's page, in the language of the reader."""

from __future__ import annotations

from markupsafe import Markup

from knell.publish.site.views import View


def drawings(shown: View, language: str) -> tuple[Markup, ...]:
    """What each source gave when; nothing where there is no more than one total."""
    return ()
