"""The calls in the Java code of a notebook, found by the lexer that also colours it."""

from typing import NamedTuple, Optional

from pygments.lexers import JavaLexer
from pygments.token import Comment, String


class JavaCall(NamedTuple):
    """The last words before a parenthesis, the arguments without comments and spaces, and the places of the parentheses. The
    end is None if the code ends first.
    """

    name: str
    arguments: list
    start: int
    end: Optional[int]


class _Brackets(NamedTuple):
    opening: str
    start: int
    words: list  # of each argument; a pair of brackets inside, with all that it contains, is one word

    def name(self):
        """What a parenthesis that now follows belongs to."""
        return "".join(self.words[-1][-3:])

    def arguments(self):
        return ["".join(words)[1:-1] if _is_parenthesis(words) else "".join(words) for words in self.words]

    def closed(self, closing):
        inner = ",".join(map("".join, self.words))
        return inner if self.opening == "(" and _is_parenthesis(self.words[0]) else self.opening + inner + closing


def _is_parenthesis(words):
    return len(words) == 1 and words[0].startswith("(")


def calls_in(code):
    """The calls in the code, in the order in which they end; any other pair of parentheses is listed as one, too."""
    open_brackets = [_Brackets("", 0, [[]])]
    for start, word in _words(code):
        *outer, brackets = open_brackets
        if word in "([{":
            open_brackets.append(_Brackets(word, start, [[]]))
        elif word in ")]}" and outer:
            if word == ")":
                yield JavaCall(outer[-1].name(), brackets.arguments(), brackets.start, start)
            outer[-1].words[-1].append(open_brackets.pop().closed(word))
        elif word == ",":
            brackets.words.append([])
        else:
            brackets.words[-1].append(word)
    for outer, brackets in zip(open_brackets, open_brackets[1:]):
        yield JavaCall(outer.name(), brackets.arguments(), brackets.start, None)


def _words(code):
    """The position and the text of each word and sign. A string literal, of which the lexer makes several parts, is one word."""
    literal = ""
    for start, kind, text in JavaLexer().get_tokens_unprocessed(code + "\n;"):  # after a comment comes a new line, after a literal a sign
        if kind in String and kind is not String.Char:
            literal += text
            continue
        if literal:
            yield start - len(literal), literal
            literal = ""
        if kind not in Comment and text.strip():
            yield start, text.strip()
