"""Adapters merged into the models that they were trained for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from bisum.errors import EngineError
from bisum.shipped import shipped

_OWN: Final = "models/ar-en-gemma"
_ADAPTER_FILE: Final = "adapter_model.safetensors"


def merge_adapter(model: Any, adapter: Path) -> Any:
    """Merge a PEFT adapter into a model's weights.

    Raises:
        EngineError: It doesn't fit the model, or peft isn't installed.
    """
    try:
        from peft import PeftModel  # noqa: PLC0415 - an extra that only adapters need

        return PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()
    except ImportError as error:
        msg = f'adapters need peft, which isn\'t installed ({error}): pip install "bisum[default-model]"'
        raise EngineError(msg) from error
    except (RuntimeError, ValueError, KeyError, TypeError, OSError) as error:
        msg = f"the adapter in {str(adapter)!r} doesn't fit the model: {error}"
        raise EngineError(msg) from error


def own_adapter() -> Path:
    """Find the default model's adapter, which comes with bisum.

    Raises:
        EngineError: It isn't there.
    """
    place = shipped(_OWN)
    if (place / _ADAPTER_FILE).is_file():
        return place
    msg = (
        f"the default model's adapter was looked for in {place} and isn't there; "
        "install bisum anew, or name an adapter's folder in translate.adapter"
    )
    raise EngineError(msg)
