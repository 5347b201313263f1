"""The rules of the house: rooms, bounds, root, papers."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

import wijkmap
from wijkmap.model.tables import TABLES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "wijkmap"
ROOMS = ("model", "sources", "analysis", "present")
TEXT = {".py", ".md", ".toml", ".yml", ".css", ".js", ".json", ".csv", ".txt", ".html", ""}

ROOT_FILES = {
    *("pyproject.toml", "app.py", "wijkmap", "geodata", "tests", "README.md"),
    *(".ci", ".gitignore", "LICENSE", "publiccode.yml", ".streamlit"),
}
LONGEST = 400
LONGEST_TEST = 700
LONGER_FOR_A_REASON = {"wijkmap/model/tables.py": 450}  # one declaration: data more than code

# Hosts that the libraries of the map and of the page would call when left alone.
FOREIGN = (
    *("cdnjs", "jsdelivr", "unpkg", "bootstrapcdn", "googleapis", "gstatic", "fontawesome"),
    *("rawgit", "code.jquery", "tile.openstreetmap", "cartocdn", "mapbox", "checkip"),
)
MACHINE_PATH = re.compile(r"(?<![\w.:/~<-])/(?:home|root|tmp|work|Users|mnt)/")
SECTIONS = {
    *("Parameters", "Returns", "Yields", "Raises", "Attributes", "Examples", "Notes"),
    *("Warnings", "References", "See Also"),
}


def ignored(path: Path) -> bool:
    patterns = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines()]
    parts = path.relative_to(ROOT).parts
    return ".git" in parts or any(
        fnmatch(part, pattern) or fnmatch("/".join(parts[: at + 1]), pattern)
        for pattern in patterns
        for at, part in enumerate(parts)
    )


def files(folder: Path = ROOT) -> list[Path]:
    found = []
    for path in sorted(folder.iterdir()):
        if not ignored(path):
            found += files(path) if path.is_dir() else [path]
    return found


def texts(*suffixes: str, folder: Path = ROOT) -> list[Path]:
    return [path for path in files(folder) if path.suffix in (suffixes or TEXT)]


def modules(package: str) -> list[str]:
    paths = import_module(package).__path__
    return [one.name for one in pkgutil.walk_packages(paths, f"{package}.")]


def fresh(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_no_streamlit(room: str):
    names = modules(f"wijkmap.{room}")
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
        "    assert 'streamlit' not in sys.modules, name\n"
    )
    answer = fresh(code)
    assert answer.returncode == 0, answer.stderr


def test_package_itself_imports_nothing_heavy():
    answer = fresh(
        "import sys, wijkmap\nprint({'pandas', 'geopandas', 'streamlit'} & set(sys.modules))"
    )
    assert answer.stdout == "set()\n", answer.stderr


def test_command_line_itself_imports_nothing_heavy():
    answer = fresh(
        "import sys, wijkmap.cli\nwijkmap.cli.parser()\n"
        "print({'pandas', 'geopandas', 'streamlit'} & set(sys.modules))"
    )
    assert answer.stdout == "set()\n", answer.stderr


@pytest.mark.parametrize("name", wijkmap.__all__)
def test_promised_name_exists(name: str):
    assert getattr(wijkmap, name) is not None


def test_modules_stay_within_their_bounds():
    long = {}
    for folder, longest in ((PACKAGE, LONGEST), (ROOT / "tests", LONGEST_TEST)):
        for path in texts(".py", folder=folder):
            name = path.relative_to(ROOT).as_posix()
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGER_FOR_A_REASON.get(name, longest):
                long[name] = lines
    assert not long


def test_root_holds_only_what_belongs_there():
    assert {path.name for path in ROOT.iterdir() if not ignored(path)} <= ROOT_FILES


def test_package_names_no_foreign_host():
    found = {
        f"{path.relative_to(ROOT)}: {host}"
        for path in texts(".py", ".js", ".css", ".html", folder=PACKAGE)
        for host in FOREIGN
        if host in path.read_text(encoding="utf-8").casefold()
    }
    assert not found


def test_no_text_names_a_path_of_a_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found


# Docstrings


def public(module: str) -> list[tuple[str, object]]:
    home = import_module(module)
    promised = [(name, getattr(home, name)) for name in getattr(home, "__all__", ())]
    own = [(name, one) for name, one in promised if getattr(one, "__module__", None) == module]
    methods = [
        (f"{name}.{part}", inspect.unwrap(getattr(one, part)))
        for name, one in own
        if inspect.isclass(one)
        for part, value in vars(one).items()
        if not part.startswith("_") and inspect.isfunction(value)
    ]
    return [(name, one) for name, one in [*own, *methods] if callable(one)]


def documented_parameters(doc: str) -> list[str]:
    """Names in the section Parameters of a numpydoc docstring."""
    match = re.search(r"^Parameters\n-+\n(.*?)(?=^\w[\w ]*\n-+$|\Z)", doc, re.DOTALL | re.MULTILINE)
    if not match:
        return []
    heads = re.findall(r"^(\S[^:\n]*?)(?: : .*)?$", match[1], re.MULTILINE)
    return [name.strip().lstrip("*") for head in heads for name in head.split(",")]


@pytest.mark.parametrize("room", [*ROOMS, "cli"])
def test_public_names_are_documented_and_true(room: str):
    wrong = []
    for module in [f"wijkmap.{room}", *modules(f"wijkmap.{room}")]:
        if module.endswith("__main__"):
            continue
        for name, one in public(module):
            doc = inspect.getdoc(one) or ""
            place = f"{module}.{name}"
            if not doc:
                wrong.append(f"{place}: no docstring")
            titles = re.findall(r"^(\w[\w ]*)\n-{3,}$", doc, re.MULTILINE)
            wrong += [f"{place}: section {title}" for title in titles if title not in SECTIONS]
            if inspect.isclass(one) and "__init__" not in vars(one):
                continue
            has = set(inspect.signature(one).parameters)
            wrong += [
                f"{place}: describes {said}, which is no parameter"
                for said in documented_parameters(doc)
                if said not in has
            ]
    assert not wrong, "\n".join(wrong)


def test_every_module_says_what_it_is():
    silent = [
        str(path.relative_to(ROOT))
        for path in texts(".py", folder=PACKAGE)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


# Papers


def command_of(name: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(
        rf"<!-- {name} -->\n```sh\n(.*?)\n```\n<!-- /{name} -->", readme, re.DOTALL
    )
    return block


@pytest.mark.parametrize("name", ["run", "test"])
def test_readme_command_is_one_line_and_makes_its_own_environment(name: str):
    command = command_of(name)
    assert "\n" not in command
    assert command.startswith("python3 -m venv .venv && ")
    assert "-c .ci/constraints.txt" in command


def test_ci_runs_the_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (extraction,) = re.findall(r'command="\$\((.*)\)"', script)
    answer = subprocess.run(
        ["bash", "-c", extraction], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == command_of("test")
    assert "pytest" not in script


def test_what_the_readme_points_to_is_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme)
    assert targets
    assert not [target for target in targets if not (ROOT / target).is_file()]


def pins() -> dict[str, str]:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    matches = [re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_-]+)", line) for line in lines]
    assert all(matches), "each line is name==version"
    return {normal(match[1]): match[2] for match in matches if match}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {normal(re.match(r"[A-Za-z0-9._-]+", one)[0]) for one in wanted}
    assert names <= set(pins())


def test_settings_of_the_app_are_quiet_and_travel_with_the_wheel():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"]["postScriptGC"] is False
    assert settings["client"]["toolbarMode"] in {"viewer", "minimal"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["sources"]["geodata"] == "wijkmap/_data/geodata"
    assert wheel["force-include"] == {
        "app.py": "wijkmap/_data/app.py",
        ".streamlit/config.toml": "wijkmap/_data/.streamlit/config.toml",
    }


def test_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = [int(number) for number in re.findall(r"^(\d+)\.\S", text, re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text


def test_publiccode_describes_within_its_bounds():
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    short = re.findall(r"shortDescription: (.*)", text)
    long = re.findall(r"longDescription: >\n((?: {6}.*\n)+)", text)
    assert len(short) == len(long) == 2
    assert all(len(one) <= 150 for one in short)
    assert all(len(" ".join(one.split())) >= 150 for one in long)


@pytest.mark.parametrize(
    "page", sorted((PACKAGE / "docs").glob("*.md")), ids=lambda page: page.stem
)
def test_method_page_has_one_title_and_one_opening_sentence(page: Path):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("# ")] == [lines[0]]
    assert lines[1] == ""
    assert lines[2].endswith(".")
    assert lines[3] == ""


def test_page_on_own_data_lists_every_column_of_every_table():
    text = (PACKAGE / "docs" / "eigen-gegevens.md").read_text(encoding="utf-8")
    listed = {
        name: tuple(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))
        for name, part in re.findall(
            r"^### (\w+)\.csv\n(.*?)(?=^### |\Z)", text, re.DOTALL | re.MULTILINE
        )
    }
    assert listed == {name: tuple(table.columns) for name, table in TABLES.items()}
