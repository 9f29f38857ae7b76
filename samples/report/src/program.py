"""A day's measurements of a machine become a report: numbers, and a text for people."""
from datetime import datetime
from statistics import fmean, quantiles

from jobicolet import Failure, config, info, warn

import table


def handle(event):
    by_sensor = {}
    for number, row in enumerate(event["readings"], start=1):
        at = datetime.fromisoformat(row["at"])
        if at.date().isoformat() != event["day"]:
            raise Failure(f"reading {number} is of {at.date()}, not of {event['day']}", 2)
        by_sensor.setdefault(row["sensor"], []).append(row["value"])

    limit = float(config("LIMIT", "80"))
    sums = [summed_up(sensor, values, limit) for sensor, values in sorted(by_sensor.items())]
    for one in sums:
        if one["above"]:
            warn(f"{one['sensor']}: {one['above']} of {one['readings']} readings above {limit:g}")
    info(f"{event['machine']} on {event['day']}: {len(event['readings'])} readings of {len(sums)} sensors")
    return {"machine": event["machine"], "day": event["day"], "sensors": sums, "text": table.written(sums)}


def summed_up(sensor, values, limit):
    return {
        "sensor": sensor,
        "readings": len(values),
        "mean": round(fmean(values), 2),
        "p90": round(quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else values[0], 2),
        "max": max(values),
        "above": sum(value > limit for value in values),
    }
