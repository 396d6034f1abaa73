#!/usr/bin/env bash
# Whole-process times of `kehoach diff` with hyperfine (Debian: hyperfine):
#
#   two plans    of nine pages, as text and as JSON (at most 25 ms)
#   two tables   of 10 000 rows, 500 changed, 20 inserted, 20 moved (at most 500 ms and 150 MB)
#   two plans    of 300 pages (at most 1 s)
set -euo pipefail
cd "$(dirname "$0")/../.."
# As shipped, with the Typst that `release` has compiled.
cargo build --profile bench --quiet
work=$(mktemp -d)
cp target/release/kehoach "$work/kehoach"
kehoach=$work/kehoach
trap 'rm -rf "$work"' EXIT

cp plans/krong-no/*.toml "$work"
python3 - "$work" <<'PY'
import pathlib, random, re, sys

folder = pathlib.Path(sys.argv[1])
chance = random.Random(30)

# The plan of nine pages a year later: years, some of its figures, some of its words.
text = (folder / "2020-giam-ngheo.toml").read_text()
later = re.sub(r"\b(20(?:1[5-9]|2[0-5]))\b", lambda year: str(int(year[1]) + 1), text)
lines = later.split("\n")
for at, line in enumerate(lines):
    if re.match(r"[A-ZĐ-].{60}", line) and chance.random() < 0.1:
        lines[at] = line.replace("thực hiện", "triển khai")
(folder / "2021.toml").write_text("\n".join(lines))

# A table of 10 000 rows.
def table(year, rows):
    columns = ", ".join(f'{{ id = "c{n}", title = "Cột {n}", unit = "hộ" }}' for n in range(1, 10))
    rows = ",\n".join(f'  ["{name}", {", ".join(map(str, cells))}]' for name, cells in rows)
    (folder / f"table-{year}.toml").write_text(
        f'[document]\nyear = {year}\ntitle = "Giảm nghèo năm {year}"\n\n[[tables]]\nid = "thon"\n'
        f'columns = [{{ id = "ten", title = "Thôn" }}, {columns}]\nrows = [\n{rows},\n]\n'
    )

rows = [(f"Thôn {n}", [n * 7 % 1000 + place for place in range(9)]) for n in range(10_000)]
table(2024, rows)
for at in chance.sample(range(10_000), 500):
    name, cells = rows[at]
    rows[at] = (name, [cells[0] + 1, *cells[1:]])
for at in chance.sample(range(10_000), 20):
    rows.insert(chance.randrange(10_000), rows.pop(at))
for n in range(20):
    rows.insert(chance.randrange(10_000), (f"Thôn mới {n}", [n] * 9))
table(2025, rows)

# A plan of 300 pages: 100 sections of 36 points.
words = "hộ nghèo xã thôn hỗ trợ nhà ở vay vốn tập huấn kiểm tra báo cáo kế hoạch sản xuất đào tạo nghề".split()
sentence = lambda: " ".join(chance.choices(words, k=chance.randrange(20, 55))) + f" {chance.randrange(10_000)}."
sections = [(sentence()[:60], [sentence() for _ in range(36)]) for _ in range(100)]

def plan(year, sections):
    text = f'[document]\nyear = {year}\ntitle = "Giảm nghèo năm {year}"\n'
    for title, points in sections:
        points = "\n".join(f"- {point}" for point in points)
        text += f'\n[[sections]]\ntitle = "{title}"\ntext = """\n{points}\n"""\n'
    (folder / f"long-{year}.toml").write_text(text)

plan(2024, sections)
for _, points in sections:
    at = chance.randrange(len(points))
    points[at] = points[at].replace("hộ", "gia đình")
    points.insert(chance.randrange(len(points)), points.pop(chance.randrange(len(points))))
sections[10:10] = [sections.pop(70), ("Mục mới", [sentence() for _ in range(36)])]
plan(2025, sections)
PY

cd "$work"
for format in text json; do
  echo "== two plans of nine pages as $format (at most 25 ms)"
  hyperfine -N --warmup 5 --runs 60 -i "$kehoach diff 2020-giam-ngheo.toml 2021.toml --format $format"
done
echo "== two tables of 10 000 rows (at most 500 ms and 153600 KiB)"
hyperfine -N --warmup 2 --runs 15 -i "$kehoach diff table-2024.toml table-2025.toml"
/usr/bin/time -f "peak memory %M KiB" "$kehoach" diff table-2024.toml table-2025.toml --stat || true
echo "== two plans of 300 pages (at most 1 s)"
hyperfine -N --warmup 1 --runs 10 -i "$kehoach diff long-2024.toml long-2025.toml"
"$kehoach" diff long-2024.toml long-2025.toml --stat || true
