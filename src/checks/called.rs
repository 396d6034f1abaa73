//! The ids that calls in prose name.

/// The ids given to a call such as `value` in a text, in its order.
pub(super) fn called<'t>(text: &'t str, call: &str) -> Vec<&'t str> {
    let mut ids = Vec::new();
    for block in text.split("{{").skip(1) {
        let block = block.split("}}").next().unwrap_or_default();
        let Some(inside) = block
            .trim_start()
            .strip_prefix(call)
            .and_then(|rest| rest.trim_start().strip_prefix('('))
        else {
            continue;
        };
        let mut parts = inside.split(['"', '\'']);
        while let (Some(name), Some(value)) = (parts.next(), parts.next()) {
            let name = name.trim_end_matches([' ', '=']);
            if name.rsplit([' ', ',']).next() == Some("id") {
                ids.push(value);
            }
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_calls() {
        let text = r#"còn {{ value(id="ho_ngheo", of="target") }}, {{ unit(id='ubnd') }} {{ value(year=2024, id = "ho_dan") }}"#;
        assert_eq!(called(text, "value"), ["ho_ngheo", "ho_dan"]);
        assert_eq!(called(text, "unit"), ["ubnd"]);
        for text in [
            "{{ responsibilities() }}",
            "{{ values(id=\"ho_ngheo\") }}",
            "{{ value[id=\"ho_ngheo\"] }}",
            "{{ value(grid=\"ho_ngheo\") }}",
            "{{ value(\"id\", \"ho_ngheo\") }}",
            "value(id=\"ho_ngheo\")",
            "{{ value(year=2025) }} id=\"ho_ngheo\"",
        ] {
            assert!(called(text, "value").is_empty(), "{text}");
        }
        let text =
            "{{value (year=2024,id=\"ho_ngheo\")}} và {{ value(of=\"target\", id=\"ho_dan\")";
        assert_eq!(called(text, "value"), ["ho_ngheo", "ho_dan"]);
    }
}
