#!/usr/bin/env bash
# Whole-process times with hyperfine (Debian: hyperfine), each against what it is measured by:
#
#   render    kehoach against the typst command line on the same markup, typefaces and standards
#   check     one plan, 3 000 plans, and a table of 10 000 rows and 10 columns, by all rules
#   docx      what a DOCX adds to a render, and the same table as DOCX
#   release   a plan that goes out, and what verify makes of it
#   parallel  a folder of 500 plans rendered on one core and on two
#
# Needs `typst` 0.15.1 for the first: cargo install typst-cli --version 0.15.1
set -euo pipefail
cd "$(dirname "$0")/../.."
# As shipped, with the Typst that `release` has compiled.
cargo build --profile bench --quiet
plan=plans/krong-no/2020-giam-ngheo.toml
work=$(mktemp -d)
cp target/release/kehoach "$work/kehoach"
kehoach=$work/kehoach
trap 'rm -rf "$work"' EXIT

# The plan of Krông Nô as it should have been, in a folder.
corrected() {
  python3 - "$1" <<'PY'
import pathlib, shutil, sys, tomllib
folder = pathlib.Path(sys.argv[1])
shutil.copytree("plans/krong-no", folder)
for change in tomllib.load(open("tests/plans/corrections/krong-no.toml", "rb"))["corrections"]:
    file = folder / change["file"]
    file.write_text(file.read_text().replace(change["wrong"], change["right"]))
PY
}

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

echo "== render to DOCX (at most 10 ms more than PDF alone, and 80 MB)"
for format in pdf pdf,docx docx; do
  hyperfine -N --warmup 5 --runs 40 --export-json "$work/$format.json" \
    "$kehoach render $plan --format $format --out $work/docx"
  /usr/bin/time -f "$format: peak memory %M KiB (at most 81920)" \
    "$kehoach" render $plan --format $format --out "$work/docx" >/dev/null
done
python3 - "$work" <<'PY'
import json, sys
median = lambda name: json.load(open(f"{sys.argv[1]}/{name}.json"))["results"][0]["median"] * 1000
print(f"DOCX adds {median('pdf,docx') - median('pdf'):.1f} ms")
PY

echo "== release (at most 150 ms)"
corrected "$work/issued"
issued=$work/issued/2020-giam-ngheo.toml
"$kehoach" signoff "$issued" --role sign --name "Nguyễn Xuân Danh" >/dev/null
hyperfine -N --warmup 5 --runs 40 --prepare "rm -rf $work/released $work/issued/so-van-ban-di-2020.csv" \
  "$kehoach release $issued --out $work/released"

echo "== verify (at most 150 ms)"
for extension in pdf docx; do
  hyperfine -N --warmup 5 --runs 40 \
    "$kehoach verify $work/released/2020-giam-ngheo.$extension --plans $work/issued"
done

echo "== check of one plan (at most 20 ms)"
hyperfine -N --warmup 5 --runs 100 "$kehoach check $plan"

echo "== check of 3 000 plans (at most 6 s and 512 MB on two cores)"
corrected "$work/many"
# Each has its own number.
python3 - "$work/many" <<'PY'
import pathlib, re, sys
folder = pathlib.Path(sys.argv[1])
plan = folder / "2020-giam-ngheo.toml"
lines = [line for line in plan.read_text().split("\n") if not line.strip().startswith("allow = [")]
plan.unlink()
for number in range(1, 3001):
    text = re.sub(r"(?m)^number = .*", f"number = {number}", "\n".join(lines))
    (folder / f"plan-{number}.toml").write_text(text)
PY
hyperfine -N --warmup 1 --runs 3 -i "taskset -c 0,1 $kehoach check $work/many"
/usr/bin/time -f "peak memory %M KiB (at most 524288)" "$kehoach" check "$work/many" >/dev/null || true

