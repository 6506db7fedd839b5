# ruff: noqa: E501
"""Quotes out of whole pages: how many come from outside the story, and how much of the story is lost.

Invented stories in four languages stand in pages laid out as 25 kinds of site do it, with quotes in their menus, teasers,
captions, cookie banners, readers' comments and imprints. `--src FOLDER` measures another version of the program under the
name given by `--as`; the arm `trafilatura` is our grammar on what trafilatura alone returns.

    python benchmarks/pages.py                          # writes benchmarks/results/pages.json
    python benchmarks/pages.py --src OTHER/src --as NAME
"""

import argparse
import json
import platform
import random
import sys
from collections.abc import Callable
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "pages.json"
STORIES = 3  # of each language in each layout

# Of each language: people with roles, sentences that tell, sentences that people say, frames of an attribution, and what
# stands around a story: cookies, teasers, caption, comment, imprint, newsletter.
LANGUAGES = {
    "en": {
        "people": ["economist Jane Holloway", "teacher Martin Voss", "minister Olga Brandt", "shop owner Peter Lind"],
        "told": [
            "The bridge over the river was closed on Monday after inspectors found cracks in two of its pillars.",
            "Repairs will take four months, according to the plan that the council published last week.",
            "Until then buses take the longer road around the lake, which adds half an hour to most journeys.",
            "The market on the left bank has lost a third of its customers since the closure, traders say.",
            "A ferry that was promised for the spring has not been ordered, documents seen by this paper show.",
        ],
        "said": [
            "Nobody asked us before they closed it, and nobody will pay for what we lose",
            "We could have known ten years ago that the pillars would not hold",
            "My pupils now leave home at six in the morning to be at school in time",
            "Safety comes first, and we will not open it a day too early",
        ],
        "frames": ["“{said},” said {who}.", "According to {who}, “{said}”.", "{Who} said: “{said}.”"],
        "cookie": "We use cookies. “Your privacy matters to us and to our partners,” says the publisher.",
        "teasers": [
            "“I never wanted to be mayor of this town,” says Ruth Kessler",
            "Coach Ben Arlow: “We played without any fear today”",
        ],
        "caption": "“Open our bridge again,” read a sign at the rally on Saturday. Photo: M. Reyes",
        "comment": "My neighbour Frank Tolly said: “I will move away before it opens”. I think he is right.",
        "imprint": "Editor-in-chief Ada Quill: “Our texts may be used with a link to this site”.",
        "newsletter": "“The best morning letter of the region,” says reader Tom Hale. Subscribe now!",
    },
    "az": {
        "people": ["iqtisadçı Nigar Səfərova", "müəllim Elçin Rzayev", "nazir Kamran Vəliyev", "sakin Zərifə Abbasova"],
        "told": [
            "Çayın üzərindəki körpü iki dayağında çat aşkar edildikdən sonra bazar ertəsi bağlanıb.",
            "Şəhər şurasının keçən həftə açıqladığı plana görə, təmir dörd ay çəkəcək.",
            "O vaxta qədər avtobuslar gölün ətrafındakı uzun yolla hərəkət edir, bu da yolu yarım saat uzadır.",
            "Satıcıların dediyinə görə, sol sahildəki bazar müştərilərinin üçdə birini itirib.",
            "Yaza vəd edilən bərə hələ sifariş olunmayıb, redaksiyanın gördüyü sənədlərdə belə yazılıb.",
        ],
        "said": [
            "Bağlamazdan əvvəl heç kim bizdən soruşmadı, itkimizi də heç kim ödəməyəcək",
            "Dayaqların davam gətirməyəcəyini on il əvvəl bilmək olardı",
            "Şagirdlərim dərsə çatmaq üçün indi evdən səhər saat altıda çıxırlar",
            "Təhlükəsizlik hər şeydən vacibdir, vaxtından əvvəl açmayacağıq",
        ],
        "frames": ["“{said}”, – deyə {who} bildirib.", "{Who} deyib: “{said}”.", "{Who} bildirib ki, “{said}”."],
        "cookie": "Saytımız kukilərdən istifadə edir. Naşir deyir: “Məxfiliyiniz bizim üçün vacibdir”.",
        "teasers": [
            "“Mən heç vaxt mer olmaq istəməmişəm”, – Rüfət Kərimli deyib",
            "Məşqçi Anar Dadaşov: “Bu gün qorxmadan oynadıq”",
        ],
        "caption": "Aksiyada “Körpümüzü açın” şüarı səslənib. Foto: M. Rəhimli",
        "comment": "Qonşum Fərhad Tağıyev deyib: “Açılmamış köçüb gedəcəyəm”. Məncə haqlıdır.",
        "imprint": "Baş redaktor Aida Qasımlı: “Materiallardan istifadə edərkən istinad mütləqdir”.",
        "newsletter": "Oxucu Tural Həsənli deyir: “Bölgənin ən yaxşı səhər məktubu”. Abunə olun!",
    },
    "tr": {
        "people": ["ekonomist Selin Arıkan", "öğretmen Murat Doğru", "bakan Kemal Ersoy", "esnaf Fatma Uçar"],
        "told": [
            "Nehrin üzerindeki köprü, iki ayağında çatlak bulunmasının ardından pazartesi günü kapatıldı.",
            "Belediye meclisinin geçen hafta yayımladığı plana göre onarım dört ay sürecek.",
            "O zamana kadar otobüsler gölün çevresindeki uzun yolu kullanacak, yol yarım saat uzayacak.",
            "Satıcıların anlattığına göre sol yakadaki pazar müşterilerinin üçte birini kaybetti.",
            "Bahara söz verilen feribot henüz sipariş edilmedi, gazetemizin gördüğü belgeler böyle diyor.",
        ],
        "said": [
            "Kapatmadan önce kimse bize sormadı, kaybımızı da kimse ödemeyecek",
            "Ayakların dayanmayacağını on yıl önce bilebilirdik",
            "Öğrencilerim okula yetişmek için artık sabah altıda evden çıkıyor",
            "Güvenlik her şeyden önce gelir, bir gün bile erken açmayacağız",
        ],
        "frames": [
            '{Who}, "{said}" dedi.',
            '"{said}" diyen {who}, yetkilileri eleştirdi.',
            '{Who} şöyle konuştu: "{said}."',
        ],
        "cookie": 'Sitemizde çerezler kullanılır. Yayıncı, "Gizliliğiniz bizim için önemlidir" dedi.',
        "teasers": [
            '"Ben hiç belediye başkanı olmak istemedim" diyen Rıza Kaplan anlattı',
            'Teknik direktör Can Yaman: "Bugün korkmadan oynadık"',
        ],
        "caption": 'Eylemde "Köprümüzü açın" pankartı açıldı. Fotoğraf: M. Reis',
        "comment": 'Komşum Ferhat Tuna, "Açılmadan taşınıp gideceğim" dedi. Bence haklı.',
        "imprint": 'Genel yayın yönetmeni Aylin Koç: "İçerikler kaynak gösterilerek kullanılabilir".',
        "newsletter": 'Okur Tolga Hal, "Bölgenin en iyi sabah mektubu" dedi. Abone olun!',
    },
    "ru": {
        "people": ["экономист Нина Соболева", "учитель Пётр Громов", "министр Олег Брагин", "житель Семён Лунин"],
        "told": [
            "Мост через реку закрыли в понедельник, после того как в двух опорах нашли трещины.",
            "Ремонт займёт четыре месяца: так следует из плана, который совет опубликовал на прошлой неделе.",
            "До тех пор автобусы идут длинной дорогой вокруг озера, и путь занимает на полчаса больше.",
            "Рынок на левом берегу потерял треть покупателей, рассказывают торговцы.",
            "Паром, обещанный к весне, до сих пор не заказан, это видно из документов редакции.",
        ],
        "said": [
            "Нас никто не спросил перед закрытием, и никто не заплатит за наши потери",
            "Ещё десять лет назад можно было понять, что опоры не выдержат",
            "Мои ученики теперь выходят из дома в шесть утра, чтобы успеть в школу",
            "Безопасность прежде всего, и мы не откроем мост ни днём раньше",
        ],
        "frames": ["«{said}», — сказал {who}.", "{Who} заявил: «{said}».", "{Who} отметил, что «{said}»."],
        "cookie": "Мы используем куки. «Ваша приватность важна для нас и партнёров», — говорит издатель.",
        "teasers": [
            "«Я никогда не хотел быть мэром», — говорит Руслан Кесслер",
            "Тренер Борис Арлов: «Мы сегодня играли без страха»",
        ],
        "caption": "«Откройте наш мост», — гласил плакат на митинге в субботу. Фото: М. Реева",
        "comment": "Мой сосед Фёдор Толин сказал: «Я уеду раньше, чем его откроют». По-моему, он прав.",
        "imprint": "Главный редактор Ада Квилина: «Перепечатка возможна только со ссылкой на сайт».",
        "newsletter": "«Лучшее утреннее письмо региона», — говорит читатель Тимур Галин. Подпишитесь!",
    },
}


