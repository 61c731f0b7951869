"""Outlets of the crawl and what each says on every page: style sheets, scripts, menus, footers."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from benchmarks.crawling.stories import filled, random_of
from benchmarks.crawling.texts import words_of_pages

OUTLETS_A_LANGUAGE = 40
# How a page is built: by what it says to machines, where its text stands, and what it says its day in.
BUILDS = ("linked", "tagged", "plain", "app")
CODE = (
    "function {a}({b}){{var {c}={b}||{{}};return {c}.{d}?{c}.{d}({b}):null}}",
    "window.{a}=window.{a}||[];window.{a}.push(['{b}',{n},function({c}){{{c}.{d}&&{c}.{d}()}}]);",
    "if(!{a}.{b}){{{a}.{b}=new {c}({n});{a}.{b}.on('{d}',function(e){{e.preventDefault();{c}.{a}(e.target)}})}}",
    "for(var {a}=0;{a}<{b}.length;{a}++){{{c}.set({b}[{a}].{d},{n})}}",
    "!function({a},{b}){{var {c}={a}.createElement('script');{c}.src={b};{a}.head.append({c})}}(document,'{d}');",
    "try{{{a}.{b}.{c}(JSON.stringify({{{d}:{n}}}))}}catch({a}){{console.warn({a})}}",
    "const {a}=async({b})=>{{const {c}=await fetch({b}+'?v={n}');return {c}.ok?{c}.json():{d}}};",
)
STYLE = (
    ".{a} .{b}{{display:flex;margin:{n}px auto;padding:0 {m}px;color:#{h}}}",
    ".{a}:hover .{b},.{a}:focus .{b}{{background:#{h};opacity:.{n}}}",
    "@media (min-width:{n}0px){{.{a}{{width:{m}%;max-width:{n}rem}}.{b}{{font:700 {m}px/1.4 Georgia,serif}}}}",
    ".{a}__{b}::after{{content:'';position:absolute;inset:0 {m}px auto {n}%;border-top:1px solid #{h}}}",
)
PARTS = re.findall(
    r"\w+",
    "data item node view state user page load init event list slot frame width track link card menu form",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One site: how it writes, and the parts that all its pages share."""

    name: str
    host: str
    language: str
    charset: str
    says_charset: bool
    build: str
    prefix: str
    style: str
    script: str
    menu: str
    foot: str

    def classed(self, name: str) -> str:
        """A class of this site."""
        return f"{self.prefix}-{name}"


@lru_cache(maxsize=1_000)
def outlet(seed: int, language: str, number: int) -> Outlet:
    """One of the outlets of a language."""
    rng = random_of(seed, "outlet", language, number)
    words = words_of_pages()[language]
    name = words["outlets"][number % len(words["outlets"])]
    again = number // len(words["outlets"])
    name = f"{name} {again + 1}" if again else name
    prefix = "".join(rng.choices("bcdfghklmnprstvw", k=3))
    return Outlet(
        name=name,
        host=f"www.{prefix}{number}.{language}.example",
        language=language,
        charset=words["charsets"][number % len(words["charsets"])],
        says_charset=rng.random() < 0.7,
        build=BUILDS[number % len(BUILDS)],
        prefix=prefix,
        style="".join(code(rng, STYLE) for _ in range(rng.randrange(40, 160))),
        script="\n".join(code(rng, CODE) for _ in range(rng.randrange(60, 200))),
        menu=_menu(rng, words, prefix),
        foot=_foot(rng, words, prefix, language),
    )


def code(rng: random.Random, patterns: Sequence[str]) -> str:
    """A line of a script or of a style sheet."""
    a, b, c, d = (f"{rng.choice(PARTS)}{rng.choice(PARTS).title()}{rng.randrange(99)}" for _ in range(4))
    return rng.choice(patterns).format(
        a=a, b=b, c=c, d=d, n=rng.randrange(10, 99), m=rng.randrange(1, 40), h=rng.randbytes(3).hex()
    )


def slug(rng: random.Random) -> str:
    """The last part of an address."""
    return f"{'-'.join(rng.choices(PARTS, k=4))}-{rng.randrange(10**7)}"


def picture(rng: random.Random, prefix: str) -> str:
    """A picture in several sizes, as pages have them."""
    name = rng.randbytes(10).hex()
    sizes = ",".join(
        f"https://img.{prefix}.example/{name}-{width}x{width * 9 // 16}.webp {width}w"
        for width in (160, 320, 480, 640, 960)
    )
    return (
        f'<picture><source type="image/webp" srcset="{sizes}"><img loading="lazy" decoding="async" '
        f'srcset="{sizes.replace("webp", "jpg")}" sizes="(max-width: 640px) 100vw, 320px" src="/i/{name}.jpg" alt="">'
        "</picture>"
    )


def icon(rng: random.Random) -> str:
    """A small drawing."""
    path = " ".join(f"{rng.choice('lcLM')}{rng.uniform(-9, 24):.2f} {rng.uniform(-9, 24):.2f}" for _ in range(8))
    return f'<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}z"/></svg>'


def _menu(rng: random.Random, words: Mapping[str, Any], prefix: str) -> str:
    """A menu of sections, each with more below it."""
    pieces = []
    for section in words["sections"]:
        below = "".join(
            f'<li class="{prefix}-sub"><a href="/{slug(rng)}/">{escape(rng.choice(words["towns"]))}</a></li>'
            for _ in range(rng.randrange(2, 6))
        )
        pieces.append(
            f'<li class="{prefix}-nav__item"><a href="/{slug(rng)}/">{escape(section)}</a><ul>{below}</ul></li>'
        )
    tools = "".join(
        f'<button class="{prefix}-b" aria-label="{escape(one)}">{icon(rng)}</button>' for one in words["small"][-4:]
    )
    return f'<nav class="{prefix}-nav"><ul>{"".join(pieces)}</ul></nav><div class="{prefix}-tools">{tools}</div>'


def _foot(rng: random.Random, words: Mapping[str, Any], prefix: str, language: str) -> str:
    links = "".join(f'<a href="/{slug(rng)}/">{escape(one)}</a> ' for one in words["sections"] * 2)
    logo = base64.b64encode(rng.randbytes(rng.randrange(300, 1500))).decode()
    cookie = escape(filled(words["cookie"], rng, language))
    return (
        f'<div class="{prefix}-foot"><img src="data:image/png;base64,{logo}" alt="">{links}'
        f"<p>{escape(words['foot'])}</p></div>"
        f'<div id="{prefix}-consent" role="dialog"><p>{cookie}</p><button>OK</button></div>'
    )
