//! Numbers of an office's plans (số văn bản).

use crate::checks::party::{Party, Tie};
use crate::checks::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};

/// A number that another plan of the office has.
pub(super) const TAKEN: Rule = Rule {
    code: Code::error("WSP007", "number-taken"),
    ground: Ground::Law("number.once"),
    what: words(
        "Two plans of one office have the same number in one year",
        "Hai kế hoạch của cùng cơ quan trong một năm mang cùng một số",
    ),
    why: words(
        "The numbers of an office's documents run on through the year, so that a number with its symbol is \
         one document. The year is that of issue; where a plan has no date, the year that it is for. The \
         same number with another symbol is another document.",
        "Số văn bản ghi liên tục theo thứ tự trong năm nên mỗi số, ký hiệu chỉ dùng cho một văn bản. Năm là năm \
         ban hành; kế hoạch chưa có ngày thì lấy năm kế hoạch. Cùng số mà khác ký hiệu là văn bản khác.",
    ),
    wrong: "number = 12\ndate = 2026-02-27",
    right: "number = 13\ndate = 2026-02-27",
    check: Check::Together(taken),
};

fn taken(party: &Party<'_>, findings: &mut Findings) {
    let head = &party.plan.document;
    let (Some(number), Some(name)) = (&head.number, head.number_of(party.issuer)) else {
        return;
    };
    // One is enough: those before it have the same number among themselves.
    let Some(other) = party.of(Tie::Number).next() else {
        return;
    };
    let path = other.path.display();
    let message = Message::new(
        format!("{name} is already the number of {path}"),
        format!("số {name} đã dùng cho {path}"),
    );
    let mut finding = Finding::at(number.span, message).help(Message::new(
        "look the number up in the register of documents",
        "đối chiếu với sổ đăng ký văn bản đi",
    ));
    if let Some(first) = &other.plan.document.number {
        finding = finding.also(first.span, Message::new("here first", "đã dùng ở đây"));
    }
    findings.push(finding);
}
