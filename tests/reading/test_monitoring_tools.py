"""Exports of tools that watch what is said, with the header rows that programs which read them expect."""

from pathlib import Path

import pytest

from support import TEXTS, column, load

MELTWATER = (
    "Date,Time,Document ID,URL,Input Name,Keywords,Information Type,Source Type,Source Name,Source Domain,Content Type,"
    "Author Name,Author Handle,Title,Opening Text,Hit Sentence,Image,Hashtags,Links,Country,Language,Sentiment,"
    "Keyphrases,Reach,Global Reach,AVE,Social Echo,Editorial Echo,Engagement,Shares,Likes,Replies,Reposts,Comments,"
    "Reactions,Views,Estimated Views,Document Tags"
)
MELTWATER_OLD = (
    "Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Country,Subregion,Language,Reach,Desktop Reach,"
    "National Viewership,Engagement,AVE,Sentiment,Key Phrases,Input Name,Keywords,Twitter Authority,Tweet Id,"
    "Twitter Screen Name,User Profile Url,Twitter Bio,Alternate Date Format,Time"
)
TALKWALKER = (
    "url,indexed,search_indexed,published,title,content,title_snippet,content_snippet,domain_url,lang,sentiment,"
    "source_type,post_type,cluster_id,extra_author_attributes.id,extra_author_attributes.name,"
    "extra_author_attributes.short_name,extra_source_attributes.name,engagement,reach,word_count"
)
BRANDWATCH = (
    "Query Id,Query Name,Date,Title,Snippet,Full Text,Url,Domain,Sentiment,Page Type,Thread Entry Type,Language,"
    "Country,Account Type,Added,Author,Full Name,Impact,Impressions,Resource Id,Thread Author,Thread Created Date,"
    "Thread Id,Twitter Followers,Updated"
)
DETERM = "date,time,mention_snippet,title,url,social_network,author,reach,engagement_rate,like_count,sentiment"
ANALYTICS = (
    "Дата,Время,Заголовок,Дайджест текста,Тип поста,URL,Тональность,Автор,Профиль,Подписчики,Демография,Возраст,"
    "Источник,Место публикации,Профиль места публикации,Подписчики места публикации,Тип источника,Страна,Заметки,"
    "Сумма всех реакций,Лайки,Love,Комментарии,Репосты,Просмотры"
)
# Header, text, author, the column of the day and the one of the clock.
TOOLS = {
    "meltwater": (MELTWATER, "Opening Text", "Author Name", "Date", "Time"),
    "meltwater-old": (MELTWATER_OLD, "Opening Text", "Influencer", "Date", ""),
    "talkwalker": (TALKWALKER, "content", "extra_author_attributes.name", "published", ""),
    "brandwatch": (BRANDWATCH, "Full Text", "Author", "Date", ""),
    "determ": (DETERM, "mention_snippet", "author", "date", "time"),
    "brand-analytics": (ANALYTICS, "Дайджест текста", "Автор", "Дата", "Время"),
}
CELLS = {
    "Title": "Xəbər", "title": "Xəbər", "Заголовок": "Новость о том, что снова открыли", "Hit Sentence": "Bu haqda",
    "Snippet": "Xəbər ...", "content_snippet": "Xəbər ...", "sentiment": "negative", "Sentiment": "negative",
    "Тональность": "Негативная", "Reach": "12", "reach": "12", "Twitter Bio": "Bakıda yaşayan jurnalist, üç uşaq anası",
    "indexed": "2023-12-01 10:00:00", "Added": "2023-12-01 10:00:00.0", "Thread Created Date": "2023-10-01 10:00:00.0",
    "Комментарии": "0", "Comments": "0", "Likes": "5", "like_count": "5", "Лайки": "5",
}  # fmt: skip


@pytest.mark.parametrize("tool", TOOLS)
def test_the_export_of_a_tool_is_read(tmp_path: Path, tool: str) -> None:
    header, text, author, day, clock = TOOLS[tool]
    names = header.split(",")
    lines = [header]
    for i, said in enumerate(TEXTS):
        own = {text: said, author: f"leyla{i}", day: f"2023-11-0{i + 1}" if clock else f"2023-11-0{i + 1} 22:10:00"}
        cells = CELLS | own | ({clock: "22:10"} if clock else {})
        lines.append(",".join('"{}"'.format(cells.get(name, "")) for name in names))
    found = load(tmp_path, "\n".join(lines) + "\n")
    assert found.files[0].mapping["text"] == text
    assert column(found, "text") == list(TEXTS)
    assert [f"{time:%d %H:%M}" for time in column(found, "time")] == ["01 22:10", "02 22:10", "03 22:10"]
    assert None not in column(found, "author")
    assert column(found, "gold") == [None] * 3
    likes = [5] * 3 if {"Likes", "like_count", "Лайки"} & {*names} else [None] * 3
    assert column(found, "likes") == likes


@pytest.mark.parametrize("header", ["Influencer,Comment,Likes", "Influencer,Şərh,Reach", "Influencer,Comment,Reach"])
def test_comments_below_posts_of_influencers_are_by_others(tmp_path: Path, header: str) -> None:
    rows = "".join(f'@leyla,"{text}",{at}\n' for at, text in enumerate(TEXTS))
    assert column(load(tmp_path, f"{header}\n{rows}"), "author") == [None] * len(TEXTS)


def test_what_influencers_say_in_an_export_of_a_tool_is_theirs(tmp_path: Path) -> None:
    rows = "".join(f'@leyla{at},"{text}"\n' for at, text in enumerate(TEXTS))
    assert len(set(column(load(tmp_path, f"Influencer,Hit Sentence\n{rows}"), "author")) - {None}) == len(TEXTS)