class Page:
    """The parts of one page: the story's paragraphs and what stands around it."""

    def __init__(self, language: str, seed: int) -> None:
        draw, own = random.Random(f"{language} {seed}"), LANGUAGES[language]
        who, said = draw.sample(own["people"], 4), draw.sample(own["said"], 4)
        told = draw.sample(own["told"], 5)
        frames = [draw.choice(own["frames"]) for _ in said]
        quoted = [
            frame.format(said=words, who=name, Who=name[0].upper() + name[1:])
            for frame, words, name in zip(frames, said, who, strict=True)
        ]
        self.story = [told[0], quoted[0], told[1], quoted[1], told[2], told[3], quoted[2], told[4], quoted[3]]
        self.said, self.language = said, language
        self.title = told[0].split(",")[0].rstrip(".")[:60]
        self.cookie, self.caption, self.comment = own["cookie"], own["caption"], own["comment"]
        self.imprint, self.newsletter, self.teasers = own["imprint"], own["newsletter"], own["teasers"]

    def paragraphs(self, wrap: str = "<p>{}</p>") -> str:
        """Return the story in tags."""
        return "\n".join(wrap.format(text) for text in self.story)

    def links(self, wrap: str = '<li><a href="/n/{i}">{text}</a></li>', n: int = 4) -> str:
        """Return teasers in tags."""
        return "\n".join(wrap.format(i=i, text=self.teasers[i % 2]) for i in range(n))


