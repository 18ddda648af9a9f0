#!/usr/bin/env bash
# The Spark job on a local cluster of two executors, in an environment made for it below target/; with --all, every test
# by the pipe too, with --quick the most telling ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v java >/dev/null || ! command -v python3 >/dev/null; then
  echo "NOT RUN: the cluster test wants Java 17 and Python 3"
  exit 0
fi
cargo build --release -p zhengwen-cli --bins --example corpus
bash integrations/spark/environment.sh
if ! ls target/wheels/*.whl >/dev/null 2>&1; then
  target/spark-environment/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir target/wheels python/
fi
target/spark-environment/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps target/wheels/*.whl
target/release/examples/corpus target/spark-corpus.jsonl --documents 50000 --size 300
target/spark-environment/bin/python integrations/spark/test_cluster.py target/release/zhengwen target/spark-corpus.jsonl "$@"
