"""The command line: one function a command; parse, call, print, no logic."""

from bisum.cli.app import main

__all__ = ["main"]
