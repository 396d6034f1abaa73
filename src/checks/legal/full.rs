//! Whether the first citation of a document is whole, and the document among the bases.

use crate::checks::context::Context;
use crate::checks::facts::mention::Mention;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::model::ParagraphStyle;
use crate::document::passage::PassageKind;
use crate::vi::citation::{Identity, Symbol};
use std::collections::BTreeSet;

/// A first citation without date or issuing body.
pub(super) const INCOMPLETE: Rule = Rule {
    code: Code::warning("LEG014", "citation-incomplete"),
    ground: Ground::Law("citation"),
    what: words(
        "The first citation of a document lacks its date or its issuing body",
        "Viện dẫn lần đầu thiếu ngày ban hành hoặc cơ quan ban hành",
    ),
    why: words(
        "The first time, the decree wants kind, number with symbol, date, issuing body and subject; of a Law or an Ordinance only its name. A document that is named inside the subject of another is quoted and passed over.",
        "Lần đầu phải ghi tên loại, số, ký hiệu, thời gian ban hành, cơ quan ban hành và trích yếu; Luật, Pháp lệnh chỉ ghi tên. Văn bản nằm trong trích yếu của văn bản khác là lời trích nên không xét.",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/KH-UBND về giảm nghèo bền vững năm 2026.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo bền vững năm 2026.\"",
    check: Check::Plan(|context, findings| {
        for mention in firsts(context.facts.mentions()) {
            let (no_date, no_body) = lacks(mention);
            let name = mention.fact.name();
            let (en, vi) = match (no_date, no_body) {
                (true, true) => ("its date and its issuing body", "ngày và cơ quan ban hành"),
                (true, false) => ("its date", "ngày ban hành"),
                (false, true) => ("its issuing body", "cơ quan ban hành"),
                (false, false) => continue,
            };
            let message = Message::new(
                format!("{name} is cited for the first time without {en}"),
                format!("{name} được viện dẫn lần đầu nhưng thiếu {vi}"),
            );
            let finding = Finding::at(mention.place(), message).value("missing", en);
            findings.push(
                match context
                    .facts
                    .known(&mention.fact)
                    .and_then(|d| d.id.as_ref())
                {
                    Some(id) if mention.fact.number.made => finding
                        .also(id.span, Message::new("the entry", "mục trong danh mục"))
                        .help(Message::new(
                            format!("add {en} to the entry `{}`, or cite it in full", id.value),
                            format!("bổ sung {vi} vào mục `{}`, hoặc viện dẫn đầy đủ", id.value),
                        )),
                    Some(id) => finding.help(Message::new(
                        format!("write `{{{{ cite(id=\"{}\") }}}}`", id.value),
                        format!("viết `{{{{ cite(id=\"{}\") }}}}`", id.value),
                    )),
                    None => {
                        finding.help(Message::new(format!("add {en}"), format!("ghi thêm {vi}")))
                    }
                },
            );
        }
    }),
};

/// A first citation without subject.
pub(super) const SUBJECT: Rule = Rule {
    code: Code::info("LEG016", "citation-without-subject"),
    ground: Ground::Law("citation"),
    what: words(
        "The first citation of a document has date and issuing body but no subject",
        "Viện dẫn lần đầu có ngày và cơ quan ban hành nhưng thiếu trích yếu",
    ),
    why: words(
        "The decree wants the subject the first time; readers do not know documents by their numbers.",
        "Nghị định yêu cầu ghi trích yếu ở lần đầu; người đọc không nhớ văn bản theo số.",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo bền vững năm 2026.\"",
    check: Check::Plan(|context, findings| {
        for mention in firsts(context.facts.mentions()) {
            if lacks(mention) != (false, false)
                || mention.fact.subject.is_some()
                || mention.citation.shares.issuer
                || follows_body(mention)
            {
                continue;
            }
            let name = mention.fact.name();
            let message = Message::new(
                format!("{name} is cited for the first time without its subject"),
                format!("{name} được viện dẫn lần đầu nhưng thiếu trích yếu"),
            );
            findings.push(Finding::at(mention.place(), message).help(Message::new(
                "add what it is about, as in «về việc …»",
                "ghi thêm trích yếu, như «về việc …»",
            )));
        }
    }),
};

/// The first citation of each document that no earlier place has named with date and body.
fn firsts<'m, 'c>(spoken: &'m [Mention<'c>]) -> Vec<&'m Mention<'c>> {
    let mut named: BTreeSet<Identity> = BTreeSet::new();
    let mut firsts = Vec::new();
    for mention in spoken {
        let law = mention.fact.kind.is_some_and(|kind| kind.by_name);
        let aside = mention.in_title() || mention.citation.inside || law;
        let whole = lacks(mention) == (false, false);
        if aside {
            if whole {
                named.insert(mention.fact.identity());
            }
        } else if named.insert(mention.fact.identity()) {
            firsts.push(mention);
        }
    }
    firsts
}

/// Whether a citation lacks its date, and whether its issuing body.
fn lacks(mention: &Mention<'_>) -> (bool, bool) {
    let citation = &mention.citation;
    let no_body =
        mention.fact.issuer.is_none() && !follows_body(mention) && !citation.shares.issuer;
    (
        mention.fact.date.is_none() && !citation.shares.date,
        no_body,
    )
}

/// Whether the issuing body is named before: «của Trưởng phòng Nội vụ tại Tờ trình số …».
fn follows_body(mention: &Mention<'_>) -> bool {
    mention.follows(" tại")
}

/// A ground in the preamble that is not among the legal bases.
pub(super) const UNLISTED: Rule = Rule {
    code: Code::info("LEG015", "basis-not-listed"),
    ground: Ground::Custom("basis.listed"),
    what: words(
        "A document that the preamble rests on is not among the plan's legal bases",
        "Văn bản nêu làm căn cứ ở phần mở đầu nhưng không có trong danh sách căn cứ",
    ),
    why: words(
        "Whether a basis is in force is asked of those that are listed. Only plans that list bases at all, and only paragraphs above the first section that begin with «Căn cứ» or «Thực hiện», are read.",
        "Việc kiểm tra hiệu lực dựa trên các căn cứ đã khai báo. Chỉ xét kế hoạch có khai báo căn cứ, và chỉ đọc đoạn mở đầu bắt đầu bằng «Căn cứ» hoặc «Thực hiện».",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026, Ủy ban nhân dân xã ban hành Kế hoạch như sau:\"",
    right: "text = 'Thực hiện {{ cite(id=\"qd_05\") }}, Ủy ban nhân dân xã ban hành Kế hoạch như sau:'",
    check: Check::Plan(unlisted),
};

fn unlisted(context: &Context<'_>, findings: &mut Findings) {
    let cited = context.plan.legal_bases.iter();
    let mut listed = BTreeSet::new();
    for cited in cited.flat_map(|basis| &basis.cited) {
        let document = cited.document(|id| context.index.legal(id));
        let number = document.and_then(|document| document.number.as_ref());
        listed.extend(
            number
                .and_then(|number| Symbol::whole(number.value.trim(), context.law()))
                .map(|symbol| symbol.identity()),
        );
    }
    if listed.is_empty() {
        return;
    }
    let is_heading = |kind| matches!(kind, PassageKind::Heading(_));
    let above = context
        .facts
        .passages
        .iter()
        .take_while(|p| !is_heading(p.kind))
        .count();
    let above = context.facts.passages.get(..above).unwrap_or_default();
    let basis = PassageKind::Paragraph(ParagraphStyle::Basis);
    for mention in context.facts.mentions() {
        let passage = mention.passage;
        if passage.kind == basis {
            listed.insert(mention.fact.identity());
            continue;
        }
        let preamble = above.iter().any(|above| std::ptr::eq(above, passage));
        let rests = ["Căn cứ ", "Thực hiện "]
            .iter()
            .any(|word| passage.text.starts_with(word));
        let aside = mention.in_title()
            || mention.citation.inside
            || listed.contains(&mention.fact.identity());
        if !preamble || !rests || aside {
            continue;
        }
        listed.insert(mention.fact.identity());
        let name = mention.fact.name();
        let message = Message::new(
            format!("{name} is a ground of the plan but not among its legal bases"),
            format!("{name} được nêu làm căn cứ nhưng không có trong danh sách căn cứ"),
        );
        let help = match context
            .facts
            .known(&mention.fact)
            .and_then(|d| d.id.as_ref())
        {
            Some(id) => format!("[[legal_bases]] ref = \"{}\"", id.value),
            None => "[[legal_bases]] document = { … }".to_owned(),
        };
        findings.push(Finding::at(mention.place(), message).help(Message::new(
            format!("add `{help}`"),
            format!("thêm `{help}`"),
        )));
    }
}
