"""The program finds its content however it is installed: from a wheel, editable, or straight from a checkout.

Building asks the package index for hatchling, as `pip install` does; nothing else is fetched.
"""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """The environment without what would lead Python to the checkout by itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore", **more}


def run(command: list[str | Path], cwd: Path, **more: str) -> str:
    """What a command prints; a command that fails shows all that it said."""
    done = subprocess.run(
        command, cwd=cwd, env=environment(**more), capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def new_place(folder: Path) -> Path:
    """The Python of a fresh virtual environment, which borrows the third-party packages of the running one."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    site = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    (site / "zz-borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def install(python: Path, *what: str) -> None:
    """Install into a virtual environment that has no pip of its own, without dependencies."""
    run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", *what], python.parent)


def content_seen_by(command: list[str | Path], tmp_path: Path, **more: str) -> Path:
    """Where a program finds its shipped content, once it has listed and checked it from a folder of no meaning."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    listed = json.loads(run([*command, "routines", "list", "--json"], elsewhere, **more))
    assert "gentle-start" in [routine["id"] for routine in listed]
    assert json.loads(run([*command, "routines", "check", "--json"], elsewhere, **more)) == []
    return Path(json.loads(run([*command, "routines", "where", "--json"], elsewhere, **more))["shipped"])


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source archive, as an index would have both."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--outdir", folder, ROOT], folder)
    (found,) = folder.glob("*.whl")
    return found


def test_source_archive_holds_what_the_tests_read(wheel: Path) -> None:
    """Whoever has the source archive can run its tests: every part of the checkout that they read is in it."""
    (archive,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    parts = ("src", "routines", "tests", "docs", "benchmarks", "fuzz", ".ci")
    found = (path for part in parts for path in (ROOT / part).rglob("*") if path.is_file())
    kept = {path.relative_to(ROOT).as_posix() for path in found if path.suffix != ".pyc"}
    assert len(kept) > 400
    assert sorted({*kept, "CONTRIBUTING.md", "pyproject.toml"} - names) == []


def test_wheel_holds_all_content_and_nothing_else_of_the_checkout(wheel: Path) -> None:
    """Every file of `routines/` is in the wheel, with the code and its types, and no test."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.split("/")[0].endswith(".dist-info")}
    content = {f"sciatica_coach/{path.relative_to(ROOT)}" for path in (ROOT / "routines").rglob("*") if path.is_file()}
    assert {name for name in names if name.startswith("sciatica_coach/routines/")} == content
    assert {"sciatica_coach/py.typed", "sciatica_coach/__main__.py"} <= names
    assert {name.split("/")[0] for name in names} == {"sciatica_coach"}


def test_installed_wheel_finds_its_content(wheel: Path, tmp_path: Path) -> None:
    """`coach` from a wheel reads the content inside of the installed package."""
    python = new_place(tmp_path / "venv")
    install(python, str(wheel))
    found = content_seen_by([python.parent / "coach"], tmp_path)
    assert found.is_relative_to(tmp_path / "venv")


def test_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    """`coach` from an editable install reads the content that is being edited."""
    python = new_place(tmp_path / "venv")
    install(python, "--editable", str(ROOT))
    assert content_seen_by([python.parent / "coach"], tmp_path) == ROOT / "routines"


def test_checkout_runs_without_being_installed(tmp_path: Path) -> None:
    """`python -m sciatica_coach` with `src` on the path reads the content of the checkout."""
    command: list[str | Path] = [sys.executable, "-m", "sciatica_coach"]
    assert content_seen_by(command, tmp_path, PYTHONPATH=str(ROOT / "src")) == ROOT / "routines"
