#!/bin/bash
# GNU parallel: docs/examples/sweep-parallel.sh plan.json out 4
# With --sshloginfile HOSTS --return it spreads over machines. Then: npx voidscope results out/part-*
set -eu
parts=$3
parallel --halt soon,fail=1 -j "$parts" \
  npx voidscope sweep "$1" --out "$2/part-{}" --shard "{}/$parts" --threads 1 --quiet ::: $(seq "$parts")