def _semantic(p: Page) -> str:
    return f"""<header><nav><ul>{p.links()}</ul></nav></header><main><article><h1>{p.title}</h1>{p.paragraphs()}
<figure><img src="a.jpg"><figcaption>{p.caption}</figcaption></figure></article>
<aside><h3>More</h3><ul>{p.links()}</ul></aside></main><footer><p>{p.imprint}</p></footer>"""


def _wordpress(p: Page) -> str:
    return f"""<div id="page" class="site"><header class="site-header"><div class="menu-main"><ul>{p.links()}</ul></div></header>
<div id="content" class="site-content"><main><article id="post-7" class="post-7 post type-post tag-bridge category-news hentry">
<div class="entry-content"><div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">{p.caption}</p></div>{p.paragraphs()}
<div class="sharedaddy sd-sharing"><h3>Share</h3></div></div></article>
<div class="related-posts"><h3>Related</h3><article><h4><a href="/1">{p.teasers[0]}</a></h4></article></div>
<div id="comments" class="comments-area"><ol class="comment-list"><li class="comment"><article class="comment-body">
<div class="comment-content"><p>{p.comment}</p></div></article></li></ol></div></main>
<div id="secondary" class="widget-area"><section class="widget"><ul>{p.links()}</ul></section></div></div>
<div class="site-footer"><p>{p.imprint}</p></div></div>"""


def _bitrix(p: Page) -> str:
    return f"""<table width="100%"><tr><td class="left-col"><div class="news-list">{p.links('<p class="news-item"><a href="/{i}">{text}</a></p>')}
</div></td><td><div class="news-detail"><h3>{p.title}</h3><div class="detail_text">{p.paragraphs("{}<br><br>")}</div></div>
<div class="catalog-comments"><div class="blog-comment-cont">{p.comment}</div></div></td></tr>
<tr><td colspan="2" class="copyright">{p.imprint}</td></tr></table>"""


def _drupal(p: Page) -> str:
    return f"""<div class="region region-header"><div id="block-menu"><ul class="menu">{p.links()}</ul></div></div>
<div class="region region-content"><div class="node node--type-article"><div class="field field--name-body field--type-text-with-summary">
{p.paragraphs()}</div><div class="field field--name-field-image"><div class="field-caption">{p.caption}</div></div></div>
<section class="field--name-comment comment-wrapper"><div class="comment js-comment"><p>{p.comment}</p></div></section></div>
<div class="region region-sidebar-second"><div class="views-row">{p.links('<div class="views-row"><a href="/{i}">{text}</a></div>')}</div></div>
<div class="region region-footer"><p>{p.imprint}</p></div>"""


