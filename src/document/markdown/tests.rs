//! Prose in its second stage: what each piece of Markdown becomes.

use super::*;

fn read(text: &str) -> Parsed {
    parse(text, None, &|_| false, &unplaced, &mut |_, _| Vec::new())
}

/// What the marks say, a run of numbers with its first one where it is counted on.
fn shown(mark: Mark) -> String {
    let run = |run| match run {
        Run::First { number, counted } if counted || number != 1 => format!(" from {number}"),
        Run::First { .. } => " first".to_owned(),
        Run::Next => String::new(),
    };
    match mark {
        Mark::None => String::new(),
        Mark::Sign(tier) => "-".repeat(tier),
        Mark::Number(around, own) => format!("number {around}{}", run(own)),
        Mark::Point(own) => format!("point{}", run(own)),
    }
}

fn outline(text: &str) -> Vec<String> {
    let parsed = read(text);
    assert!(parsed.unsupported.is_empty(), "{:?}", parsed.unsupported);
    parsed
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Heading { depth, content, .. } => {
                format!(
                    "{} {}",
                    "#".repeat(*depth),
                    super::super::model::plain(content)
                )
            }
            Piece::Paragraph { mark, content, .. } => {
                format!("{}: {}", shown(*mark), super::super::model::plain(content))
            }
            Piece::Call { index, .. } => format!("call {index}"),
        })
        .collect()
}

#[test]
fn a_line_is_a_paragraph_and_lists_say_what_stands_before_each() {
    let text = "# Một\n\nĐoạn *nghiêng*.\nhai\n\n1. số\n\n   tiếp\n   - gạch\n     - cộng\n       - ba\n\n1) chữ";
    assert_eq!(
        outline(text),
        [
            "# Một",
            ": Đoạn nghiêng.",
            ": hai",
            "number 0 first: số",
            ": tiếp",
            "-: gạch",
            "--: cộng",
            "---: ba",
            "point first: chữ"
        ]
    );
    assert_eq!(outline("### Ba"), ["### Ba"]);
    assert_eq!(outline("-\n- một"), ["-: một"]);
}

#[test]
fn a_plus_is_the_tier_below_a_dash_wherever_it_stands() {
    assert_eq!(
        outline("- một\n+ hai\n+ ba\n- bốn\n  + năm\n    + sáu"),
        [
            "-: một",
            "--: hai",
            "--: ba",
            "-: bốn",
            "--: năm",
            "---: sáu"
        ]
    );
    assert_eq!(outline("+ một\n  - hai"), ["--: một", "---: hai"]);
    assert_eq!(outline("* một\n - hai"), ["-: một", "-: hai"]);
}

#[test]
fn numbers_are_one_throughout_or_counted_on() {
    assert_eq!(
        outline("1. một\n1. hai\n\n1. ba"),
        ["number 0 first: một", "number 0: hai", "number 0: ba"]
    );
    assert_eq!(
        outline("1. một\n   1. hai\n      1. ba\n2. bốn\n   - năm\n     1) sáu"),
        [
            "number 0 from 1: một",
            "number 1 first: hai",
            "number 2 first: ba",
            "number 0: bốn",
            "-: năm",
            "point first: sáu"
        ]
    );
    assert_eq!(
        outline("2. hai\n3. ba\ngiữa\n4. bốn"),
        [
            "number 0 from 2: hai",
            "number 0: ba",
            ": giữa",
            "number 0 from 4: bốn"
        ]
    );
    assert_eq!(
        outline("a) một\nb) hai\nc) ba\nd) bốn\nđ) năm\ne) sáu\ng) bảy"),
        [
            "point from 1: một",
            "point: hai",
            "point: ba",
            "point: bốn",
            "point: năm",
            "point: sáu",
            "point: bảy"
        ]
    );
}

#[test]
fn a_number_that_does_not_follow_is_told() {
    for (text, next) in [
        ("1. a\n2. b\n4. c", "3."),
        ("1. a\n1. b\n3. c", "2."),
        ("1. a\n2. b\n1. c", "3."),
        ("1) a\n3) b", "2)"),
        ("a) a\nb) b\nc) c\nd) d\ne) e", "đ)"),
    ] {
        let told = read(text).unsupported;
        let message = told[0].message.text(crate::diag::Lang::En);
        assert!(
            told.len() == 1 && message.contains(&format!("`{next}`")),
            "{text}: {message}"
        );
        let last = text.lines().last().unwrap();
        assert_eq!(text[told[0].range.clone()], last[..last.find(' ').unwrap()]);
    }
}

#[test]
fn signs_have_three_tiers() {
    assert_eq!(read("- a\n  - b\n    - c\n      - d").unsupported.len(), 1);
    assert_eq!(read("- a\n  - b\n    - c\n- d\n  - e").unsupported.len(), 0);
}

#[test]
fn stars_that_multiply_or_refer_are_printed() {
    for text in [
        "5*3*2",
        "a*b*",
        "Hộ nghèo (*), hộ cận nghèo (*)",
        "5 * 3 * 2",
    ] {
        assert_eq!(outline(text), [format!(": {text}")]);
    }
    assert_eq!(outline("*a* và (*b*)"), [": a và (b)"]);
}

#[test]
fn emphasis_begins_behind_any_sign() {
    let parsed = read("**(a)** chữ");
    let Piece::Paragraph { content, .. } = &parsed.pieces[0] else {
        panic!()
    };
    assert!(matches!(&content[0], Inline::Strong { .. }), "{content:?}");
}

#[test]
fn markup_of_web_pages_prints_as_written() {
    for text in [
        "a < b <script> & c",
        "R&amp;D, &#xE000;0&#xE001;",
        "[^ a]",
        "[^]",
        "    bốn dấu cách",
    ] {
        assert_eq!(outline(text), [format!(": {}", text.trim())]);
    }
    assert_eq!(outline("<div>\nmột"), [": <div>", ": một"]);
}

#[test]
fn what_prose_does_not_have_is_said() {
    for text in [
        "> trích",
        "`mã`",
        "[chữ](nơi)",
        "xem [^1]",
        "a\n\n[^2]: thừa",
        "a\n\n[b]: c",
        "a\n---",
        "a\n===",
        "a\n\n***",
        "**chữ đậm\nchưa đóng",
        "chữ đậm **",
        "**a *b **c *d **e *f **g *h **i *j **k** l* m** n* o** p* q** r* s** t* u**",
    ] {
        assert_eq!(read(text).unsupported.len(), 1, "{text}");
    }
    for text in [
        "\\*\\*chữ\\*\\*",
        "**đậm** và **đậm**",
        "(*) Ghi chú",
        "--- a",
    ] {
        assert_eq!(read(text).unsupported.len(), 0, "{text}");
    }
}

#[test]
fn an_undecided_value_is_marked() {
    let parsed = read("Giảm TODO hộ, TODOS, xTODO.");
    let Piece::Paragraph { content, .. } = &parsed.pieces[0] else {
        panic!()
    };
    let todo = Inline::Todo {
        text: "TODO".to_owned(),
    };
    assert_eq!(
        *content,
        [
            Inline::text("Giảm "),
            todo,
            Inline::text(" hộ, TODOS, xTODO.")
        ]
    );
}

#[test]
fn a_footnote_stands_where_it_is_referred_to() {
    let parsed = read("Theo luật[^1].\n\n[^1]: Luật *số* 1.");
    let Piece::Paragraph { content, .. } = &parsed.pieces[0] else {
        panic!()
    };
    let Inline::Footnote { content } = &content[1] else {
        panic!()
    };
    assert_eq!(super::super::model::plain(content), "Luật số 1.");
}
