"""How the process ends."""

from __future__ import annotations

import os
import subprocess
import sys

# A run that was interrupted while its model is in the midst of products, for longer than anybody waits.
_INTERRUPTED = """
import queue, threading, torch
from bisum.cli import app
from bisum.pipeline.executors import overlap

class Worker:
    def translate(self, window, shelf):
        begun.put(None)
        while True:
            torch.mm(rows, rows)

def interrupted(*, standalone_mode):
    model = overlap._Model(Worker(), None, threading.Event())
    model.give("a window")
    begun.get()
    model.close()
    raise KeyboardInterrupt

torch.set_num_threads(1)
rows, begun = torch.randn(600, 600), queue.SimpleQueue()
overlap._PATIENCE_S = 0.05
app.app = interrupted
app.main()
"""


def test_an_interrupt_in_the_midst_of_the_model_ends_as_an_interrupt() -> None:
    """It ended as a crash of C++ does, with exit code 134, so a script could not tell the two apart."""
    ended = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED], capture_output=True, text=True, check=False, env=os.environ
    )

    assert ended.returncode == 130
    assert "interrupted; what was finished is kept" in ended.stderr
    assert "terminate called" not in ended.stderr