def _elementor(p: Page) -> str:
    widgets = p.paragraphs(
        '<div class="elementor-element elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container"><p>{}</p></div></div>'
    )
    return f"""<div class="elementor elementor-location-header"><div class="elementor-nav-menu"><ul>{p.links()}</ul></div></div>
<div class="elementor elementor-location-single">{widgets}</div>
<div class="elementor-posts-container">{p.links('<article class="elementor-post"><h3><a href="/{i}">{text}</a></h3></article>')}</div>
<div class="elementor elementor-location-footer"><p>{p.imprint}</p></div>"""


def _hashed(p: Page) -> str:
    return f"""<div id="__next"><div class="css-1x9a"><div class="css-2b7"><p class="css-q1">{p.cookie}</p><button>OK</button></div>
<div class="css-9k2"><div class="css-8s1">{p.links('<a class="css-l0" href="/{i}"><span>{text}</span></a>')}</div>
<div class="css-77a"><h1 class="css-h">{p.title}</h1>{p.paragraphs('<p class="css-p0">{}</p>')}</div>
<div class="css-5tt">{p.links('<div class="css-card"><a href="/{i}"><h4>{text}</h4></a></div>')}</div></div>
<div class="css-zz"><span>{p.imprint}</span></div></div></div>"""


def _tables(p: Page) -> str:
    return f"""<center><table><tr><td><font size="2">{p.links('<a href="{i}.htm">{text}</a><br>')}</font></td></tr>
<tr><td><font size="3"><b>{p.title}</b><br><br>{p.paragraphs("{}<br><br>")}</font></td></tr>
<tr><td><font size="1">{p.imprint}</font></td></tr></table></center>"""


def _amp(p: Page) -> str:
    return f"""<amp-consent><div id="consent-ui"><p>{p.cookie}</p></div></amp-consent><amp-sidebar id="sidebar"><ul>{p.links()}</ul>
</amp-sidebar><article class="amp-wp-article"><div class="amp-wp-article-content">{p.paragraphs()}
<figure class="amp-wp-article-featured-image wp-caption"><amp-img></amp-img><p class="wp-caption-text">{p.caption}</p></figure></div></article>
<footer class="amp-wp-footer"><p>{p.imprint}</p></footer>"""


def _live(p: Page) -> str:
    posts = [f'<div class="post"><time>10:0{i}</time><p>{text}</p></div>' for i, text in enumerate(p.story)]
    posts[2::3] = [post.replace("<div", "<article").replace("</div>", "</article>") for post in posts[2::3]]
    return f"""<nav><ul>{p.links()}</ul></nav><main><h1>{p.title}</h1>{"".join(posts)}</main>
<div class="latest-news"><ul>{p.links()}</ul></div><div class="footer"><p>{p.imprint}</p></div>"""


def _aspnet(p: Page) -> str:
    return f"""<form method="post" action="./news.aspx" id="form1"><div id="ctl00_menu"><ul>{p.links()}</ul></div>
<div id="ctl00_content"><h2>{p.title}</h2><div class="newsText">{p.paragraphs()}</div></div>
<div id="ctl00_otherNews"><ul>{p.links()}</ul></div><div id="ctl00_footer"><span>{p.imprint}</span></div></form>"""


def _soup(p: Page) -> str:
    return f"""<div><div>{p.links('<div><a href="/{i}">{text}</a></div>')}</div><div><div><h1>{p.title}</h1></div><div>
{p.paragraphs("<div>{}</div>")}</div></div><div>{p.links('<div><a href="/{i}"><img><span>{text}</span></a></div>')}</div>
<div><div>{p.imprint}</div></div></div>"""


def _broken(p: Page) -> str:
    return f"""<svg class="sprite"><symbol id="a"><path d="M0"/></symbol><aside><script>document.write("<head><div>");</script></aside>
<div class="top"><ul>{p.links()}</ul><div class="text"><h1>{p.title}{p.paragraphs("<p>{}")}<div class="also"><p>
<a href="/1">{p.teasers[0]}</a></div></div><div class="foot"><p>{p.imprint}"""


def _inside(p: Page) -> str:
    parts = [f"<p>{text}</p>" for text in p.story]
    parts.insert(3, f'<div class="read-also"><p>Read also: <a href="/1">{p.teasers[0]}</a></p></div>')
    parts.insert(6, f'<div class="newsletter-box"><p>{p.newsletter}</p></div>')
    parts.insert(8, f'<blockquote class="instagram-media"><p><a href="/i">{p.teasers[1]}</a></p></blockquote>')
    return f"""<div class="cookie-notice"><p>{p.cookie}</p></div><article class="article"><div class="article__body">{"".join(parts)}
</div></article><div class="comments-block"><div class="comments-block__item"><p>{p.comment}</p></div></div>"""


