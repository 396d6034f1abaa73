//! Who signs, and for whom (quyền hạn, chức vụ của người ký).

use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words as said};
use crate::document::passage::PassageKind;
use crate::law::Law;
use crate::plan::{Issuer, Signature};
use crate::spec::Text;
use crate::vi;
use crate::vi::text::{fold_tone_style, folded, upper};

/// Authority and position that do not go together.
pub const SIGNER_AUTHORITY: Rule = Rule {
    code: Code::error("FRM002", "signer-authority"),
    ground: Ground::Law("signer.authority"),
    what: said(
        "An authority (TM., KT., TL., TUQ., Q.) that does not fit the position below it",
        "Quyền hạn ký (TM., KT., TL., TUQ., Q.) không phù hợp với chức vụ ghi bên dưới",
    ),
    why: said(
        "KT. stands before the head's position and above the deputy who signs in his place; TL. and TUQ. above somebody \
         who is neither; a deputy of a People's Committee signs under no other mark than KT. A wrong authority puts \
         the document's validity in doubt.",
        "«KT.» ghi trước chức vụ người đứng đầu, bên dưới là chức vụ của cấp phó ký thay; «TL.», «TUQ.» thì bên dưới không \
         phải là người đứng đầu hay cấp phó; cấp phó của Ủy ban nhân dân chỉ ký thay bằng «KT.». Ghi sai thẩm quyền ký thì \
         ảnh hưởng đến giá trị pháp lý của văn bản.",
    ),
    wrong: "in_place_of = \"KT. CHỦ TỊCH\"\nposition = \"CHỦ TỊCH\"",
    right: "in_place_of = \"KT. CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"",
    check: Check::Plan(check_authority),
};

fn check_authority(context: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = context.signature else {
        return;
    };
    if let Some(on_behalf) = &signature.on_behalf {
        let in_place = signature.in_place_of.is_some();
        let fault = on_behalf_fault(context.issuer, on_behalf, in_place, context.law());
        findings.extend(fault);
    }
    findings.extend(position_fault(signature));
}

/// A mark of authority (TM., KT., TL., TUQ., Q.) and what stands behind it, in capitals with one style
/// of tone marks.
fn authority(text: &str) -> (Option<&'static str>, String) {
    let text = fold_tone_style(&upper(text.trim()));
    for mark in ["TUQ", "TM", "KT", "TL", "Q"] {
        let Some(rest) = text.strip_prefix(mark) else {
            continue;
        };
        if rest.starts_with(['.', ' ']) {
            return (Some(mark), rest.trim_start_matches(['.', ' ']).to_owned());
        }
    }
    (None, text)
}

/// What is wrong with the line of the body signed for.
fn on_behalf_fault(issuer: &Issuer, line: &Text, in_place: bool, law: &Law) -> Option<Finding> {
    let (mark, body) = authority(line.as_str());
    // «TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG»: by order of the head, in the place of who has the order.
    if let Some("TL" | "TUQ") = mark
        && in_place
    {
        return None;
    }
    if mark != Some("TM") {
        let message = Message::new(
            "a body that is signed for has TM. before its name",
            "ký thay mặt tập thể thì phải ghi “TM.” trước tên tập thể",
        );
        return Some(Finding::at(line.span, message));
    }
    let issuer = issuer.name.as_ref()?;
    // «Xã hội» is no level.
    let places = |text: &str| upper(text).replace("XÃ HỘI", "");
    let (body, name) = (places(&body), places(issuer.as_str()));
    // «Thị xã» has a commune's word in it and is passed over.
    let tiers = law.tiers().filter(|tier| tier.name != "thị xã");
    let levels: Vec<String> = tiers.map(|tier| upper(&tier.name)).collect();
    let has = |text: &str, level: &str| format!(" {text} ").contains(&format!(" {level} "));
    let other = levels.iter().find(|level| {
        has(&body, level) && !has(&body, &format!("THỊ {level}")) && !has(&name, level)
    })?;
    let own = levels.iter().any(|level| has(&name, level));
    own.then(|| {
        let message = Message::new(
            format!("the body signed for is of another level ({other}) than the issuing body"),
            format!("cơ quan được ký thay mặt khác cấp ({other}) với cơ quan ban hành"),
        );
        let who = Message::new("the issuing body", "cơ quan ban hành");
        Finding::at(line.span, message).also(issuer.span, who)
    })
}

