"""How page furniture is worded, in the languages that news is read in, and what each wording is."""

import re

_NAVIGATION = "a link of the page"
_SHARING = "an invitation to share or subscribe"
_COMMENTS = "the comments' frame"
_ADVERTISING = "an advertisement"
_RIGHTS = "a notice of rights"
_PUBLISHER = "the publisher about itself"
_SEE_ALSO = "a pointer to another article"

BOILERPLATE = ("RFE/RL journalists report the news", "RFE/RL's ", "Radio Free Europe/Radio Liberty")
"""What openings of a publisher's words about itself are, however long they are."""

_LINES = {
    _NAVIGATION: """
accessibility links; skip to content; skip to main content; newer post; older post; next page; previous page;
back to top; go to top; zum inhalt springen; zur startseite; aller au contenu; retour en haut; ir al contenido;
volver arriba; vai al contenuto; torna su; перейти к содержанию; наверх; ana içeriğe geç; naar de inhoud;
no media source currently available; toggle navigation; open menu; close menu; print this page; source link;
رفتن به محتوای اصلی; 跳至内容; 返回顶部; この記事を印刷
""",  # noqa: E501
    _SHARING: """
share this; share this article; share this story; share this post; email this article; email this;
copy link; link copied; copy url; send by email; like this; be the first to like this; save for later;
artikel teilen; diesen artikel teilen; auf facebook teilen; auf twitter teilen; newsletter abonnieren;
partager l'article; partager cet article; partager sur facebook; partager sur twitter; s'abonner;
abonnez-vous; compartir en facebook; compartir en twitter; compartir este artículo; suscríbete; suscribirse;
compartilhar no facebook; compartilhe; assine; condividi su facebook; condividi questo articolo; iscriviti;
deel dit artikel; delen via; dela artikeln; del artikkelen; udostępnij; поделиться; поделиться в facebook;
подписаться; подписывайтесь на нас; paylaş; bu haberi paylaş; facebook'ta paylaş; abone ol; شارك; مشاركة;
شارك هذا الموضوع; شارك على فيسبوك; اشترك; اشتراک گذاری; به اشتراک بگذارید; اشتراک‌گذاری; شیئر کریں; साझा करें;
शेयर करें; 分享; 分享到; 分享至; 分享本文; シェアする; シェア; ツイート; 공유; 공유하기; bagikan; podziel się; sdílet
""",  # noqa: E501
    _COMMENTS: """
no comments; post a comment; leave a comment; leave a reply; view comments; read comments; show comments;
add a comment; write a comment; comments are closed; comments off; join the conversation; reply; cancel reply;
report post; kommentare; kommentar schreiben; kommentare anzeigen; keine kommentare; commentaires;
laisser un commentaire; aucun commentaire; comentarios; deja un comentario; deja una respuesta;
no hay comentarios; comentários; deixe um comentário; commenti; lascia un commento; nessun commento; reacties;
plaats een reactie; kommentarer; komentarze; dodaj komentarz; комментарии; оставить комментарий;
комментариев нет; коментарі; yorumlar; yorum yap; yorum yaz; التعليقات; اترك تعليقا; اترك تعليقاً; أضف تعليق;
نظرات; ارسال نظر; دیدگاه‌ها; نظر خود را بنویسید; تبصرے; टिप्पणियाँ; टिप्पणी करें; 评论; 发表评论; 留言; コメント;
コメントを投稿; 댓글; 댓글 쓰기; tulis komentar
""",
    _ADVERTISING: """
advertisement; advertisement - scroll to continue; story continues below advertisement; sponsored content;
sponsored ads; sponsored; promoted; anzeige; werbung; publicité; publicidad; publicidade; pubblicità;
advertentie; annons; annonse; reklama; реклама; reklam; إعلان; تبلیغات; آگهی; اشتہار; विज्ञापन; 广告; 広告; 광고; iklan
""",  # noqa: E501
    _SEE_ALSO: """
related posts; related post; related stories; related articles; related topics; related content; related;
you may also like; more to follow; more on this story; more on this topic; recommended for you; most read;
most popular; trending; trending now; read next; up next; mehr zum thema; lesen sie auch; das könnte sie auch
interessieren; auch interessant; meistgelesen; sur le même sujet; à lire aussi; lire aussi; les plus lus;
noticias relacionadas; te puede interesar; lo más leído; leia também; leia mais; veja também; mais lidas;
leggi anche; potrebbe interessarti; lees ook; läs också; les også; læs også; czytaj także; zobacz też;
читайте также; материалы по теме; читайте ещё; ilgili haberler; i̇lgili haberler; اقرأ أيضا; اقرأ أيضاً;
مواضيع ذات صلة; بیشتر بخوانید; مطالب مرتبط; اخبار مرتبط; مزید پڑھیں; यह भी पढ़ें; 相关新闻; 相关文章; 延伸阅读; 関連記事;
관련기사; baca juga
""",  # noqa: E501
    _RIGHTS: """
all rights reserved; alle rechte vorbehalten; tous droits réservés; todos los derechos reservados;
todos os direitos reservados; tutti i diritti riservati; riproduzione riservata; © riproduzione riservata;
alle rechten voorbehouden; все права защищены; tüm hakları saklıdır; جميع الحقوق محفوظة;
تمامی حقوق محفوظ است; کلیه حقوق محفوظ است; 版权所有; 無断転載禁止; 無断転載を禁じます; 무단전재 및 재배포 금지; end of document
""",  # noqa: E501
}
_AT_THE_EDGES = """
breaking news; news; home; menu; search; print; e-mail; email; share; tweet; comment; comments; live; video;
world; top stories; latest news; read more; see also; welcome; login; log in; sign in; sign up; subscribe;
newsletter; newsletters; like; quote; report; facebook; twitter; whatsapp; telegram; linkedin; pinterest; teilen;
startseite; drucken; suche; anmelden; partager; accueil; imprimer; rechercher; se connecter; compartir; inicio;
imprimir; buscar; compartilhar; início; condividi; stampa; cerca; delen; dela; del; главная; поиск; печать;
ana sayfa; yazdır; ara; الرئيسية; طباعة; بحث; خانه; چاپ; جستجو; 首页; 打印; 搜索; ホーム; 印刷; 홈; 인쇄; beranda; cari
"""  # noqa: E501
_PATTERNS = {
    _COMMENTS: r"""\d+\ (?:comments?|responses?|replies|kommentare?|commentaires?|comentarios?
        |reacties|yorum)
        |your\ email\ address\ will\ not\ be\ published.*|last\ edited\ by\ .{1,80}
        |joined:\ .{1,30}|posts:\ [\d,.]+|(?:posts|messages):\ [\d,.]+\ .{0,40}|re:\ .{1,120}
        |(?:labels|tags|tagged|filed\ under|posted\ in|categories):?\ .{1,120}|\#\d{1,5}""",
    _SHARING: r"""share\ (?:this|via|on)\b.{0,40}|share\ to\ (?:twitter|facebook|x|pinterest).*
        |follow\ us\ on\b.{0,40}|folgen\ sie\ uns\b.{0,40}|suivez-nous\b.{0,40}|síguenos\b.{0,40}
        |seguici\b.{0,40}
        |subscribe\ to:.{0,60}|subscribe\ to\ our\ .{0,60}|sign\ up\ (?:for|to)\ .{0,80}newsletter.*
        |email\ this\ ?blogthis!.*|(?:teilen|partager|compartir|compartilhar|condividi|поделиться)
        \ (?:auf|sur|en|no|su|via|par|por|в)\b.{0,40}|(?:download|get)\ (?:our|the)\ .{0,30}app\b.{0,60}
        |.{0,30}(?:whatsapp|telegram)\ (?:channel|group|kanal|kanalı).{0,60}""",
    _RIGHTS: r"""(?:(?:©|copyright|\(c\))\ .{0,80})?all\ rights\ reserved\.?|(?:©|copyright\ (?:©
        |\(c\)|\d{4}))\ ?.{0,80}
        |(?:this\ material\ may\ not\ be\ published,\ broadcast).{0,120}""",
    _PUBLISHER: r"rfe/rl\ journalists\ report\ the\ news\ .*",
    _NAVIGATION: r"""\d+\ ?x\ ?\d+\ image|page\ \d+\ of\ \d+|\d+\ (?:min|minutes?)\ read
        |seite\ \d+\ von\ \d+""",
    _SEE_ALSO: r"""(?:read\ (?:also|more)|also\ read|see\ also|lesen\ sie\ auch|mehr\ zum\ thema
        |lire\ aussi|à\ lire\ aussi
        |lea\ también|lee\ también|leia\ também|leggi\ anche|lees\ ook|czytaj\ także|читайте\ также
        |baca\ juga
        |اقرأ\ أيضا|اقرأ\ أيضاً|بیشتر\ بخوانید)\ ?[:：|»].{1,160}""",
}
_PATTERN = {
    why: re.compile(pattern, re.IGNORECASE | re.VERBOSE | re.DOTALL) for why, pattern in _PATTERNS.items()
}
_SLUG = re.compile(
    r"(?:[A-Z]{3,}(?:-[A-Z]{3,})+(?:/[A-Z ]+)?(?: \([A-Z0-9 ,]+\))?|\^?BC-[A-Z]{2,}-?-[\w, -]{3,60}"
    r"|URGENT|Eds?: .{1,160}|\(?EDITORS?: .{1,160})"
)
_SLUG_WHY = "a wire's slug"
_EDGE_WHY = "a link of the page"
_ENDS = " \t\u00a0:：.…!»›>→"


