"""The many shapes that news comes in: agencies, languages, calendars, archives, weblogs, forums, wires."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article, BlockKind, Provenance
from excerpta.core.news.article import describe_article
from excerpta.core.news.particulars import Particulars, particulars_of

EN = (
    "Delegates from both sides walked into the same hall for the first time and sat down to talk.",
    "A mediator called the morning useful, and said that the afternoon had been long for all of them.",
    "Nobody would say when they are to meet again, or what the paper holds that they took with them.",
)
DE = (
    "Die Abgesandten beider Seiten betraten am Morgen denselben Saal und setzten sich an einen Tisch.",
    "Ein Vermittler nannte das Treffen nützlich, sagte aber nicht, wann es weiter gehen soll mit den Reden.",
)
FR = (
    "Les délégués des deux camps sont entrés dans la même salle pour la première fois et se sont assis.",
    "Un médiateur a dit que la matinée avait été utile, mais que rien n'était encore décidé pour la suite.",
)
ES = (
    "Los delegados de las dos partes entraron en la misma sala por primera vez y se sentaron a hablar.",
    "Un mediador dijo que la mañana había sido útil, pero que no se sabe cuándo se verán de nuevo.",
)
IT = (
    "I delegati delle due parti sono entrati nella stessa sala per la prima volta e si sono seduti.",
    "Un mediatore ha detto che la mattina è stata utile, ma non si sa quando ci sarà un nuovo incontro.",
)
RU = (
    "Делегаты обеих сторон впервые вошли в один и тот же зал и сели за стол, чтобы начать переговоры.",
    "Посредник сказал, что утро было полезным, но не сказал, когда и где они встретятся в следующий раз.",
)
TR = (
    "İki tarafın temsilcileri ilk kez aynı salona girdi ve konuşmak için bir masaya oturdu, az söz edildi.",
    "Bir arabulucu sabahın yararlı olduğunu söyledi, ancak yeni bir toplantı için bir tarih daha verilmedi.",
)
FA = (
    "نمایندگان دو طرف برای نخستین بار به یک تالار وارد شدند و پشت یک میز نشستند تا با هم گفت‌وگو کنند.",
    "یک میانجی گفت که صبح مفید بود و این که هنوز زمان نشست بعدی در دوحه را به کسی نگفته‌اند.",
)
AR = (
    "دخل المندوبون من الطرفين إلى القاعة نفسها في الصباح وجلسوا على الطاولة التي كانت في وسط القاعة.",
    "وقال وسيط إن هذا اللقاء كان مفيدا ولكن لم يذكر أحد عن موعد لقاء آخر مع الوفد في المدينة.",
)
ZH = ("双方代表首次走进同一间大厅，坐下来开始谈话，调解人说上午的会谈很有用，但没有人说下一次何时见面。",)
JA = (
    "双方の代表は初めて同じ部屋に入り、席に着いて話し合いを始めた。仲介者は有益だったと述べたが、次の日程は明らかにしていない。",
)


@dataclass(frozen=True)
class Shape:
    """A text and what is to be found in it; what is not named is not looked at, `""` is to be empty."""

    name: str
    lines: tuple[str, ...]
    found: dict[str, Any]
    furniture: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    subheads: tuple[str, ...] = field(default=())


SHAPES = (
    Shape(
        "reuters",
        ("KABUL, Jan 5 (Reuters) - " + EN[0], *EN[1:], "(Reporting by A. Person; Editing by B. Other)"),
        {
            "place": "KABUL",
            "agency": "Reuters",
            "source": "Reuters",
            "published": "",
            "dateline": "KABUL, Jan 5 (Reuters)",
        },
        credits=("(Reporting by A. Person; Editing by B. Other)",),
    ),
    Shape(
        "ap",
        (
            "Envoys sit down in one hall",
            "By AMINA NOOR",
            "January 5, 2021 GMT",
            "KABUL, Afghanistan (AP) — " + EN[0],
            *EN[1:],
        ),
        {
            "title": "Envoys sit down in one hall",
            "author": "AMINA NOOR",
            "place": "KABUL",
            "region": "Afghanistan",
            "agency": "AP",
            "published": "2021-01-05",
            "provenance": "stated",
        },
    ),
    Shape(
        "afp in french",
        ("Doha (AFP) – " + FR[0], *FR[1:], "Tous droits réservés"),
        {"place": "Doha", "agency": "AFP", "language": "fr", "published": ""},
        ("Tous droits réservés",),
    ),
    Shape(
        "dpa in german",
        (
            "Gespräche in einem Saal",
            "5. Januar 2021, 10:14 Uhr",
            "Doha (dpa) - " + DE[0],
            *DE[1:],
            "Artikel teilen",
            "Kommentare",
        ),
        {
            "title": "Gespräche in einem Saal",
            "place": "Doha",
            "agency": "dpa",
            "language": "de",
            "published": "2021-01-05",
        },
        ("Artikel teilen", "Kommentare"),
    ),
    Shape(
        "xinhua",
        ("KABUL, Jan. 5 (Xinhua) -- " + EN[0], *EN[1:]),
        {"place": "KABUL", "agency": "Xinhua", "language": "en"},
    ),
    Shape(
        "xinhua in chinese",
        ("新华社喀布尔1月5日电（记者张三）" + ZH[0] * 2, "分享到："),
        {"place": "喀布尔", "agency": "Xinhua", "language": "zh", "published": ""},
        ("分享到：",),
    ),
    Shape(
        "tass", ("MOSCOW, January 5, 2021. /TASS/. " + EN[0], *EN[1:]), {"agency": "TASS", "place": "MOSCOW"}
    ),
    Shape(
        "tass in russian",
        ("МОСКВА, 5 января. /ТАСС/. " + RU[0], *RU[1:], "Поделиться", "Читайте также: Другая статья"),
        {"place": "МОСКВА", "agency": "TASS", "language": "ru"},
        ("Поделиться", "Читайте также: Другая статья"),
    ),
    Shape("irna", ("Tehran, Jan 5, IRNA – " + EN[0], *EN[1:]), {"place": "Tehran", "agency": "IRNA"}),
    Shape(
        "irna in persian",
        (
            "گفت‌وگو در یک تالار دوحه",
            "تاریخ انتشار: ۱۶ دی ۱۳۹۹",
            "تهران - ایرنا - " + FA[0],
            *FA[1:],
            "به اشتراک بگذارید",
        ),
        {
            "place": "تهران",
            "agency": "IRNA",
            "language": "fa",
            "published": "2021-01-05",
            "provenance": "stated",
            "title": "گفت‌وگو در یک تالار دوحه",
        },
        ("به اشتراک بگذارید",),
    ),
    Shape(
        "anadolu",
        ("ANKARA (AA) - " + TR[0], *TR[1:], "Paylaş"),
        {"place": "ANKARA", "agency": "Anadolu", "language": "tr"},
        ("Paylaş",),
    ),
    Shape(
        "efe",
        ("Kabul, 5 ene (EFE).- " + ES[0], *ES[1:]),
        {"place": "Kabul", "agency": "EFE", "language": "es"},
    ),
    Shape(
        "ansa",
        ("(ANSA) - ROMA, 05 GEN - " + IT[0], *IT[1:], "RIPRODUZIONE RISERVATA"),
        {"place": "ROMA", "agency": "ANSA", "language": "it"},
        ("RIPRODUZIONE RISERVATA",),
    ),
    Shape("kyodo", ("TOKYO, Jan. 5, Kyodo - " + EN[0], *EN[1:]), {"place": "TOKYO", "agency": "Kyodo"}),
    Shape(
        "kyodo in japanese",
        ("双方の代表、同じ部屋で会談", "2021年1月5日", "【カブール共同】" + JA[0]),
        {
            "place": "カブール",
            "agency": "Kyodo",
            "language": "ja",
            "published": "2021-01-05",
            "title": "双方の代表、同じ部屋で会談",
        },
    ),
    Shape("yonhap", ("SEOUL, Jan. 5 (Yonhap) -- " + EN[0], *EN[1:]), {"place": "SEOUL", "agency": "Yonhap"}),
    Shape(
        "pti without a dash",
        ("New Delhi, Jan 5 (PTI) " + EN[0], *EN[1:]),
        {"place": "New Delhi", "agency": "PTI"},
    ),
    Shape(
        "reuters in arabic",
        ("الدوحة 5 يناير (رويترز) - " + AR[0], *AR[1:], "شارك هذا الموضوع:"),
        {"place": "الدوحة", "agency": "Reuters", "language": "ar"},
        ("شارك هذا الموضوع:",),
    ),
    Shape(
        "a full date in a dateline",
        ("DOHA, Sept. 12, 2020 (AP) — " + EN[0], *EN[1:]),
        {"published": "2020-09-12", "provenance": "dateline"},
    ),
    Shape(
        "an archive's record",
        (
            "Title: Envoys sit down",
            "Author: By Jo van Dyk",
            "Source: The Morning Paper",
            "Date: 5 January 2021",
            "Retrieved: 17 March 2022",
            "URL: https://paper.example/envoys",
            *EN,
        ),
        {
            "title": "Envoys sit down",
            "author": "Jo van Dyk",
            "source": "The Morning Paper",
            "published": "2021-01-05",
            "url": "https://paper.example/envoys",
        },
        (
            "Title: Envoys sit down",
            "Author: By Jo van Dyk",
            "Source: The Morning Paper",
            "Date: 5 January 2021",
            "Retrieved: 17 March 2022",
            "URL: https://paper.example/envoys",
        ),
    ),
    Shape(
        "a record in german",
        ("Quelle: Der Morgen", "Datum: 05.01.2021", "Abgerufen am: 17.03.2022", *DE),
        {"source": "Der Morgen", "published": "2021-01-05", "language": "de"},
        ("Quelle: Der Morgen", "Datum: 05.01.2021", "Abgerufen am: 17.03.2022"),
    ),
    Shape(
        "a copy from an archive",
        ("Envoys sit down in one hall", "Archived from the original on 17 March 2022", *EN),
        {"title": "Envoys sit down in one hall", "published": ""},
    ),
    Shape("only crawled", ("Retrieved: 2022-03-17", *EN), {"published": ""}, ("Retrieved: 2022-03-17",)),
    Shape(
        "updated and published",
        ("Envoys sit down in one hall", "Updated: January 7, 2021", "Published: January 5, 2021", *EN),
        {"published": "2021-01-05", "provenance": "stated"},
    ),
    Shape(
        "a weblog",
        (
            "Envoys sit down in one hall",
            "Posted by Amina at 10:14 AM",
            "Tuesday, January 5, 2021",
            *EN,
            "Labels: peace, talks",
            "No comments:",
            "Post a Comment",
            "Newer Post",
            "Older Post",
            "Subscribe to: Posts (Atom)",
        ),
        {"title": "Envoys sit down in one hall", "author": "Amina", "published": "2021-01-05"},
        (
            "Labels: peace, talks",
            "No comments:",
            "Post a Comment",
            "Newer Post",
            "Older Post",
            "Subscribe to: Posts (Atom)",
        ),
    ),
    Shape(
        "another weblog",
        (
            "Envoys sit down in one hall",
            "Posted on January 5, 2021 by Amina Noor",
            *EN,
            "Filed under: Talks",
            "Leave a Reply",
        ),
        {"author": "Amina Noor", "published": "2021-01-05"},
        ("Filed under: Talks", "Leave a Reply"),
    ),
    Shape(
        "a forum",
        (
            "Re: Envoys sit down",
            "by amina77 » Tue Jan 05, 2021 10:14 am",
            *EN,
            "Joined: Mar 2010",
            "Posts: 1,234",
            "Reply",
        ),
        {"author": "amina77", "published": "2021-01-05"},
        ("Re: Envoys sit down", "Joined: Mar 2010", "Posts: 1,234", "Reply"),
    ),
    Shape(
        "a wire's slug",
        ("AFGHANISTAN-TALIBAN/TALKS (UPDATE 2)", "KABUL, Jan 5 (Reuters) - " + EN[0], *EN[1:]),
        {"agency": "Reuters", "place": "KABUL"},
        ("AFGHANISTAN-TALIBAN/TALKS (UPDATE 2)",),
    ),
    Shape(
        "a subtitle",
        (
            "Envoys sit down in one hall",
            "The talks are the first in a long year of war and waiting",
            "By Jo van Dyk",
            "5 January 2021",
            *EN,
        ),
        {"subtitle": "The talks are the first in a long year of war and waiting", "author": "Jo van Dyk"},
    ),
    Shape(
        "sub-headings",
        (EN[0], EN[1], "The longest road", EN[2], EN[0], EN[1]),
        {},
        subheads=("The longest road",),
    ),
    Shape(
        "a doubled caption",
        ("Envoys sit down in one hall", "The hall on Tuesday", "The hall on Tuesday", *EN),
        {},
        ("The hall on Tuesday", "The hall on Tuesday"),
    ),
    Shape(
        "a caption without its picture",
        (*EN, "FILE PHOTO: The hall, May 5, 2019. REUTERS/Somebody"),
        {"published": ""},
        ("FILE PHOTO: The hall, May 5, 2019. REUTERS/Somebody",),
    ),
    Shape("a source below", (*DE, "Quelle: dpa"), {"source": "dpa"}),
    Shape(
        "months of other languages",
        (
            "Les délégués dans une même salle",
            "Publié le 5 janvier 2021 à 10h14",
            *FR,
            "Partager sur Facebook",
        ),
        {"published": "2021-01-05", "title": "Les délégués dans une même salle"},
        ("Partager sur Facebook",),
    ),
    Shape(
        "spanish",
        (
            "Los delegados en una misma sala",
            "5 de enero de 2021",
            "Por Ana Pérez Gómez",
            *ES,
            "Deja un comentario",
        ),
        {"published": "2021-01-05", "author": "Ana Pérez Gómez"},
        ("Deja un comentario",),
    ),
    Shape(
        "arabic digits",
        ("الوفدان في قاعة واحدة", "٥ يناير ٢٠٢١", *AR, "التعليقات"),
        {"published": "2021-01-05", "language": "ar", "title": "الوفدان في قاعة واحدة"},
        ("التعليقات",),
    ),
    Shape(
        "a date that may be turned",
        ("Envoys sit down in one hall", "05/01/2021", *EN),
        {"published": "2021", "provenance": "stated"},
    ),
    Shape(
        "a day and weekday in the story",
        (
            "The government called for a truce on Monday, September 14, as talks began in an old hotel.",
            EN[1],
            "Its spokesman wrote on September 14 of a truce. The last talks failed in 2018, he wrote.",
            EN[2],
        ),
        {"published": "2020-09-14", "provenance": "deduced"},
    ),
    Shape(
        "no weekday, no year",
        (
            "The government called for a truce on September 14 as the talks began in the hall of a hotel.",
            EN[1],
            "Its spokesman wrote on September 14 of a truce. The last talks failed in 2018, he wrote.",
            EN[2],
        ),
        {"published": "", "provenance": ""},
    ),
    Shape(
        "an anniversary is no date of publication",
        (
            "The world changed on September 11, a Tuesday, for all who were in the city that day.",
            *EN,
            "It was 2001, and the September 11 attacks were not yet called so.",
        ),
        {"published": ""},
    ),
)


def _read(shape: Shape) -> tuple[Article, Particulars]:
    article = describe_article(read_text("\n\n".join(shape.lines)), name="article.txt")
    return article, particulars_of(article.text, article.blocks, title=article.title)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_of_news(shape: Shape) -> None:
    article, parts = _read(shape)
    found = {
        **{name: getattr(article, name) for name in ("title", "source", "author", "place", "agency")},
        **{name: getattr(article, name) for name in ("language", "url")},
        "published": article.published.value,
        "provenance": article.published.provenance.value,
        "dateline": parts.dateline.text if parts.dateline else "",
        "region": parts.region,
        "subtitle": parts.subtitle,
    }
    assert {name: found[name] for name in shape.found} == shape.found
    assert [one.text for one in parts.furniture] == list(shape.furniture)
    if shape.credits:
        assert [one.text for one in parts.credits] == list(shape.credits)
    assert [one.text for one in parts.subheads] == list(shape.subheads)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_what_is_the_article_stays_its_text(shape: Shape) -> None:
    article, parts = _read(shape)
    story = [line for line in shape.lines if len(line) > 80]
    kept = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    assert [line for line in story if line not in kept] == []
    assert all(one.why for one in parts.furniture)


def test_what_was_worked_out_says_so() -> None:
    article, _ = _read(next(shape for shape in SHAPES if shape.name == "reuters"))
    assert dict(article.origins) == {
        "title": Provenance.OPENING,
        "source": Provenance.DATELINE,
        "place": Provenance.DATELINE,
        "agency": Provenance.DATELINE,
        "language": Provenance.DEDUCED,
    }
