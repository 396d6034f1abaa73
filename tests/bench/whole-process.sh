#!/usr/bin/env bash
# Whole-process times with hyperfine (Debian: hyperfine), each against what it is measured by:
#
#   render    kehoach against the typst command line on the same markup, typefaces and standards
#   check     one plan
#   parallel  a folder of 500 plans on one core and on two
#
# Needs `typst` 0.15.1 for the first: cargo install typst-cli --version 0.15.1
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --release --quiet
kehoach=$PWD/target/release/kehoach
plan=plans/krong-no/2020-giam-ngheo.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== render: medians of paired runs"
"$kehoach" render $plan --format typ --out "$work/markup" >/dev/null
if command -v typst >/dev/null; then
  hyperfine -N --warmup 5 --runs 60 --export-json "$work/render.json" \
    -n kehoach "$kehoach render $plan --out $work/pdf" \
    -n typst "typst compile --root $work/markup --ignore-system-fonts --font-path fonts --pdf-standard a-3a,ua-1 $work/markup/2020-giam-ngheo.typ $work/typst.pdf"
  python3 - "$work/render.json" <<'PY'
import json, sys
ours, typst = (run["median"] for run in json.load(open(sys.argv[1]))["results"])
print(f"kehoach {ours * 1000:.1f} ms, typst {typst * 1000:.1f} ms, ratio {ours / typst:.2f} (at most 1.10)")
PY
else
  echo "typst is not installed; kehoach alone:"
  hyperfine -N --warmup 5 --runs 60 "$kehoach render $plan --out $work/pdf"
fi
/usr/bin/time -f "peak memory %M KiB (at most 61440)" "$kehoach" render $plan --out "$work/pdf" >/dev/null

echo "== check of one plan (at most 15 ms)"
hyperfine -N --warmup 5 --runs 100 "$kehoach check $plan"

echo "== 500 plans on one core and on two (at least 1.8 times as fast)"
mkdir -p "$work/office"
cp -r plans/krong-no/. "$work/office"
# Words that occur everywhere are numbered, so that no plan can profit from another's layout.
for number in $(seq 1 500); do
  sed -E "/^(text|[A-ZĐ\"-].*)/ s/(thực hiện|giảm nghèo|các xã|tổ chức|triển khai)/\1 $number/g" \
    $plan >"$work/office/plan-$number.toml"
done
rm "$work/office/$(basename $plan)"
hyperfine --warmup 1 --runs 3 --export-json "$work/parallel.json" \
  -n "one core" "taskset -c 0 $kehoach render $work/office --out $work/one" \
  -n "two cores" "taskset -c 0,1 $kehoach render $work/office --out $work/two"
python3 - "$work/parallel.json" <<'PY'
import json, sys
one, two = (run["median"] for run in json.load(open(sys.argv[1]))["results"])
print(f"one core {one:.2f} s, two cores {two:.2f} s, {one / two:.2f} times as fast")
PY
