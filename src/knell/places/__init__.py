"""A text goes in; the places it names come out, with offsets, coordinates and UCDP's where_prec.

Resolves against GeoNames (https://www.geonames.org, CC BY 4.0) compiled into ``gazetteer.bin``. Never decides where an
event happened, and never guesses: a name that cannot be told is a mention without a place.
"""

from knell.places.countries import country_name, country_of
from knell.places.finding import Mention, Places, find
from knell.places.geometry import contains, distance_km
from knell.places.lexicon import PlaceCase, demonyms
from knell.places.named import named, with_geonames_id

__all__ = [
    "Mention",
    "PlaceCase",
    "Places",
    "contains",
    "country_name",
    "country_of",
    "demonyms",
    "distance_km",
    "find",
    "named",
    "with_geonames_id",
]
