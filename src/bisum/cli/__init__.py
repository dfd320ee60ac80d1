"""The command line: one function a command; parse, call, print, no logic."""

import gc

__all__ = ["main"]


def main() -> None:
    """Run one command and end the process with its exit code."""
    # What is imported stays for good: to look for garbage among it took a sixth of the start.
    gc.disable()
    from bisum.cli.app import main as run  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    run()
