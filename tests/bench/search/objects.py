"""Lists the public functions, classes and methods of NumPy and SciPy that have a docstring."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

MODULES = (
    "numpy",
    "numpy.lib.recfunctions",
    "numpy.lib.scimath",
    "numpy.lib.stride_tricks",
    "numpy.linalg",
    "numpy.polynomial",
    "numpy.polynomial.chebyshev",
    "numpy.polynomial.polynomial",
    "numpy.random",
    "numpy.strings",
    "numpy.testing",
    "scipy.cluster.hierarchy",
    "scipy.cluster.vq",
    "scipy.constants",
    "scipy.datasets",
    "scipy.differentiate",
    "scipy.fft",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.io",
    "scipy.io.arff",
    "scipy.io.wavfile",
    "scipy.linalg",
    "scipy.linalg.interpolative",
    "scipy.ndimage",
    "scipy.odr",
    "scipy.optimize",
    "scipy.signal",
    "scipy.signal.windows",
    "scipy.sparse",
    "scipy.sparse.csgraph",
    "scipy.sparse.linalg",
    "scipy.spatial",
    "scipy.spatial.distance",
    "scipy.spatial.transform",
    "scipy.special",
    "scipy.stats",
    "scipy.stats.contingency",
    "scipy.stats.qmc",
    "scipy.stats.sampling",
)
"""Modules that say the same again (`numpy.ma`, `numpy.fft`, `numpy.char`, `scipy.fftpack`,
`scipy.stats.mstats`, the further families of polynomials) are left out: a query would have too
many right answers."""

TWINS = ("numpy.chararray", "numpy.matrix", "numpy.recarray", "numpy.random.RandomState")
"""Classes whose methods repeat those of another class."""


@dataclass(frozen=True, slots=True)
class Documented:
    """A public object by its qualified name; `doc` is its docstring without indentation."""

    name: str
    doc: str
    is_ufunc: bool


def documented() -> tuple[Documented, ...]:
    """All public objects with a docstring, in order of qualified name.

    An object that is public in several modules is listed under each name.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated names warn as soon as they are touched
        return tuple(sorted(_objects(), key=lambda item: item.name))


def _objects() -> Iterator[Documented]:
    for module in map(import_module, MODULES):
        public = getattr(module, "__all__", None) or dir(module)
        for short in public:
            name, value = f"{module.__name__}.{short}", getattr(module, short, None)
            if short.startswith("_") or not _explains_itself(value) or _is_legacy(name):
                continue
            yield _documented(name, value)
            if inspect.isclass(value) and name not in TWINS:
                yield from _methods(name, value)


def _methods(name: str, owner: type) -> Iterator[Documented]:
    for short in vars(owner):  # inherited ones belong to the class that defines them
        value = getattr(owner, short, None)
        if not short.startswith("_") and _explains_itself(value):
            yield _documented(f"{name}.{short}", value)


def _documented(name: str, value: object) -> Documented:
    return Documented(name, inspect.getdoc(value) or "", type(value).__name__.endswith("ufunc"))


def _explains_itself(value: object) -> bool:
    """Whether it is a function, ufunc, method or class with a docstring of its own."""
    kinds = ("ufunc", "MultiUFunc", "_ArrayFunctionDispatcher")
    routine = inspect.isroutine(value) or type(value).__name__ in kinds
    foreign = (getattr(value, "__module__", None) or "").startswith("unittest")
    return (
        (routine or inspect.isclass(value))
        and bool(getattr(value, "__doc__", None))
        and not foreign
    )


def _is_legacy(name: str) -> bool:
    """Whether it is a function of `numpy.random` that `Generator` has as a method."""
    module, _, short = name.rpartition(".")
    return module == "numpy.random" and short.islower() and short != "default_rng"
