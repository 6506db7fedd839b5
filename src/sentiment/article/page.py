"""A web page in, its story out as lines of Markdown: what stands around the story is left out.

The tree is lxml's. Parts that a page says are no story (by tag, role or class) go first, then lists of links; of what
is left, `story` keeps what trafilatura takes for the main text (Barbaresi 2021, ACL demo track, section 3) and whatever
stands between or is built like it.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

from sentiment.article import story
from sentiment.article.story import Line

_GONE = frozenset("script style noscript template head button select iframe object audio video canvas datalist".split())
_ASIDE = frozenset("svg nav footer aside form figcaption dialog menu".split())
_INLINE = frozenset(
    "a abbr b bdi big br cite code del em font i img ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var wbr".split()
)
_PREFIXES = {f"h{level}": "# " for level in range(1, 7)} | {"li": "* ", "blockquote": "> "}
# A class or id that is no story, as one of its words: relatedPosts, comment-list, wp-caption-text.
_NAMED = re.compile(
    r"(?:.*[-_])?(?:cookies?|consent|gdpr|banners?|advert\w*|ads?|adv|sponsor\w*|promos?|related|relateds|recommend\w*|similar|"
    r"read[-_]?(?:also|more|next)|more[-_]?(?:news|stories)|(?:see|also)[-_]?(?:also|read)|(?:most|top)[-_]?(?:read|popular|news)|"
    r"popular|trending|latest|last[-_]?news|news[-_]?(?:list|feed|line)|teasers?|newsletter|subscri\w*|shar(?:e|ing)|social\w*|"
    r"breadcrumbs?|menu|navbar|nav|navigation|pagination|pager|side[-_]?bar|footer|imprint|impressum|copyright|disclaimer|"
    r"tags|tag[-_]?(?:list|cloud)|tagcloud|author[-_]?(?:bio\w*|box|info)|about[-_]?author|byline|caption|credits?|pull[-_]?quote|"
    r"comments?|commentlist|respond|disqus|login|signup|popup|modal|instagram[-_]media|fb[-_](?:post|video)|poll|"
    r"tiktok[-_]embed|toolbar|reklama?|реклама|skip[-_]link|screen[-_]reader[-_]text|sr[-_]only|visually[-_]hidden|"
    r"oxsar|oxşar|diger[-_]xeberler|benzer|ilgili|похожие)(?:[-_].*)?|widget(?:[-_].*)?",
    re.I,
)
_STATE = re.compile(r"(?:has|no|with|without|is|tag|category|cat|format|status|type|js|post-type)[-_]", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog menu".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DECLARED = re.compile(r"\A\s*<\?xml[^<>]*\?>")
MOST = 0.5  # a part with more of the text than this is no aside, whatever it is called


def markdown(document: str) -> str:
    """Write the paragraphs of the story as lines of Markdown."""
    root = parsed(document)
    lines = [] if root is None else story.of(list(_lines(root)), document)
    return "\n\n".join(line.prefix + line.text for line in lines)


def parsed(document: str) -> etree._Element | None:
    """Return the root of a page, None where there is nothing in it."""
    written = _DECLARED.sub("", document).replace("\0", " ").encode("utf-8", "ignore")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(written, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # empty
        return None


def _lines(root: etree._Element) -> Iterator[Line]:
    """Yield the paragraphs of what is no aside; a paragraph inside a block of quotation belongs to the one before."""
    dropped = _dropped(root)
    text: list[str] = []
    last: Line | None = None
    prefix, quoted, linked, inside = "", 0, 0, 0
    for kind, element, words in _events(root, dropped):
        if kind == "text":
            written = re.sub(r"\s+", " ", words)
            text.append(written)
            linked += len(written.strip()) if inside else 0
            continue
        name, closes = str(element.tag).lower(), kind == "end"
        if name == "a":
            inside += -1 if closes else 1
        if name in _INLINE:
            so_far = text[-1].rstrip() if text else ""
            signs = quoted > 0 and (so_far[-1] not in "—–" if so_far else not prefix and last is not None)
            text.append(_inline(name, closes, signs=signs))
            continue
        if said := "".join(text).strip():
            if last is not None and _is_signature(_home(element, closes)):
                last.text += "\n>\n> — " + re.sub(r"\s*[—–]\s*", " ", said).strip()
            elif quoted and not prefix and last is not None:
                last.text += f"\n>\n> {said}"
                last.linked += linked
            else:
                if last is not None:
                    yield last
                last = Line(prefix, said, linked, _home(element, closes))
            prefix = ""
        text, linked = [], 0
        prefix = "" if closes and name in _PREFIXES else _PREFIXES.get(name, prefix)
        quoted = max(0, quoted + (-1 if closes else 1)) if name == "blockquote" else quoted
    if last is not None:
        yield last


def _inline(name: str, closes: bool, *, signs: bool) -> str:
    """Return what stands for a tag inside a paragraph; the source of a block of quotation is its signature."""
    if name == "q":
        return "”" if closes else "“"
    if closes or name not in ("br", "cite"):
        return ""
    return "\n" if name == "br" else " — " if signs else ""


def text_in(element: etree._Element, apart: set[etree._Element]) -> str:
    """Return the text of an element without some of its parts, its paragraphs on lines of their own."""
    text: list[str] = []
    for kind, part, words in _events(element, apart):
        if kind == "text":
            text.append(re.sub(r"\s+", " ", words))
        elif str(part.tag) == "br" or str(part.tag).lower() not in _INLINE:
            text.append("\n")
    return re.sub(r" ?\n[ \n]*", "\n", "".join(text)).strip()


def _home(element: etree._Element, closes: bool) -> etree._Element:
    """Return the element that text before a tag stands in."""
    parent = element.getparent()
    return element if closes or parent is None else parent


def _events(root: etree._Element, dropped: set[etree._Element]) -> Iterator[tuple[str, etree._Element, str]]:
    """Yield starts, ends and texts in the order of the page, without what was dropped."""
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walker:
        if event == "start" and skipped is None:
            if element in dropped:
                skipped = element
                walker.skip_subtree()
                continue
            yield "start", element, ""
            if element.text and isinstance(element.tag, str):
                yield "text", element, element.text
        elif event == "end":
            if skipped is not element:
                yield "end", element, ""
            skipped = None
            if element.tail and element is not root:
                yield "text", element, element.tail


def _dropped(root: etree._Element) -> set[etree._Element]:
    """Return the parts that are no story: never those that hold most of the text, which a page may name as it likes."""
    letters = _letters(root)
    whole = letters[root] or 1
    dropped = set()
    for element in root.iter(etree.Element):
        name = str(element.tag).lower()
        if name in _GONE or (_is_aside(element, name) and letters[element] <= MOST * whole):
            dropped.add(element)
    return dropped


def _letters(root: etree._Element) -> dict[etree._Element, int]:
    """Return how many letters each element holds, scripts aside."""
    letters: dict[etree._Element, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = 0 if element.tag in _GONE else len((element.text or "").strip())
        letters[element] = letters.get(element, 0) + own if element.tag not in _GONE else 0
        if (parent := element.getparent()) is not None:
            letters[parent] = letters.get(parent, 0) + letters[element] + len((element.tail or "").strip())
    return letters


def _is_signature(element: etree._Element) -> bool:
    """Say whether an element tells who speaks a block of quotation: its footer, or the caption of its figure."""
    above = element.getparent()
    if above is None or element.tag not in ("footer", "figcaption"):
        return False
    return above.tag == "blockquote" or (above.tag == "figure" and above.find(".//blockquote") is not None)


def _is_aside(element: etree._Element, name: str) -> bool:
    if name in ("html", "body", "main"):
        return False
    if _is_signature(element):
        return False
    if name in _ASIDE or element.get("role") in _ROLES or element.get("hidden") is not None:
        return True
    if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
        return True
    if name in _INLINE and name != "span":
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_NAMED.fullmatch(_CAMEL.sub("-", word)) for word in names if not _STATE.match(word))