def _teasers(p: Page) -> str:
    cards = "".join(
        f'<div class="card"><a href="/{i}"><h3>{text}</h3></a><p>{p.newsletter}</p></div>'
        for i, text in enumerate(p.teasers)
    )
    return f"""<div class="navbar"><ul>{p.links()}</ul></div><div class="container"><div class="row"><div class="col-8">
<div class="article-title">{p.title}</div><div class="article-text">{p.paragraphs()}</div></div><div class="col-4">
<div class="sidebar">{cards}</div></div></div><div class="recommended">{cards}</div></div><div class="copyright">{p.imprint}</div>"""


def _data(p: Page) -> str:
    state = json.dumps({"related": p.teasers, "html": f"<p>{p.comment}</p>"}, ensure_ascii=False)
    return f"""<div id="app"><div class="Header_nav__x1"><ul>{p.links()}</ul></div><section class="ArticlePage_body__Zk">{p.paragraphs()}
</section><section class="ArticlePage_commentsList__8u"><div><p>{p.comment}</p></div></section></div>
<script>window.__STATE__={state};document.write('<script src="x.js"><\\/script>')</script>
<div class="Footer_about__3r"><p>{p.imprint}</p></div>"""


def _disqus(p: Page) -> str:
    return f"""<div class="wrap"><div class="story-body" itemprop="articleBody">{p.paragraphs()}</div><div id="disqus_thread"><ul id="post-list">
<li class="post"><div class="post-message"><p>{p.comment}</p></div></li></ul></div><div class="popular">{p.links("<div><a>{text}</a></div>")}</div>
<div class="imprint"><p>{p.imprint}</p></div></div>"""


def _essay(p: Page) -> str:
    return f"""<div id=root><div class="a b c"><div><a href=/>Home</a></div></div><article><div class="l"><section><div><h1 class="pw">{p.title}</h1><div class="ab"><a href=/u><p>Jane Doe</p></a><span>5 min read</span></div>{p.paragraphs('<p class="pw-post-body-paragraph">{}</p>')}</div></section></div></article><div class="resp"><h2>Responses (2)</h2><pre><div>{p.comment}</div></pre></div><div class="more"><h2>More from Medium</h2>{p.links('<div><a href="/{i}"><h2>{text}</h2><h3>Some subtitle here</h3></a></div>')}</div></div>"""


def _ticker(p: Page) -> str:
    parts = [f"<p>{t}</p>" for t in p.story]
    parts.insert(4, f'<p><strong><a href="/x">{p.teasers[0]}</a></strong></p>')
    return f"""<div class="main-cont"><div class="top-news">{p.links('<a href="{i}"><h5>{text}</h5></a>')}</div><div class="news-inner"><h2>{p.title}</h2><span class="date">31.10.2023</span><div class="news-text">{"".join(parts)}</div><div class="news-social"><a>FB</a></div></div><div class="xeber-lenti"><h4>Xəbər lenti</h4>{p.links('<div class="lent"><span>10:2{i}</span><a href="{i}">{text}</a></div>', 8)}</div><div class="reklam">{p.newsletter}</div></div><div class="foot"><p>{p.imprint}</p></div>"""


