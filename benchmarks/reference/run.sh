#!/usr/bin/env bash
# Measures MyStyle and the reference steps side by side on this machine, on one libtorch, and writes JSON and a table.
#
#   benchmarks/reference/run.sh [OUT]        OUT: a folder for the results [default: bench-results]
#
# MYSTYLE     the program [default: mystyle from PATH]; publish one without libtorch for a machine that has PyTorch:
#             dotnet publish src/Cli -c Release -r linux-x64 --self-contained -p:BundleLibTorch=false -o dist
# PYTHON      a Python with PyTorch [default: python3]
# RESOLUTION  [1024]   BATCH [1,8]   ANCHORS [100]   EACH, seconds a measurement [5]   RUNS [100]   WARMUP [20]
# MANY        numbers of anchors for the table of many [20,100,500]; empty leaves it out
# QUALITY     0 leaves out the tuning of the sample person in every precision
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-bench-results}
mystyle=${MYSTYLE:-mystyle}
python=${PYTHON:-python3}
each=${EACH:-5}
mkdir -p "$out"
export PYTHONDONTWRITEBYTECODE=1
# One libtorch for both, unless the caller chose.
export MYSTYLE_LIBTORCH=${MYSTYLE_LIBTORCH-$("$python" -c 'import os, torch; print(os.path.dirname(torch.__file__))')}
cuda=$("$python" -c 'import torch; print(int(torch.cuda.is_available()))')
threads=$("$mystyle" devices --json --quiet | "$python" -c 'import json, sys; print(json.load(sys.stdin)["threads"])')
common=(--resolution "${RESOLUTION:-1024}" --batch "${BATCH:-1,8}" --anchors "${ANCHORS:-100}" --seconds "$each" --runs "${RUNS:-100}" --warm-up "${WARMUP:-20}")

precisions=(fp32)
own=(fp32 bf16)
if [ "$cuda" = 1 ]; then
  precisions=(fp32 tf32)
  own=(fp32 tf32 bf16)
  nvidia-smi --query-gpu=name,driver_version,clocks.sm,clocks.mem,power.limit,memory.total --format=csv >"$out/gpu.txt" || true
fi

results=()
for precision in "${precisions[@]}"; do
  echo "reference, $precision" >&2
  "$python" "$here/steps.py" "${common[@]}" --precision "$precision" --threads "$threads" >"$out/reference-$precision.json"
  results+=("$out/reference-$precision.json")
done
for precision in "${own[@]}"; do
  echo "mystyle, $precision" >&2
  "$mystyle" bench "${common[@]}" --precision "$precision" --json 2>"$out/mystyle-$precision.txt" >"$out/mystyle-$precision.json"
  results+=("$out/mystyle-$precision.json")
done
"$python" "$here/compare.py" "${results[@]}" | tee "$out/table.md"

IFS=, read -ra many <<<"${MANY-20,100,500}"
for anchors in "${many[@]}"; do
  echo "mystyle, $anchors anchors" >&2
  "$mystyle" bench --resolution "${RESOLUTION:-1024}" --batch 8 --anchors "$anchors" --seconds "$each" --warm-up 5 \
    --only tuning,projection,hull --json 2>"$out/anchors-$anchors.txt" >"$out/anchors-$anchors.json"
done

# Equal quality: a real tuning at 128 px in every precision, at equal visits a photo.
if [ "${QUALITY:-1}" = 1 ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for precision in "${own[@]}"; do
    echo "tuning the sample person, $precision" >&2
    MYSTYLE_Engine__Precision=$precision "$mystyle" train --images "$here/../../wwwroot-assets/sample-person" --out "$work/$precision" \
      --json 2>"$out/quality-$precision.txt" >"$out/quality-$precision.json" || cat "$out/quality-$precision.json" >&2
  done
fi
