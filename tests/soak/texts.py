"""The texts that a soak is read from: many scripts, every kind of block, what is hard to place a caret in."""

import random
from pathlib import Path

_PERSIAN = (
    "هیئت افغان روز ۹ مه با نمایندهٔ United Nations دیدار کرد و گفت: «we are ready» "
    "اما آتش‌بس (ceasefire) دور است."
)
_SCRIPTS = {
    "persian.txt": _PERSIAN,
    "arabic.txt": "قَالَ الوَزِيرُ إِنَّ الاتِّفَاقَ (agreement) سَيُوَقَّعُ فِي ١٢ مَايُو، وَلَمْ يَقُلْ أَيْنَ.",
    "hebrew.txt": "הַשָּׂר אמר: “the talks go on” עד יום 12, ואחר כך נראה.",
    "hindi.txt": "प्रवक्ता ने कहा कि क्षेत्र में शान्ति वार्ता १२ मई को होगी।  कोई नहीं जानता कहाँ।",
    "thai.txt": "โฆษกกล่าวว่าการเจรจาสันติภาพจะเริ่มขึ้นในวันที่๑๒พฤษภาคมนี้ที่กรุงโดฮา",
    "chinese.txt": "发言人说，和平谈判将于五月十二日在多哈举行。没有人知道结果会怎样？「我们准备好了」。",
    "emoji.txt": "Peace 🕊️ now 👩‍👩‍👧‍👦, flags 🇦🇫🇺🇸🇶🇦 in a row, thumbs 👍🏽👍🏿, "
    "a half 🇦 alone, hearts ❤️‍🔥 and 1️⃣2️⃣.",
    "marks.txt": "Z̷̢̛a̶͜͝l̵̈́͠g̷̛o e\u0301te\u0301 n\u0303andu\u0301, ﬁne ﬂow, "
    "soft\u00adhyphen, zero\u200bwidth, no\u00a0break, “quotes” — dashes…",
}
_PAGE = """# Everything at once

Words before a [link](https://example.org/a), **bold** and *italic* ones, and a `code` of its own.

## A list

1. The first point, which is long enough to be broken over two lines when the window is a narrow one.
2. The second
   - one below it
   - and its neighbour

> They said so, and nobody answered.

| place | people | what was said of it by those who had been there |
|---|---|---|
| Kabul | 12 | it was quiet |
| کابل | ۱۲ | آرام بود |
| Doha | 3,000 | nothing |

```
code   keeps
  its spaces
```

### The end

Nothing comes after this.
"""
LONG = 260_000
"""Characters of the text that is opened in the background."""


def write_texts(folder: Path, rng: random.Random) -> list[Path]:
    """Write the texts as files below a folder, the same ones for the same state of `rng`."""
    written = []
    for name, sentence in _SCRIPTS.items():
        paragraphs = [" ".join([sentence] * rng.randint(1, 6)) for _ in range(rng.randint(3, 9))]
        written.append(_write(folder / name, f"About {name}\n\n" + "\n\n".join(paragraphs) + "\n"))
    written.append(_write(folder / "page.md", _PAGE))
    written.append(_write(folder / "long.txt", _long(rng)))
    written.append(_write(folder / "one-word.txt", "\n\n".join(f"word{n}" for n in range(400)) + "\n"))
    return written


def _long(rng: random.Random) -> str:
    sentences = [
        *_SCRIPTS.values(),
        "The spokesman said that the talks of Monday were useful.",
        "Nobody agreed.",
    ]
    parts, length = ["A long account"], 0
    while length < LONG:
        parts.append(" ".join(rng.choices(sentences, k=rng.randint(1, 12))))
        length += len(parts[-1])
    return "\n\n".join(parts) + "\n"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
