"""The expressions of workflows, `${{ … }}`: the part that ours use.

Not supported: functions, indices, numbers. What is not supported fails.
"""

import re

TOKENS = re.compile(r"\s*('(?:[^']|'')*'|[A-Za-z_][\w.-]*|==|!=|&&|\|\||!|\(|\))")
PLACES = re.compile(r"\$\{\{(.*?)\}\}")


def filled(text, contexts):
    """A value of a workflow with each expression in its place."""
    if not isinstance(text, str):
        return {True: "true", False: "false"}.get(text, str(text))
    return PLACES.sub(lambda place: written(value(place[1], contexts)), text)


def holds(condition, contexts):
    """Whether an `if` holds; one that is not there does."""
    if condition is None:
        return True
    return bool(value(PLACES.sub(r"\1", str(condition)), contexts))


def value(expression, contexts):
    reader = Reader(expression, contexts)
    result = reader.either()
    if reader.tokens:
        raise ValueError(f"not supported: {expression}")
    return result


def written(result):
    return {True: "true", False: "false", None: ""}.get(result, result)


class Reader:
    """Reads from the left: `||` binds least, then `&&`, then comparisons, then `!`."""

    def __init__(self, expression, contexts):
        self.tokens = TOKENS.findall(expression)
        if TOKENS.sub("", expression).strip():
            raise ValueError(f"not supported: {expression}")
        self.contexts = contexts

    def next_is(self, token):
        if self.tokens[:1] != [token]:
            return False
        self.tokens.pop(0)
        return True

    def either(self):
        left = self.both()
        while self.next_is("||"):
            right = self.both()
            left = left or right
        return left

    def both(self):
        left = self.comparison()
        while self.next_is("&&"):
            right = self.comparison()
            left = left and right
        return left

    def comparison(self):
        left = self.single()
        if self.next_is("=="):
            return alike(left, self.single())
        if self.next_is("!="):
            return not alike(left, self.single())
        return left

    def single(self):
        if self.next_is("!"):
            return not self.single()
        if self.next_is("("):
            inner = self.either()
            if not self.next_is(")"):
                raise ValueError("a parenthesis is not closed")
            return inner
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        return self.property(token)

    def property(self, path):
        found = self.contexts
        for name in path.split("."):
            found = (found or {}).get(name)
        return found


def alike(left, right):
    """Texts are equal whatever their case."""
    return written(left).lower() == written(right).lower()
