# ruff: noqa: E501
"""Articles in the files that people keep them in, and pages whose readers left comments."""

import io
from pathlib import Path

import pytest

from sentiment import read
from sentiment.errors import ReadError
from sentiment.reading.options import ReadOptions
from sentiment.reading.reader import load

CASES = Path(__file__).parents[1] / "data" / "cases"
SAID = "“Nobody asked us before they closed it,” said Jane Holloway, a trader."
TOLD = "The bridge over the river was closed on Monday after inspectors found cracks in two of its pillars."
RIGHT = [("Nobody asked us before they closed it", "Jane Holloway")]


def found(path):
    return [(row["text"], row["author"]) for row in read(path, article=True)]


def docx_file():
    import docx

    made = docx.Document()
    made.add_heading("The bridge", 1)
    made.add_paragraph(TOLD)
    made.add_paragraph(SAID)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def odt_file():
    from odf.opendocument import OpenDocumentText
    from odf.text import H, List, ListItem, P

    made = OpenDocumentText()
    made.text.addElement(H(outlinelevel=1, text="The bridge"))
    made.text.addElement(P(text=TOLD))
    item = ListItem()
    item.addElement(P(text=SAID))
    listed = List()
    listed.addElement(item)
    made.text.addElement(listed)
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def pdf_file(lines):
    """Write a page of text in Helvetica: the smallest PDF with words."""
    shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*\n" for line in lines)
    content = f"BT /F1 10 Tf 14 TL 50 750 Td\n{shown}ET".encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + head + table + tail


PDF = [
    "The bridge over the river was closed on Monday after inspec-",
    "tors found cracks in two of its pillars.",
    "“Nobody asked us before",
    "they closed it,” said Jane Holloway, a trader at the market.",
]


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", docx_file), ("a.odt", odt_file), ("a.pdf", lambda: pdf_file(PDF))]
)
def test_documents_are_articles(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data())
    assert found(path) == RIGHT


@pytest.mark.parametrize(
    ("name", "right"),
    [
        (
            "article.docx",
            [("I waited a whole month for this", "Leyla Mammadova"), ("People used VPNs from the first day", None)],
        ),
        ("saved.mhtml", [("Bir ay işsiz qaldım", "Leyla Məmmədova"), ("Bloklama mənasız idi", "Elvin Quliyev")]),
    ],
)
def test_documents_of_the_cases(name, right):
    assert found(CASES / name) == right


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.pdf", pdf_file([]), "recognise its text first"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "save it anew, or its text as .txt"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "save it as .docx or .txt"),
        ("broken.docx", b"PK\x03\x04" + bytes(100), "damaged or cut off"),
    ],
)
def test_documents_that_cannot_be_read_say_what_to_do(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said):
        read(path, article=True)


def test_without_the_option_a_pdf_tells_of_it(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file(PDF))
    with pytest.raises(ReadError, match="add --article"):
        read(path)


def test_what_was_inserted_while_changes_were_tracked_is_read(tmp_path):
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    made = docx.Document()
    paragraph = made.add_paragraph("“Nobody ")
    tracked = f'{nsdecls("w")} w:id="1" w:author="a"'
    paragraph._p.append(parse_xml(f"<w:del {tracked}><w:r><w:delText>told </w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {tracked}><w:r><w:t xml:space='preserve'>asked </w:t></w:r></w:ins>"))
    paragraph.add_run("us before they closed it,” said Jane Holloway.")
    made.save(tmp_path / "a.docx")
    assert found(tmp_path / "a.docx") == RIGHT


def page(body):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body>{body}</body></html>'


