//! Documents that were not there yet, or no longer in force, when the plan was issued.

use crate::checks::context::Context;
use crate::checks::facts::mention::{Mention, said};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::checks::yearly::is_carried_over;
use crate::diag::{Code, Finding, Message, words};
use crate::plan::LegalDocument;
use crate::spec::Day;
use jiff::civil::date;
use std::collections::BTreeSet;

/// How long a comparison with a source of law holds, in days.
const FRESH: i32 = 365;

/// A document that is cited before it exists.
pub(super) const LATER: Rule = Rule {
    code: Code::error("LEG007", "cited-before-issued"),
    ground: Ground::Custom("basis.earlier"),
    what: words(
        "A cited document of a later date than the plan",
        "Văn bản được viện dẫn có ngày ban hành sau ngày của kế hoạch",
    ),
    why: words(
        "Either date is wrong. A draft without a date is taken to be issued on the last day that it may be.",
        "Một trong hai ngày đã sai. Kế hoạch chưa ghi ngày thì lấy ngày cuối cùng có thể ban hành.",
    ),
    wrong: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/4/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    right: "text = \"Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh Hải Đông về giảm nghèo năm 2026.\"",
    check: Check::Plan(later),
};

fn later(context: &Context<'_>, findings: &mut Findings) {
    let day = context.day();
    let mut told = BTreeSet::new();
    for mention in context.facts.mentions() {
        let fact = &mention.fact;
        let dated = fact.date.as_ref().filter(|(date, _)| *date > day);
        let (span, when) = match (dated, fact.symbol.year) {
            (Some((date, part)), _) => (part.span, said(*date)),
            (None, Some(year)) if fact.date.is_none() && year > day.year() => {
                (fact.number.span, year.to_string())
            }
            _ => continue,
        };
        if !told.insert(fact.identity()) {
            continue;
        }
        let (name, own) = (fact.name(), said(day));
        let head = &context.plan.document;
        let place = head.date.map_or(head.year.span, |day| day.span);
        let (en, vi) = match head.date {
            Some(_) => ("of", "ngày"),
            None => ("to be issued by", "ban hành chậm nhất"),
        };
        let message = Message::new(
            format!("{name} is of {when}, later than the plan, which is {en} {own}"),
            format!("{name} ban hành {when}, sau kế hoạch ({vi} {own})"),
        );
        findings.push(
            Finding::at(span, message)
                .value("declared", when)
                .value("plan", own)
                .also(
                    place,
                    Message::new("the plan's date", "thời gian của kế hoạch"),
                ),
        );
    }
}

/// A document that another has replaced.
pub(super) const REPLACED: Rule = Rule {
    code: Code::warning("LEG008", "replaced-document"),
    ground: Ground::Custom("basis.in-force"),
    what: words(
        "A cited document that another had replaced by the plan's date",
        "Văn bản được viện dẫn đã bị thay thế tính đến ngày ban hành kế hoạch",
    ),
    why: words(
        "legal.toml says so in `replaced_by`. A document replaced after the plan's date was right when it was cited, and one that is named only in the subject of another is passed over.",
        "Thông tin lấy từ khóa `replaced_by` trong legal.toml. Văn bản bị thay thế sau ngày của kế hoạch thì lúc viện dẫn vẫn đúng; văn bản chỉ được nhắc trong trích yếu của văn bản khác thì không xét.",
    ),
    wrong: "[[legal_bases]]\nref = \"tt_cu\"",
    right: "[[legal_bases]]\nref = \"tt_moi\"",
    check: Check::Plan(|context, findings| {
        once(context, findings, |mention, entry| {
            let id = entry.replaced_by.as_ref()?;
            let heir = context.index.legal(&id.value)?;
            let since = heir.in_force_from.or(heir.date)?;
            if since.date > context.earliest() || is_carried_over(context, entry) {
                return None;
            }
            let heir_name = name(heir);
            let (name, since) = (mention.fact.name(), said(since.date));
            let message = Message::new(
                format!("{name} was replaced by {heir_name} on {since}"),
                format!("{name} đã được thay thế bằng {heir_name} từ ngày {since}"),
            );
            let help = Message::new(
                format!("cite {heir_name}: `{}`", id.value),
                format!("viện dẫn {heir_name}: `{}`", id.value),
            );
            Some(
                Finding::at(mention.fact.number.span, message)
                    .value("expected", heir_name)
                    .also(id.span, Message::new("says legal.toml", "theo legal.toml"))
                    .help(help),
            )
        });
    }),
};

/// A document that is no longer in force.
pub(super) const EXPIRED: Rule = Rule {
    code: Code::warning("LEG009", "expired-document"),
    ground: Ground::Custom("basis.in-force"),
    what: words(
        "A cited document that was no longer in force at the plan's date",
        "Văn bản được viện dẫn đã hết hiệu lực tại ngày của kế hoạch",
    ),
    why: words(
        "legal.toml says so in `in_force_to`. Where it names the successor too, only that is told.",
        "Thông tin lấy từ khóa `in_force_to` trong legal.toml. Nếu đã ghi văn bản thay thế thì chỉ báo việc thay thế.",
    ),
    wrong: "[[legal_bases]]\nref = \"tt_cu\"",
    right: "[[legal_bases]]\nref = \"tt_moi\"",
    check: Check::Plan(|context, findings| {
        once(context, findings, |mention, entry| {
            let until = entry
                .in_force_to
                .filter(|until| until.date < context.earliest())?;
            if entry.replaced_by.is_some() || is_carried_over(context, entry) {
                return None;
            }
            let (name, day) = (mention.fact.name(), said(until.date));
            let message = Message::new(
                format!("{name} was in force until {day}"),
                format!("{name} chỉ có hiệu lực đến {day}"),
            );
            Some(in_force(mention, until, message))
        });
    }),
};

