"""Furniture in plain text is told by its wording: only lines that are known, or that are repeated."""

import re
from collections.abc import Sequence
from dataclasses import replace

from excerpta.core.model.document import Block, BlockKind

_ANYWHERE = re.compile(
    r"""(?:accessibility\ links|no\ comments:?|\d+\ comments?:?|post\ a\ comment|leave\ a\ (?:reply|comment)
    |your\ email\ address\ will\ not\ be\ published.*|view\ comments|read\ comments|advertisement
    |sponsored\ (?:ads|content)|skip\ to\ (?:main\ )?content|share\ (?:this|via|on)\b.{0,40}
    |share\ to\ (?:twitter|facebook|x|pinterest).*|follow\ us\ on\b.{0,40}|subscribe\ to:.{0,60}
    |sign\ up\ (?:for|to)\ .{0,80}newsletter.*|subscribe\ to\ our\ .{0,60}|email\ this\ ?blogthis!.*
    |(?:(?:©|copyright|\(c\))\ .{0,80})?all\ rights\ reserved\.?|no\ media\ source\ currently\ available
    |\d+\ ?x\ ?\d+\ image|source\ link|rfe/rl\ journalists\ report\ the\ news\ .*|(?:newer|older)\ post
    |related\ (?:posts?|stories|articles|topics):?|you\ may\ also\ like:?|more\ to\ follow\.*
    |more\ on\ this\ (?:story|topic):?)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_AT_THE_EDGES = re.compile(
    r"(?:breaking news:?|news|home|menu|search|print|e-?mail|share|tweet|comments?|live|video|world|"
    r"top stories|latest news|read more|see also|welcome|log ?in|sign (?:in|up)|subscribe|newsletters?)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:image|photo|picture)(?: credit)?:\s|file (?:photo|image|picture)\b|representative image\b|"
    r"\[?photo by\b",
    re.IGNORECASE,
)
_IMAGE_SIZE = re.compile(r"\d+ ?x ?\d+ image", re.IGNORECASE)
_BOILERPLATE = "RFE/RL journalists report the news"

_FIRST_WORDS = """
accessibility no post leave your view read advertisement sponsored skip share follow subscribe sign email all
© copyright (c) rfe/rl source newer older related you more breaking news home menu search print e-mail tweet
comment comments live video world top latest see also welcome log login newsletter newsletters
image photo picture file representative [photo
"""
_KNOWN = frozenset(_FIRST_WORDS.split())
"""What furniture and captions begin with: a line that begins otherwise needs no closer look."""

_BULLETS = "•*-|·>» \t\u00a0"
_LONGEST_LINE = 240
_LONGEST_CAPTION = 200
_EDGE = 8
_LONGEST_TAIL = 3


def mark_furniture(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with page furniture and picture captions told apart from the article's paragraphs."""
    kinds: dict[int, BlockKind] = {}
    last = len(blocks) - 1
    previous = ""
    for index, block in enumerate(blocks):
        length = block.end - block.start
        is_long = length > _LONGEST_LINE and not text.startswith(_BOILERPLATE, block.start)
        if is_long or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            previous = ""
            continue
        line = text[block.start : block.end]
        kind = _kind_of(line, is_edge=index < _EDGE or last - index < _EDGE)
        if kind is not None:
            kinds[index] = kind
        elif line == previous and length <= _LONGEST_CAPTION:
            kinds[index - 1] = kinds[index] = BlockKind.FURNITURE
        previous = line
        if last - index <= _LONGEST_TAIL and _IMAGE_SIZE.fullmatch(line.lstrip(_BULLETS)):
            kinds |= dict.fromkeys(range(index, last + 1), BlockKind.FURNITURE)
    if not kinds or len(kinds) == len(blocks):
        return tuple(blocks)
    return tuple(
        replace(block, kind=kinds[index], level=0, number=None) if index in kinds else block
        for index, block in enumerate(blocks)
    )


def _kind_of(line: str, *, is_edge: bool) -> BlockKind | None:
    """What a line is by its wording; None for a paragraph of the article."""
    bare = line.strip(_BULLETS)
    first = bare.split(None, 1)[0] if bare else ""
    if first.lower().rstrip(":.!") not in _KNOWN and not first[:1].isdigit():
        return None
    if _ANYWHERE.fullmatch(bare) or (is_edge and _AT_THE_EDGES.fullmatch(bare)):
        return BlockKind.FURNITURE
    if _CAPTION.match(bare):
        return BlockKind.CAPTION
    return None
