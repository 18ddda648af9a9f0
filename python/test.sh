#!/usr/bin/env bash
# Builds the wheel and tests it with the libraries that install fast; with --all, with Ray and Data-Juicer too, and
# what takes minutes: a huge text, a million documents, the wheel in a bare environment.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null; then
  echo "NOT RUN: the tests of the wheel want Python 3"
  exit 0
fi
bash python/environment.sh
environment=target/python-environment
rm -rf target/wheels
"$environment/bin/maturin" build --quiet --release --interpreter "$environment/bin/python" --manifest-path python/Cargo.toml --out target/wheels
install() { "$1/bin/pip" install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/*.whl; }
install "$environment"
export REQUIRED_LIBRARIES="datasets datatrove duckdb pandas polars"
"$environment/bin/python" -m pytest -q -p no:cacheprovider python/tests
if [ "${1:-}" != --all ]; then exit 0; fi

cost() { echo "$1: $(($(du -sm "$2" | cut -f1) - $3)) MB more, $(($SECONDS - $4)) s"; }
before=$(du -sm "$environment" | cut -f1) start=$SECONDS
"$environment/bin/pip" install --quiet --disable-pip-version-check 'ray[data]==2.60.0'
cost Ray "$environment" "$before" "$start"
REQUIRED_LIBRARIES=ray "$environment/bin/python" -m pytest -q -p no:cacheprovider python/tests -k ray_data
# Data-Juicer wants older versions of what datasets needs, and aiohttp, which it does not say.
juicer=target/python-environment-juicer
python3 -m venv --clear "$juicer"
"$juicer/bin/pip" install --quiet --disable-pip-version-check pytest
before=$(du -sm "$juicer" | cut -f1) start=$SECONDS
"$juicer/bin/pip" install --quiet --disable-pip-version-check py-data-juicer==1.6.1 aiohttp
cost Data-Juicer "$juicer" "$before" "$start"
install "$juicer"
REQUIRED_LIBRARIES=data_juicer "$juicer/bin/python" -m pytest -q -p no:cacheprovider python/tests -k juicer
"$environment/bin/python" -m pytest -q -p no:cacheprovider python/tests -m slow
bare=target/python-environment-bare
python3 -m venv --clear "$bare"
"$bare/bin/pip" install --quiet --disable-pip-version-check target/wheels/*.whl
"$bare/bin/zhengwen" --version
echo '各位老师 :大家好!' | "$bare/bin/python" -c 'import sys, zhengwen; print(zhengwen.clean(sys.stdin.read()), end="")'
