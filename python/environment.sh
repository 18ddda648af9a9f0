#!/usr/bin/env bash
# Makes the environment that the wheel is tested in, unless it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=target/python-environment
if "$environment/bin/python" -c 'import datasets, datatrove, duckdb, mypy, pandas, polars, pyarrow, pytest' 2>/dev/null; then exit 0; fi
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check --no-compile -r python/requirements-test.txt
