"""What a Jobicolet in Python has of its host: the event, its configuration, log lines, and an answer with a code."""
import os
import sys


class Failure(Exception):
    """Raised by a program that declines its event: an answer with a code, of which the definition makes the next one."""

    def __init__(self, message, code=1):
        """The message is for whoever gets the answer; the code is the program's own, from 1 to 255."""
        super().__init__(message)
        if not 1 <= code <= 255:
            raise ValueError(f"a failure's code is from 1 to 255, not {code}")
        self.code = code


def config(name, otherwise=None):
    """A value of the definition's `env`, or of JOBICO_TENANT, _JOB, _EVENT, _EVENT_ID and _ATTEMPT."""
    return os.environ.get(name, otherwise)


def event_id():
    """The same at every attempt: an idempotency key for whatever is done outside."""
    return os.environ["JOBICO_EVENT_ID"]


def debug(*values):
    _log("debug", values)


def info(*values):
    _log("info", values)


def warn(*values):
    _log("warn", values)


def error(*values):
    _log("error", values)


def written(answer):
    """What a program returns, as its result: a string as it is, None as an empty one, anything else as JSON."""
    if answer is None:
        return ""
    if isinstance(answer, str):
        return answer
    import json

    return json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _log(level, values):
    # A log line ends with the line: a text of several is several.
    for line in " ".join(map(str, values)).splitlines():
        print(f"{level}: {line}", file=sys.stderr)