/// Whether a position is a deputy's.
fn is_deputy(position: &str) -> bool {
    position.starts_with("PHÓ ") || position.starts_with("THỨ TRƯỞNG")
}

/// What is wrong with the position below the authority.
fn position_fault(signature: &Signature) -> Option<Finding> {
    let at = &signature.position;
    let (_, position) = authority(at.as_str());
    let fault = |message: Message| Some(Finding::at(at.span, message));
    let Some(line) = &signature.in_place_of else {
        let collective = signature.on_behalf.as_ref().is_some_and(|line| {
            let (_, body) = authority(line.as_str());
            body.starts_with("UBND") || body.starts_with("ỦY BAN NHÂN DÂN")
        });
        if is_deputy(&position) && (collective || signature.on_behalf.is_none()) {
            return fault(Message::new(
                format!(
                    "{} signs without KT. and the head's position above",
                    at.as_str()
                ),
                format!(
                    "{} ký mà không ghi “KT.” và chức vụ của người đứng đầu ở trên",
                    at.as_str()
                ),
            ));
        }
        return None;
    };
    let (mark, head) = authority(line.as_str());
    let finding = match mark {
        Some("KT") if !is_deputy(&position) => fault(Message::new(
            format!("KT. {head} is signed by a deputy, not by {}", at.as_str()),
            format!(
                "“KT. {head}” thì người ký phải là cấp phó, không phải {}",
                at.as_str()
            ),
        )),
        Some("KT") if !is_deputy_of(&position, &head) => fault(Message::new(
            format!("{} is no deputy of {head}", at.as_str()),
            format!("{} không phải là cấp phó của {head}", at.as_str()),
        )),
        Some(mark @ ("TL" | "TUQ")) if position == head || is_deputy_of(&position, &head) => {
            fault(Message::new(
                format!(
                    "{mark}. {head} is signed by a subordinate, not by {}",
                    at.as_str()
                ),
                format!(
                    "“{mark}. {head}” thì người ký là cấp dưới, không phải {}",
                    at.as_str()
                ),
            ))
        }
        None | Some("TM" | "Q") => fault(Message::new(
            "the head who is signed for has KT., TL. or TUQ. before the position",
            "ký thay, ký thừa lệnh, ký thừa ủy quyền thì phải ghi “KT.”, “TL.”, “TUQ.” trước chức vụ người đứng đầu",
        )),
        _ => None,
    };
    let above = Message::new("the authority above", "quyền hạn ghi ở trên");
    finding.map(|finding| finding.also(line.span, above))
}

/// Whether a deputy's position is that of a head's deputy: PHÓ CHỦ TỊCH of CHỦ TỊCH, PHÓ TRƯỞNG PHÒNG
/// of TRƯỞNG PHÒNG, THỨ TRƯỞNG of BỘ TRƯỞNG.
fn is_deputy_of(position: &str, head: &str) -> bool {
    let first = |text: &str| {
        text.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    };
    if head.starts_with("BỘ TRƯỞNG") {
        return position.starts_with("THỨ TRƯỞNG") || position.starts_with("PHÓ");
    }
    position
        .strip_prefix("PHÓ ")
        .is_some_and(|rest| rest.starts_with(&first(head)) || head.starts_with(&first(rest)))
}

/// A collective body's plan without TM.
pub const MISSING_TM: Rule = Rule {
    code: Code::warning("FRM003", "collective-without-tm"),
    ground: Ground::Law("signer.collective"),
    what: said(
        "A plan of a People's Committee or Council signed without the mark TM",
        "Kế hoạch của Ủy ban nhân dân, Hội đồng nhân dân nhưng không ghi “TM.” ở chỗ ký",
    ),
    why: said(
        "Who signs for a collective body writes TM. and its name above the position. Where the plan says that the \
         chairman issues it, and where somebody signs TL. or TUQ., nothing is missing.",
        "Ký thay mặt tập thể thì phải ghi “TM.” và tên tập thể ở trên chức vụ. Kế hoạch do Chủ tịch ban hành, hoặc ký “TL.”, \
         “TUQ.” thì không cần.",
    ),
    wrong: "[signature]\nin_place_of = \"KT. CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"",
    right: "[signature]\non_behalf = \"TM. ỦY BAN NHÂN DÂN\"\nin_place_of = \"KT. CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"",
    check: Check::Plan(check_collective),
};

