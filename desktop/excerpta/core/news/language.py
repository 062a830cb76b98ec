"""The language of an article, told by its script and its commonest words; empty where that is not sure."""

import re

_WORDS = """
en: the of and to in that is for on with was said has have by from his not are
de: der die das und ist nicht von den mit dem ein eine für auf im zu auch sich wurde
fr: le la les des est et une dans pour qui que sur avec pas du au cette
es: el la los las de que en por con una del para se ha su como más
pt: o os as de que em não uma do da para com foi pelo na ao mais
it: il la che di per con una non del della sono gli ha anche nel alla
nl: de het een van en niet dat zijn met voor op aan door ook werd
sv: och att det som en på är av för med till inte den har om
da: og at det som en på er af for med til ikke den har blev
no: og at det som en på er av for med til ikke den har ble
pl: w i na z do nie się że jest to od przez po jak oraz
cs: a se na v je že s z do to jako pro ve byl podle
tr: ve bir bu için ile da de olarak olan daha çok gibi ise
id: yang dan di dari untuk dengan ini itu pada tidak akan dalam oleh
ru: и в не на что с по это как из за для его от
uk: і в не на що з та як це до за від про його
bg: и на в за да се от че с по не като ще
ar: في من على أن إلى التي الذي عن مع هذا كان
fa: و در به از که این را با است برای شد می
ur: کے کی میں ہے اور سے کا کو پر نے کہ
ps: د په او چې کې ته له دی یې سره
"""
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "th": re.compile(r"[\u0e01-\u0e5b]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u05d0-\u05ea]"),
    "ka": re.compile(r"[\u10d0-\u10ff]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
"""Scripts of one language each, but for Devanagari and Han; Han that stands beside kana is Japanese."""

_OWN_LETTERS = {
    "ru": "ыэё", "uk": "їєґ", "bg": "щъ", "fa": "پچژگ", "ar": "ةىأإ", "ur": "ٹڈڑےہ", "ps": "ټډړښځې",
    "sv": "äå", "da": "æø", "no": "æø", "tr": "ğış", "pl": "łęąż", "cs": "řěů", "de": "ß",
}  # fmt: skip
"""Letters that tell a language from its neighbours, with which it shares its commonest words."""

_SAMPLE = 1_000
_SAMPLE_OF_SCRIPT = 600
_MOSTLY_ASCII = 0.9
_FEWEST_WORDS = 12
_FEWEST_SIGNS = 20
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.25

_COMMON = {
    line.partition(": ")[0]: frozenset(line.partition(": ")[2].split())
    for line in _WORDS.strip().splitlines()
}
_SPOKEN_IN: dict[str, list[str]] = {}
for _code, _words in _COMMON.items():
    for _word in _words:
        _SPOKEN_IN.setdefault(_word, []).append(_code)


def language_of(text: str) -> str:
    """The ISO 639-1 code of a text's language, or empty.

    A language must have an eighth of the words among its commonest, and a quarter more than the next.
    """
    sample = text[:_SAMPLE]
    start = sample[:_SAMPLE_OF_SCRIPT]
    if len(start.encode("ascii", "ignore")) < _MOSTLY_ASCII * len(start):
        letters = sum(map(str.isalpha, start))
        for code, script in _SCRIPTS.items():
            signs = len(script.findall(start))
            if signs >= _FEWEST_SIGNS and signs * 10 >= letters:
                return code
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    counts = dict.fromkeys(_COMMON, 0)
    for word in words:
        for code in _SPOKEN_IN.get(word, ()):
            counts[code] += 1
    small = sample.lower() if not sample.isascii() else ""
    for code, own in _OWN_LETTERS.items() if small else ():
        if counts[code]:
            counts[code] += sum(map(small.count, own)) // 2
    (second, _), (first, code) = sorted((count, code) for code, count in counts.items())[-2:]
    is_sure = first >= _LEAST_SHARE * len(words) and first >= _LEAST_LEAD * second
    return code if is_sure else ""