/// A document that is not in force when the plan begins.
pub(super) const NOT_YET: Rule = Rule {
    code: Code::warning("LEG010", "document-not-yet-in-force"),
    ground: Ground::Custom("basis.in-force"),
    what: words(
        "A cited document that comes into force after the plan's date and after its first day",
        "Văn bản được viện dẫn có hiệu lực sau ngày ban hành và sau ngày đầu kỳ kế hoạch",
    ),
    why: words(
        "legal.toml says so in `in_force_from`. A plan of December may rest on what comes into force on 1 January.",
        "Thông tin lấy từ khóa `in_force_from` trong legal.toml. Kế hoạch ban hành tháng 12 có thể căn cứ văn bản có hiệu lực từ ngày 01/01.",
    ),
    wrong: "[[legal_bases]]\nref = \"tt_sau\"",
    right: "[[legal_bases]]\nref = \"tt_nay\"",
    check: Check::Plan(|context, findings| {
        let begins = date(context.plan.document.year.value, 1, 1);
        let day = context.day().max(begins);
        once(context, findings, |mention, entry| {
            let from = entry.in_force_from.filter(|from| from.date > day)?;
            let (name, date) = (mention.fact.name(), said(from.date));
            let message = Message::new(
                format!("{name} comes into force only on {date}"),
                format!("{name} đến ngày {date} mới có hiệu lực"),
            );
            Some(in_force(mention, from, message))
        });
    }),
};

/// An entry that nobody has compared with a source of law for a year.
pub(super) const UNCHECKED: Rule = Rule {
    code: Code::info("LEG020", "entry-checked-long-ago"),
    ground: Ground::Custom("basis.looked-up"),
    what: words(
        "A cited document whose entry was last compared more than a year before the plan",
        "Văn bản được viện dẫn mà lần đối chiếu gần nhất cách kế hoạch hơn một năm",
    ),
    why: words(
        "`checked_on` in legal.toml says when the entry was compared with a source of law; within a year documents are amended and replaced. Entries without the key are passed over.",
        "`checked_on` trong legal.toml ghi ngày đối chiếu với nguồn văn bản; trong một năm văn bản có thể được sửa đổi, thay thế. Mục không có khóa này thì không xét.",
    ),
    wrong: "checked_on = 2024-03-01",
    right: "checked_on = 2025-12-15",
    check: Check::Plan(|context, findings| {
        let day = context.earliest();
        once(context, findings, |mention, entry| {
            let checked = entry.checked_on?;
            let days = (day - checked.date).get_days();
            if days <= FRESH {
                return None;
            }
            let (name, when) = (mention.fact.name(), said(checked.date));
            let message = Message::new(
                format!("{name} was last compared on {when}, {days} days before the plan"),
                format!("{name} đối chiếu lần cuối ngày {when}, trước kế hoạch {days} ngày"),
            );
            let place = entry.checked_at.as_ref().filter(|place| !place.is_blank());
            let (at, tai) = place.map_or_else(Default::default, |place| {
                (
                    format!(" at {}", place.value),
                    format!(" tại {}", place.value),
                )
            });
            let help = Message::new(
                format!("look{at} whether it is still in force and set `checked_on`"),
                format!("kiểm tra{tai} xem văn bản còn hiệu lực không rồi ghi lại `checked_on`"),
            );
            Some(in_force(mention, checked, message).help(help))
        });
    }),
};

fn in_force(mention: &Mention<'_>, day: Day, message: Message) -> Finding {
    Finding::at(mention.fact.number.span, message)
        .value("declared", said(day.date))
        .also(day.span, Message::new("says the entry", "theo danh mục"))
}

/// A document in a message.
fn name(document: &LegalDocument) -> String {
    match (&document.number, &document.title) {
        (Some(number), _) => format!("{} số {}", document.kind.value, number.value),
        (None, Some(title)) => format!("{} {}", document.kind.value, title.value),
        (None, None) => document.kind.value.clone(),
    }
}

/// Asks of each document that the plan cites by itself, once.
fn once(
    context: &Context<'_>,
    findings: &mut Findings,
    check: impl Fn(&Mention<'_>, &LegalDocument) -> Option<Finding>,
) {
    let mut asked = BTreeSet::new();
    for mention in context.facts.mentions() {
        if mention.in_title() || mention.citation.inside {
            continue;
        }
        let Some(entry) = context.facts.known(&mention.fact) else {
            continue;
        };
        if asked.insert(mention.fact.identity()) {
            findings.extend(check(mention, entry));
        }
    }
}
