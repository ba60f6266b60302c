"""Machine code: from a module in the language of LLVM to a function, by way of an object file."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from llvmlite import binding

SPEED: Final = 2
"""How hard LLVM tries: at 1 compiling takes a tenth less, and the kernels a quarter longer."""
INLINE: Final = 50
"""Functions up to this cost are copied to where they are called: with LLVM's 225 compiling takes
more than twice as long, and the kernels are no faster."""

Function: TypeAlias = Callable[[int], int]
"""Called with the address of its slots: for each argument its address (or value), its length."""


def versions() -> str:
    """Returns what object code depends on beside its module."""
    import llvmlite
    from llvmlite import binding

    cpu, features = binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten()
    return f"{llvmlite.__version__} {cpu} {features} {SPEED} {INLINE}"


def object_code(module: str) -> bytes:
    """Returns the object file of a module."""
    from llvmlite import binding

    machine, parsed = _ready().machine, binding.parse_assembly(module)
    parsed.verify()
    tuning = binding.create_pipeline_tuning_options(speed_level=SPEED)
    tuning.inlining_threshold = INLINE
    passes = binding.create_pass_builder(machine, tuning)
    passes.getModulePassManager().run(parsed, passes)
    return machine.emit_object(parsed)


def loaded(name: str, code: bytes) -> Function:
    """Returns the function of that name in an object file; called without the interpreter's lock.

    INVARIANT: a process loads a name once.
    """
    from llvmlite import binding

    engine = _ready().engine
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    address = engine.get_function_address(name)
    assert address, f"no function {name}"
    return ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)(address)


@dataclass(frozen=True)
class _Ready:
    machine: binding.TargetMachine
    engine: binding.ExecutionEngine


@cache
def _ready() -> _Ready:
    """Returns what compiles and holds the code of this process."""
    from llvmlite import binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()

    def machine() -> binding.TargetMachine:
        return binding.Target.from_default_triple().create_target_machine(
            cpu=binding.get_host_cpu_name(),
            features=binding.get_host_cpu_features().flatten(),
            opt=SPEED,
            reloc="default",
            codemodel="jitdefault",
        )

    # an engine keeps the machine it is given, so the one that compiles is another
    return _Ready(machine(), binding.create_mcjit_compiler(binding.parse_assembly(""), machine()))
