"""The built wheel, installed beside its dependencies only, gives the command with the packs inside."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import kechuang
from tests.support.project import ROOT, project_files

pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST"))
    }
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment; a path file lends it the dependencies, but not this checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=True)
    library = sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    Path(library, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps"]
    run(*pip, "--ignore-installed", wheel, cwd=folder)
    return folder / "bin"


def test_holds_every_file_of_the_package(wheel):
    source = ROOT / "src"
    expected = {path.relative_to(source).as_posix() for path in project_files() if source in path.parents}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert expected <= names
    assert all(name.startswith("kechuang/") for name in names)
    assert not [name for name in names - expected if "/static/" not in name]


def test_carries_the_licence(wheel):
    with zipfile.ZipFile(wheel) as archive:
        assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in archive.namelist()}


def test_is_what_the_fresh_environment_imports(installed, tmp_path):
    where = run(installed / "python", "-c", "import kechuang; print(kechuang.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_gives_the_command(installed, tmp_path):
    assert kechuang.__version__ in run(installed / "kechuang", "--version", cwd=tmp_path)


def test_validates_the_packs_inside(installed, tmp_path):
    run(installed / "kechuang", "packs", "validate", cwd=tmp_path)
    assert "cn.tech-sme" in run(installed / "kechuang", "standards", "--format", "json", cwd=tmp_path)
