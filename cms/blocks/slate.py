"""HTML as values of Slate, the editor whose stored form Volto shows.

The shapes are those that Volto's own editor stores (@plone/volto-slate 18.9.0): emphasis
is an element, not a mark; a link is `{"type": "link", "data": {"url": …}}`; a nested list
stands beside the item it belongs to; a line break is a newline. And Slate's own rules: an
element has children, text is beside every inline element, an element holds either blocks
or inline nodes. https://docs.slatejs.org/concepts/11-normalizing#built-in-constraints
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

Node = dict[str, Any]

INLINE = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
TEXT_BLOCKS = {"p", "h2", "h3", "h4", "blockquote"}
LISTS = {"ul", "ol"}
KNOWN = {*INLINE, *TEXT_BLOCKS, *LISTS, "li", "a", "br", "div"}
SPACES = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break spaces of French typography
SEVERAL_SPACES = re.compile(r" {2,}")
AROUND_BREAKS = re.compile(r" *\n *")
# Nobody nests deeper; a page that does so on purpose must not exhaust Python's stack.
DEEPEST = 30


def slate_values(html: str) -> list[Node] | None:
    """Return the blocks of sanitised HTML, one for each paragraph, heading or whole list.

    None where Slate would lose something, a table or a figure for example.
    """
    soup = BeautifulSoup(html, "html.parser")
    if any(tag.name not in KNOWN for tag in soup.find_all(True)):
        return None
    return list(_blocks(soup))


def slate_block(value: Node) -> Node:
    """Return the Volto block that shows one slate value."""
    return {"@type": "slate", "value": [value], "plaintext": plaintext(value).strip()}


def element(kind: str, *children: Node, **data: str) -> Node:
    """Return an inline element or a block, with text where Slate wants it."""
    node: Node = {"type": kind, "children": _with_texts(list(children))}
    return node | {"data": data} if data else node


def plaintext(node: Node) -> str:
    """Return the words of a value; the items of a list stand apart."""
    if "text" in node:
        return node["text"]
    between = " " if node["type"] in LISTS else ""
    return between.join(plaintext(child) for child in node["children"])


def _blocks(node: Tag, depth: int = 0) -> Iterator[Node]:
    """Yield the blocks under a node; loose text becomes a paragraph."""
    loose: list[Node] = []
    for child in node.children:
        kind = child.name if isinstance(child, Tag) else None
        if kind in INLINE or kind in {None, "a", "br"} or depth > DEEPEST:
            loose += _inline(child)
            continue
        yield from _if_filled("p", loose)
        loose = []
        if kind in LISTS:
            yield from _list(child)
        elif kind in TEXT_BLOCKS:
            yield from _if_filled(kind, _inline_children(child.children))
        else:
            yield from _blocks(child, depth + 1)
    yield from _if_filled("p", loose)


def _list(node: Tag, depth: int = 0) -> Iterator[Node]:
    if items := list(_items(node, depth)):
        yield {"type": node.name, "children": items}


def _items(node: Tag, depth: int) -> Iterator[Node]:
    """Yield the items of a list; a list nested in an item follows it, and the rest that."""
    for child in node.children:
        if depth > DEEPEST or isinstance(child, NavigableString):
            yield from _if_filled("li", _inline(child))
        elif child.name in LISTS:
            yield from _list(child, depth + 1)
        else:
            for is_list, parts in groupby(child.children, key=lambda part: part.name in LISTS):
                if is_list:
                    for part in parts:
                        yield from _list(part, depth + 1)
                else:
                    yield from _if_filled("li", _inline_children(parts))


def _if_filled(kind: str, children: list[Node]) -> Iterator[Node]:
    block = _trimmed(element(kind, *children))
    if plaintext(block).strip():
        yield block


def _inline(node: Any, depth: int = 0) -> list[Node]:
    """Return the inline nodes that a tag or a string becomes."""
    if isinstance(node, NavigableString):
        text = SPACES.sub(" ", node)
        return [{"text": text}] if text else []
    if node.name == "br":
        return [{"text": "\n"}]
    if depth > DEEPEST:
        return [{"text": SPACES.sub(" ", node.get_text())}]
    children = _inline_children(node.children, depth + 1)
    if node.name in INLINE:
        kind, data = INLINE[node.name], {}
    elif node.name == "a" and node.get("href"):
        kind, data = "link", {"url": str(node["href"])}
    else:
        return children
    inner = element(kind, *children, **data)
    return [inner] if plaintext(inner).strip() else children


def _inline_children(nodes: Iterable[Any], depth: int = 0) -> list[Node]:
    """Return what neighbours become; each block among them (a paragraph of a quote) is a line."""
    found: list[Node] = []
    after_block = False
    for child in nodes:
        is_block = isinstance(child, Tag) and child.name not in {*INLINE, "a", "br"}
        if (is_block or after_block) and not child.get_text().strip(" \t\r\n"):
            continue
        if (is_block or after_block) and found:
            found.append({"text": "\n"})
        found += _inline(child, depth)
        after_block = is_block
    return found


def _with_texts(nodes: list[Node]) -> list[Node]:
    """Return inline nodes with neighbouring texts joined and a text on each side of the others."""
    result: list[Node] = [{"text": ""}]
    for node in nodes:
        if "text" not in node:
            result += [node, {"text": ""}]
        else:
            joined = SEVERAL_SPACES.sub(" ", result[-1]["text"] + node["text"])
            result[-1] = {"text": AROUND_BREAKS.sub("\n", joined)}
    return result


def _trimmed(block: Node) -> Node:
    """Return a block without spaces and breaks at its edges."""
    children = block["children"]
    children[0] = {"text": children[0]["text"].lstrip(" \n")}
    children[-1] = {"text": children[-1]["text"].rstrip(" \n")}
    return block