fn check_collective(context: &Context<'_>, findings: &mut Findings) {
    let (Some(signature), Some(issuer)) = (context.signature, &context.issuer.name) else {
        return;
    };
    let name = folded(issuer.as_str());
    let collective = ["ủy ban nhân dân", "hội đồng nhân dân", "ubnd", "hđnd"];
    if signature.on_behalf.is_some() || !collective.iter().any(|body| name.starts_with(body)) {
        return;
    }
    let line = signature
        .in_place_of
        .as_ref()
        .unwrap_or(&signature.position);
    let (mark, _) = authority(line.as_str());
    if matches!(mark, Some("TL" | "TUQ")) || is_issued_by_chairman(context) {
        return;
    }
    let message = Message::new(
        "a collective body's plan is signed without TM. and the body's name",
        "kế hoạch của tập thể nhưng chỗ ký không ghi “TM.” và tên tập thể",
    );
    let help = Message::new(
        "add `on_behalf = \"TM. ỦY BAN NHÂN DÂN\"` to [signature]",
        "thêm `on_behalf = \"TM. ỦY BAN NHÂN DÂN\"` vào [signature]",
    );
    let who = Message::new("the issuing body", "cơ quan ban hành");
    let finding = Finding::at(line.span, message);
    findings.push(finding.also(issuer.span, who).help(help));
}

/// Whether the text before the first section says that the chairman issues the plan.
fn is_issued_by_chairman(context: &Context<'_>) -> bool {
    let before = |kind: PassageKind| !matches!(kind, PassageKind::Heading(_));
    let opening = context
        .facts
        .passages
        .iter()
        .take_while(|passage| before(passage.kind));
    opening
        .filter(|passage| matches!(passage.kind, PassageKind::Paragraph(_)))
        .any(|passage| {
            let text = fold_tone_style(&passage.text);
            text.match_indices("Chủ tịch").any(|(at, _)| {
                let sentence = text[at..].split_inclusive('.').next().unwrap_or_default();
                let verbs = ["ban hành", "xây dựng", "yêu cầu", "giao", "đề ra"];
                let body = sentence.contains("UBND") || sentence.contains("Ủy ban nhân dân");
                body && verbs.iter().any(|verb| sentence.contains(verb))
            })
        })
}

/// A mark of authority without its full stop or the space behind it.
pub const AUTHORITY_SPELLING: Rule = Rule {
    code: Code::warning("FRM004", "authority-spelling"),
    ground: Ground::Law("signer.abbreviation"),
    what: said(
        "TM., KT., TL., TUQ. or Q. without its full stop or the space behind it",
        "Chữ viết tắt TM., KT., TL., TUQ., Q. thiếu dấu chấm hoặc thiếu cách chữ",
    ),
    why: said(
        "The decree and its specimens write «TM. ỦY BAN NHÂN DÂN», «KT. BỘ TRƯỞNG», with a full stop and a space.",
        "Nghị định và mẫu kèm theo ghi «TM. ỦY BAN NHÂN DÂN», «KT. BỘ TRƯỞNG», có dấu chấm và cách chữ.",
    ),
    wrong: "in_place_of = \"KT.CHỦ TỊCH\"",
    right: "in_place_of = \"KT. CHỦ TỊCH\"",
    check: Check::Plan(check_spelling),
};

fn check_spelling(context: &Context<'_>, findings: &mut Findings) {
    let Some(signature) = context.signature else {
        return;
    };
    let lines = signature
        .on_behalf
        .iter()
        .chain(&signature.in_place_of)
        .chain([&signature.position]);
    for line in lines {
        let typed = line.as_str().trim();
        let (Some(mark), _) = authority(typed) else {
            continue;
        };
        let rest = typed.get(mark.len()..).unwrap_or_default();
        let right = format!("{mark}. {}", rest.trim_start_matches(['.', ' ']));
        if typed != right {
            let message = Message::new(
                format!("“{typed}” is written “{right}”"),
                format!("“{typed}” phải viết là “{right}”"),
            );
            let finding = Finding::at(line.span, message);
            // Only plain strings can be replaced as they stand.
            let plain = context.sources().slice(line.span) == format!("\"{typed}\"");
            findings.push(if plain {
                finding.edit(line.span, format!("\"{right}\""))
            } else {
                finding
            });
        }
    }
}

