//! Facts in prose, form by form: true ones that no rule may doubt, and the same with one number wrong, which must be
//! found. The share that is found of each form is printed: `cargo test --release -- mutation::prose --nocapture`.

use super::super::fixture::Fixture;
use kehoach::checks::Options;
use kehoach::vi::number::format;
use rayon::prelude::*;
use rust_decimal::Decimal;

/// How many facts are made of each form.
const DRAWS: u64 = 8;

/// Numbers from a seed (splitmix64): the same seed gives the same ones.
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from + 1)
    }
}

/// A fact, as it is and with one number wrong.
type Fact = (String, String);

/// A form of facts: what it is called, and how one is made.
type Form = (&'static str, fn(&mut Lot) -> Fact);

fn shown(value: u64) -> String {
    format(&Decimal::from(value))
}

/// A share of a hundred with two decimals.
fn share(part: u64, whole: u64) -> String {
    let percent = Decimal::from(part * 100) / Decimal::from(whole);
    format(&percent.round_dp(2).normalize())
}

/// The text of a total and three parts of it, right and with another total.
fn sum(lot: &mut Lot, text: fn(&str, [&str; 3]) -> String) -> Fact {
    let parts = [(); 3].map(|()| lot.between(15, 900));
    let total: u64 = parts.iter().sum();
    let wrong = total + lot.between(1, 40);
    let parts = parts.map(shown);
    let parts = [&*parts[0], &*parts[1], &*parts[2]];
    (text(&shown(total), parts), text(&shown(wrong), parts))
}

/// The text of a part, its whole and the share, right and with another share.
fn portion(lot: &mut Lot, text: fn(&str, &str, &str) -> String) -> Fact {
    let whole = lot.between(400, 3_000);
    let part = lot.between(20, whole / 2);
    let (right, wrong) = (share(part, whole), share(part + lot.between(20, 60), whole));
    let (part, whole) = (shown(part), shown(whole));
    (text(&part, &whole, &right), text(&part, &whole, &wrong))
}

/// The text of a first and a second number and their difference.
fn change(lot: &mut Lot, text: fn(&str, &str, &str) -> String) -> Fact {
    let to = lot.between(40, 400);
    let by = lot.between(5, 90);
    let (from, to, wrong) = (shown(to + by), shown(to), shown(by + lot.between(1, 4)));
    (text(&from, &to, &shown(by)), text(&from, &to, &wrong))
}

const FORMS: [Form; 30] = [
    ("gồm, dấu chấm phẩy", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!("Giao {n} hộ, gồm: xã Tân Hoa {a} hộ; xã Minh Tân {b} hộ; xã Phả Lại {c} hộ.")
        })
    }),
    ("bao gồm, dấu phẩy và «và»", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Kinh phí {n} triệu đồng, bao gồm vốn tỉnh {a} triệu đồng, vốn xã {b} triệu đồng và vốn dân {c} triệu đồng."
            )
        })
    }),
    ("mở ở dòng riêng", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Tổng số hộ: {n} hộ\n\nBao gồm:\n\n- Loại 1: {a} hộ.\n- Loại 2: {b} hộ.\n- Loại 3: {c} hộ."
            )
        })
    }),
    ("cuối dòng, mỗi dòng một mục", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Tổng vốn {n} triệu đồng, gồm:\n\n- Vốn tỉnh: {a} triệu đồng;\n- Vốn xã: {b} triệu đồng;\n- Vốn dân: {c} triệu đồng."
            )
        })
    }),
    ("tiêu đề có số tiền", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "# Vốn đầu tư: {n} triệu đồng\n\n## Đường: {a} triệu đồng\n\nLàm đường.\n\n## Cầu: {b} triệu đồng\n\nLàm cầu.\n\n## Trường: {c} triệu đồng\n\nLàm trường."
            )
        })
    }),
    ("ý con không có chữ mở", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "- Kinh phí giao rừng: {n} triệu đồng.\n  - Hộ gia đình: {a} triệu đồng.\n  - Ban quản lý: {b} triệu đồng.\n  - Cộng đồng: {c} triệu đồng."
            )
        })
    }),
    ("tổng cộng ở cuối câu", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Hỗ trợ xã Tân Hoa {a} hộ; xã Minh Tân {b} hộ; xã Phả Lại {c} hộ, tổng cộng {n} hộ."
            )
        })
    }),
    ("tổng cộng ở dòng cuối", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "- Vốn tỉnh: {a} triệu đồng.\n- Vốn xã: {b} triệu đồng.\n- Vốn dân: {c} triệu đồng.\n\nTổng cộng: {n} triệu đồng."
            )
        })
    }),
    ("trong ngoặc theo năm", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!("Kinh phí {n} triệu đồng (năm 2026: {a}; năm 2027: {b}; năm 2028: {c}).")
        })
    }),
    ("danh từ bất kỳ", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Tổng số {n} giếng, gồm: xã Tân Hoa {a} giếng; xã Minh Tân {b} giếng; xã Phả Lại {c} giếng."
            )
        })
    }),
    ("đ viết liền", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!("Tổng chi {n}.000đ, gồm: in ấn {a}.000đ; nước uống {b}.000đ; thuê xe {c}.000đ.")
        })
    }),
    ("nghìn lượt", |lot| {
        sum(lot, |n, [a, b, c]| {
            format!(
                "Đón {n} nghìn người, gồm: quý I {a} nghìn người; quý II {b} nghìn người; quý III {c} nghìn người."
            )
        })
    }),
    ("trong đó, tiền vượt tổng", |lot| {
        let (a, b) = (lot.between(100, 400), lot.between(100, 400));
        let text = |n: u64| {
            format!(
                "Kinh phí {} triệu đồng, trong đó: ngân sách tỉnh {} triệu đồng; ngân sách xã {} triệu đồng.",
                shown(n),
                shown(a),
                shown(b)
            )
        };
        (text(a + b + 50), text(a + b - lot.between(1, 60)))
    }),
    ("trong đó, một phần lớn hơn tổng", |lot| {
        let n = lot.between(100, 900);
        let text = |a: u64| {
            format!(
                "Tập huấn cho {} người, trong đó {} người là phụ nữ.",
                shown(n),
                shown(a)
            )
        };
        (text(n - lot.between(1, 90)), text(n + lot.between(1, 90)))
    }),
    ("tỷ lệ cạnh phân số", |lot| {
        portion(lot, |a, n, p| {
            format!("Toàn xã còn {a}/{n} hộ nghèo, chiếm {p}%.")
        })
    }),
    ("tỷ lệ sau trong đó", |lot| {
        portion(lot, |a, n, p| {
            format!("Toàn xã có {n} hộ, trong đó {a} hộ nghèo, chiếm {p}%.")
        })
    }),
    ("tỷ lệ trước tổng số", |lot| {
        portion(lot, |a, n, p| {
            format!("Có {a} hộ nghèo, chiếm {p}% tổng số {n} hộ.")
        })
    }),
    ("tỷ lệ trước ngoặc", |lot| {
        portion(lot, |a, n, p| format!("Tiêm phòng đạt {p}% ({a}/{n})."))
    }),
    ("tỷ lệ của mỗi phần", |lot| {
        portion(lot, |a, n, p| {
            format!(
                "Vốn {n} triệu đồng, gồm: trả nợ {a} triệu đồng (chiếm {p}%) và các khoản khác."
            )
        })
    }),
    ("cơ cấu không đủ một trăm", |lot| {
        let (a, b) = (lot.between(20, 40), lot.between(20, 40));
        let text =
            |c: u64| format!("Cơ cấu kinh tế: nông nghiệp {a}%; công nghiệp {b}%; dịch vụ {c}%.");
        (text(100 - a - b), text(100 - a - b + lot.between(2, 9)))
    }),
    ("giảm từ … xuống", |lot| {
        change(lot, |from, to, by| {
            format!("Số hộ nghèo giảm từ {from} hộ xuống còn {to} hộ (giảm {by} hộ).")
        })
    }),
    ("giảm so với", |lot| {
        change(lot, |from, to, by| {
            format!("Cuối năm còn {to} hộ nghèo, giảm {by} hộ so với năm 2024 ({from} hộ).")
        })
    }),
    ("tăng lên, phần trăm", |lot| {
        let from = lot.between(2, 40) * 20;
        let by = lot.between(1, 9) * 5;
        let to = from * (100 + by) / 100;
        let text = |by: u64| {
            format!(
                "Thu ngân sách tăng từ {} triệu đồng lên {} triệu đồng (tăng {by}%).",
                shown(from),
                shown(to)
            )
        };
        (text(by), text(by + lot.between(2, 9)))
    }),
    ("gấp mấy lần", |lot| {
        let from = lot.between(20, 300);
        let times = lot.between(2, 5);
        let text = |times: u64, n: u64| {
            format!(
                "Sản lượng tăng từ {} tấn lên {} tấn, gấp {times} lần.",
                shown(from),
                shown(n)
            )
        };
        (text(times, from * times), text(times + 1, from * times))
    }),
    ("tăng mà giảm", |lot| {
        let (from, by) = (lot.between(100, 300), lot.between(5, 90));
        let text = |to: u64| {
            format!(
                "Số mô hình tăng từ {} mô hình lên {} mô hình.",
                shown(from),
                shown(to)
            )
        };
        (text(from + by), text(from - by))
    }),
    ("tích số", |lot| {
        let (a, b) = (lot.between(5, 60), lot.between(2, 50));
        let text = |n: u64| {
            format!(
                "Hỗ trợ {a} hộ x {b} triệu đồng/hộ = {} triệu đồng.",
                shown(n)
            )
        };
        (text(a * b), text(a * b + lot.between(1, 30)))
    }),
    ("một số tiền, hai đơn vị", |lot| {
        let n = lot.between(11, 98) * 100;
        let text = |tenth: u64| {
            format!(
                "Tổng kinh phí {} triệu đồng ({},{} tỷ đồng).",
                shown(n),
                tenth / 10,
                tenth % 10
            )
        };
        (text(n / 100), text(n / 100 + lot.between(1, 9)))
    }),
    ("đầu kỳ, phát sinh, còn lại", |lot| {
        let (a, b, c) = (lot.between(10, 60), lot.between(10, 60), lot.between(5, 15));
        let text = |d: u64| {
            format!(
                "Đầu năm {a} hồ sơ, tiếp nhận mới {b} hồ sơ, đã giải quyết {c} hồ sơ, còn lại {d} hồ sơ."
            )
        };
        (text(a + b - c), text(a + b - c + lot.between(1, 4)))
    }),
    ("đếm tên", |lot| {
        let count = lot.between(3, 5);
        let names = ["Tân Hoa", "Minh Tân", "Phả Lại", "An Bình", "Hải Đông"];
        let names = names[..usize::try_from(count).unwrap()].join(", ");
        let text = |n: u64| format!("Thực hiện tại {n:02} xã ({names}).");
        (text(count), text(count + lot.between(1, 3)))
    }),
    ("một địa bàn, hai số", |lot| {
        let n = lot.between(1_000, 9_000);
        let text = |m: u64| {
            format!(
                "Xã Minh Tân có {} nhân khẩu.\n\nSau sắp xếp, toàn bộ {} nhân khẩu của xã Minh Tân được giữ nguyên nơi ở.",
                shown(n),
                shown(m)
            )
        };
        (text(n), text(n + lot.between(1, 90)))
    }),
];

