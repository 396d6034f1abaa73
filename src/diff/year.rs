//! The plan's years in its prose, as a reader sees them.

/// A text in which `{{ year }}`, `{{ year - 1 }}` and `{{ until }}` are the years that they print. Other
/// calls stay: what they print is compared where it is kept.
#[must_use]
pub fn with_years(text: &str, year: i16, until: Option<i16>) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((call, after)) = behind.split_once("}}") else {
            break;
        };
        read.push_str(before);
        match printed(call.trim(), year, until) {
            Some(year) => read.push_str(&year.to_string()),
            None => read.extend(["{{", call, "}}"]),
        }
        rest = after;
    }
    read + rest
}

/// The year that an expression of years prints.
fn printed(expression: &str, year: i16, until: Option<i16>) -> Option<i16> {
    let (own, rest) = match expression.strip_prefix("year") {
        Some(rest) => (year, rest),
        None => (until?, expression.strip_prefix("until")?),
    };
    let rest = rest.trim_start();
    if rest.is_empty() {
        return Some(own);
    }
    let by = |number: &str| number.trim().parse::<i16>().ok();
    match rest.split_at_checked(1)? {
        ("-", number) => own.checked_sub(by(number)?),
        ("+", number) => own.checked_add(by(number)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_and_other_calls_stay() {
        let read = |text| with_years(text, 2025, Some(2030));
        assert_eq!(
            read("năm {{ year }} so với {{year-1}}"),
            "năm 2025 so với 2024"
        );
        assert_eq!(
            read("giai đoạn {{ year + 1 }} - {{ until }}"),
            "giai đoạn 2026 - 2030"
        );
        for same in [
            "{{ value(id=\"a\", year=2024) }} hộ",
            "{{ yearly }}",
            "{{ year",
            "{% if year %}",
        ] {
            assert_eq!(read(same), same);
        }
    }

    #[test]
    fn what_is_no_sum_of_a_year_stays() {
        for same in [
            "{{ year * 2 }}",
            "{{ year - a }}",
            "{{ year - }}",
            "{{ year ạ }}",
            "{{ year + 32767 }}",
            "{{ năm }}",
            "{{ }}",
        ] {
            assert_eq!(with_years(same, 2025, Some(2030)), same);
        }
        assert_eq!(
            with_years("năm {{ year }}, {{ year", 2025, None),
            "năm 2025, {{ year"
        );
    }

    #[test]
    fn a_plan_for_one_year_has_no_last_one() {
        let read = |until| with_years("{{ year }} - {{ until - 1 }}", 2025, until);
        assert_eq!(read(Some(2030)), "2025 - 2029");
        assert_eq!(read(None), "2025 - {{ until - 1 }}");
    }
}
