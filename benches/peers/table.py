"""The tables, as Markdown."""


def times(numbers, tools):
    sizes = sorted(numbers.sizes)
    head = ["tool, doing only its part", "part"]
    for events in sizes:
        head += [f"N = {events:,}", "× seminar"]
    rows = [[tool.label or tool.name, tool.part, *cells(numbers, tool, sizes)] for tool in tools]
    return markdown(head, rows, left=2)


def cells(numbers, tool, sizes):
    for events in sizes:
        taken, own = numbers.seconds(tool.name, events), numbers.seconds("seminar", events)
        if taken:
            yield seconds(taken)
            yield ratio(taken, own)
        else:
            yield f"not run: about {numbers.left_out[tool.name, events]:.0f} s"
            yield ""


def ratios(numbers):
    """What the speed of seminar is held against, and the goals that were set."""
    rows = [row for row in asked(numbers) if row[1]]
    return markdown(["what", "measured", "goal"], rows, left=1)


def asked(numbers):
    sizes = sorted(numbers.sizes)
    for events, goal in [(1_000, "at most 1"), (10_000, "at most 0.5")]:
        own, libical = numbers.seconds("seminar", events), numbers.seconds("libical", events)
        yield f"N = {events:,}: seminar / libical", ratio(own, libical), goal
    for events in sizes:
        own, limit = numbers.seconds("seminar", events), numbers.seconds("limit", events)
        goal = "at most 8" if events == 10_000 else ""
        yield f"N = {events:,}: seminar / limit", ratio(own, limit), goal
    for events in sizes:
        own = numbers.seconds("seminar", events)
        again = numbers.seconds("seminar-unchanged", events)
        yield f"N = {events:,}: unchanged / first build", ratio(again, own), "at most 0.5"
    for events in sizes:
        memory = numbers.memory("seminar", events)
        share = ratio(memory, numbers.sizes[events])
        yield f"N = {events:,}: peak memory / size of the catalogue", share, "at most 6"
    for smaller, larger in zip(sizes, sizes[1:]):
        own = numbers.seconds("seminar", larger), numbers.seconds("seminar", smaller)
        goal = f"{larger / smaller:g} is linear"
        yield f"N = {larger:,} / N = {smaller:,}", ratio(*own), goal
    for kind, taken in numbers.seed.items():
        yield f"the project's own catalogue, {kind}", f"{taken * 1000:.1f} ms", "below 10 ms"


def seconds(taken):
    """Two digits or three that matter."""
    return f"{taken:.3f} s" if taken < 1 else f"{taken:.2f} s" if taken < 10 else f"{taken:.1f} s"


def ratio(one, other):
    if not one or not other:
        return ""
    return f"{one / other:.2f}" if one < 10 * other else f"{one / other:.1f}"


def markdown(head, rows, left):
    """The first columns to the left, numbers to the right."""
    rule = "|" + "---|" * left + "---:|" * (len(head) - left)
    line, *lines = [f"| {' | '.join(row)} |" for row in [head, *rows]]
    return "\n".join([line, rule, *lines])
