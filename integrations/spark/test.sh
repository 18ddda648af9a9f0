#!/usr/bin/env bash
# The Spark job on a local cluster of two executors, in an environment made for it below target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v java >/dev/null || ! command -v python3 >/dev/null; then
  echo "NOT RUN: the cluster test wants Java 17 and Python 3"
  exit 0
fi
cargo build --release --example clean --example corpus
environment=target/spark-environment
if [ ! -x "$environment/bin/spark-submit" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r integrations/spark/requirements.txt
fi
target/release/examples/corpus target/spark-corpus.jsonl --documents 50000 --size 300
"$environment/bin/python" integrations/spark/test_cluster.py target/release/examples/clean target/spark-corpus.jsonl
