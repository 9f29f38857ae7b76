"""Runs the program. Python imports a module of this name by itself, before it would take standard input for a script."""
import os
import sys


def _run():
    # What is printed is a log line: the result is what the program returns.
    result, sys.stdout = sys.stdout, sys.stderr
    try:
        import json

        import jobicolet
        import program

        try:
            answer = program.handle(json.load(sys.stdin))
            code, text = 0, jobicolet.written(answer)
        except jobicolet.Failure as failure:
            code, text = failure.code, str(failure)
        result.write(text)
        result.flush()
        sys.stderr.flush()
    except BaseException:
        _fault()
    os._exit(code)


def _fault():
    # A trap, so that the queue tries again; the log says why.
    try:
        import traceback

        for line in traceback.format_exc().splitlines():
            print("error:", line, file=sys.stderr)
        sys.stderr.flush()
    finally:
        os.abort()


_run()
