"""Says what is missing before `make install` starts; runs on any Python 3."""

import importlib.util
import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    here = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"Kechuang needs Python 3.11 or newer; {sys.executable} is {here}.\n"
        "Name another one: make install PYTHON=python3.12"
    )
if importlib.util.find_spec("ensurepip") is None:
    sys.exit("This Python can't make virtual environments; on Debian and Ubuntu install python3-venv first.")
