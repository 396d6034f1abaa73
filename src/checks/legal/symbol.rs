//! Number and symbol by themselves: how they are written, and whether they fit kind and date.

use crate::checks::facts::mention::{Fact, Mention, all, entries, said};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::law::Law;
use crate::plan::LegalDocument;
use crate::source::Span;
use crate::vi::citation::{Symbol, kind_named, malformed, mend};

/// A number that is none of a document.
pub(super) const MALFORMED: Rule = Rule {
    code: Code::error("LEG001", "symbol-malformed"),
    ground: Ground::Law("number"),
    what: words(
        "A number and symbol that no document can have",
        "Số, ký hiệu văn bản viết không đúng quy định",
    ),
    why: words(
        "Number, slash, the kind's letters, hyphen, the body's letters: «02/QĐ-UBND», «30/2020/NĐ-CP»; «57-NQ/TW» for the Party. Whoever looks the document up does not find it otherwise. A number that is named in short, as «Nghị quyết số 18», is passed over.",
        "Số, gạch chéo, chữ viết tắt tên loại, gạch nối, chữ viết tắt cơ quan: «02/QĐ-UBND», «30/2020/NĐ-CP»; của Đảng là «57-NQ/TW». Viết khác thì không tra cứu được. Cách gọi tắt như «Nghị quyết số 18» thì không xét.",
    ),
    wrong: "number = \"12/QD-UBND\"",
    right: "number = \"12/QĐ-UBND\"",
    check: Check::Both(
        |context, findings| {
            for passage in context.facts.passages {
                if !passage.text.contains("số ") {
                    continue;
                }
                for fault in malformed(&passage.text, context.law()) {
                    let made = passage.is_made(fault.range.start);
                    let place = passage.place(fault.range.clone()).filter(|_| !made);
                    if let Some(span) = place {
                        let text = &passage.text[fault.range];
                        let exact = context.sources().slice(span) == text;
                        let right = fault.right.filter(|_| exact);
                        let edit = right.map(|right| (right.clone(), right));
                        findings.push(unreadable(text, span, edit));
                    }
                }
            }
            findings.extend(
                context
                    .facts
                    .in_place()
                    .filter_map(|d| written(d, context.law())),
            );
        },
        |workspace, findings| {
            let documents = workspace.legal.documents.iter();
            findings.extend(documents.filter_map(|d| written(d, &workspace.law)));
        },
    ),
};

/// The fault of a typed number, if it has one.
fn written(document: &LegalDocument, law: &Law) -> Option<Finding> {
    let number = document.number.as_ref()?;
    let text = number.value.trim();
    let kind = kind_named(law, &document.kind.value).filter(|kind| !kind.free)?;
    let right = mend(text, kind, law);
    let blank = !text.contains(|c: char| c.is_ascii_digit());
    if blank || (Symbol::whole(text, law).is_some() && right.is_none()) {
        return None;
    }
    let edit = right.map(|right| (format!("\"{right}\""), right));
    Some(unreadable(text, number.span, edit))
}

/// The finding, with what to put in its place and how that reads.
fn unreadable(text: &str, span: Span, right: Option<(String, String)>) -> Finding {
    let message = Message::new(
        format!("«{text}» is no number and symbol of a document"),
        format!("«{text}» không phải số, ký hiệu văn bản viết đúng dạng"),
    );
    let finding = Finding::at(span, message).value("declared", text);
    match right {
        Some((edit, right)) => finding
            .help(Message::new(
                format!("write `{right}`"),
                format!("viết `{right}`"),
            ))
            .value("expected", right)
            .propose(span, edit),
        None => finding.help(Message::new(
            "number, slash, letters of the kind, hyphen, letters of the body, as in `02/QĐ-UBND`",
            "số, gạch chéo, chữ viết tắt tên loại, gạch nối, chữ viết tắt cơ quan, như `02/QĐ-UBND`",
        )),
    }
}

/// Blanks or long dashes inside a symbol.
pub(super) const LOOSE: Rule = Rule {
    code: Code::warning("LEG002", "symbol-with-blanks"),
    ground: Ground::Law("number.form"),
    what: words(
        "Blanks or a long dash inside the number of an entry or a legal basis",
        "Có khoảng trắng hoặc gạch dài trong số, ký hiệu của danh mục hoặc căn cứ",
    ),
    why: words(
        "The decree joins the letters by a hyphen without blanks; searching for «17/2017/TT-BLĐTBXH» does not find «17/2017/TT - BLĐTBXH». Blanks in running text are told by the rules of text.",
        "Nghị định nối các chữ viết tắt bằng gạch nối, không cách chữ; tìm «17/2017/TT-BLĐTBXH» sẽ không ra «17/2017/TT - BLĐTBXH». Khoảng trắng trong lời văn do các quy tắc về chữ nghĩa báo.",
    ),
    wrong: "number = \"15/KH - UBND\"",
    right: "number = \"15/KH-UBND\"",
    check: Check::Both(
        |context, findings| {
            let typed: Vec<_> = context.facts.typed().collect();
            each(&typed, findings, loose);
        },
        |workspace, findings| each(&entries(workspace), findings, loose),
    ),
};

