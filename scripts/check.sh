#!/usr/bin/env bash
# Every linter, one a line; all run, and any failure fails the whole.
set -u
cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin}
failed=()

step() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed+=("$name")
}

step 'ruff check' "$bin/ruff" check
step 'ruff format' "$bin/ruff" format --check
step 'mypy' "$bin/mypy"
step 'import-linter' "$bin/lint-imports"
step 'packs' "$bin/kechuang" packs validate
if [ -e src/kechuang/site/settings.py ] || [ -e src/kechuang/site/settings ]; then
    step 'migrations' "$bin/kechuang" manage makemigrations --check --dry-run
fi
if [ -e src/kechuang/locale ]; then
    step 'translations' "$bin/kechuang" manage check_catalogues
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'failed: %s\n' "${failed[@]}" >&2
    exit 1
fi
printf 'all checks passed\n'
