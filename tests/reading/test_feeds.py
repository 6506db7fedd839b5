"""Feeds of comments in RSS and Atom; feeds of articles are none."""

from pathlib import Path

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from support import column, load

FEED = Path(__file__).parents[1] / "data" / "formats" / "comment-feed.xml"
BLOGGER = (
    "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
    "xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Comments</title><entry><id>tag:b.example:33</id>"
    "<published>2023-11-01T10:00:00.000-07:00</published><content type='html'>Nəhayət açıldı,&lt;br /&gt;çox sevindim"
    "</content><link rel='edit' href='https://b.example/33'/><link rel='alternate' href='https://b.example/x.html#c33'/>"
    "<author><name>Demo</name><email>demo@example.org</email></author>"
    "<thr:in-reply-to href='https://b.example/x.html' ref='tag:b.example:2'/></entry></feed>"
)
REDDIT = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><author><name>/u/demo0</name></author>'
    '<content type="html">&lt;p&gt;About it&lt;/p&gt; submitted by /u/demo0</content><id>t3_17l</id>'
    '<link href="https://www.reddit.com/r/baku/comments/17l/x/"/><published>2023-11-01T09:00:00+00:00</published>'
    '<title>TikTok is open</title></entry><entry><author><name>/u/demo1</name></author><content type="html">'
    "&lt;div&gt;&lt;p&gt;Too late, nobody cares&lt;/p&gt;&lt;/div&gt;</content><id>t1_k1</id>"
    '<link href="https://www.reddit.com/r/baku/comments/17l/x/k1/"/><updated>2023-11-01T09:30:00+00:00</updated>'
    '<title>/u/demo1 on it</title></entry><entry><content type="html">[removed]</content><id>t1_k2</id>'
    '<link href="https://www.reddit.com/r/baku/comments/17l/x/k2/"/></entry></feed>'
)
REVIEWS = (
    '<?xml version="1.0"?><feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom"><entry>'
    "<updated>2023-11-01T03:00:00-07:00</updated><id>9001</id><title>Əla</title>"
    '<content type="html">&lt;b&gt;Əla Çox yaxşı tətbiqdir&lt;/b&gt;</content><content type="text">Çox yaxşı tətbiqdir'
    "</content><im:voteSum>2</im:voteSum><im:rating>5</im:rating><author><name>demo</name></author></entry></feed>"
)


def test_comments_of_blogger(tmp_path: Path) -> None:
    (found,) = load(tmp_path, BLOGGER, "x.atom").comments.to_list()
    assert found["text"] == "Nəhayət açıldı,\nçox sevindim"
    assert f"{found['time']:%d %H:%M}" == "01 17:00"
    assert (found["thread"], found["url"]) == ("feed:tag:b.example:2", "https://b.example/x.html#c33")
    assert found["author"] not in (None, "Demo")


def test_a_thread_of_reddit_with_its_post(tmp_path: Path) -> None:
    found = load(tmp_path, REDDIT, "x.rss")
    assert column(found, "text") == ["TikTok is open", "Too late, nobody cares", "[removed]"]
    assert column(found, "skipped") == ["post", None, "removed"]
    assert column(found, "id") == ["reddit:t3_17l", "reddit:t1_k1", "reddit:t1_k2"]
    assert column(found, "thread") == ["reddit:t3_17l"] * 3


def test_reviews_are_read_without_the_html_beside_them(tmp_path: Path) -> None:
    (found,) = load(tmp_path, REVIEWS, "x.xml").comments.to_list()
    assert (found["text"], found["rating"], found["likes"]) == ("Çox yaxşı tətbiqdir", 5.0, 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1254"])
def test_a_feed_is_what_its_bytes_are_whatever_it_says(tmp_path: Path, encoding: str) -> None:
    text = FEED.read_text(encoding="utf-8").replace("ə", "e")
    told = text.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    (tmp_path / "x.xml").write_bytes(told.encode(encoding))
    found = reader.load(tmp_path / "x.xml")
    assert column(found, "text") == ["Razı deyilem, gec oldu & bitdi", "Nehayet açıldı, çox sevindim"]


@pytest.mark.parametrize(
    "item",
    [
        "<link>https://e.example/xeber</link><description>TikTok bu gün yenidən açıldı</description>",
        "<link>https://e.example/xeber#comments</link><description>TikTok bu gün yenidən açıldı</description>",
        "<link>https://e.example/comment-12345-on-budget</link><description>TikTok yenidən açıldı</description>",
        "<link>https://e.example/comment-2024-budget/</link><description>TikTok bu gün yenidən açıldı</description>",
        '<m:rating xmlns:m="http://search.yahoo.com/mrss/">nonadult</m:rating><title>TikTok açıldı</title>',
        "<rating>5</rating><description>TikTok bu gün yenidən açıldı</description>",
    ],
)
def test_a_feed_of_articles_is_refused(tmp_path: Path, item: str) -> None:
    with pytest.raises(ReadError, match="a feed of articles"):
        load(tmp_path, f'<rss version="2.0"><channel><item>{item}</item></channel></rss>', "x.xml")


@pytest.mark.parametrize("prolog", ['<!DOCTYPE rss [<!ENTITY a "b">]>', "<!DOCTYPE rss>"])
def test_document_types_and_entities_are_refused(tmp_path: Path, prolog: str) -> None:
    item = "<item><link>https://e.example/x#comment-1</link><description>Əla</description></item>"
    with pytest.raises(ReadError):
        load(tmp_path, f'{prolog}<rss version="2.0"><channel>{item}</channel></rss>', "x.xml")
    with pytest.raises(ReadError, match="in XML"):
        load(tmp_path, f'<rss version="2.0"><channel>{item.replace("Əla", "&a;")}</channel></rss>', "x.xml")


@pytest.mark.parametrize(("name", "text"), [("x.xml", REVIEWS), ("x.rss", REDDIT)])
def test_a_feed_may_begin_with_many_comments_of_xml(tmp_path: Path, name: str, text: str) -> None:
    begins, rest = text.split("?>", 1)
    found = load(tmp_path, f"{begins}?>{'<!-- a program -->' * 200}{rest}", name)
    assert column(found, "text") == column(load(tmp_path, text, name), "text")


def test_a_feed_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    whole = FEED.read_text(encoding="utf-8")
    found = load(tmp_path, whole[: whole.rindex("<guid")], "x.xml")
    assert column(found, "id") == ["wordpress:12"]
    assert len(found.rejected) == 1
