"""One form for every way of writing the same characters."""

import unicodedata


def normalise(text: str) -> str:
    """Fold compatibility forms and case: ＲＰＡ, ㈱ and ガ become rpa, (株) and ガ.

    NFKC and lower case, as queries, documents and synonyms are compared. For display the
    original is kept.
    """
    return unicodedata.normalize("NFKC", text).lower()
