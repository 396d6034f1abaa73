//! Provinces that have ended.

use super::tier::{add, after, in_order, is_past, long, told};
use crate::checks::context::Context;
use crate::checks::facts::sentence::prose;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Message, words};
use crate::law::Province;
use crate::source::Span;
use crate::vi::date::short;
use crate::vi::place::ended;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A province that has ended in a plan of after its end.
pub(super) const PROVINCE: Rule = Rule {
    code: Code::warning("TIM010", "province-that-ended"),
    ground: Ground::Law("provinces"),
    what: words(
        "A province that was merged into another, or made a city, in a plan of after that day",
        "Tỉnh đã nhập vào tỉnh khác hoặc đã thành thành phố, trong kế hoạch sau ngày đó",
    ),
    why: words(
        "Its offices are those of the new province: 63 provinces became 34 on 1 July 2025; Thừa Thiên Huế has been the city of Huế since 1 January 2025, Đồng Nai a city since 30 April 2026. Only «tỉnh …» counts, not the bare name, which places keep; documents of that time and sentences about the past are passed over.",
        "Cơ quan nay thuộc tỉnh, thành phố mới: từ ngày 01/7/2025, 63 tỉnh, thành phố còn 34; Thừa Thiên Huế là thành phố Huế từ ngày 01/01/2025, Đồng Nai là thành phố từ ngày 30/4/2026. Chỉ xét «tỉnh …», không xét tên gọi đứng một mình vì địa danh vẫn còn; văn bản của thời đó và câu nói về trước đây thì không xét.",
    ),
    wrong: "text = \"Báo cáo Sở Y tế tỉnh Bắc Giang kết quả khám sức khỏe cho người cao tuổi.\"",
    right: "text = \"Báo cáo Sở Y tế tỉnh Bắc Ninh kết quả khám sức khỏe cho người cao tuổi.\"",
    check: Check::Plan(provinces),
};

fn provinces(context: &Context<'_>, findings: &mut Findings) {
    let law = context.law();
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for passage in prose(context.facts.passages) {
        for (at, word) in passage.text.match_indices("tỉnh ") {
            let name = at + word.len();
            if let Some((province, _)) = gone(context, &passage.text[name..]) {
                let range = at..name + province.name.len();
                if !is_past(&passage.text, &range, law) {
                    add(passage, &range, &mut found);
                }
            }
        }
    }
    for (name, places) in in_order(found) {
        let Some((province, day)) = gone(context, name.trim_start_matches("tỉnh ")) else {
            continue;
        };
        let source = law
            .source_of(province)
            .and_then(|source| source.place("provinces"));
        let (message, new) = merged(&name, province, day, context);
        let finding = told(&name, &places, message);
        findings.extend(finding.map(|mut finding| {
            finding.ground = source.map(|(en, vi)| Message::new(en, vi));
            finding.value("computed", new)
        }));
    }
}

/// The province that a text begins with, if it had ended when the plan was issued, with the day since.
fn gone<'c>(context: &Context<'c>, text: &str) -> Option<(&'c Province, Date)> {
    let province = ended(text, context.law())?;
    let day = after(province.until)?;
    context.is_surely_after(day).then_some((province, day))
}

/// What became of a province, and how that is called on the plan's day.
fn merged(name: &str, old: &Province, since: Date, context: &Context<'_>) -> (Message, String) {
    let heir = old.became.as_ref().or(old.joined.as_ref());
    let heir = heir.map_or("", String::as_str);
    let new = context.law().province_on(heir, context.day());
    let new = new.map_or_else(|| heir.to_owned(), Province::called);
    let (on, tu) = (long(since), short(since));
    let message = match old.joined {
        Some(_) => Message::new(
            format!("«{name}» has been part of {new} since {on}"),
            format!("«{name}» đã nhập vào {new} từ ngày {tu}"),
        ),
        None => Message::new(
            format!("«{name}» has been {new} since {on}"),
            format!("«{name}» là {new} từ ngày {tu}"),
        ),
    };
    (message, new)
}
