"""What an editor reads when a folder cannot be released into."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from linli.errors import OutputError, reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def foreign(folder: Path, names: Sequence[str]) -> OutputError:
    """Say that ``folder`` holds files that would be lost."""
    listed = ", ".join(names[:3])
    return OutputError(
        f"{folder} holds files that Linli did not make: {listed}; nothing was changed.",
        "A release replaces the whole folder. Move them elsewhere, or choose another --output.",
        zh=f"{folder} 里有不是邻里生成的文件：{listed}，什么也没有动。发布会换掉整个文件夹；请把它们移走，或用 --output 换一个。",
    )


def failed(error: OSError, output: Path) -> OutputError:
    """Say why the operating system did not let us; the live folder is as it was."""
    if error.errno in FULL:
        return OutputError(
            f"The disk is full; {output} is as it was.",
            "Free some space, or inodes where there is space (df -i), and build again.",
            zh=f"磁盘满了；{output} 还是原来的样子。请腾出空间再生成；空间够的，是文件太多（看 df -i），请删掉一些文件。",
        )
    if error.errno in {errno.EBUSY, errno.EXDEV} and output.is_mount():
        return OutputError(
            f"{output} is a mount point, so no finished folder can take its place. It is as it was.",
            "Mount the folder above it, or choose another with --output.",
            zh=f"{output} 是一个挂载点，没法用做好的文件夹换掉它；它还是原来的样子。请改为挂载上一级文件夹，或用 --output 换一个。",
        )
    reason = reason_of(error)
    name = error.filename if isinstance(error.filename, str | bytes) else ""
    where = Path(os.fsdecode(name))
    aside = [part for part in where.parts if part.startswith(".") and part.endswith(".linli")]
    at = f" ({where})" if aside else ""  # in our own folder beside it, of which nobody thinks
    return OutputError(
        f"{output} cannot be written: {reason}{at}. It is as it was.",
        "Check the folder's permissions, or choose another with --output.",
        zh=f"{output} 写不进去：{reason.zh}{at}；它还是原来的样子。请检查权限，或用 --output 换一个。",
    )


def busy(output: Path) -> OutputError:
    """Say that another build holds the lock."""
    return OutputError(
        f"Another build is writing {output}.",
        "Wait for it to end, or give this one another --output.",
        zh=f"另一次生成正在写 {output}。请等它结束，或用 --output 换一个文件夹。",
    )
