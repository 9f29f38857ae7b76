"""Columns of text."""

_columns = ("sensor", "readings", "mean", "p90", "max", "above")


def written(rows):
    lines = [_columns] + [tuple(str(row[column]) for column in _columns) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells, widths):
    name, *numbers = (cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths)))
    return "  ".join([name, *numbers])
