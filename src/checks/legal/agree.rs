//! One document under two dates or two titles.

use crate::checks::facts::mention::{Fact, all, entries, said};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::law::{Law, Rank};
use crate::vi::citation::{Identity, one_subject, same_body, same_subject};
use std::collections::BTreeMap;

/// How many places are shown.
const SHOWN: usize = 12;

/// One document under two dates.
pub(super) const DATES: Rule = Rule {
    code: Code::error("LEG005", "one-document-two-dates"),
    ground: Ground::Custom("document.date"),
    what: words(
        "One document cited under two dates",
        "Cùng một văn bản nhưng ghi hai ngày ban hành",
    ),
    why: words(
        "Citations in the text, in place and in legal.toml are compared. Numbers without a year begin anew each year and in each office: «05/QĐ-UBND» of two offices or two years are two documents.",
        "So sánh các chỗ viện dẫn trong lời văn, ghi tại chỗ và trong legal.toml. Số không kèm năm được đánh lại mỗi năm và ở mỗi cơ quan: «05/QĐ-UBND» của hai cơ quan hoặc hai năm là hai văn bản.",
    ),
    wrong: "text = \"Thực hiện Quyết định số 05/QĐ-UBND ngày 19/01/2026 của Ủy ban nhân dân tỉnh Hải Đông.\"",
    right: "text = \"Thực hiện Quyết định số 05/QĐ-UBND của Ủy ban nhân dân tỉnh Hải Đông.\"",
    check: Check::Both(
        |context, findings| {
            let mut facts = all(context.workspace());
            let registered = facts.len();
            facts.extend(context.facts.cited());
            dates(&facts, registered, context.law(), findings);
        },
        |workspace, findings| dates(&all(workspace), 0, &workspace.law, findings),
    ),
};

