//! Characters that the typefaces do not have, wherever they stand.

use super::faults;
use crate::support::Office;

#[test]
fn a_character_is_missed_wherever_it_stands() {
    let plan = r#"
[document]
year = 2025
title = "一"
symbol = "二"
[issuer]
parent = "三"
letterhead = ["四"]
place = "五"
address = "六"
[marks]
drafter = "七"
[signature]
on_behalf = "八"
in_place_of = "九"
position = "十"
second_position = "百"
name = "千"
[recipients]
list = [{ text = "上", note = "中" }]
archive = ["下"]
[[tables]]
id = "t"
title = "左"
columns = [{ id = "a", title = "右" }]
rows = [["大"]]
[[sections]]
title = "小"
text = '''
Ngày 日, **đậm 月 *nghiêng 火***[^1].

[^1]: Chú 水.

{{ table(id="t") }}
'''
[[appendices]]
title = "木"
text = "金"
"#;
    let (_, found) = super::examined(&Office::commune().file("plan.toml", plan));
    let places: String = found
        .iter()
        .map(|finding| {
            let (place, words) = finding.split_once("» ").unwrap();
            assert!(
                words.starts_with("the typeface has no character"),
                "{finding}"
            );
            place.trim_start_matches('«')
        })
        .collect();
    assert_eq!(places, "一二三四五六七八九十百千上中下左右大小日月火水木金");
}

#[test]
fn blanks_and_what_is_said_elsewhere_are_not_missed() {
    let title = |title: &str| faults(&format!("[[sections]]\ntitle = \"{title}\"\n"));
    assert_eq!(title("A\u{2003}B→–"), Vec::<String>::new());
    let found = title("A\\u0001");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].ends_with("character U+0001 cannot be printed"));
    // The first place of each is enough.
    let found = title("日 日 月");
    assert_eq!(
        found,
        [
            "«日» the typeface has no character `日` (U+65E5)",
            "«月» the typeface has no character `月` (U+6708)",
        ]
    );
}

#[test]
fn a_character_of_a_data_file_is_shown_there() {
    let plan = "[[tables]]\nid = \"t\"\nrows_from = \"a.csv\"\ncolumns = [{ id = \"a\", title = \"A\" }]\n\
                [[sections]]\ntitle = \"A\"\ntext = '{{ table(id=\"t\") }}'\n";
    let office = Office::commune().file("a.csv", "a\nx 日\n").plan(plan);
    let run = office.run(&["check", "plan.toml"]);
    assert!(run.out.contains("a.csv:2:3"), "{}", run.out);
}
