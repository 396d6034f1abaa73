//! Number and date in the text of a plan: where they go, and what is left without them.

use jiff::civil::date;
use kehoach::release::stamp::{stamped, unstamped};

fn done(text: &str) -> Option<String> {
    stamped(text, "12", date(2026, 1, 20))
}

#[test]
fn a_plan_must_have_a_heading_with_a_title() {
    for wrong in [
        "",
        "title = \"A\"\n",
        "document = 1\n",
        "[documents]\ntitle = \"A\"\n",
        "[document]\nyear = 2026\n",
        "[document\ntitle = \"A\"\n",
    ] {
        assert_eq!(done(wrong), None, "{wrong}");
    }
}

#[test]
fn what_is_missing_stands_behind_the_title_or_its_companion() {
    let head = |lines: &str| format!("[document]\n{lines}");
    for (before, after) in [
        (
            "title = \"A\"\n",
            "title = \"A\"\nnumber = 12\ndate = 2026-01-20\n",
        ),
        (
            "date = 2025-01-02\ntitle = \"A\"\n",
            "date = 2026-01-20\ntitle = \"A\"\nnumber = 12\n",
        ),
        (
            "number = 3\nyear = 2026\ntitle = \"A\"\n",
            "number = 12\ndate = 2026-01-20\nyear = 2026\ntitle = \"A\"\n",
        ),
        (
            "date = 2025-01-02\nnumber = 3\ntitle = \"A\"\n",
            "date = 2026-01-20\nnumber = 12\ntitle = \"A\"\n",
        ),
        (
            "  title = \"A\"\n",
            "  title = \"A\"\n  number = 12\n  date = 2026-01-20\n",
        ),
    ] {
        assert_eq!(done(&head(before)), Some(head(after)));
    }
    assert_eq!(
        done("document = { number = 3, title = \"A\" }").as_deref(),
        Some("document = { number = 12, title = \"A\", date = 2026-01-20 }")
    );
}

#[test]
fn a_number_with_a_letter_is_a_text() {
    let with =
        |number: &str| stamped("[document]\ntitle = \"A\"\n", number, date(2026, 1, 20)).unwrap();
    assert!(with("12").contains("number = 12\n"));
    assert!(with("12a").contains("number = \"12a\"\n"));
    assert!(with("").contains("number = \"\"\n"));
}

#[test]
fn a_line_of_number_or_date_goes_whole_but_for_its_comment() {
    let head = |lines: &str| format!("[document]\n{lines}year = 2026\n");
    let left = |lines: &str| format!("[document]\n{lines}year = 2026");
    for (lines, rest) in [
        ("", ""),
        ("number = 7\n", ""),
        ("  number = 7  \n", ""),
        ("number = 7\ndate = 2026-01-20\n", ""),
        ("date = 2026-01-20\nnumber = 7\n", ""),
        ("number = 7 # số\n", " # số\n"),
        ("# trước\nnumber = \"7a\"\n# sau\n", "# trước\n# sau\n"),
    ] {
        assert_eq!(unstamped(&head(lines)), left(rest), "{lines}");
    }
    assert_eq!(
        unstamped("[document]\nyear = 2026\nnumber = 7"),
        "[document]\nyear = 2026"
    );
    assert_eq!(
        unstamped("document.number = 7\ndocument.year = 1\n"),
        "document.year = 1"
    );
}

#[test]
fn an_entry_in_braces_goes_with_its_comma() {
    for (before, after) in [
        ("{ title = \"A\", number = 7 }", "{ title = \"A\" }"),
        (
            "{ title = \"A\" , number = 7, year = 1 }",
            "{ title = \"A\" , year = 1 }",
        ),
        ("{ number = 7, title = \"A\" }", "{  title = \"A\" }"),
        ("{ number = 7 }", "{  }"),
        (
            "{ title = \"A\", number = 7, date = 2026-01-20 }",
            "{ title = \"A\" }",
        ),
    ] {
        let (before, after) = (
            format!("document = {before}\n"),
            format!("document = {after}"),
        );
        assert_eq!(
            unstamped(&before).replace(" ,", ","),
            after.replace(" ,", ","),
            "{before}"
        );
    }
}

#[test]
fn line_breaks_at_the_end_do_not_count_and_a_broken_text_is_itself() {
    assert_eq!(
        unstamped("[document]\nyear = 1\n\r\n\n"),
        "[document]\nyear = 1"
    );
    assert_eq!(
        unstamped("[document]\nyear = 1 \n"),
        "[document]\nyear = 1 "
    );
    assert_eq!(unstamped("[document\n\n"), "[document\n\n");
    assert_eq!(unstamped("year = 1\n\n"), "year = 1\n\n");
}