/// The rules of errors and warnings that fire on a text.
fn fired(text: &str) -> Vec<String> {
    let plan = format!("[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{text}\n'''\n");
    let fixture = Fixture::new(vec![("plan.toml".to_owned(), plan.into_bytes())]);
    let found = fixture.found(Options::default());
    found
        .into_iter()
        .map(|((_, _, rule), message)| format!("{rule} {message}"))
        .collect()
}

#[test]
fn facts_in_prose_are_doubted_where_they_are_wrong_and_nowhere_else() {
    let told: Vec<(usize, Vec<String>)> = FORMS
        .par_iter()
        .map(|(name, form)| {
            let draws = (0..DRAWS).map(|seed| form(&mut Lot(seed)));
            let mut seen = 0;
            let mut doubted = Vec::new();
            for (right, wrong) in draws {
                doubted.extend(
                    fired(&right)
                        .into_iter()
                        .map(|said| format!("{name}: {right}: {said}")),
                );
                seen += usize::from(!fired(&wrong).is_empty());
            }
            (seen, doubted)
        })
        .collect();
    let draws = usize::try_from(DRAWS).unwrap();
    for ((name, _), (seen, _)) in FORMS.iter().zip(&told) {
        println!("{seen}/{draws} {name}");
    }
    let doubted: Vec<&String> = told.iter().flat_map(|(_, doubted)| doubted).collect();
    assert_eq!(doubted, [""; 0], "true facts");
    let seen: usize = told.iter().map(|(seen, _)| seen).sum();
    println!("{seen}/{} of all", draws * FORMS.len());
    let least: Vec<&str> = (FORMS.iter().zip(&told))
        .filter(|(_, (seen, _))| *seen * 10 < draws * 7)
        .map(|((name, _), _)| *name)
        .collect();
    assert_eq!(least, [""; 0], "forms of which less than 70 % is found");
}

