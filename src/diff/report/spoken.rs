//! Calls in prose as a reader understands them: `{{ year }}` is a year, `{{ value(id="ho_ngheo") }}` the
//! name of what it prints.

/// A text with its calls in words; a call that `word` does not know stays as it is written.
pub(super) fn spoken(text: &str, year: i16, word: impl Fn(&Call<'_>) -> Option<String>) -> String {
    let mut spoken = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{") {
        let Some((inner, after)) = behind.split_once("}}") else {
            break;
        };
        spoken.push_str(before);
        let call = Call { inner, year };
        match call.year_itself().or_else(|| word(&call)) {
            Some(said) => spoken.push_str(&said),
            None => spoken.push_str(&format!("{{{{{inner}}}}}")),
        }
        rest = after;
    }
    spoken.push_str(rest);
    spoken
}

/// A call between `{{` and `}}`.
pub(super) struct Call<'t> {
    inner: &'t str,
    year: i16,
}

impl<'t> Call<'t> {
    /// What is called.
    pub fn name(&self) -> &'t str {
        self.inner.split('(').next().unwrap_or_default().trim()
    }

    /// The text of an argument.
    pub fn text(&self, key: &str) -> Option<&'t str> {
        let (_, behind) = self.inner.split_once(&format!("{key}=\""))?;
        Some(behind.split_once('"')?.0)
    }

    /// The year that is asked for.
    pub fn asked_year(&self) -> Option<String> {
        let (_, behind) = self.inner.split_once("year=")?;
        let said = behind.split([',', ')']).next()?.trim();
        computed(said, self.year).or_else(|| Some(said.to_owned()))
    }

    fn year_itself(&self) -> Option<String> {
        computed(self.inner.trim(), self.year)
    }
}

/// `year`, `year - 1`, `year + 1` as numbers.
fn computed(text: &str, year: i16) -> Option<String> {
    let rest = text.strip_prefix("year")?.trim();
    let number = |rest: &str| rest.trim().parse::<i16>().ok();
    let year = match rest.split_at_checked(1) {
        None => Some(year),
        Some(("-", rest)) => year.checked_sub(number(rest)?),
        Some(("+", rest)) => year.checked_add(number(rest)?),
        Some(_) => None,
    };
    year.map(|year| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn years_and_known_calls_are_words_and_the_rest_stays() {
        let text = "Năm {{ year - 1 }} còn {{ value(id=\"a\", year=year - 1) }}, xem {{ ref(id=\"b\") }}, {{ dở";
        let said = spoken(text, 2025, |call| {
            let year = call.asked_year()?;
            Some(format!("⟨{} {} {year}⟩", call.name(), call.text("id")?))
        });
        assert_eq!(
            said,
            "Năm 2024 còn ⟨value a 2024⟩, xem {{ ref(id=\"b\") }}, {{ dở"
        );
    }
}
