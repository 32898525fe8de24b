"""Faults of the input on standard error, exit status 2, no traceback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from kechuang.formats.faults import Fault, InputFaults, make_fault

P = ParamSpec("P")
R = TypeVar("R")

WRONG_INPUT = 2

TEXTS: Mapping[str, Mapping[str, str]] = {
    "no_file": {"zh": "没有这个文件或目录", "en": "there is no such file or directory"},
    "no_suffix": {"zh": "不认识的文件类型", "en": "this kind of file is not known"},
    "expect_suffix": {"zh": "应为 .json 或 .xlsx", "en": "expected .json or .xlsx"},
    "empty_folder": {
        "zh": "目录中没有 .json 或 .xlsx 文件",
        "en": "the directory has no .json or .xlsx file",
    },
    "no_standard": {"zh": "没有这个标准", "en": "there is no such standard"},
    "known": {"zh": "已有：{names}", "en": "known: {names}"},
    "no_folder": {"zh": "输出目录不存在", "en": "the directory of the output does not exist"},
    "is_folder": {"zh": "这是一个目录，请给出文件名", "en": "this is a directory; name a file"},
    "cannot_read": {"zh": "无法读取（{detail}）", "en": "cannot be read ({detail})"},
    "exists": {
        "zh": "文件已存在；换个名字，或用 --force 覆盖",
        "en": "the file is there already; choose another name, or replace it with --force",
    },
    "not_suffix": {
        "zh": "文件名应以 {suffix} 结尾",
        "en": "the name should end in {suffix}",
    },
    "needs_out": {
        "zh": "该格式不能显示在终端，请用 --out 指定文件",
        "en": "this format cannot be shown in a terminal; name a file with --out",
    },
}


def option_fault(
    option: str, value: object, problem: str, language: str, expected: str = "", **parts: object
) -> Fault:
    """A fault of what was typed, in the language asked for."""
    return make_fault(
        option,
        value,
        TEXTS[problem][language].format(**parts),
        TEXTS[expected][language].format(**parts) if expected else "",
    )


def reports_faults(command: Callable[P, R]) -> Callable[P, R]:
    """Print every fault of the input and end with 2. The command's ``lang`` says in which language."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except InputFaults as error:
            language = str(kwargs.get("lang") or "zh")
            for fault in error.faults:
                click.echo(fault.text(language), err=True)
            raise click.exceptions.Exit(WRONG_INPUT) from None

    return run


def check_out(path: Path | None, language: str) -> None:
    """Refuse an output that cannot be written before any work is done.

    Raises:
        InputFaults: for a directory that is not there, or a directory in place of a file.
    """
    if path is None:
        return
    if path.is_dir():
        raise InputFaults([option_fault("--out", path, "is_folder", language)])
    if not path.parent.is_dir():
        raise InputFaults([option_fault("--out", path, "no_folder", language)])


def write_out(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        InputFaults: where the system refuses.
    """
    from kechuang.formats.atomic import replacing

    with replacing(path) as beside:
        beside.write_bytes(content)