fn loose(fact: &Fact<'_>) -> Option<Finding> {
    let (number, right) = (&fact.number, fact.symbol.tidy());
    if !fact.symbol.loose {
        return None;
    }
    let message = Message::new(
        format!("«{}» has blanks or long dashes inside", number.text),
        format!("«{}» có khoảng trắng hoặc gạch dài bên trong", number.text),
    );
    Some(
        Finding::at(number.span, message)
            .value("declared", number.text)
            .value("expected", &right)
            .help(Message::new(
                format!("write `{right}`"),
                format!("viết `{right}`"),
            ))
            .edit(number.span, format!("\"{right}\"")),
    )
}

/// Letters of another kind of document.
pub(super) const KIND: Rule = Rule {
    code: Code::error("LEG003", "symbol-of-another-kind"),
    ground: Ground::Law("kind.letters"),
    what: words(
        "The letters in the symbol stand for another kind of document than the one named",
        "Chữ viết tắt trong ký hiệu là của loại văn bản khác với tên loại đã ghi",
    ),
    why: words(
        "Kind and symbol contradict each other, so one of them is wrong: a Kế hoạch has KH, a Quyết định QĐ. Letters that Annex III does not know are passed over.",
        "Tên loại và ký hiệu mâu thuẫn, một trong hai đã sai: Kế hoạch là KH, Quyết định là QĐ. Chữ viết tắt không có trong Phụ lục III thì không xét.",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/QĐ-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    check: Check::Both(
        |context, findings| {
            let (spoken, law) = (context.facts.mentions(), context.law());
            let sure = spoken.iter().filter(|mention| !names_both(mention, law));
            findings.extend(sure.filter_map(|mention| kinds(&mention.fact, law)));
            findings.extend(context.facts.typed().filter_map(|fact| kinds(&fact, law)));
        },
        |workspace, findings| {
            let law = &workspace.law;
            each(&all(workspace), findings, |fact| kinds(fact, law));
        },
    ),
};

/// Whether the kind of the symbol is named earlier too: «Quyết định phê duyệt Đề án số 5/QĐ-UBND».
fn names_both(mention: &Mention<'_>, law: &Law) -> bool {
    const NEAR: usize = 200;
    let start = mention.citation.range.start;
    let text = &mention.passage.text;
    let from = text.floor_char_boundary(start.saturating_sub(NEAR));
    let before = text[from..start].to_lowercase();
    let letters = mention.citation.symbol.kind();
    letters
        .and_then(|letters| law.kind_of(letters))
        .is_some_and(|kind| before.contains(&kind.name.to_lowercase()))
}

fn kinds(fact: &Fact<'_>, law: &Law) -> Option<Finding> {
    let kind = fact.kind.filter(|kind| !kind.letter)?;
    let letters = fact.symbol.kind()?;
    let meant = law.kind_of(letters)?;
    if kind.takes(letters) || fact.number.made {
        return None;
    }
    let message = Message::new(
        format!(
            "«{}» is the symbol of a {}, not of a {}",
            fact.name(),
            meant.name,
            kind.name
        ),
        format!(
            "«{}» là ký hiệu của {}, không phải của {}",
            fact.name(),
            meant.name,
            kind.name
        ),
    );
    let mut finding = Finding::at(fact.number.span, message).value("declared", letters);
    if let Some(usual) = kind.usual() {
        finding = finding.value("expected", usual).help(Message::new(
            format!("the letters of a {} are `{usual}`", kind.name),
            format!("chữ viết tắt của {} là `{usual}`", kind.name),
        ));
    }
    Some(finding)
}

/// The year inside the number is not that of the date.
pub(super) const YEAR: Rule = Rule {
    code: Code::error("LEG004", "symbol-year-mismatch"),
    ground: Ground::Law("number.year"),
    what: words(
        "The year inside a document's number differs from the year of its date",
        "Năm trong số văn bản khác năm ban hành",
    ),
    why: words(
        "«17/2017/TT-BLĐTBXH» was issued in 2017 whatever the date beside it says; one of the two is wrong.",
        "«17/2017/TT-BLĐTBXH» ban hành năm 2017, ngày ghi bên cạnh thuộc năm khác thì một trong hai đã sai.",
    ),
    wrong: "text = \"Thực hiện Nghị định số 07/2021/NĐ-CP ngày 27/01/2020 của Chính phủ quy định chuẩn nghèo đa chiều.\"",
    right: "text = \"Thực hiện Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo đa chiều.\"",
    check: Check::Both(
        |context, findings| each(&context.facts.cited(), findings, years),
        |workspace, findings| each(&all(workspace), findings, years),
    ),
};

fn years(fact: &Fact<'_>) -> Option<Finding> {
    let (date, written) = fact.date.as_ref()?;
    let year = fact.symbol.year?;
    if year == date.year() || (fact.number.made && written.made) {
        return None;
    }
    let (name, day) = (fact.name(), said(*date));
    let message = Message::new(
        format!("{name} is of the year {year}, the date beside it is {day}"),
        format!("{name} là văn bản năm {year} nhưng ghi ngày {day}"),
    );
    Some(
        Finding::at(written.span, message)
            .value("declared", date.year())
            .value("expected", year)
            .also(fact.number.span, Message::new("the number", "số, ký hiệu")),
    )
}

/// Adds the finding of each fact that has one.
pub(super) fn each(
    facts: &[Fact<'_>],
    findings: &mut Findings,
    check: impl Fn(&Fact<'_>) -> Option<Finding>,
) {
    findings.extend(facts.iter().filter_map(check));
}
