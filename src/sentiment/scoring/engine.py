"""What multiplies the matrices: OpenVINO on a CPU, torch elsewhere. Token ids in, logits out."""

import os
import sys
import tempfile
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from sentiment.errors import ModelError, first_line

Floats = npt.NDArray[np.float32]
Batch = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]  # token ids and attention mask, (rows, longest)


class Engine(Protocol):
    """Runs batches; `name` says what runs them, for the report."""

    name: str
    budget: int  # tokens of a batch, the longest text times the rows

    def run(self, batches: Iterable[Batch]) -> Iterator[Floats]:
        """Yield logits (rows, labels of the classifier and then of its heads) of each batch, in order."""


class OpenVinoEngine:
    """Compiled for the CPU; bf16 where the CPU multiplies it natively. Several batches run at once."""

    budget = 1_024  # larger batches are slower on a CPU

    def __init__(self, converted: Any) -> None:
        """Compile a converted model, or the path of one."""
        openvino = _openvino()
        hint = openvino.properties.hint
        options = {hint.performance_mode: hint.PerformanceMode.THROUGHPUT}
        if threads := os.environ.get("OMP_NUM_THREADS"):  # Ray sets it to the share of the machine that a worker has
            options[openvino.properties.inference_num_threads] = int(threads)
        self._compiled = openvino.Core().compile_model(converted, "CPU", options)
        self._at_once = self._compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        precision = self._compiled.get_property("INFERENCE_PRECISION_HINT").get_type_name()
        self.name = f"openvino {precision}"

    def run(self, batches: Iterable[Batch]) -> Iterator[Floats]:
        """Yield logits of each batch, in order; as many batches are under way as the CPU wants at once.

        Plain requests, not `AsyncInferQueue`: that one calls back into Python and can hang when it is let go.
        """
        free = [self._compiled.create_infer_request() for _ in range(self._at_once)]
        running: deque[Any] = deque()
        for ids, mask in batches:
            if not free:
                yield self._finish(running, free)
            request = free.pop()
            request.start_async({"input_ids": ids, "attention_mask": mask})
            running.append(request)
        while running:
            yield self._finish(running, free)

    def _finish(self, running: deque[Any], free: list[Any]) -> Floats:
        request = running.popleft()
        request.wait()
        free.append(request)
        return np.array(request.get_output_tensor(0).data)


class TorchEngine:
    """Plain torch: on a GPU in half precision, on a CPU in full."""

    def __init__(self, model: Any, device: str) -> None:
        """Move a loaded model to the device: token ids and attention mask in, logits out."""
        import torch

        try:
            self._device = torch.device(device)
            kind = torch.float32 if self._device.type == "cpu" else torch.float16
            self._model = model.to(self._device, kind).eval()
        except (RuntimeError, AssertionError) as error:
            hint = "try --device cpu"
            raise ModelError("a device that torch can use", f"{device}: {first_line(error)}", hint) from error
        self.name = f"torch {device} {str(kind).removeprefix('torch.')}"
        self.budget = 1_024 if self._device.type == "cpu" else 32_768

    def run(self, batches: Iterable[Batch]) -> Iterator[Floats]:
        """Yield logits of each batch, in order; one too large for the device is run in halves."""
        import torch

        with torch.inference_mode():
            for ids, mask in batches:
                yield self._logits(ids, mask)

    def _logits(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Floats:
        import torch

        inputs = {"input_ids": torch.from_numpy(ids), "attention_mask": torch.from_numpy(mask)}
        try:
            logits = self._model(**{k: v.to(self._device) for k, v in inputs.items()})
            return np.asarray(logits.float().cpu().numpy(), np.float32)
        except torch.OutOfMemoryError:
            if len(ids) == 1:
                raise
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        half = len(ids) // 2
        return np.concatenate([self._logits(ids[:half], mask[:half]), self._logits(ids[half:], mask[half:])])


def start(load: Callable[[], Any], digest: str, device: str) -> Engine:
    """Return the fastest engine for the device.

    Args:
        load: loads the model; not called where OpenVINO finds it converted already.
        digest: of the weights; the converted model is cached under it.
        device: `auto`, `cpu` or what torch calls a device (`cuda`, `cuda:1`, `mps`). `cpu` is OpenVINO where installed.
    """
    import torch

    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    if device != "cpu":
        return TorchEngine(load(), device)
    try:
        _openvino()
    except ImportError:
        return TorchEngine(load(), device)
    return OpenVinoEngine(_converted(load, digest))


def cache_folder() -> Path:
    """Return the user's cache folder for this program."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(root) / "sentiment"


def _converted(load: Callable[[], Any], digest: str) -> Any:
    """Return the path of the model in OpenVINO's representation, converting it the first time.

    Where the cache folder cannot be written, the converted model itself is returned.
    """
    openvino = _openvino()
    path = cache_folder() / "openvino" / f"{digest[:16]}-{openvino.__version__.split('-')[0]}" / "model.xml"
    if path.exists():
        return path
    import torch

    example = {"input_ids": torch.ones(2, 8, dtype=torch.long), "attention_mask": torch.ones(2, 8, dtype=torch.long)}
    model = load().float().eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns of branches that a test proves harmless
        converted = openvino.convert_model(model, example_input=example)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            part = Path(folder) / path.name
            openvino.save_model(converted, part, compress_to_fp16=True)
            # The weights first: whoever finds model.xml must find them.
            part.with_suffix(".bin").replace(path.with_suffix(".bin"))
            part.replace(path)
    except OSError:
        return converted
    return path


def _openvino() -> Any:
    """Import OpenVINO without its telemetry, which would report each conversion to its maker.

    Without the telemetry package OpenVINO uses a stub of its own; None in `sys.modules` makes the package absent.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino
