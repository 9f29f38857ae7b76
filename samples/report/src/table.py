"""Columns of text."""

_columns = ("sensor", "readings", "mean", "p90", "max", "above")


def written(rows):
    lines = [_columns] + [tuple(str(row[column]) for column in _columns) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join(_line(cells, widths) for cells in lines)


def _line(cells, widths):
    name, *numbers = cells
    name_width, *number_widths = widths
    return "  ".join([name.ljust(name_width), *map(str.rjust, numbers, number_widths)])
