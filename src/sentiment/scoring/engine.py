"""What multiplies the matrices: OpenVINO on a CPU, torch elsewhere. Token ids in, logits out."""

import ctypes
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Singles
from sentiment.errors import ModelError, first_line
from sentiment.scoring.asked import check_device

Batch = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]  # token ids and attention mask, (rows, longest)
Feed = Callable[[Batch], dict[str, npt.NDArray[Any]]]

FEW = 12  # batches: what more of them save a second is worth the longer compiling


class Network(Protocol):
    """What an engine runs, in the two forms that engines know."""

    def graph(self) -> tuple[Any, Feed]:
        """Return an OpenVINO model, or the path of one, and what makes its inputs of a batch."""

    def module(self) -> Any:
        """Return a torch module: token ids and attention mask in, numbers out."""


class Engine(Protocol):
    """Runs batches; `name` says what runs them, for the report."""

    name: str
    budget: int  # tokens of a batch, the longest text times the rows

    def run(self, batches: Iterable[Batch]) -> Iterator[Singles]:
        """Yield logits (rows, labels of the classifier and then of its heads) of each batch, in order."""


class OpenVinoEngine:
    """Compiled for the CPU; bf16 where the CPU multiplies it natively.

    What one request after the other does, on all threads, is compiled in less time than what several at once do, which
    take more batches a second.
    """

    budget = 1_024  # larger batches are slower on a CPU

    def __init__(self, model: Any, feed: Feed) -> None:
        """Take a model, or the path of one; it is compiled when it is clear how much it has to do.

        Args:
            model: takes what `feed` makes of a batch.
            feed: gives the inputs by name.
        """
        import openvino

        self._model, self._feed = model, feed
        self._core = openvino.Core()
        self._compiled: dict[str, Any] = {}
        self.name = f"openvino {self._core.get_property('CPU', 'INFERENCE_PRECISION_HINT').get_type_name()}"

    def run(self, batches: Iterable[Batch]) -> Iterator[Singles]:
        """Yield logits of each batch, in order; as many batches are under way as the CPU wants at once.

        Plain requests, not `AsyncInferQueue`: that one calls back into Python and can hang when it is let go.
        """
        batches = iter(batches)
        first = list(islice(batches, FEW + 1))
        compiled = self._compile("THROUGHPUT" if len(first) > FEW else "LATENCY")
        at_once = compiled.get_property("OPTIMAL_NUMBER_OF_INFER_REQUESTS")
        free = [compiled.create_infer_request() for _ in range(at_once)]
        running: deque[Any] = deque()
        for batch in chain(first, batches):
            if not free:
                yield self._finish(running, free)
            request = free.pop()
            request.start_async(self._feed(batch))
            running.append(request)
        while running:
            yield self._finish(running, free)

    def _compile(self, mode: str) -> Any:
        """Return what was compiled for many batches, if it was; else what the mode asks for."""
        if found := self._compiled.get("THROUGHPUT") or self._compiled.get(mode):
            return found
        import openvino

        hint = openvino.properties.hint
        options = {hint.performance_mode: getattr(hint.PerformanceMode, mode)}
        if threads := os.environ.get("OMP_NUM_THREADS"):  # Ray sets it to the share of the machine that a worker has
            options[openvino.properties.inference_num_threads] = int(threads)
        self._compiled = {mode: self._core.compile_model(self._model, "CPU", options)}
        return self._compiled[mode]

    def _finish(self, running: deque[Any], free: list[Any]) -> Singles:
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

    def run(self, batches: Iterable[Batch]) -> Iterator[Singles]:
        """Yield logits of each batch, in order; one too large for the device is run in halves."""
        import torch

        with torch.inference_mode():
            for ids, mask in batches:
                yield self._logits(ids, mask)

    def _logits(self, ids: npt.NDArray[np.int64], mask: npt.NDArray[np.int64]) -> Singles:
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


def start(network: Network, device: str) -> Engine:
    """Return the fastest engine for the device.

    Args:
        network: what to run.
        device: `auto`, `cpu` or what torch calls a device (`cuda`, `cuda:1`, `mps`). `cpu` is OpenVINO where installed.
    """
    if device == "auto":
        device = _fastest()
    if device != "cpu" or not _has_openvino():
        return TorchEngine(network.module(), device)
    return OpenVinoEngine(*network.graph())


def require(device: str) -> None:
    """Refuse a device that this machine has not, before any work is done for it.

    Raises:
        ModelError: there is none.
    """
    check_device(device)
    kind, _, number = device.partition(":")
    if kind not in ("auto", "cpu") and int(number or 0) >= _count(kind):
        hint = "leave --device out, or try --device cpu"
        hint = hint if find_spec("torch") else f"pip install torch where there is one; else {hint}"
        raise ModelError("a device that torch finds on this machine", f"no {device}", hint)


def _count(kind: str) -> int:
    """Count the devices of a kind; torch, slow to import, is asked only where there may be a graphics card."""
    if find_spec("torch") is None or (kind in ("cuda", "mps") and not _may_have_card()):
        return 0
    import torch

    return int(getattr(torch, kind).device_count()) if hasattr(torch, kind) else 0


def _fastest() -> str:
    """Return the device to run on."""
    return next((kind for kind in ("cuda", "mps") if _count(kind)), "cpu")


def _may_have_card() -> bool:
    if sys.platform == "darwin" or Path("/dev/kfd").exists():  # Metal; AMD
        return True
    try:
        ctypes.CDLL("nvcuda.dll" if os.name == "nt" else "libcuda.so.1")
    except OSError:
        return False
    return True


def _has_openvino() -> bool:
    """Import OpenVINO without its telemetry, which would report each conversion to its maker.

    Without the telemetry package OpenVINO uses a stub of its own; None in `sys.modules` makes the package absent.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    try:
        import openvino
    except ImportError:
        return False
    return bool(openvino.__name__)
