"""Page: an agency's HTML page becomes a report, its body free of boxes, menus and related links.

What is known of its content system (`data/pages.toml`) and what the page says about itself (JSON-LD with the
terms of schema.org, Open Graph and other meta tags) go first, then comes trafilatura's general reading.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Set
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from dabir.report import Header, Report
from dabir.script.letters import fold, squeeze
from dabir.sources.agencies import outlet_of_address, outlet_of_name
from dabir.sources.composition import compose, filled
from dabir.sources.dates import Moment, read_moment
from dabir.sources.encoding import decode
from dabir.sources.linked_data import Article, find_article
from dabir.sources.refusal import UnreadableError

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector
    from lxml.html import HtmlElement

_HALF_SPACE = "\u200c"
_SHIELD = "\u2e31"  # stands for a half-space while trafilatura reads, which deletes what it cannot print
_LEAST_BODY = 80  # code points; a shorter body is the report's only where nothing else is
_LONGEST_TEXT = 5_000  # code points in which a news code, links or paragraphs are looked for


def read_page(
    html: bytes | str,
    url: str | None = None,
    *,
    id: str | None = None,  # noqa: A002
    header: Header | None = None,
    name: str | None = None,
) -> Report:
    """Make a report of an HTML page.

    The report's text is kicker, headline, abstract and the body's paragraphs, one a line.

    Args:
        html: The page; bytes are decoded as `dabir.sources.encoding` says.
        url: Its address, if known; it tells the agency.
        id: The report's id; without one, a hash of the text serves.
        header: What is known from elsewhere; it serves where the page says nothing.
        name: What to call the page in an error; its address, if nothing is given.

    Raises:
        UnreadableError: The page holds no report, or one that is not Persian.
    """
    name = name or url or "The page"
    source = html if isinstance(html, str) else decode(html, name)
    page = _Page(_tree(source, name), url)
    paragraphs = page.paragraphs()
    if not paragraphs:
        raise UnreadableError(f"{name} holds no report beside menus and links: give its text instead.")
    return compose(filled(page.header(paragraphs), header or Header()), paragraphs, name=name, id=id)


def paragraphs_of(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML, such as a feed keeps a report in, without scripts, pictures and the like."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        element = html.fragment_fromstring(fragment, create_parent="div", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):  # a control character that HTML cannot hold
        return [line for line in fragment.splitlines() if line.strip()]
    return _inside(element)


def _tree(source: str, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        # An XML declaration with an encoding is refused in a text that is decoded already.
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(
            f"{name} is no HTML page that can be read: give the page or its text."
        ) from error


class _Page:
    """A parsed page, asked for one field after another."""

    def __init__(self, tree: HtmlElement, url: str | None) -> None:
        self.tree = tree
        self.article: Article = find_article(tree)
        self.url = url or self.article.url or self._meta("og:url") or self._canonical()
        outlet = outlet_of_address(self.url) if self.url else None
        name = self.article.publisher or self._meta("og:site_name")
        self.outlet = outlet or (outlet_of_name(name) if name else None)
        self.system = self.outlet.system if self.outlet else None

    def header(self, paragraphs: list[str]) -> Header:
        """Everything the page tells beside the body, which is given to be told from its own beginning."""
        moment = self._moment()
        return Header(
            headline=self._headline(),
            kicker=self._selected("kicker"),
            abstract=self._selected("abstract") or self._description(paragraphs),
            agency=self.outlet.short if self.outlet else None,
            desk=self._selected("section") or self.article.section or self._meta("article:section"),
            reporter=self.article.author or self._selected("reporter") or self._meta("author"),
            published=moment.published if moment else None,
            published_jalali=moment.published_jalali if moment else None,
            url=self.url,
            code=self._code(),
            tags=self._tags(),
        )

    def paragraphs(self) -> list[str]:
        """The body, paragraph by paragraph; a short one only where no other reading finds more."""
        longest: list[str] = []
        for read in (self._selected_body, self._described_body, self._general_body):
            paragraphs = read()
            if _size(paragraphs) >= _LEAST_BODY:
                return paragraphs
            longest = max(longest, paragraphs, key=_size)
        return longest

    def _headline(self) -> str | None:
        headline = self._selected("headline") or self.article.headline or self._meta("og:title")
        return headline or self.tree.findtext(".//title")

    def _description(self, paragraphs: list[str]) -> str | None:
        """The page's description of itself, unless it is only the beginning of the body."""
        description = self.article.description or self._meta("og:description") or ""
        is_cut = description.endswith(("…", "...")) or squeeze(description) in squeeze(paragraphs[0])
        return None if is_cut else description

    def _moment(self) -> Moment | None:
        """The publication time: the first that is a real one."""
        return next(filter(None, map(read_moment, self._times())), None)

    def _times(self) -> Iterator[str]:
        yield self.article.published or ""
        for name in ("article:published_time", "datePublished", "dc.date.issued", "publishdate"):
            yield self._meta(name) or ""
        for element in self._elements("date"):
            yield element.get("datetime") or element.get("content") or ""
            yield element.text_content()
        published = re.search(r"(?:تاریخ|زمان) *انتشار *:?(.{1,80})", self._start())
        yield published[1] if published else ""

    def _code(self) -> str | None:
        """The agency's news code: from its place, from «کد خبر: …», or from the address."""
        told = re.search(r"(?:(?:کد|شناسه) *(?:خبر|مطلب)|^) *:? *(\d{4,})", self._selected("code") or "")
        told = told or re.search(r"(?:کد|شناسه) *(?:خبر|مطلب) *:? *(\d{4,})", self._start())
        if told:
            return str(int(told[1]))
        addressed = re.search(r"/(?:news|photo|video|x|fa)/(\d{4,})", self.url or "")
        return addressed[1] if addressed else None

    def _start(self) -> str:
        """The page's words in folded letters, without its code, as far as a header can reach."""
        words = self.tree.xpath("//body//text()[not(parent::script or parent::style)]")
        return fold(" ".join("".join(words[:2000]).split())[:_LONGEST_TEXT]).text.replace("\u200c", " ")

    def _tags(self) -> tuple[str, ...]:
        meta = (self._meta("news_keywords") or self._meta("keywords") or "").replace("،", ",").split(",")
        found = [_words(element) for element in self._elements("tags")] or list(self.article.tags) or meta
        return tuple(dict.fromkeys(tag.strip() for tag in found if tag.strip()))

    def _meta(self, name: str) -> str | None:
        """The content of a meta element, by its name or property."""
        for key in ("property", "name", "itemprop"):
            for element in self.tree.iterfind(f".//meta[@{key}='{name}']"):
                if (element.get("content") or "").strip():
                    return str(element.get("content")).strip()
        return None

    def _canonical(self) -> str | None:
        link = self.tree.find(".//link[@rel='canonical']")
        return link.get("href") if link is not None else None

    def _selected(self, field: str) -> str | None:
        """The words of the first element that a field's selectors find."""
        return next(filter(None, map(_words, self._elements(field))), None)

    def _elements(self, field: str) -> Iterator[HtmlElement]:
        """Elements for a field: those of the first selector that finds any."""
        for selector in _selectors(self.system, field):
            elements = _chosen(selector, self.tree)
            if elements:
                yield from elements
                return

    def _selected_body(self) -> list[str]:
        """The paragraphs of the element that holds the body."""
        body = max(self._elements("body"), key=lambda element: len(element.text_content()), default=None)
        return [] if body is None else _inside(body)

    def _described_body(self) -> list[str]:
        """The paragraphs that linked data give; a body all on one line is left to be read off the page."""
        lines = (self.article.body or "").splitlines()
        return lines if len(lines) > 1 else []

    def _general_body(self) -> list[str]:
        """The paragraphs that trafilatura finds, unless they are a menu."""
        lines = self._extracted()
        if len(lines) == 1:
            lines = self._taken_apart(lines[0])
        return [] if self._is_menu(lines) else lines

    def _taken_apart(self, line: str) -> list[str]:
        """The paragraphs of a short report that trafilatura ran together into one line."""
        known = squeeze(line[:_LONGEST_TEXT])
        marked = filter(None, map(_words, self.tree.iter("p", "h2", "h3", "h4")))
        for candidates in (marked, _inside(self.tree)):
            paragraphs = [paragraph for paragraph in candidates if squeeze(paragraph) in known]
            if _size(paragraphs) > 0.5 * len(line):
                return paragraphs
        return [line]

    def _is_menu(self, lines: list[str]) -> bool:
        """Whether the lines are links of the page and little else; its own headline is none."""
        said = "\n".join(map(squeeze, lines))[:_LONGEST_TEXT]
        links = {squeeze(link.text_content()) for link in self.tree.iter("a")}
        links -= {squeeze(self._headline() or "")}
        linked = _size(link for link in links if link in said)
        return linked > 0.5 * len(said) and len(said) - linked < _LEAST_BODY

    def _extracted(self) -> list[str]:
        """The lines that trafilatura finds."""
        from lxml.html import tostring
        from trafilatura import extract

        shielded = tostring(self.tree, encoding="unicode").replace(_HALF_SPACE, _SHIELD)
        text = extract(shielded, url=self.url, include_comments=False, include_tables=False)
        return (text or "").replace(_SHIELD, _HALF_SPACE).splitlines()


def _size(paragraphs: Iterable[str]) -> int:
    """How many code points paragraphs have."""
    return sum(map(len, paragraphs))


def _chosen(selector: CSSSelector, element: HtmlElement) -> list[HtmlElement]:
    """The elements that a selector finds."""
    return cast("list[HtmlElement]", selector(element))


def _words(element: HtmlElement) -> str:
    """An element's text on one line."""
    return " ".join((element.get("content") or element.text_content()).split())


_BLOCKS = (
    *("p", "div", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("li", "ul", "ol", "table", "tr", "blockquote", "pre", "hr", "br"),
)
_BREAK = "\ue000"  # of Unicode's private use: it stands in no page


def _inside(element: HtmlElement) -> list[str]:
    """The lines of an element without what no report has."""
    outside = {node for selector in _selectors("outside", "body") for node in _chosen(selector, element)}
    return _lines(element, outside - {element})


def _lines(element: HtmlElement, outside: Set[HtmlElement]) -> list[str]:
    """An element's text without that of some elements in it, a line for every block and line break."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        pieces.append(_BREAK if node.tag in _BLOCKS else "")
        if node in outside and event == "start":
            walk.skip_subtree()
        elif event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_BREAK))
    return [line for line in lines if line]


@cache
def _selectors(system: str | None, field: str) -> tuple[CSSSelector, ...]:
    """The compiled selectors of a field, those of the content system before those for any page."""
    from lxml.cssselect import CSSSelector

    data: dict[str, Any] = tomllib.loads(
        files("dabir.sources").joinpath("data/pages.toml").read_text("utf-8")
    )
    sections = ("outside",) if system == "outside" else (system, "any")
    return tuple(CSSSelector(css) for section in sections if section for css in data[section][field])
