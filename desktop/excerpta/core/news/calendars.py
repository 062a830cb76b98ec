"""Months and days as newspapers of many languages write them, and the calendars that they count by.

A day of the Solar Hijri calendar is converted by the 33-year cycle, which agrees with the
astronomical calendar from 1178 to 1633 (1799 to 2254 of the common era).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_GREGORIAN = """
en: january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|december dec
de: januar jän jänner|februar|märz mär|april|mai|juni|juli|august|september|oktober okt|november|dezember dez
fr: janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre|octobre|novembre|décembre déc
es: enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|noviembre|diciembre dic
pt: janeiro|fevereiro fev|março|abril|maio mai|junho|julho|agosto|setembro set|outubro out|novembro|dezembro dez
it: gennaio gen|febbraio|marzo|aprile|maggio mag|giugno giu|luglio lug|agosto|settembre|ottobre ott|novembre|dicembre
nl: januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december
sv: januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
da: januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december
pl: stycznia styczeń|lutego luty|marca marzec|kwietnia kwiecień|maja|czerwca czerwiec|lipca lipiec|sierpnia sierpień|września wrzesień|października październik|listopada listopad|grudnia grudzień
cs: ledna leden|února únor|března březen|dubna duben|května květen|června červen|července červenec|srpna srpen|září|října říjen|listopadu|prosince prosinec
ru: января январь янв|февраля февраль фев|марта март|апреля апрель апр|мая май|июня июнь|июля июль|августа август авг|сентября сентябрь сент сен|октября октябрь окт|ноября ноябрь ноя|декабря декабрь дек
uk: січня січень|лютого лютий|березня березень|квітня квітень|травня травень|червня червень|липня липень|серпня серпень|вересня вересень|жовтня жовтень|листопада листопад|грудня грудень
tr: ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık
el: ιανουαρίου ιανουάριος|φεβρουαρίου φεβρουάριος|μαρτίου μάρτιος|απριλίου απρίλιος|μαΐου μάιος|ιουνίου ιούνιος|ιουλίου ιούλιος|αυγούστου αύγουστος|σεπτεμβρίου σεπτέμβριος|οκτωβρίου οκτώβριος|νοεμβρίου νοέμβριος|δεκεμβρίου δεκέμβριος
id: januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember
ar: يناير|فبراير|مارس|أبريل إبريل ابريل|مايو|يونيو|يوليو|أغسطس اغسطس|سبتمبر|أكتوبر اكتوبر|نوفمبر|ديسمبر
ar: كانون_الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين_الأول|تشرين_الثاني|كانون_الأول
fa: ژانویه|فوریه|مارس|آوریل|مه می|ژوئن|ژوئیه جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر
ur: جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
hi: जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर
th: มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม
"""  # noqa: E501
_SOLAR_HIJRI = """
fa: فروردین|اردیبهشت|خرداد|تیر|مرداد امرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند
fa: حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان|عقرب|قوس|جدی|دلو|حوت
en: farvardin|ordibehesht|khordad|tir|mordad|shahrivar|mehr|aban|azar|dey|bahman|esfand
"""
_OLDEST, _LATEST = 1600, 2199
_THAI_ERA = 543
_SOLAR = "solar hijri"
_ACROSS_NEW_YEAR = 10
_LONGEST_MONTH = 31
_SOLAR_YEARS = range(1200, 1500)
_CJK = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?")
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?![\d/]|-\d|\.\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written, and what it means.

    Attributes:
        start, end: where it is written, in code points.
        value: ISO 8601, as precisely as it is certain: day and month that may be the other way round
            leave the year alone.
        calendar: `gregorian` or `solar hijri`.

    """

    start: int
    end: int
    value: str
    calendar: str = "gregorian"


