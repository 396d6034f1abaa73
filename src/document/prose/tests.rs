//! Prose in its first stage: marks of calls, and the way back of every character.

use super::*;
use crate::spec::prose::tests::prose;
use crate::spec::scan::scan;

fn render(template: &str) -> Result<Rendered, Vec<TemplateFault>> {
    Engine::new(2024, None).render(template, &scan(template))
}

#[test]
fn calls_leave_marks_and_every_character_knows_its_origin() {
    let template = "Còn {{ value(id=\"ho\", year=year - 1) }}, tức {{ 21 | words }} hộ";
    let rendered = render(template).unwrap();
    assert_eq!(
        rendered.text,
        format!("Còn {}, tức hai mươi mốt hộ", call_mark(0))
    );
    assert_eq!(rendered.calls[0].number("year"), Some(2023));
    let at = rendered.text.find("hộ").unwrap();
    assert_eq!(&template[rendered.origin(at..at + "hộ".len())], "hộ");
}

/// What stands in the template, and in brackets what a tag printed.
fn runs(template: &str) -> String {
    let rendered = render(template).unwrap();
    let runs = rendered.runs(0..rendered.text.len());
    let show = |run: &Run| {
        let (here, there) = (
            &rendered.text[run.here.clone()],
            &template[run.there.clone()],
        );
        if run.made {
            format!("[{here} of {there}]")
        } else {
            assert_eq!(here, there);
            here.to_owned()
        }
    };
    runs.iter().map(show).collect()
}

#[test]
fn what_tags_print_stands_apart_from_what_is_written() {
    assert_eq!(
        runs("Năm {{ year }}, sau năm {{ year - 1 }}"),
        "Năm [2024 of {{ year }}], sau năm [2023 of {{ year - 1 }}]"
    );
    assert_eq!(
        runs("{% if year > 2030 %}x{% else %}y{{ 1 }}{% endif %}z"),
        "y[1 of {{ 1 }}]z"
    );
    assert_eq!(runs("không có gì"), "không có gì");
}

#[test]
fn a_part_of_a_text_has_the_runs_of_that_part() {
    let template = "Năm {{ year }} và sau đó";
    let rendered = render(template).unwrap();
    let at = rendered.text.find("24 và").unwrap();
    let runs = rendered.runs(at..at + "24 và".len());
    assert_eq!(runs.len(), 2);
    assert_eq!(&template[runs[0].there.clone()], "{{ year }}");
    assert_eq!(&template[runs[1].there.clone()], " và");
}

#[test]
fn a_filter_on_a_call_tells_the_call() {
    let rendered = render("{{ amount(id=\"total\") | words }}").unwrap();
    assert_eq!(rendered.calls[0].text("as"), Some("words"));
}

#[test]
fn a_fault_names_its_place_in_the_template() {
    let template = "{{ year }} và {{ \"x\" | number }}";
    let faults = render(template).unwrap_err();
    assert!(
        template[..faults[0].range.start].contains("và"),
        "{faults:?}"
    );
}

#[test]
fn what_prose_cannot_use_is_not_run() {
    for template in [
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}x{% endfor %}{% endfor %}",
        "{{ range(end=1000000000) }}",
        "{{ year | indent(width=1000000000) }}",
        "{{ [a for a in [1, 2]] }}",
        "{% set a = year %}",
        "{{ year",
    ] {
        assert_eq!(render(template).unwrap_err().len(), 0, "{template}");
    }
    // What stands beside it is looked at all the same.
    let beside = "{% for a in [1] %}{% endfor %}{{ \"x\" | number }}";
    assert_eq!(render(beside).unwrap_err().len(), 1);
}

#[test]
fn each_tag_has_its_own_fault() {
    let template = "{{ 1 + }} và {{ year | roman | }} và {{ year }}";
    let faults = render(template).unwrap_err();
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].range.start < 9 && faults[1].range.start > 9);
}

#[test]
fn nothing_that_is_written_passes_for_a_mark() {
    let forged = format!("{}{{{{ unit(id=\"a\") }}}}", call_mark(0));
    let rendered = render(&forged).unwrap();
    assert_eq!(rendered.text.matches(CALL).count(), 1);
    assert_eq!(without_tags(&prose("a {{ b }} {{ c")), "a xxxxxxx xxxx");
}

#[test]
fn filters_speak_vietnamese() {
    let print = |text: &str| render(text).unwrap().text;
    assert_eq!(print("{{ 6608 | number }}"), "6.608");
    assert_eq!(print("{{ \"2024-01-05\" | date }}"), "05/01/2024");
    assert_eq!(
        print("{{ \"05/01/2024\" | date_long }}"),
        "ngày 05 tháng 01 năm 2024"
    );
    assert_eq!(
        print("{{ 6608 | amount_in_words(unit=\"triệu đồng\") }}"),
        "Sáu nghìn sáu trăm linh tám triệu đồng"
    );
    assert_eq!(print("{{ 4 | roman }}, {{ 5 | letter }})"), "IV, đ)");
}
