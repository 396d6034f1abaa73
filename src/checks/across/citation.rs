//! The superior's plan in the text of the plan that carries it out (viện dẫn kế hoạch cấp trên).

use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};

/// A plan that never names the plan it carries out.
pub(super) const UNCITED: Rule = Rule {
    code: Code::warning("WSP008", "superior-plan-not-cited"),
    ground: Ground::Law("basis"),
    what: words(
        "The plan never cites the superior's plan that it carries out",
        "Kế hoạch không viện dẫn kế hoạch của cấp trên mà mình thực hiện",
    ),
    why: words(
        "What a plan is made for stands among its bases, with number and symbol. They are looked for in \
         the whole text, with or without a leading zero. A superior's plan without a number cannot be \
         cited yet.",
        "Văn bản được triển khai phải nêu trong căn cứ, kèm số, ký hiệu. Chương trình tìm số, ký hiệu trong \
         toàn văn bản, có hay không có số 0 ở đầu. Kế hoạch cấp trên chưa có số thì chưa viện dẫn được.",
    ),
    wrong: "# Kế hoạch số 18/KH-UBND của tỉnh\n[superior]\nplan = \"tinh/2026.toml\"",
    right: "[[legal_bases]]\nref = \"kh_18\"",
    check: Check::Plan(uncited),
};

fn uncited(context: &Context<'_>, findings: &mut Findings) {
    let (named, superior) = (&context.plan.superior, &context.loaded.superior);
    let (Some(named), Some(superior)) = (named, superior) else {
        return;
    };
    let head = &superior.plan.document;
    let (Some(number), Some(name)) = (&head.number, head.number_of(&superior.issuer)) else {
        return;
    };
    let symbol = head.symbol_of(&superior.issuer);
    let is_cited = |text: &str| cites(text, &number.value, &symbol);
    if context
        .facts
        .passages
        .iter()
        .any(|passage| is_cited(&passage.text))
    {
        return;
    }
    let name = format!("{} số {name}", head.kind.name());
    let message = Message::new(
        format!("{name}, which this plan carries out, is never cited"),
        format!("kế hoạch này không viện dẫn {name} mà mình thực hiện"),
    );
    findings.push(
        Finding::at(named.plan.span, message)
            .also(
                number.span,
                Message::new("the superior's number", "số của kế hoạch cấp trên"),
            )
            .help(Message::new(
                "enter it in legal.toml and under [[legal_bases]], or cite it in the text",
                "đưa vào legal.toml và [[legal_bases]], hoặc viện dẫn trong lời văn",
            )),
    );
}

/// Whether a text has a number with its symbol: «số 5/KH-UBND», «05/KH - UBND».
fn cites(text: &str, number: &str, symbol: &str) -> bool {
    let tight = |text: &str| {
        let text = text
            .replace(['–', '\u{a0}'], "-")
            .replace(" -", "-")
            .replace("- ", "-");
        text.replace(" /", "/").replace("/ ", "/").to_lowercase()
    };
    let (text, symbol) = (tight(text), tight(&format!("/{symbol}")));
    let number = number.trim_start_matches('0').to_lowercase();
    text.match_indices(&symbol).any(|(at, _)| {
        let before = &text[..at];
        let after = text[at + symbol.len()..].chars().next();
        let own = before.rsplit(|c: char| !c.is_alphanumeric()).next();
        own.is_some_and(|own| own.trim_start_matches('0') == number)
            && !after.is_some_and(|c| c.is_alphanumeric() || c == '-')
    })
}

#[cfg(test)]
mod tests {
    use super::cites;

    #[test]
    fn a_number_is_known_with_its_symbol_only() {
        for text in [
            "Căn cứ Kế hoạch số 5/KH-UBND ngày 10/01/2026",
            "Kế hoạch số 05/KH-UBND",
            "Kế hoạch số 05 /KH - UBND;",
        ] {
            assert!(cites(text, "05", "KH-UBND"), "{text}");
            assert!(cites(text, "5", "KH-UBND"), "{text}");
        }
        for text in [
            "Kế hoạch số 15/KH-UBND",
            "Kế hoạch số 05/KH-UBND-TH",
            "Quyết định số 05/QĐ-UBND",
            "ngày 05/01/2026",
            "Kế hoạch số 05a/KH-UBND",
        ] {
            assert!(!cites(text, "05", "KH-UBND"), "{text}");
        }
    }
}
