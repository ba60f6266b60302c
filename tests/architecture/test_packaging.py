"""The four package names belong to us alone, and a wheel holds them and nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import checker
from checker import PACKAGES, foreign_packages
from tests.architecture.project import ROOT


def test_no_other_distribution_owns_our_names() -> None:
    owners = packages_distributions()
    others = {name: set(owners.get(name, [])) - {"xinfang"} for name in PACKAGES}
    assert {name: who for name, who in others.items() if who} == {}


def test_the_packages_come_from_this_checkout() -> None:
    assert Path(checker.__file__).resolve().parent == ROOT / "checker"
    assert foreign_packages() == ()


def test_a_foreign_package_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "__init__.py").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.delitem(sys.modules, "scenarios", raising=False)
    assert foreign_packages() == ("scenarios",)


def test_the_wheel_holds_the_four_packages_with_their_types(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {n.split("/")[0] for n in names if ".dist-info" not in n} == set(PACKAGES)
    assert {f"{package}/py.typed" for package in PACKAGES} <= set(names)
    judge = [str(Path(sys.executable).with_name("check-wheel-contents")), str(wheel)]
    judged = subprocess.run(judge, cwd=ROOT, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout + judged.stderr


def locked(name: str) -> set[str]:
    """Returns the distribution names that a locked requirements file pins."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", text, flags=re.MULTILINE))


def wanted(name: str) -> set[str]:
    """Returns the distribution names that a `.in` file asks for."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[^A-Za-z0-9._-]", line)[0] for line in lines if line and line[0] != "#"}


def test_the_lock_holds_all_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    core = {re.split(r"[^A-Za-z0-9._-]", line)[0] for line in project["dependencies"]}
    assert core | wanted("build.in") <= locked("runtime.txt")
    assert locked("runtime.txt") | wanted("dev.in") <= locked("dev.txt")


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_each_locked_package_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []
