//! The form of citations: later ones short, «số» before the number, no commas inside.

use crate::checks::context::Context;
use crate::checks::facts::mention::Mention;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::model::ParagraphStyle;
use crate::document::passage::PassageKind;
use crate::vi::citation::Identity;
use std::collections::BTreeMap;

/// How many places are shown.
const SHOWN: usize = 12;

/// A later citation that says everything again.
pub(super) const REPEATED: Rule = Rule {
    code: Code::info("LEG017", "citation-repeated-in-full"),
    ground: Ground::Law("citation"),
    what: words(
        "A later citation of a document repeats its date",
        "Viện dẫn lần sau vẫn ghi lại ngày ban hành",
    ),
    why: words(
        "After the first time the decree has only kind, number and symbol; of a Law or an Ordinance only its name. Legal bases, the plan's own subject and documents that share a number are passed over. Each document is told once.",
        "Từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu; riêng Luật, Pháp lệnh chỉ ghi tên. Phần căn cứ, trích yếu của kế hoạch và các văn bản trùng số thì không xét. Mỗi văn bản chỉ báo một lần.",
    ),
    wrong: "- Các thôn thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông.",
    right: "- Các thôn thực hiện Kế hoạch số 15/KH-UBND.",
    check: Check::Plan(repeated),
};

fn repeated(context: &Context<'_>, findings: &mut Findings) {
    let spoken = context.facts.mentions();
    let mut documents: BTreeMap<Identity, Vec<&Mention<'_>>> = BTreeMap::new();
    for mention in spoken.iter().filter(|mention| !mention.in_title()) {
        documents
            .entry(mention.fact.identity())
            .or_default()
            .push(mention);
    }
    let mut told = Vec::new();
    for named in documents.into_values() {
        let date = |mention: &&Mention<'_>| mention.fact.date.as_ref().map(|(date, _)| *date);
        let mut days: Vec<_> = named.iter().filter_map(date).collect();
        days.dedup();
        let whole = |mention: &&&Mention<'_>| {
            date(mention).is_some() && mention.fact.issuer.is_some() && !mention.citation.inside
        };
        let Some(first) = named.iter().position(|mention| whole(&mention)) else {
            continue;
        };
        if days.len() > 1 {
            continue;
        }
        let basis = PassageKind::Paragraph(ParagraphStyle::Basis);
        let again: Vec<_> = named[first + 1..]
            .iter()
            .filter(|m| {
                date(m).is_some() && !m.citation.inside && m.passage.kind != basis && !defines(m)
            })
            .collect();
        let Some((next, others)) = again.split_first() else {
            continue;
        };
        let Some(short) = short(context, next) else {
            continue;
        };
        let message = Message::new(
            format!(
                "{} has been cited in full; from the second time «{short}» will do",
                next.fact.name()
            ),
            format!(
                "{} đã viện dẫn đầy đủ; từ lần thứ hai chỉ ghi «{short}»",
                next.fact.name()
            ),
        );
        let mut finding = Finding::at(next.place(), message)
            .value("expected", &short)
            .also(
                named[first].place(),
                Message::new("in full here", "đã ghi đầy đủ ở đây"),
            );
        for other in others.iter().take(SHOWN) {
            finding = finding.also(other.place(), Message::new("again here", "lại ghi ở đây"));
        }
        if others.len() > SHOWN {
            let more = others.len() - SHOWN;
            finding = finding.help(Message::new(
                format!("and at {more} more places"),
                format!("và ở {more} chỗ khác"),
            ));
        }
        told.push(finding);
    }
    told.sort_by_key(|finding| finding.primary.span);
    findings.extend(told);
}

/// What a citation is from the second time on: kind and number, of a Law its name; none where no one
/// says the name.
fn short(context: &Context<'_>, mention: &Mention<'_>) -> Option<String> {
    let Some(kind) = mention.fact.kind else {
        return Some(format!("số {}", mention.fact.name()));
    };
    if !kind.by_name {
        return Some(format!("{} số {}", kind.name, mention.fact.name()));
    }
    let said = mention
        .passage
        .text
        .get(mention.citation.range.start..mention.citation.symbol.range.start)?;
    let said = said.trim_end().trim_end_matches("số").trim_end();
    let named = said.len() > kind.name.len();
    let entry = || {
        context
            .facts
            .known(&mention.fact)?
            .name_of_law(context.law())
    };
    named.then(|| said.to_owned()).or_else(entry)
}

/// Whether a citation says how the document is named from there on: «(gọi tắt là Nghị quyết số …)».
fn defines(mention: &Mention<'_>) -> bool {
    mention.follows("gọi tắt là")
}

/// A number without «số» before it.
pub(super) const WORD: Rule = Rule {
    code: Code::info("LEG018", "citation-without-word-so"),
    ground: Ground::Custom("citation.word"),
    what: words(
        "A citation without the word «số» between kind and number",
        "Viện dẫn thiếu chữ «số» giữa tên loại và số, ký hiệu",
    ),
    why: words(
        "Mostly the same document stands with «số» a few lines on.",
        "Thường chỉ cách vài dòng, chính văn bản đó lại được viết có chữ «số».",
    ),
    wrong: "text = \"Thực hiện Kế hoạch 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    check: Check::Plan(|context, findings| {
        for mention in context.facts.mentions() {
            let fact = &mention.fact;
            let Some(kind) = fact.kind.filter(|_| !mention.citation.says_number) else {
                continue;
            };
            if fact.number.made {
                continue;
            }
            let message = Message::new(
                format!("«{} {}» lacks the word «số»", kind.name, fact.number.text),
                format!("«{} {}» thiếu chữ «số»", kind.name, fact.number.text),
            );
            let right = format!("số {}", fact.number.text);
            let finding = Finding::at(fact.number.span, message).value("expected", &right);
            // Only the very characters are replaced.
            let exact = context.sources().slice(fact.number.span) == fact.number.text;
            findings.push(if exact {
                finding.propose(fact.number.span, right)
            } else {
                finding
            });
        }
    }),
};

/// A comma before date or issuing body.
pub(super) const COMMA: Rule = Rule {
    code: Code::info("LEG019", "citation-with-comma"),
    ground: Ground::Custom("citation.commas"),
    what: words(
        "A comma inside a citation, before «ngày» or «của»",
        "Có dấu phẩy bên trong lời viện dẫn, trước «ngày» hoặc «của»",
    ),
    why: words(
        "The comma parts what belongs together, so that the date seems to be that of the sentence. Offices of the Party write it; the decree does not.",
        "Dấu phẩy tách rời các phần của một văn bản, khiến ngày ban hành dễ bị hiểu là thời gian của câu. Cơ quan Đảng có cách viết này, nghị định thì không.",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/KH-UBND, ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    check: Check::Plan(|context, findings| {
        for mention in context.facts.mentions() {
            for at in &mention.citation.commas {
                let passage = mention.passage;
                let Some(span) = passage
                    .place(*at..*at + 1)
                    .filter(|_| !passage.is_made(*at))
                else {
                    continue;
                };
                let name = mention.fact.name();
                let message = Message::new(
                    format!("a comma parts {name} from its date or issuing body"),
                    format!("dấu phẩy tách {name} khỏi ngày hoặc cơ quan ban hành"),
                );
                let finding = Finding::at(span, message);
                let exact = context.sources().slice(span) == ",";
                findings.push(if exact {
                    finding.propose(span, "")
                } else {
                    finding
                });
            }
        }
    }),
};