def _listed(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(";") if one.strip()]


_WHY = {line: why for why, lines in _LINES.items() for line in _listed(lines)}
_WHY_AT_EDGE = dict.fromkeys(_listed(_AT_THE_EDGES), _EDGE_WHY)
_FIRST = frozenset(
    """
your last joined: posts: messages: re: labels labels: tags tags: tagged tagged: filed posted categories
categories: share follow folgen suivez-nous síguenos seguici subscribe sign email teilen partager compartir
compartilhar condividi поделиться download get join all © copyright (c) this rfe/rl page seite read also see
lesen mehr lire à lea lee leia leggi lees czytaj читайте baca اقرأ بیشتر our
""".split()  # noqa: SIM905 - a table of words
)
"""What a line that is told by a pattern begins with: one that begins otherwise needs no closer look."""


def why_furniture(line: str, *, is_edge: bool) -> str:
    """What piece of furniture a line is by its wording; empty for a paragraph of the article.

    `is_edge`: it stands at the top or the bottom, where a single word such as “News” is a link.
    """
    key = line.strip(_ENDS).lower().replace("’", "'")
    why = _WHY.get(key) or (_WHY_AT_EDGE.get(key, "") if is_edge else "")
    if why:
        return why
    first = line.split(None, 1)[0].lower() if line else ""
    if first in _FIRST or first.rstrip(":") in _FIRST or first[:1] in "#©" or first[:1].isdigit():
        for why, pattern in _PATTERN.items():
            if pattern.fullmatch(line):
                return why
    if is_edge and line[:2].isupper() and _SLUG.fullmatch(line):
        return _SLUG_WHY
    return _SLUG_WHY if is_edge and line.startswith(("^BC", "Ed: ", "Eds: ", "(EDITOR")) else ""
