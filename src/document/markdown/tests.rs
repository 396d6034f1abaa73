//! Prose in its second stage: what each piece of Markdown becomes.

use super::*;

fn outline(text: &str) -> Vec<String> {
    let parsed = parse(text, &|_| false, &unplaced, &mut |_, _| {
        vec![Inline::text("·")]
    });
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
                format!("{mark:?}: {}", super::super::model::plain(content))
            }
            Piece::Call { index, .. } => format!("call {index}"),
        })
        .collect()
}

#[test]
fn lists_say_what_stands_before_each_paragraph() {
    let text = "# Một\n\nĐoạn *nghiêng*.\n\n1. số\n\n   tiếp\n   - gạch\n     - cộng\n\n1) chữ";
    assert_eq!(
        outline(text),
        [
            "# Một",
            "None: Đoạn nghiêng.",
            "Number(0): số",
            "None: tiếp",
            "Dash: gạch",
            "SubDash: cộng",
            "Letter: chữ"
        ]
    );
}

#[test]
fn markup_of_web_pages_prints_as_written() {
    for text in [
        "a < b <script> & c",
        "R&amp;D, &#xE000;0&#xE001;",
        "[^ a]",
        "[^]",
    ] {
        assert_eq!(outline(text), [format!("None: {text}")]);
    }
    assert_eq!(outline("<div>\nmột"), ["None: <div> một"]);
}

#[test]
fn lists_end_with_their_items_and_words_go_on_over_lines() {
    let text = "- một\n- hai\n\nba\nbốn\n\n1. năm\n   1. sáu\n      1. bảy\n2. tám\n   - chín\n     1) mười";
    assert_eq!(
        outline(text),
        [
            "Dash: một",
            "Dash: hai",
            "None: ba bốn",
            "Number(0): năm",
            "Number(1): sáu",
            "Number(2): bảy",
            "Number(0): tám",
            "Dash: chín",
            "Letter: mười"
        ]
    );
    assert_eq!(outline("### Ba"), ["### Ba"]);
    assert_eq!(outline("-\n- một"), ["Dash: một"]);
}

#[test]
fn marks_of_emphasis_between_words_are_taken_away() {
    for (text, plain) in [
        ("*x*", "x"),
        ("**x** và (*y*)", "x và (y)"),
        ("***x***", "x"),
        ("x", "x"),
        ("_x_", "_x_"),
        ("a*b*", "a*b*"),
        ("*a*b", "*a*b"),
        ("5*3*2", "5*3*2"),
        ("5 * 3 * 2", "5 * 3 * 2"),
    ] {
        assert_eq!(without_emphasis(text), plain);
    }
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
        "**a *b **c *d **e *f **g *h **i *j **k** l* m** n* o** p* q** r* s** t* u**",
    ] {
        let parsed = parse(text, &|_| false, &unplaced, &mut |_, _| Vec::new());
        assert_eq!(parsed.unsupported.len(), 1, "{text}");
    }
}

#[test]
fn an_undecided_value_is_marked() {
    let parsed = parse(
        "Giảm TODO hộ, TODOS, xTODO.",
        &|_| false,
        &unplaced,
        &mut |_, _| Vec::new(),
    );
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
    let parsed = parse(
        "Theo luật[^1].\n\n[^1]: Luật *số* 1.",
        &|_| false,
        &unplaced,
        &mut |_, _| Vec::new(),
    );
    let Piece::Paragraph { content, .. } = &parsed.pieces[0] else {
        panic!()
    };
    let Inline::Footnote { content } = &content[1] else {
        panic!()
    };
    assert_eq!(super::super::model::plain(content), "Luật số 1.");
}
