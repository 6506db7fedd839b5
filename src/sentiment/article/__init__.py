"""News text in, attributed quotes out: whose words stand between the marks, and in what role they speak.

Nothing here is guessed: a speaker who is not named beside the quote is None. The words it goes by are in `reporting`
and `role`. Its modules are imported when they are asked for: few files are articles.
"""

from typing import TYPE_CHECKING

from sentiment.lazy import names

if TYPE_CHECKING:
    from sentiment.article.bracket import without_brackets as without_brackets
    from sentiment.article.no_quotes import missing as missing
    from sentiment.article.quotation import LONGEST as LONGEST
    from sentiment.article.quotation import quotes as quotes
    from sentiment.article.speech import Quote as Quote

_HOME = {
    "LONGEST": "quotation",
    "Quote": "speech",
    "missing": "no_quotes",
    "quotes": "quotation",
    "without_brackets": "bracket",
}

__getattr__, __dir__ = names(__name__, _HOME)
