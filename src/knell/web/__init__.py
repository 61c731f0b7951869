"""Requests go in, pages and JSON come out: the app in which a person reviews a record.

Knows no rule of its own: what is shown and done comes from the record and from review. Needs the extra ``web``.
"""

from knell.web import running
from knell.web.app import create_app
from knell.web.settings import Settings

__all__ = ["Settings", "create_app", "running"]