/// A degree or title before the signer's name.
pub const SIGNER_TITLE: Rule = Rule {
    code: Code::warning("FRM016", "signer-title"),
    ground: Ground::Law("signer.name"),
    what: said(
        "A degree or honorary title before the signer's name",
        "Ghi học hàm, học vị, danh hiệu trước họ tên người ký",
    ),
    why: said(
        "The decree forbids degrees and titles before the name. Armed forces, schools, hospitals and institutes of \
         science follow rules of their own; such an office switches the rule off.",
        "Nghị định quy định trước họ tên của người ký không ghi học hàm, học vị và danh hiệu danh dự. Đơn vị vũ trang, giáo \
         dục, y tế, khoa học theo quy định riêng thì tắt quy tắc này.",
    ),
    wrong: "name = \"ThS. Trần Thị Mai\"",
    right: "name = \"Trần Thị Mai\"",
    check: Check::Plan(check_title),
};

fn check_title(context: &Context<'_>, findings: &mut Findings) {
    let name = context
        .signature
        .and_then(|signature| signature.name.as_ref());
    let Some(name) = name else { return };
    let (typed, rest) = (name.as_str().trim(), vi::person::untitled(name.as_str()));
    if typed == rest {
        return;
    }
    let message = Message::new(
        format!("the signer's name has a title before it: “{typed}”"),
        format!("trước họ tên người ký có học vị, danh hiệu: “{typed}”"),
    );
    let help = Message::new(
        format!("write the name alone, as “{rest}”"),
        format!("chỉ ghi họ tên, như “{rest}”"),
    );
    findings.push(Finding::at(name.span, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_authority() {
        for (text, mark, rest) in [
            ("TM. UBND XÃ", Some("TM"), "UBND XÃ"),
            ("KT.CHỦ TỊCH", Some("KT"), "CHỦ TỊCH"),
            ("TUQ. Chủ tịch", Some("TUQ"), "CHỦ TỊCH"),
            ("Q. GIÁM ĐỐC", Some("Q"), "GIÁM ĐỐC"),
            ("TL CHỦ TỊCH", Some("TL"), "CHỦ TỊCH"),
            (" TM. uỷ ban nhân dân ", Some("TM"), "ỦY BAN NHÂN DÂN"),
            ("TM: UBND XÃ", None, "TM: UBND XÃ"),
            ("QUẢN ĐỐC", None, "QUẢN ĐỐC"),
            ("CHỦ TỊCH", None, "CHỦ TỊCH"),
        ] {
            assert_eq!(authority(text), (mark, rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn knows_deputies() {
        for (deputy, head) in [
            ("PHÓ CHỦ TỊCH", "CHỦ TỊCH"),
            ("PHÓ CHỦ TỊCH THƯỜNG TRỰC", "CHỦ TỊCH"),
            ("PHÓ TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG"),
            ("THỨ TRƯỞNG", "BỘ TRƯỞNG"),
            ("PHÓ CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG"),
            ("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC SỞ"),
            ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", "GIÁM ĐỐC SỞ"),
            ("PHÓ TRƯỞNG BAN", "TRƯỞNG"),
            ("PHÓ CHÁNH", "CHÁNH VĂN PHÒNG"),
            ("PHÓ CHỦ NHIỆM", "BỘ TRƯỞNG, CHỦ NHIỆM"),
        ] {
            assert!(is_deputy_of(deputy, head), "{deputy}");
        }
        assert!(!is_deputy_of("PHÓ GIÁM ĐỐC", "CHỦ TỊCH"));
        assert!(!is_deputy_of("PHÓ CHỦ TỊCH", "CHỦ NHIỆM"));
        assert!(!is_deputy_of("CỤC TRƯỞNG", "BỘ TRƯỞNG"));
        assert!(!is_deputy_of("CHỦ TỊCH", "CHỦ TỊCH"));
    }
}