FORUMS = {
    "Disqus": """<div id="disqus_thread"><ul id="post-list"><li class="post" id="post-11"><div class="post-content">
<span class="post-byline"><span class="author publisher-anchor-color"><a>Kamran</a></span></span>
<a class="time-ago" title="2023-10-31T09:00:00+04:00">2 years ago</a><div class="post-message"><p>Finally!</p></div></div>
<ul class="children"><li class="post" id="post-12"><div class="post-content"><span class="author"><a>Aysel</a></span>
<a class="time-ago" title="2023-10-31T09:05:00+04:00">2 years ago</a><div class="post-message"><p>Too late.</p><p>Sorry.</p>
</div></div></li></ul></li></ul></div>""",
    "phpBB": """<div id="p11" class="post has-profile bg2"><dl class="postprofile"><dt><a class="username">Kamran</a></dt></dl>
<div class="postbody"><p class="author">by <strong><a class="username">Kamran</a></strong>
<time datetime="2023-10-31T05:00:00+00:00">Tue Oct 31, 2023</time></p><div class="content">Finally!</div></div></div>
<div id="p12" class="post"><div class="postbody"><p class="author">by <strong><a class="username">Aysel</a></strong>
<time datetime="2023-10-31T05:05:00+00:00">Tue</time></p><div class="content"><blockquote><cite>Kamran wrote:</cite>Finally!
</blockquote>Too late.<br>Sorry.</div></div></div>""",
    "Discourse": """<div class="crawler-post"><span class="creator" itemprop="author"><span itemprop="name">Kamran</span></span>
<time datetime="2023-10-31T05:00:00Z">October 31</time><div class="post" itemprop="text"><p>Finally!</p></div></div>
<div class="crawler-post"><span class="creator"><span itemprop="name">Aysel</span></span><time datetime="2023-10-31T05:05:00Z">
</time><div class="post" itemprop="text"><aside class="quote"><p>Finally!</p></aside><p>Too late.</p><p>Sorry.</p></div></div>""",
    "schema.org": """<div itemscope itemtype="https://schema.org/Comment" id="c11"><span itemprop="author"><b itemprop="name">Kamran
</b></span><meta itemprop="dateCreated" content="2023-10-31T05:00:00Z"><div itemprop="text">Finally!</div></div>
<div itemscope itemtype="https://schema.org/Comment" id="c12"><span itemprop="author"><b itemprop="name">Aysel</b></span>
<meta itemprop="dateCreated" content="2023-10-31T05:05:00Z"><div itemprop="text">Too late.<br/>Sorry.</div></div>""",
    "of one's own": """<div class="comments"><div class="comment" data-comment-id="11"><b>Kamran</b>
<span class="date">2023-10-31T05:00:00Z</span><p>Finally!</p></div><div class="comment" data-comment-id="12"><b>Aysel</b>
<span class="date">2023-10-31T05:05:00Z</span><p>Too late.</p><p>Sorry.</p></div></div>""",
}


@pytest.mark.parametrize("name", FORUMS)
def test_pages_of_comments(tmp_path, name):
    path = tmp_path / "page.html"
    path.write_text(page(FORUMS[name]), encoding="utf-8")
    rows = load(path, options=ReadOptions(keep_authors=True)).comments.to_list()
    assert [(row["id"], row["text"], row["author"], row["time"].hour, row["time"].minute) for row in rows] == [
        ("web:page.html#11" if name != "Discourse" else rows[0]["id"], "Finally!", "Kamran", 5, 0),
        ("web:page.html#12" if name != "Discourse" else rows[1]["id"], "Too late.\nSorry.", "Aysel", 5, 5),
    ]
    assert [row["parent"] for row in rows] == [None, "web:page.html#11" if name == "Disqus" else None]


def test_a_page_may_begin_with_many_comments_of_its_program(tmp_path):
    page = (CASES / "comment_page_wordpress.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text("<!-- saved -->\n" * 400 + page, encoding="utf-8")
    reading = load(tmp_path / "page.html")
    assert reading.comments["text"] == load(CASES / "comment_page_wordpress.html").comments["text"]


@pytest.mark.parametrize("article", [True, False])
def test_the_comments_of_a_blog_with_and_without_the_option(article):
    reading = load(CASES / "comment_page_wordpress.html", options=ReadOptions(article=article))
    rows = reading.comments.to_list()
    assert [row["text"] for row in rows] == [
        "Finally! I can work again.",
        "Too late, we lost a month of sales. Kamran wrote “I can work again” but I cannot.",
        "I do not care about TikTok.",
        "The minister said “we did it for you”. Shame!",
    ]
    assert {row["platform"] for row in rows} == {"web"}
    assert not {"Kamran", "Aysel", "Rashad", "Nigar"} & {row["author"] for row in rows}


def test_a_page_with_a_story_and_comments_says_which_is_read():
    reading = load(CASES / "div_comments.html")
    assert len(reading.comments) == 2
    assert reading.files[0].warnings == (
        "its readers' comments were read; --article takes the quotes of its article instead",
    )


def test_a_page_without_comments_is_refused():
    with pytest.raises(ReadError, match="a web page; if it is an article, add --article"):
        load(CASES / "boilerplate.html")
