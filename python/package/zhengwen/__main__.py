"""The command line: ``python -m zhengwen``, or ``zhengwen``. It is the Rust tool's own."""

import signal
import sys

from ._zhengwen import run


def main() -> int:
    """Runs the command line of this process and gives its exit code."""
    # Ctrl-C ends the tool at once; Python would only make a note of it while it runs.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["zhengwen", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
