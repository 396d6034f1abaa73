//! Whether the issuing body fits the symbol.

use super::symbol::each;
use crate::checks::facts::mention::{Fact, all, said};
use crate::checks::rule::{Check, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::law::{Body, Law, Term};
use crate::vi::text::folded;
use jiff::civil::Date;

/// A body that the letters do not stand for.
pub(super) const ISSUER: Rule = Rule {
    code: Code::warning("LEG011", "issuer-of-another-symbol"),
    ground: Ground::Custom("symbol.body"),
    what: words(
        "The issuing body is not the one that the symbol's letters stand for, or was not there on the document's day",
        "Cơ quan ban hành không khớp chữ viết tắt trong ký hiệu, hoặc không hoạt động vào ngày của văn bản",
    ),
    why: words(
        "TTg is Thủ tướng Chính phủ, CP Chính phủ, QH15 Quốc hội, UBTVQH15 Ủy ban Thường vụ Quốc hội; Bộ Kế hoạch và Đầu tư (BKHĐT) issued nothing after February 2025. Letters that are not known are passed over.",
        "TTg là Thủ tướng Chính phủ, CP là Chính phủ, QH15 là Quốc hội, UBTVQH15 là Ủy ban Thường vụ Quốc hội; Bộ Kế hoạch và Đầu tư (BKHĐT) không còn ban hành văn bản sau tháng 02/2025. Chữ viết tắt chưa biết thì không xét.",
    ),
    wrong: "text = \"Thực hiện Quyết định số 22/2013/QĐ-TTg ngày 26/4/2013 của Chính phủ về hỗ trợ người có công với cách mạng về nhà ở.\"",
    right: "text = \"Thực hiện Quyết định số 22/2013/QĐ-TTg ngày 26/4/2013 của Thủ tướng Chính phủ về hỗ trợ người có công với cách mạng về nhà ở.\"",
    check: Check::Both(
        |context, findings| {
            each(&context.facts.cited(), findings, |fact| {
                issuer(fact, context.law())
            });
        },
        |workspace, findings| {
            each(&all(workspace), findings, |fact| {
                issuer(fact, &workspace.law)
            });
        },
    ),
};

fn issuer(fact: &Fact<'_>, law: &Law) -> Option<Finding> {
    let body = law.body_of(fact.symbol.body())?;
    absent(fact, body).or_else(|| other(fact, body, law))
}

/// A document of a day on which its body had ended.
fn absent(fact: &Fact<'_>, body: &Body) -> Option<Finding> {
    let until = body.until.filter(|_| !fact.number.made)?;
    let when = match (&fact.date, fact.symbol.year) {
        (Some((day, _)), _) => (*day > until).then(|| said(*day)),
        (None, Some(year)) => (year > until.year()).then(|| year.to_string()),
        (None, None) => None,
    }?;
    let (name, who, end) = (fact.name(), &body.name, said(until));
    let message = Message::new(
        format!("{name} is of {when}, but {who} ended on {end}"),
        format!("{name} ban hành {when} nhưng {who} đã kết thúc hoạt động ngày {end}"),
    );
    let finding = Finding::at(fact.number.span, message).value("declared", when);
    Some(match &body.became {
        Some(heir) => finding.help(Message::new(
            format!("its work passed to {heir}"),
            format!("nhiệm vụ do {heir} tiếp nhận"),
        )),
        None => finding,
    })
}

/// Another body than the one of the letters.
fn other(fact: &Fact<'_>, body: &Body, law: &Law) -> Option<Finding> {
    let issuer = fact.issuer.as_ref()?;
    if issuer.made && fact.number.made {
        return None;
    }
    let (name, letters) = (folded(issuer.text), fact.symbol.body());
    let place = |words: &[String]| words.iter().filter_map(|word| name.find(word)).min();
    // «Đảng ủy UBND tỉnh» is the Party's body in the other one.
    let has =
        place(&body.has).is_some_and(|own| place(&body.lacks).is_none_or(|other| other > own));
    let mut tiers =
        (law.tiers().map(|tier| &tier.name)).chain(law.provinces().map(|one| &one.kind));
    // «Huyện ủy» is a body, «huyện» short for the one whose letters stand there.
    let party = name.split(' ').nth(1) == Some("ủy");
    let short = body.local && !party && tiers.any(|word| name.starts_with(word));
    let tight = name.replace(|c: char| !c.is_alphanumeric(), "");
    let tight = tight.strip_prefix("bộ").unwrap_or(&tight);
    let own = letters.to_lowercase();
    let abbreviated = tight == own || own.strip_prefix('b') == Some(tight);
    if has || short || abbreviated {
        return None;
    }
    let (issued, meant) = (issuer.text, &body.name);
    let message = Message::new(
        format!("the letters {letters} stand for {meant}, not for {issued}"),
        format!("chữ viết tắt {letters} là của {meant}, không phải của {issued}"),
    );
    Some(
        Finding::at(issuer.span, message)
            .value("declared", issued)
            .value("expected", meant)
            .also(fact.number.span, Message::new("the symbol", "ký hiệu")),
    )
}

/// A term of the National Assembly that the date does not lie in.
pub(super) const TERM: Rule = Rule {
    code: Code::error("LEG012", "assembly-of-another-term"),
    ground: Ground::Law("assembly.terms"),
    what: words(
        "The Assembly's term in the symbol is not that of the document's year",
        "Khóa Quốc hội trong ký hiệu không khớp năm ban hành",
    ),
    why: words(
        "QH15 passed its first law in 2021; a document of 2019 is one of QH14.",
        "Quốc hội khóa XV (QH15) bắt đầu từ năm 2021; văn bản năm 2019 là của QH14.",
    ),
    wrong: "text = \"Thực hiện Nghị quyết số 88/2019/QH15 ngày 18/11/2019 của Quốc hội phê duyệt Đề án tổng thể phát triển vùng đồng bào dân tộc thiểu số.\"",
    right: "text = \"Thực hiện Nghị quyết số 88/2019/QH14 ngày 18/11/2019 của Quốc hội phê duyệt Đề án tổng thể phát triển vùng đồng bào dân tộc thiểu số.\"",
    check: Check::Both(
        |context, findings| {
            each(&context.facts.cited(), findings, |fact| {
                terms(fact, context.law())
            });
        },
        |workspace, findings| {
            each(&all(workspace), findings, |fact| {
                terms(fact, &workspace.law)
            });
        },
    ),
};

/// How many years a term lasts at least.
const SHORTEST: i16 = 4;

/// How far ahead a number is none of a term any more.
const FAR: i16 = 4;

fn terms(fact: &Fact<'_>, law: &Law) -> Option<Finding> {
    let letters = fact.symbol.body();
    let term = law.body_of(letters)?.term_in(letters)?;
    if fact.number.made {
        return None;
    }
    let dated = fact.date.as_ref().map(|(date, _)| date.year());
    let year = fact.symbol.year.or(dated)?;
    let of_year: Vec<&Term> = law.terms().filter(|term| term.has_year(year)).collect();
    let (expected, newest) = (of_year.first()?, law.terms().next_back()?);
    // On which day the term after the newest begins is not known yet.
    let soon = newest
        .from
        .is_some_and(|from| year >= from.year() + SHORTEST);
    let to_come = term > newest.number && soon;
    let known = of_year.iter().any(|one| one.number == term);
    if known || to_come || term > newest.number + FAR {
        return None;
    }
    let (name, number) = (fact.name(), expected.number);
    let first = expected.from.map_or(year, Date::year);
    let (en, vi) = match expected.until {
        Some(until) => (
            format!("{first}-{}", until.year()),
            format!("{first}-{}", until.year()),
        ),
        None => (format!("from {first}"), format!("từ {first}")),
    };
    let message = Message::new(
        format!("{name} is of {year}, which is term {number} ({en}), not term {term}"),
        format!("{name} ban hành năm {year}, thuộc khóa {number} ({vi}), không phải khóa {term}"),
    );
    Some(
        Finding::at(fact.number.span, message)
            .value("declared", term)
            .value("expected", number)
            .value("year", year),
    )
}
