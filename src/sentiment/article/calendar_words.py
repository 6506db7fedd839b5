"""Months and days of the week in four languages: capitalised, and nobody's name."""

import re

from sentiment.article.reporting import table

_DAYS = table("""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday
    pazartesi, salı, çarşamba, perşembe, cumartesi, pazar, bazar, çərşənbə, cümə, şənbə
    понедельник, вторник, среда, среду, четверг, пятница, пятницу, суббота, субботу, воскресенье
""")
_MONTHS = table("""
    january, february, march, july, september, october, november, december
    yanvar, fevral, mart, aprel, iyun, iyul, avqust, sentyabr, oktyabr, noyabr, dekabr
    ocak, şubat, nisan, mayıs, haziran, temmuz, ağustos, eylül, ekim, kasım, aralık
    январь, февраль, март, апрель, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь
    января, февраля, марта, апреля, июня, июля, августа, сентября, октября, ноября, декабря
""")
_NAMES_TOO = table("may, april, june, august, nisan, eylül, ekim, cuma, май, мая")  # of people as well
_BEFORE = table("in, last, next, this, since, until, by, of, on, early, late, mid, geçen, ötən, keçən, bu, в, на, с")
_AFTER = table("ayı, ayında, ayının, ayı, günü, günleri, ayından, axşamı, namazı, ertəsi, sabahı")
_ENDING = re.compile(r"(?:s|['’]?(?:d[ae]n?|t[ae]n?|[ıiuü]n|n[ıiuü]n|[ae]|y[ae]|də|dən|ə|yə)|['’]?\w{1,4})?")


def is_date(low: str, before: str, after: str, capital_after: bool) -> bool:
    """Say whether a lowered word is a month or a day, by its neighbours where it may be a name, too."""
    stem = next((low[:cut] for cut in range(len(low), 2, -1) if low[:cut] in _DAYS | _MONTHS | _NAMES_TOO), None)
    if stem is None or not _ENDING.fullmatch(low[len(stem) :]):
        return False
    if before[:1].isdigit() or after[:1].isdigit() or before in _BEFORE or after in _AFTER:
        return True
    return stem not in _NAMES_TOO and not (capital_after and low != stem and stem in ("mart", "sali", "pazar", "bazar"))
