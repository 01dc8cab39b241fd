"""What the writer of a message says: not code, not what is quoted, not an address."""

import re

from matcher.language._normalise import normalise

_NOT_ONES_OWN = re.compile(
    r"```.*?(?:```|\Z)"  # a block of code, also one that was cut off
    r"|`[^`\n]*`"
    r"|^[ \t]*(?:>|&gt;)[^\n]*"  # a quoted line
    r"|https?://[!-~]*[\w/=&#-]"  # an address; what follows it may be a question mark
    r"|[(\[][?!]+[)\]]",  # (?) marks a doubt about one's own word
    re.DOTALL | re.MULTILINE | re.ASCII,
)


def own_words(text: str) -> str:
    """The words of a text that are its writer's, in the form of :func:`normalise`.

    Args:
        text: As a reader sees it, or without references (``words_of_markup``).

    Returns:
        The text without blocks and pieces of code, quoted lines, addresses and 「(?)」.
    """
    return _NOT_ONES_OWN.sub(" ", normalise(text))