def _blocks(p: Page) -> str:
    return f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul>{p.links()}</ul></nav></header><main class="wp-block-group"><h1 class="wp-block-post-title">{p.title}</h1><figure class="wp-block-post-featured-image"><img><figcaption class="wp-element-caption">{p.caption}</figcaption></figure><div class="entry-content wp-block-post-content">{p.paragraphs()}</div><div class="wp-block-post-author-biography">{p.imprint}</div><div class="wp-block-query"><ul class="wp-block-post-template">{p.links('<li><h2 class="wp-block-post-title"><a href="{i}">{text}</a></h2><div class="wp-block-post-excerpt"><p>{text}</p></div></li>')}</ul></div></main><footer><p>{p.imprint}</p></footer></div>"""


def _video(p: Page) -> str:
    return f"""<div class="player"></div><div class="video-desc">{p.paragraphs("<p>{}</p>")}</div><ul class="user-reviews"><li><span>Kamran</span><div>{p.comment}</div></li></ul><div class="suggested-videos">{p.links('<div class="v"><a href="{i}"><img><p>{text}</p></a></div>')}</div>"""


def _plain(p: Page) -> str:
    return f"""<h1>{p.title}</h1><div class="txt">{"<br/>".join(p.story)}</div><hr><small>{p.imprint}</small>"""


def _sections(p: Page) -> str:
    return f"""<header><h1>{p.title}</h1></header>{"".join(f'<section class="s{i}"><p>{t}</p></section>' for i, t in enumerate(p.story))}<section class="s99"><h3>Also</h3><ul>{p.links()}</ul></section><footer>{p.imprint}</footer>"""


def _cards(p: Page) -> str:
    cards = "".join(
        f'<div class="x9"><a href="/{i}"><h3>{t}</h3></a><p>{t}</p><span>1 hour ago</span></div>'
        for i, t in enumerate(p.teasers * 3)
    )
    return f"""<div class="z1">{cards}</div><div class="z2"><h1>{p.title}</h1><div class="z3">{p.paragraphs('<p class="z4">{}</p>')}</div></div><div class="z5">{cards}</div>"""


def _overlay(p: Page) -> str:
    return f"""<main><div class="grid"><div>{p.paragraphs()}</div></div></main><div class="overlay"><div><h2>Cookies</h2><p>{p.cookie}</p><button>OK</button></div></div>"""


def _embeds(p: Page) -> str:
    parts = [f"<p>{t}</p>" for t in p.story]
    parts.insert(
        2,
        f'<div class="fb-post" data-href="x"><blockquote class="fb-xfbml-parse-ignore"><p>{p.comment}</p></blockquote></div>',
    )
    parts.insert(5, f'<aside class="infobox"><p>{p.newsletter}</p></aside>')
    return f'<div class="content-area"><article>{"".join(parts)}</article></div>'


LAYOUTS: list[Callable[[Page], str]] = [
    _semantic, _wordpress, _bitrix, _drupal, _elementor, _hashed, _tables, _amp, _live, _aspnet, _soup, _broken, _inside,
    _teasers, _data, _disqus,
    _essay, _ticker, _blocks, _video, _plain, _sections, _cards, _overlay, _embeds,
]  # fmt: skip


def pages() -> list[tuple[str, Page, str]]:
    """Return the name of the layout, the parts and the page as it would be saved."""
    found = []
    for layout in LAYOUTS:
        for language in LANGUAGES:
            for seed in range(STORIES):
                page = Page(language, seed)
                head = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{page.title}</title></head>'
                found.append((layout.__name__.strip("_"), page, f"{head}<body>{layout(page)}</body></html>"))
    return found


def measured(prepared: Callable[[str], str]) -> dict[str, object]:
    """Count quotes of the story and from outside of it, and pages whose story is lost, by layout and over all."""
    from sentiment.article import quotes
    from sentiment.article.paragraph import blocks_of

    by: dict[str, dict[str, int]] = {}
    for layout, page, written in pages():
        document = prepared(written)
        rows = [str(row["text"]) for row in quotes(document)] if document else []
        own = [text for text in rows if any(text[:40] in said or said[:40] in text for said in page.said)]
        kept = " ".join(block.text for block in blocks_of(document)) if document else ""
        letters = sum(map(len, page.story))
        read = sum(len(text) for text in page.story if text.strip()[:60] in kept)
        counts = by.setdefault(layout, dict.fromkeys(("pages", "quotes", "outside", "missed", "lost"), 0))
        counts["pages"] += 1
        counts["quotes"] += len(rows)
        counts["outside"] += len(rows) - len(own)
        counts["missed"] += sum(not any(said[:40] in text for text in rows) for said in page.said)
        counts["lost"] += read < letters / 2
    total = {name: sum(counts[name] for counts in by.values()) for name in next(iter(by.values()))}
    return {
        **total,
        "outside_share": round(total["outside"] / max(1, total["quotes"]), 4),
        "lost_share": round(total["lost"] / total["pages"], 4),
        "layouts": by,
    }


def main() -> None:
    """Measure, print and write the results."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--src", type=Path)
    asked.add_argument("--as", dest="name", default="this version")
    given = asked.parse_args()
    if given.src:
        sys.path.insert(0, str(given.src))
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {"arms": {}}
    results["machine"] = f"{platform.machine()}, 2 cores AMD EPYC, shared"
    results["arms"][given.name] = measured(lambda page: page)
    if not given.src:
        import trafilatura

        results["arms"]["trafilatura"] = measured(
            lambda page: trafilatura.extract(page, output_format="txt", include_comments=False) or ""
        )
        results["trafilatura"] = trafilatura.__version__
    for name, arm in results["arms"].items():
        print(name, {key: value for key, value in arm.items() if key != "layouts"})
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
