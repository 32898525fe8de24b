"""``python -m kechuang`` is the kechuang command."""

from kechuang.cli.main import main

main(prog_name="kechuang")
