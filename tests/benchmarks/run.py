"""`make bench`: how fast the API answers, as ratios to comparators within the same run.

Writes `var/bench.json`: {"machine", "commit", "results": {name: {"ours": rate, …}}} in
operations a second, medians of five. `docs/performance.md` says how to read and repeat it.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.benchmarks.bars import verdicts
from tests.benchmarks.client import get, rate
from tests.benchmarks.server import serving

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "bench"
ROUNDS, SECONDS = 5, float(os.environ.get("BENCH_SECONDS", "2"))
SIZES = (500, 10_000)
IMPORTS = "import.drafts import.unchanged"
FOLDER = "/++api++/initiatives/communaute-0"
SEARCH = f"/++api++/@search?SearchableText={quote('méthanisation')}&facets=1"
BROAD = "/++api++/@search?SearchableText=covoiturage&b_size=25"


@dataclass
class Case:
    """What one name of the table asks of each side."""

    name: str
    paths: dict[str, list[str]]
    status: int = 200
    headers: list[str] = field(default_factory=lambda: [""])


def environment(size: int) -> dict[str, str]:
    folder = VAR / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "VAR_DIR": str(folder),
        "SECRET_KEY": "bench",
        "NEWSLETTER_HASH_KEY": "bench",
        "SITE_URL": "http://127.0.0.1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "PYTHONPATH": str(ROOT),
    }


def prepare(size: int) -> None:
    """Make the site of a size, once: it is the same each time."""
    env = environment(size)
    done = Path(env["VAR_DIR"], "made")
    if done.exists():
        return
    print(f"  {size} pages…", flush=True)
    for database in Path(env["VAR_DIR"]).glob("passeur.sqlite3*"):
        database.unlink()
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        call(env, "manage.py", *command, "--verbosity", "0")
    make = f"from tests.benchmarks.site import make_bench_site; make_bench_site({size})"
    call(env, "manage.py", "shell", "--verbosity", "0", "--command", make)
    call(env, "manage.py", "update_index", "--verbosity", "0")
    done.touch()


def call(env: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=os.environ | env, check=True)


def cases(port: int, size: int) -> list[Case]:
    """Return what to ask, with the payloads of the bare views saved from our own answers."""
    items = search(port, "/++api++/@search?portal_type=Initiative&b_size=200&sort_on=path")
    pages = [f"/++api++{urlsplit(item['@id']).path}" for item in items]
    v2 = ask(port, "/api/v2/pages/?type=passeur_cms.InitiativePage&limit=20")["items"]
    folder_id = ask(port, "/api/v2/pages/?type=passeur_cms.MemberFolder&limit=1")["items"][0]["id"]
    for name, path in {"item": pages[0], "list": FOLDER, "search": SEARCH}.items():
        Path(environment(size)["VAR_DIR"], f"{name}.json").write_text(json.dumps(ask(port, path)))
    etags = [get(port, path)[1]["etag"] for path in pages]
    every = "fields=*&limit=20"
    return [
        Case(
            "api.item",
            {
                "ours": pages,
                "bare": ["/bare/item"],
                "stock": [f"/api/v2/pages/{page['id']}/" for page in v2],
            },
        ),
        Case(
            "api.list",
            {
                "ours": [FOLDER],
                "bare": ["/bare/list"],
                "stock": [f"/api/v2/pages/?child_of={folder_id}&{every}"],
            },
        ),
        Case(
            "api.search",
            {
                "ours": [SEARCH],
                "bare": ["/bare/search"],
                "stock": [f"/api/v2/pages/?search={quote('méthanisation')}&{every}"],
            },
        ),
        Case("api.search_broad", {"ours": [BROAD]}),
        Case(
            "api.not_modified",
            {"ours": pages, "bare": ["/bare/unchanged"]},
            status=304,
            headers=[f"If-None-Match: {etag}\r\n" for etag in etags],
        ),
    ]


def ask(port: int, path: str) -> dict[str, Any]:
    status, _, body = get(port, path)
    assert status == 200, (path, status, body[:200])
    return json.loads(body)


def search(port: int, path: str) -> list[dict[str, Any]]:
    return ask(port, path)["items"]


def measure(port: int, size: int, only: str) -> dict[str, dict[str, float]]:
    """Return the median rate of each side of each case; sides take turns, round by round."""
    found: dict[str, dict[str, float]] = {}
    for case in cases(port, size):
        if only not in case.name:
            continue
        rates: dict[str, list[float]] = {side: [] for side in case.paths}
        for turn in range(ROUNDS + 1):
            for side, paths in case.paths.items():
                speed = rate(port, paths, SECONDS if turn else 0.5, case.status, case.headers)
                if turn:  # the first is to warm up
                    rates[side].append(speed)
        found[case.name] = {side: round(statistics.median(r), 1) for side, r in rates.items()}
        print(f"  {case.name} ({size} pages): {found[case.name]}", flush=True)
    return found


def measure_imports() -> dict[str, dict[str, float]]:
    """Return the rates of the importers, in a site of their own.

    Tasks that a page leaves are done at once, so that their time counts on both sides.
    """
    env = environment(0) | {"TASKS_URL": "immediate://"}
    for database in Path(env["VAR_DIR"]).glob("passeur.sqlite3*"):
        database.unlink()
    call(env, "manage.py", "migrate", "--verbosity", "0")
    said = subprocess.run(
        [
            *(sys.executable, "manage.py", "shell", "--verbosity", "0", "--command"),
            "from tests.benchmarks.imports import report; report()",
        ],
        cwd=ROOT,
        env=os.environ | env,
        check=True,
        capture_output=True,
        text=True,
    )
    rates = json.loads(said.stdout.splitlines()[-1])
    found = {
        "import.drafts": {"ours": rates["drafts"], "loop": rates["loop"]},
        "import.unchanged": {"ours": rates["unchanged"], "loop": rates["loop"]},
    }
    print(f"  {found}", flush=True)
    return found


def table(results: dict[int, dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Return the results by name; those of the large site stand beside the small one's rate."""
    small, large = (results[size] for size in SIZES)
    rows = dict(small)
    for name, sides in large.items():
        if name != "api.not_modified":
            rows[f"{name}.10000"] = {**sides, "at_500": small[name]["ours"]}
    return rows


def measure_api(only: str) -> dict[str, dict[str, float]]:
    results = {}
    for size in SIZES:
        prepare(size)
        with serving(environment(size)) as port:
            results[size] = measure(port, size, only)
    return table(results)


def main() -> None:
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    rows = {} if only.startswith("import") else measure_api(only)
    if only in IMPORTS:
        rows |= measure_imports()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    report = {
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "commit": commit.stdout.strip(),
        "results": rows,
    }
    (ROOT / "var" / "bench.json").write_text(json.dumps(report, indent=2, ensure_ascii=False))
    print(json.dumps(report["results"], indent=2))
    for line in verdicts(report["results"]):
        print(line)


if __name__ == "__main__":
    main()