echo "== check of a table of 10 000 rows and 10 columns (at most 150 ms)"
mkdir -p "$work/table"
cp plans/krong-no/{kehoach,units,legal}.toml "$work/table"
python3 - "$work/table" <<'PY'
import sys
folder = sys.argv[1]
columns = [("thon", "Thôn", "")] + [
    ("ho", "Số hộ", ', unit = "hộ", total = "sum"'),
    ("ngheo", "Hộ nghèo", ', unit = "hộ", part_of = "ho", total = "sum"'),
    ("can_ngheo", "Hộ cận nghèo", ', unit = "hộ", part_of = "ho", total = "sum"'),
    ("cong", "Cộng", ', unit = "hộ", equals = "ngheo + can_ngheo", total = "sum"'),
    ("giam", "Giảm", ', unit = "hộ", part_of = "ngheo", total = "sum"'),
    ("con", "Còn lại", ', unit = "hộ", equals = "ngheo - giam", total = "sum"'),
    ("ty_le", "Tỷ lệ nghèo", ', unit = "%", group = "Tỷ lệ", ratio = { part = "ngheo", whole = "ho" }'),
    ("ty_le_can", "Tỷ lệ cận nghèo", ', unit = "%", group = "Tỷ lệ", ratio = { part = "can_ngheo", whole = "ho" }'),
    ("ty_le_con", "Tỷ lệ còn lại", ', unit = "%", group = "Tỷ lệ", ratio = { part = "con", whole = "ho" }'),
]
percent = lambda part, whole: f"{round(part * 10000 / whole) // 100},{round(part * 10000 / whole) % 100:02}"
rows, totals = [], [0] * 6
for n in range(1, 10001):
    ho, ngheo, can, giam = 100 + n % 77, 20 + n % 13, 10 + n % 7, 5 + n % 3
    counts = [ho, ngheo, can, ngheo + can, giam, ngheo - giam]
    totals = [a + b for a, b in zip(totals, counts)]
    ratios = [f'"{percent(p, ho)}"' for p in (ngheo, can, ngheo - giam)]
    rows.append(",".join([f"Thôn {n}", *map(str, counts), *ratios]))
with open(f"{folder}/thon.csv", "w") as file:
    file.write(",".join(id for id, _, _ in columns) + "\n" + "\n".join(rows) + "\n")
ids = [id for id, _, _ in columns]
total = ", ".join(f"{id} = {value}" for id, value in zip(ids[1:7], totals))
with open(f"{folder}/plan.toml", "w") as file:
    file.write('[document]\nyear = 2020\ntitle = "Giảm nghèo năm 2020"\n\n[[tables]]\nid = "thon"\nrows_from = "thon.csv"\ncolumns = [\n')
    for id, title, rest in columns:
        file.write(f'  {{ id = "{id}", title = "{title}"{rest} }},\n')
    file.write(f']\ntotal = {{ thon = "Tổng cộng", {total} }}\n\n[[sections]]\ntitle = "Chỉ tiêu"\ntext = "{{{{ table(id=\\"thon\\") }}}}"\n')
PY
hyperfine -N --warmup 2 --runs 20 -i "$kehoach check $work/table/plan.toml"

echo "== the same table as DOCX (at most 1 s)"
hyperfine -N --warmup 2 --runs 10 "$kehoach render $work/table/plan.toml --format docx --out $work/docx"
/usr/bin/time -f "peak memory %M KiB" "$kehoach" render "$work/table/plan.toml" --format docx --out "$work/docx" >/dev/null
# LibreOffice 7.4 takes time by the square of the cells, so it has its own switch: LIBREOFFICE=1.
if [ -n "${LIBREOFFICE:-}" ]; then
  time soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to pdf:writer_pdf_Export --outdir "$work/docx" "$work/docx/plan.docx"
  pdftotext -layout "$work/docx/plan.pdf" - | grep -cE 'Thôn [0-9]+ '
fi

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
