#!/usr/bin/env bash
# Makes the environment that the cluster test runs in, unless it is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
environment=target/spark-environment
if "$environment/bin/python" -c 'import pandas, pyarrow, pyspark' 2>/dev/null; then exit 0; fi
python3 -m venv "$environment"
# Byte code is made of what is imported, and Spark's own archives are compressed already.
"$environment/bin/pip" install --quiet --disable-pip-version-check --no-compile \
  --config-settings=--build-option=--compression=stored -r integrations/spark/requirements.txt