def ascii_digits(text: str) -> str:
    """The text with digits of every script as `0` to `9`, one code point for one."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text
    )


def written_date(line: str, *, first: bool = True) -> WrittenDate | None:
    """The first date, or the last, of a line that says its year; None where there is none."""
    found = sorted(_dates(ascii_digits(line)), key=lambda one: (one.start, -one.end))
    if not found:
        return None
    return found[0] if first else found[-1]


def day_and_month(line: str) -> tuple[int, int] | None:
    """Month and day of a Gregorian date without a year at the start of a line; None for none."""
    pattern, months = _named()
    found = pattern.match(ascii_digits(line))
    month = _month_of(found, months) if found else None
    if found is None or month is None or month[1]:
        return None
    day = int(found["day"] or found["day2"] or 0)
    return (month[0], day) if 1 <= day <= _LONGEST_MONTH else None


def gregorian(year: int, month: int, day: int) -> date:
    """A day of the Solar Hijri calendar in the Gregorian one.

    Raises:
        ValueError: there is no such day.

    """
    longest = 31 if month <= 6 else 30
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        raise ValueError("no such day")
    if month == 12 and day == 30 and not _is_leap(year):
        raise ValueError("no such day")
    return _SOLAR_ZERO + timedelta(
        days=_days_before(year) + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day
    )


def _days_before(year: int) -> int:
    last = year - 1
    return 365 * last + len(_LEAP) * (last // 33) + sum(one <= last % 33 for one in _LEAP)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP


_LEAP = (1, 5, 9, 13, 17, 22, 26, 30)
_SOLAR_ZERO = date(2021, 3, 20) - timedelta(days=_days_before(1400))
"""From here the days are counted: 1 Farvardin 1400 was 21 March 2021."""


def _dates(line: str) -> list[WrittenDate]:
    """Every date that a line with ASCII digits writes with its year."""
    found: list[WrittenDate | None] = []
    if not any(character.isdigit() for character in line):
        return []
    found += [_of_parts(one, one[1], one[3], one[4]) for one in _ISO.finditer(line)]
    found += [_of_parts(one, one[1], one[2], one[3]) for one in _CJK.finditer(line)]
    found += [_of_numbers(one) for one in _NUMERIC.finditer(line)]
    found += _of_names(line)
    return [one for one in found if one is not None]


def _of_names(line: str) -> list[WrittenDate | None]:
    """The dates with a month's name; what only looks like one does not hide the next."""
    pattern, months = _named()
    found: list[WrittenDate | None] = []
    at = 0
    while (one := pattern.search(line, at)) is not None:
        year = one["year"] or one["year2"] or one["year3"]
        month = _month_of(one, months)
        if year and month:
            day = one["day"] or one["day2"] or ""
            found.append(_of_parts(one, year, str(month[0]), day, is_solar=month[1]))
        at = one.end() if year and month else one.start() + 1
    return found


def _month_of(match: re.Match[str], months: dict[str, tuple[int, bool]]) -> tuple[int, bool] | None:
    return months.get(_key(match["before"] or match["after"] or match["month"] or ""))


def _of_parts(
    match: re.Match[str], year: str, month: str, day: str | None, *, is_solar: bool | None = None
) -> WrittenDate | None:
    """A date of numbers; None where there is no such day."""
    number = int(year)
    if is_solar is None:
        is_solar = number in _SOLAR_YEARS
    if number > _LATEST:
        number -= _THAI_ERA
    try:
        if is_solar and number in _SOLAR_YEARS:
            known = gregorian(number, int(month), int(day or 1))
            # A month of this calendar lies in two of the other, and the tenth in two years.
            value = known.isoformat() if day else "" if int(month) == _ACROSS_NEW_YEAR else str(known.year)
            return WrittenDate(match.start(), match.end(), value, _SOLAR) if value else None
        if not _OLDEST <= number <= _LATEST:
            return None
        known = date(number, int(month), int(day or 1))
    except ValueError:
        return None
    return WrittenDate(match.start(), match.end(), known.isoformat()[: 10 if day else 7])


def _of_numbers(match: re.Match[str]) -> WrittenDate | None:
    """`14.09.2020`, `14/09/2020`, `09/14/2020`: with points the day is first; else where it must be."""
    one, other, year = int(match[1]), int(match[3]), match[4]
    if match[2] == "." or one > 12 or one == other:
        return _of_parts(match, year, match[3], match[1])
    if other > 12:
        return _of_parts(match, year, match[1], match[3])
    if not (_OLDEST <= int(year) <= _LATEST and one and other):
        return None
    return WrittenDate(match.start(), match.end(), year)


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[int, bool]]]:
    """What matches a date with the name of a month, which month a name is, and whether it is Solar Hijri."""
    months: dict[str, tuple[int, bool]] = {}
    for table, is_solar in ((_GREGORIAN, False), (_SOLAR_HIJRI, True)):
        for line in table.strip().splitlines():
            for number, written in enumerate(line.partition(": ")[2].split("|"), 1):
                for name in written.split():
                    months.setdefault(_key(name.replace("_", " ")), (number, is_solar))
    # A name of two words, كانون الثاني, begins with one that no other begins with.
    every = r"[^\s\d.,:;()/\[\]–—-]{2,16}(?:(?<=كانون) [^\s\d,]+|(?<=تشرين) [^\s\d,]+)?"
    of = r"(?: (?:de|del|of)\b)?"
    year = r"(?:,? (?P<{}>\d{{4}})(?!\d))"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?"
    pattern = (
        rf"(?<![\w])(?:{day.format('day')}{of} ?(?P<before>{every})\.?(?:{of}{year.format('year')})?"
        rf"|(?P<after>{every})\.? {day.format('day2')}(?!\d){year.format('year2')}?"
        rf"|(?P<month>{every})\.?{of},? (?P<year3>\d{{4}})(?!\d))"
    )
    return re.compile(pattern), months


def _key(name: str) -> str:
    return name.rstrip(".").replace("İ", "i").lower()
