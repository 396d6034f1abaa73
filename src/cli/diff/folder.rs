//! Two folders of plans: each plan with the one of the same office and subject.

use super::side::{Opened, Place, read};
use super::spot::Spot;
use crate::checks::Options;
use crate::cli::discover::discover;
use crate::cli::terminal::Terminal;
use crate::vi::text::folded;

/// The plans of two folders.
pub(super) struct Folders {
    /// The plans that belong together.
    pub pairs: Vec<(Opened, Opened)>,
    /// The names of plans that only the old folder has.
    pub old: Vec<String>,
    /// The names of plans that only the new folder has.
    pub new: Vec<String>,
    /// Whether a plan could not be read.
    pub trouble: bool,
}

/// Pairs the plans of two folders.
pub(super) fn pair(old: &Spot, new: &Spot, terminal: &mut Terminal) -> Folders {
    let (old, old_trouble) = plans(old, terminal);
    let (new, new_trouble) = plans(new, terminal);
    let mut new: Vec<_> = new.into_iter().map(|plan| (key(&plan), plan)).collect();
    let mut folders = Folders {
        pairs: Vec::new(),
        old: Vec::new(),
        new: Vec::new(),
        trouble: old_trouble || new_trouble,
    };
    for plan in old {
        let key = key(&plan);
        match new.iter().position(|(other, _)| *other == key) {
            Some(found) => folders.pairs.push((plan, new.remove(found).1)),
            None => folders.old.push(plan.name),
        }
    }
    folders
        .new
        .extend(new.into_iter().map(|(_, plan)| plan.name));
    folders
}

/// The plans below a folder, in the order of their years, and whether one could not be read.
fn plans(spot: &Spot, terminal: &mut Terminal) -> (Vec<Opened>, bool) {
    let folder = &spot.place.file;
    let found = discover(std::slice::from_ref(folder), Options::default(), terminal);
    let mut plans = Vec::new();
    for plan in &found.plans {
        let name = match &spot.place.shown {
            Some((unpacked, shown)) => {
                let inner = plan.path.strip_prefix(unpacked).unwrap_or(&plan.path);
                format!("{shown}{}", inner.display())
            }
            None => plan.path.display().to_string(),
        };
        let place = Place {
            file: plan.path.clone(),
            root: plan.root.clone(),
            name,
            carried: false,
            shown: spot.place.shown.clone(),
        };
        plans.extend(read(&place, terminal));
    }
    let trouble = found.trouble || plans.len() < found.plans.len();
    plans.sort_by_key(|plan| plan.plan.document.year.value);
    (plans, trouble)
}

/// Office and subject: what a plan has in common with that of the next year.
fn key(plan: &Opened) -> (String, &'static str, String) {
    let office = plan.office().map(|name| folded(&name)).unwrap_or_default();
    (
        office,
        plan.plan.document.kind.name(),
        without_years(&folded(&plan.title())),
    )
}

/// A title without years.
fn without_years(title: &str) -> String {
    let year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !year(word) && *word != "năm");
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::without_years;

    #[test]
    fn a_subject_is_the_same_in_every_year() {
        for title in ["giảm nghèo năm 2024", "giảm nghèo, năm 2025"] {
            assert_eq!(without_years(title), "giảm nghèo", "{title}");
        }
        assert_ne!(
            without_years("giảm nghèo năm 2024"),
            without_years("cải cách hành chính năm 2024")
        );
    }
}
