"""Greets whoever the event names."""
from jobicolet import Failure, config, info


def handle(event):
    first, last = event["firstName"], event.get("lastName")
    if not first:
        raise Failure("a greeting needs a name")
    info("greeting", first)
    name = f"{first} {last}" if last else first
    return {"greeting": f"{config('GREETING', 'Good day')}, {name}!"}
