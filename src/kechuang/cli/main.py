"""The kechuang command. Each subcommand is imported when it runs, so that the others cost nothing."""

from __future__ import annotations

import click

from kechuang import __version__
from kechuang.cli.lazy import LazyGroup

COMMANDS = {
    "check": ("kechuang.cli.check:check", "企业对标准逐条核对 · check firms against the standards in force"),
    "standards": ("kechuang.cli.standards:standards", "标准及其版本与依据 · standards, versions, citations"),
    "packs": ("kechuang.cli.packs:packs", "规则包校验 · validate rule packs"),
    "manage": ("kechuang.cli.manage:manage", "平台管理命令 · administration of the platform"),
    "template": ("kechuang.cli.template:template", "数据模板 · templates for facts, ledgers and regions"),
}


@click.group(
    cls=LazyGroup, commands_by_path=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="kechuang")
def main() -> None:
    """科创 Kechuang：创新体系的运行 · runs an innovation system, with dated and cited rules."""
