"""What a child may not ask of the kernel: a seccomp(2) filter that bubblewrap puts in force behind the wall.

It closes what namespaces leave open: sockets that do not belong to a network (AF_VSOCK reaches the host of a virtual
machine), keys of the user, memory that no process is seen to hold, and parts of the kernel with a history of holes that
no checker needs. Classic BPF as in <linux/filter.h>; numbers from <asm/unistd.h>.
"""

from __future__ import annotations

import errno
import platform
import struct
from dataclasses import dataclass

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Offsets in `struct seccomp_data`; of the argument, the low half on a little-endian machine."""
ALLOW, FAIL = 0x7FFF0000, 0x00050000
FAMILIES = (1, 2, 10, 16)
"""AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: each belongs to the network namespace."""
NEW_NAMESPACES = 0x7E020000
"""Flags of clone(2): CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET."""
X32 = 0x40000000


@dataclass(frozen=True, slots=True)
class Machine:
    """One architecture: its number in audit(7) and those of its system calls."""

    audit: int
    socket: int
    clone: int
    forbidden: tuple[int, ...]
    """Fail with EPERM: keys, bpf, performance counters, other namespaces, mounts."""
    unknown: tuple[int, ...]
    """Fail with ENOSYS, as on a kernel without them, so that programs do without."""


# Alike on all: open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr.
_MOUNTS = (428, 429, 430, 431, 432, 433, 442)
# clone3, whose flags a filter cannot see; io_uring_setup, _enter and _register; memfd_secret.
_NEW = (435, 425, 426, 427, 447)
MACHINES = {
    # add_key, request_key, keyctl, bpf, perf_event_open, unshare, setns, mount, umount2, pivot_root;
    # memfd_create, userfaultfd, shmget, msgget.
    "x86_64": Machine(
        0xC000003E, 41, 56, (248, 249, 250, 321, 298, 272, 308, 165, 166, 155, *_MOUNTS), (319, 323, 29, 68, *_NEW)
    ),
    "aarch64": Machine(
        0xC00000B7, 198, 220, (217, 218, 219, 280, 241, 97, 268, 40, 39, 41, *_MOUNTS), (279, 282, 194, 186, *_NEW)
    ),
}


def filter_program(machine: str = platform.machine()) -> bytes | None:
    """The filter, or None for an architecture whose numbers are not known here."""
    known = MACHINES.get(machine)
    if known is None:
        return None
    lines = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, known.audit),
        (RETURN, 0, 0, FAIL | errno.ENOSYS),  # such as the system calls of 32-bit programs
        (LOAD, 0, 0, NUMBER),
        (JUMP_AT_LEAST, 0, 1, X32),
        (RETURN, 0, 0, FAIL | errno.ENOSYS),
    ]
    for numbers, fails in ((known.forbidden, errno.EPERM), (known.unknown, errno.ENOSYS)):
        for number in numbers:
            lines += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, FAIL | fails)]
    lines += [
        (JUMP_EQUAL, 0, 3, known.clone),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_ANY_BIT, 0, len(FAMILIES) + 4, NEW_NAMESPACES),
        (RETURN, 0, 0, FAIL | errno.EPERM),
        (JUMP_EQUAL, 0, len(FAMILIES) + 2, known.socket),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        *((JUMP_EQUAL, len(FAMILIES) - i, 0, family) for i, family in enumerate(FAMILIES)),
        (RETURN, 0, 0, FAIL | errno.EAFNOSUPPORT),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("<HBBI", *line) for line in lines)