/// Compares facts; those before `from` are the registry's and reported with it.
fn dates(facts: &[Fact<'_>], from: usize, law: &Law, findings: &mut Findings) {
    for group in groups(facts) {
        let dated: Vec<usize> = group
            .into_iter()
            .filter(|&place| {
                facts[place]
                    .date
                    .as_ref()
                    .is_some_and(|(_, part)| !part.made)
            })
            .collect();
        let clash = dated.iter().enumerate().find_map(|(nth, &later)| {
            let known = |place: &usize| !facts[*place].spoken;
            let same = |place: &usize| day(&facts[*place]) == day(&facts[later]);
            // «{{ cite(id="qd_05", form="short") }} ngày …» is about an entry, so about the only one.
            let called = facts[later].number.made
                && !dated[..nth].iter().any(|place| known(place) && same(place));
            let fits = |earlier: &&usize| {
                let called = called && known(earlier);
                !same(earlier) && (called || one(&facts[**earlier], &facts[later], law))
            };
            let earlier = dated[..nth].iter().find(fits)?;
            (later >= from).then_some((*earlier, later))
        });
        let Some((earlier, later)) = clash else {
            continue;
        };
        let (Some((first, _)), Some((second, written))) =
            (&facts[earlier].date, &facts[later].date)
        else {
            continue;
        };
        let name = facts[later].name();
        let (this, that) = (said(*second), said(*first));
        let message = Message::new(
            format!("{name} is dated {this} here and {that} elsewhere"),
            format!("{name} ở đây ghi ngày {this}, chỗ khác ghi ngày {that}"),
        );
        let mut finding = Finding::at(written.span, message)
            .value("declared", this)
            .value("other", that);
        let others = dated.iter().filter(|&&place| place != later);
        for other in others.take(SHOWN) {
            if let Some((date, part)) = &facts[*other].date {
                let date = said(*date);
                finding = finding.also(part.span, Message::new(date.clone(), date));
            }
        }
        findings.push(finding);
    }
}

fn day(fact: &Fact<'_>) -> Option<jiff::civil::Date> {
    fact.date.as_ref().map(|(date, _)| *date)
}

/// One document under two titles.
pub(super) const TITLES: Rule = Rule {
    code: Code::warning("LEG006", "one-document-two-titles"),
    ground: Ground::Custom("document.title"),
    what: words(
        "One document cited with two titles that have nothing in common",
        "Cùng một văn bản nhưng ghi hai trích yếu khác hẳn nhau",
    ),
    why: words(
        "Mostly the number of one document with the title of another. Shortened titles are the same; only titles that share next to no word differ.",
        "Thường là số của văn bản này đi với trích yếu của văn bản khác. Trích yếu rút gọn vẫn coi là một; chỉ xét khi hầu như không có chữ nào chung.",
    ),
    wrong: "title = \"về hỗ trợ nhà ở cho người có công với cách mạng\"",
    right: "title = \"về giao chỉ tiêu phát triển kinh tế - xã hội\"",
    check: Check::Both(
        |context, findings| {
            let mut facts = entries(context.workspace());
            let registered = facts.len();
            facts.extend(context.facts.cited());
            titles(&facts, registered, context.law(), findings);
        },
        |workspace, findings| titles(&entries(workspace), 0, &workspace.law, findings),
    ),
};

fn titles(facts: &[Fact<'_>], from: usize, law: &Law, findings: &mut Findings) {
    for group in groups(facts) {
        let titled: Vec<usize> = group
            .into_iter()
            .filter(|&place| {
                facts[place]
                    .subject
                    .as_ref()
                    .is_some_and(|s| !s.made && (!facts[place].spoken || is_title(s.text)))
            })
            .collect();
        for (nth, &later) in titled.iter().enumerate() {
            let (fact, other) = (&facts[later], titled[..nth].first());
            let Some(other) = other.map(|&place| &facts[place]).filter(|_| later >= from) else {
                continue;
            };
            let (Some(this), Some(that)) = (&fact.subject, &other.subject) else {
                continue;
            };
            let same_day = day(fact).is_some() && day(fact) == day(other);
            if !(same_day && one(fact, other, law)) || same_subject(this.text, that.text) {
                continue;
            }
            let name = fact.name();
            let message = Message::new(
                format!("{name} has another title elsewhere: «{}»", start(that.text)),
                format!(
                    "{name} ở chỗ khác có trích yếu khác: «{}»",
                    start(that.text)
                ),
            );
            findings.push(
                Finding::at(this.span, message)
                    .also(that.span, Message::new("the other title", "trích yếu kia")),
            );
            break;
        }
    }
}

/// Whether the words after a citation are surely its title, not the sentence going on.
fn is_title(text: &str) -> bool {
    const FIRST: [&str; 7] = [
        "về",
        "việc",
        "ban hành",
        "phê duyệt",
        "quy định",
        "sửa đổi",
        "công bố",
    ];
    FIRST.iter().any(|word| text.starts_with(word))
}

/// The first words of a title.
fn start(title: &str) -> String {
    const MOST: usize = 12;
    let words: Vec<&str> = title.split_whitespace().collect();
    let more = if words.len() > MOST { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(MOST)].join(" "))
}

/// The places of facts by document.
fn groups(facts: &[Fact<'_>]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<Identity, Vec<usize>> = BTreeMap::new();
    for (place, fact) in facts.iter().enumerate() {
        groups.entry(fact.identity()).or_default().push(place);
    }
    groups.into_values().collect()
}

/// Whether two facts with one number are surely about one document.
fn one(left: &Fact<'_>, right: &Fact<'_>, law: &Law) -> bool {
    let bodies = left.issuer.as_ref().zip(right.issuer.as_ref());
    let subjects = left.subject.as_ref().zip(right.subject.as_ref());
    let local = law
        .body_of(left.symbol.body())
        .is_some_and(|body| body.local);
    let unique = !local && !left.symbol.party;
    if bodies.is_some_and(|(a, b)| !unique && !same_body(a.text, b.text)) {
        return false;
    }
    // Offices of provinces that were merged began their numbers anew.
    let merger = law.end_of(Rank::District);
    let straddle = |fact| Some(day(fact)? <= merger?);
    if !unique && straddle(left) != straddle(right) {
        return false;
    }
    if left.symbol.year.is_some() {
        return true;
    }
    let year = |fact| day(fact).map(jiff::civil::Date::year);
    let years = year(left) == year(right);
    let alike = subjects.is_some_and(|(a, b)| one_subject(a.text, b.text));
    years && (unique || bodies.is_some() || alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_of_a_title() {
        let twelve = "một hai ba bốn năm sáu bảy tám chín mười mốt hai";
        assert_eq!(start(twelve), twelve);
        assert_eq!(start(&format!("{twelve} ba")), format!("{twelve} …"));
        assert_eq!(start("một  hai"), "một hai");
    }

    #[test]
    fn words_that_a_title_begins_with() {
        for text in [
            "về nhà ở",
            "việc",
            "ban hành",
            "phê duyệt",
            "quy định",
            "sửa đổi",
            "công bố",
        ] {
            assert!(is_title(text), "{text}");
        }
        assert!(!is_title("tổ chức thực hiện") && !is_title("các xã về nhà ở"));
    }
}
