"""How a process that reads bytes of strangers is kept from everything but its one open file.

The decoder is a million lines of C. A film may be made so that it does what its maker wants, and then what counts is
what the process *can* do: it cannot open a file, start a program or reach the network, and it runs out of memory and
time before the machine does. ``confine`` is called by the child itself, after it has loaded all it needs and before it
reads the first strange byte; ``start`` is called by its parent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

SYSTEM_CALLS: Final = "system_calls"
LIMITS: Final = "limits"

_MEMORY: Final = ("mmap", "mprotect")  # allowed only where nothing becomes executable
_ALLOWED: Final = (
    # its one file and its one pipe, both open already
    *("read", "write", "writev", "lseek", "_llseek", "fstat", "fstat64", "close", "ftruncate"),
    # memory
    *("munmap", "mremap", "brk", "madvise"),
    # threads and their signals; a new thread is below
    *("futex", "futex_time64", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "gettid", "getpid"),
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit", "exit_group"),
    # time and chance
    *("clock_gettime", "clock_gettime64", "gettimeofday", "clock_nanosleep", "nanosleep", "getrandom"),
)
_NAME_OF_A_THREAD: Final = 15  # PR_SET_NAME of prctl
_EXECUTABLE: Final = 4  # PROT_EXEC
_NEW_THREAD: Final = 0x00010000  # CLONE_THREAD of clone: without it, it would be a new process
_NO_SUCH_CALL: Final = 38  # ENOSYS: clone3 keeps its flags where no filter can see them, and libc then takes clone
_NOT_ALLOWED: Final = 1  # EPERM
_KEPT_FROM_THE_ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use at most."""

    memory_bytes: int
    cpu_s: int
    file_bytes: int
    """Of a file it writes to; 0 where it writes none."""


def confine(limits: Limits) -> str:
    """Gives up all rights but those to what is open, for good; how far that went here: SYSTEM_CALLS or LIMITS.

    No descriptor beyond the open ones can be had afterwards, so nothing may be imported any more either.
    """
    install = _filter()  # it looks for its library, which the limits would forbid
    _limit(limits)
    if install is None:
        return LIMITS
    try:
        install.load()
    except OSError:
        return LIMITS  # a kernel without seccomp, or a container that forbids it
    return SYSTEM_CALLS


def start(
    module: str, arguments: Sequence[str], *, stdin: IO[Any] | int, stdout: IO[Any] | int, in_a_namespace: bool = False
) -> subprocess.Popen[bytes]:
    """The child, running. What it complains of goes nowhere, and it is told nothing of who runs it."""
    command = [sys.executable, "-P", "-m", module, *arguments]  # -P: no module from the folder it runs in
    kept = {name: os.environ[name] for name in _KEPT_FROM_THE_ENVIRONMENT if name in os.environ}
    return subprocess.Popen(  # noqa: S603  our own module, and no part of it comes from a file
        [*_namespace(), *command] if in_a_namespace else command,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={**kept, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
    )


def can_make_a_namespace() -> bool:
    """Whether bubblewrap is here, for where the system's calls cannot be filtered."""
    return sys.platform == "linux" and shutil.which("bwrap") is not None


def _namespace() -> list[str]:
    """Bubblewrap: no network, no other processes, and of the file system only the program itself, to be read."""
    own = [str(Path(__file__).resolve().parents[2]), sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()]
    system = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/ld.so.conf"]
    seen = [part for folder in dict.fromkeys([*system, *own]) for part in ("--ro-bind-try", folder, folder)]
    return [shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent", "--new-session", *seen, "--"]


def _limit(limits: Limits) -> None:
    """Windows has no such limits, and macOS does not heed the one on memory."""
    try:
        import resource
    except ImportError:
        return
    for which, most in (
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", limits.file_bytes),
        ("RLIMIT_CPU", limits.cpu_s),
        ("RLIMIT_AS", limits.memory_bytes),
        ("RLIMIT_NOFILE", 3),  # input, output and complaints are open: there is no number left for another file
    ):
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, which), (most, most))


def _filter() -> Any | None:
    """Everything forbidden but what decoding takes; None where the system's calls cannot be filtered."""
    if sys.platform != "linux":
        return None
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError, AttributeError):  # RuntimeError: its own library is not on this machine
        return None
    allowed = seccomp.SyscallFilter(seccomp.ERRNO(_NOT_ALLOWED))
    allowed.set_attr(seccomp.Attr.CTL_TSYNC, 1)  # of every thread, should one be running already
    for call in _ALLOWED:
        with suppress(OSError, ValueError):  # not every machine has every call
            allowed.add_rule(seccomp.ALLOW, call)
    for call in _MEMORY:
        allowed.add_rule(seccomp.ALLOW, call, seccomp.Arg(2, seccomp.MASKED_EQ, _EXECUTABLE, 0))
    allowed.add_rule(seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, _NEW_THREAD, _NEW_THREAD))
    allowed.add_rule(seccomp.ERRNO(_NO_SUCH_CALL), "clone3")
    allowed.add_rule(seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, _NAME_OF_A_THREAD))
    return allowed
