#!/usr/bin/env bash
# The Spark job on a local cluster of two executors, in an environment made for it below target/.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v java >/dev/null || ! command -v python3 >/dev/null; then
  echo "NOT RUN: the cluster test wants Java 17 and Python 3"
  exit 0
fi
cargo build --release -p zhengwen-cli --bins --example corpus
bash integrations/spark/environment.sh
target/release/examples/corpus target/spark-corpus.jsonl --documents 50000 --size 300
target/spark-environment/bin/python integrations/spark/test_cluster.py target/release/zhengwen target/spark-corpus.jsonl
