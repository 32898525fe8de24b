"""No file names a package registry's address, a path of one machine, or something unfinished."""

import re

import pytest

from tests.support.project import ROOT, project_files

BINARY = {".docx", ".xlsx", ".parquet", ".pdf", ".png", ".woff2", ".ico", ".mo"}

# in pieces, so that this file doesn't find itself
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "pypi.tuna" + ".", "npmjs" + ".org", "npmjs" + ".com"]
HOSTS += ["npm" + "mirror", "yarnpkg" + ".com", "deb.debian" + ".org", "mirrors" + "."]
PATHS = ["work", "root", "home/[a-z]+", "Users/[A-Za-z]+"]
UNFINISHED = [
    "TO" + "DO",
    "FIX" + "ME",
    "(?i:coming " + "soon)",
    "(?i:not implemented" + " yet)",
    "(?i:lorem" + " ipsum)",
]

FORBIDDEN = {
    "a registry's address": re.compile("|".join(re.escape(host) for host in HOSTS)),
    "an index option": re.compile("index" + "-url|" + '"resolved"' + ': *"http|registry *= *"?http'),
    "a machine's path": re.compile(rf"(?<![\w.\-/\])}}*])/(?:{'|'.join(PATHS)})/"),
    "unfinished work": re.compile(rf"\b(?:{'|'.join(UNFINISHED)})\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    found = []
    for path in project_files():
        if path.suffix in BINARY:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        name = path.relative_to(ROOT)
        found += [
            f"{name}:{n}: {line.strip()[:120]}"
            for n, line in enumerate(lines, 1)
            if FORBIDDEN[what].search(line)
        ]
    assert not found, f"{what}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a registry's address", "https://" + "pypi" + ".org/simple"),
        ("an index option", "--index" + "-url x"),
        ("a machine's path", "see /wo" + "rk/main/x"),
        ("a machine's path", '"/ro' + 'ot/x"'),
        ("unfinished work", "Coming " + "soon"),
        ("unfinished work", "# TO" + "DO: later"),
    ],
)
def test_the_words_are_found(what, line):
    assert FORBIDDEN[what].search(line)


def test_words_that_only_look_alike_pass():
    lines = ["src/work/x.py", "https://example.com/root/page", "kechuang.platform.todo", "{base}/work/x"]
    assert not [line for line in lines for pattern in FORBIDDEN.values() if pattern.search(line)]
