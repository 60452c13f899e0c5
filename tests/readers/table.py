"""The table of what was read."""

HEAD = ["reader", "version", "files read", "checks made", "disagreements", "of which documented"]


def table(rows):
    """Rows under a head, in columns as wide as they need, numbers to the right."""
    rows = [[str(cell) for cell in row] for row in [HEAD, *rows]]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join(line(row, widths) for row in rows)


def line(row, widths):
    cells = [
        cell.rjust(width) if cell.isdigit() else cell.ljust(width)
        for cell, width in zip(row, widths)
    ]
    return "  ".join(cells).rstrip()