/// The texts of a file, one a line, with `\n` for a new paragraph.
fn texts(file: &str) -> Vec<String> {
    let lines = file.lines().filter(|line| !line.is_empty());
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

#[test]
fn sentences_of_offices_are_read_as_they_are_meant() {
    // Of those with a fault these are not seen yet; whoever mends one takes it out.
    const UNSEEN: [&str; 3] = [
        "Tổng cộng có 45 cán bộ, công chức",
        "Số hộ nghèo là 100 hộ",
        "Kinh phí 600 triệu đồng, bình quân",
    ];
    let wrong = texts(include_str!("texts/wrong.txt"));
    let unseen: Vec<&String> = wrong
        .par_iter()
        .filter(|text| fired(text).is_empty())
        .collect();
    let known = |text: &str| UNSEEN.iter().any(|start| text.starts_with(start));
    let other: Vec<_> = unseen.iter().filter(|text| !known(text)).collect();
    println!(
        "{} of {} sentences with a fault are seen",
        wrong.len() - unseen.len(),
        wrong.len()
    );
    assert_eq!((other, unseen.len()), (Vec::new(), UNSEEN.len()));
    let right = texts(include_str!("texts/right.txt"));
    let doubted: Vec<String> = right
        .par_iter()
        .flat_map(|text| {
            fired(text)
                .into_iter()
                .map(|said| format!("{text}: {said}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(doubted, [""; 0], "true sentences");
}
