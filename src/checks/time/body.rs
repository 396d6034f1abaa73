//! Bodies that have ended, named in the text.

use super::tier::{add, after, in_order, inherited, is_past, long, told};
use crate::checks::context::Context;
use crate::checks::facts::sentence::prose;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::law::{Body, Source};
use crate::source::Span;
use crate::vi::date::short;
use crate::vi::text::folded;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A ministry or department that has ended, in the text of a plan of after its end.
pub(super) const BODY: Rule = Rule {
    code: Code::warning("TIM015", "body-that-ended"),
    ground: Ground::Law("bodies"),
    what: words(
        "A ministry or department that was merged into another, in a plan of after that day",
        "Bộ, sở đã hợp nhất vào cơ quan khác, trong kế hoạch sau ngày đó",
    ),
    why: words(
        "Since 1 March 2025 Sở Tài nguyên và Môi trường is part of Sở Nông nghiệp và Môi trường, Sở Kế hoạch và Đầu \
         tư of Sở Tài chính; nobody is left to be worked with. Documents of that time, quotations, «(nay là …)» and \
         sentences about the past are passed over.",
        "Từ ngày 01/3/2025 Sở Tài nguyên và Môi trường đã hợp nhất vào Sở Nông nghiệp và Môi trường, Sở Kế hoạch và Đầu \
         tư vào Sở Tài chính; không còn cơ quan đó để phối hợp. Văn bản của thời đó, lời trích, chỗ ghi «(nay là …)» \
         và câu nói về trước đây thì không xét.",
    ),
    wrong: "text = \"Phối hợp với Sở Tài nguyên và Môi trường rà soát quỹ đất.\"",
    right: "text = \"Phối hợp với Sở Nông nghiệp và Môi trường rà soát quỹ đất.\"",
    check: Check::Plan(bodies),
};

/// A body that had ended when the plan was issued, with the day since.
type Gone<'c> = (&'c Body, &'c Source, Date);

fn bodies(context: &Context<'_>, findings: &mut Findings) {
    let law = context.law();
    let gone: Vec<(String, Gone<'_>)> = law
        .ended_bodies()
        .filter_map(|(body, source)| Some((body, source, after(body.until)?)))
        .filter(|(.., day)| context.is_surely_after(*day))
        .flat_map(|gone| {
            let name = folded(&gone.0.name);
            let long_dash = name.replace(" - ", " – ");
            let all = [
                Some(name.clone()),
                Some(long_dash).filter(|other| *other != name),
            ];
            all.into_iter().flatten().map(move |name| (name, gone))
        })
        .collect();
    if gone.is_empty() {
        return;
    }
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for passage in prose(context.facts.passages) {
        let text = folded(&passage.text);
        // Letters that take another room when they are folded have no place to show.
        if text.len() != passage.text.len() {
            continue;
        }
        for (name, _) in &gone {
            for (at, _) in text.match_indices(name.as_str()) {
                let range = at..at + name.len();
                let whole = !text[range.end..].starts_with(char::is_alphanumeric)
                    && !text[..at].ends_with(char::is_alphanumeric);
                let later = passage.text[range.end..].trim_start();
                let renamed = ["(nay là", "(nay ", "nay là"]
                    .iter()
                    .any(|word| later.starts_with(word));
                if whole && !renamed && !is_past(&passage.text, &range, law) {
                    add(passage, &range, &mut found);
                }
            }
        }
    }
    for (written, places) in in_order(found) {
        let own = gone.iter().find(|(name, _)| *name == folded(&written));
        let Some((_, (body, source, day))) = own else {
            continue;
        };
        let (on, tu) = (long(*day), short(*day));
        let message = Message::new(
            format!("«{written}» has not been there since {on}"),
            format!("«{written}» không còn từ ngày {tu}"),
        );
        let finding = told(&written, &places, message);
        findings.extend(finding.map(|finding| inherited(finding, body, source)));
    }
}
