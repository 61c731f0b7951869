"""Fetching: an http(s) address goes in; what its server answered comes out, or why there is nothing to read.

Polite and careful: robots.txt, a delay between requests to one host, few tries, limits on time, bytes and redirects,
and no connection to an address that was not looked at and found public. It never reads what it fetched, never runs
anything in it, keeps no cookies, sends no credentials and uses no proxy of the environment.
"""

from knell.reports.fetching.fetcher import Fetcher
from knell.reports.fetching.limits import Clock, Limits, Manners
from knell.reports.fetching.networks import Networks
from knell.reports.fetching.outcome import Got, Missed, State
from knell.reports.fetching.warcs import Archive, Written

__all__ = ["Archive", "Clock", "Fetcher", "Got", "Limits", "Manners", "Missed", "Networks", "State", "Written"]
