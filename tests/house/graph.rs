//! Which file of the source uses which.
//!
//! A file uses the file in which a thing that it names is made, whatever re-exports lead there. A folder's
//! own file that declares and re-exports what is below it uses none of it; where it calls it, it does.

use super::code::{Names, Use};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module's path from the crate: `["checks", "facts"]`.
type Module = Vec<String>;

/// The files of the source with what each uses.
pub struct Graph {
    /// The file of each module.
    files: BTreeMap<Module, String>,
    names: BTreeMap<Module, Names>,
}

impl Graph {
    /// Reads the files of a folder: their paths in it and their texts.
    pub fn of(sources: &[(String, String)]) -> Self {
        let (mut files, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (file, text) in sources {
            let stem = Path::new(file).with_extension("");
            let mut module: Module = (stem.iter())
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            match module.last().map(String::as_str) {
                Some("tests" | "main") => continue,
                Some("mod" | "lib") => _ = module.pop(),
                _ => {}
            }
            names.insert(module.clone(), Names::of(text));
            files.insert(module, file.clone());
        }
        Self { files, names }
    }

    /// What each file uses of others: the file, and the names.
    pub fn edges(&self) -> BTreeMap<&str, BTreeMap<&str, BTreeSet<String>>> {
        let mut edges: BTreeMap<&str, BTreeMap<&str, BTreeSet<String>>> = BTreeMap::new();
        for (module, names) in &self.names {
            let uses = names.uses.iter().filter(|one| !one.leads);
            let uses = uses.map(|one| &one.path);
            let own = edges.entry(&self.files[module]).or_default();
            for path in uses.chain(&names.paths) {
                let found = self
                    .absolute(module, path)
                    .and_then(|path| self.maker(&path, 0));
                if let Some(maker) = found.filter(|maker| maker != module) {
                    let names = own.entry(&self.files[&maker]).or_default();
                    names.insert(path.join("::"));
                }
            }
        }
        edges
    }

    /// A path from the crate; none of a path into another crate.
    fn absolute(&self, module: &Module, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let join = |base: &[String]| Some([base, rest].concat());
        match first.as_str() {
            "crate" => join(&[]),
            "self" if rest.first().is_some_and(|word| word == "super") => {
                self.absolute(module, rest)
            }
            "self" => join(module),
            "super" => {
                let above = &module[..module.len().checked_sub(1)?];
                let further = rest.first().is_some_and(|word| word == "super");
                if further {
                    self.absolute(&above.to_vec(), rest)
                } else {
                    join(above)
                }
            }
            word => {
                let child = [module.as_slice(), &[word.to_owned()]].concat();
                if self.files.contains_key(&child) {
                    return join(&child);
                }
                let mut uses = self.names.get(module)?.uses.iter();
                let same = |one: &&Use| one.name == word && one.path.first() != Some(first);
                join(&self.absolute(module, &uses.find(same)?.path)?)
            }
        }
    }

    /// The module in which a thing is made; none for a module itself.
    fn maker(&self, path: &[String], depth: usize) -> Option<Module> {
        let length = (0..path.len())
            .rev()
            .find(|length| self.files.contains_key(&path[..*length]))?;
        if self.files.contains_key(path) || depth > 16 {
            return None;
        }
        let (module, rest) = path.split_at(length);
        let (name, inner) = rest.split_first()?;
        let mut uses = self.names.get(module)?.uses.iter();
        let lead = uses.find(|one| one.name == *name && name != "*");
        let further = lead.and_then(|lead| {
            let path = self.absolute(&module.to_vec(), &lead.path)?;
            self.maker(&[path.as_slice(), inner].concat(), depth + 1)
        });
        Some(further.unwrap_or_else(|| module.to_vec()))
    }

    /// The circles: files each of which uses all others, be it by way of others.
    pub fn circles(&self) -> BTreeSet<Vec<&str>> {
        let edges = self.edges();
        let reached = |from: &str| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
            while let Some(file) = open.pop() {
                let uses = edges
                    .get(file.as_str())
                    .into_iter()
                    .flat_map(BTreeMap::keys);
                open.extend(
                    uses.filter(|used| seen.insert(**used))
                        .map(|used| (*used).to_owned()),
                );
            }
            seen
        };
        let all: BTreeMap<&str, BTreeSet<&str>> =
            edges.keys().map(|file| (*file, reached(file))).collect();
        let on_one = all.iter().filter(|(file, seen)| seen.contains(*file));
        on_one
            .map(|(file, seen)| {
                let others = seen.iter().copied();
                others.filter(|other| all[other].contains(file)).collect()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(sources: &[(&str, &str)]) -> Vec<Vec<String>> {
        let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
        let graph = Graph::of(&sources.iter().map(owned).collect::<Vec<_>>());
        let circles = graph.circles().into_iter();
        circles
            .map(|circle| circle.into_iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn files_that_use_each_other_are_a_circle_however_they_name_each_other() {
        let b = ("a/b.rs", "pub fn f() { super::c::g() }");
        for c in [
            "use crate::{d, a::b::f};",
            "use super::b; fn h() { b::f() }",
            "fn g() { self::super::b::f() }",
            "fn g() { crate::a::f() }",
        ] {
            let all = [
                ("a/mod.rs", "mod b; mod c; pub use b::f;"),
                b,
                ("a/c.rs", c),
            ];
            assert_eq!(circles(&all), [["a/b.rs", "a/c.rs"]], "{c}");
        }
    }

    #[test]
    fn a_parent_that_declares_and_leads_on_is_in_no_circle_and_one_that_calls_is() {
        let child = ("a/b.rs", "use super::Kind; pub fn f(_: Kind) {}");
        let leads = ("a/mod.rs", "mod b; pub use b::f; pub enum Kind {}");
        assert!(circles(&[leads, child]).is_empty());
        let calls = (
            "a/mod.rs",
            "mod b; pub enum Kind {} pub fn g(kind: Kind) { b::f(kind) }",
        );
        assert_eq!(circles(&[calls, child]), [["a/b.rs", "a/mod.rs"]]);
        let apart = [
            (
                "a/mod.rs",
                "mod b; mod kind; pub use kind::Kind; pub fn g(kind: Kind) { b::f(kind) }",
            ),
            ("a/kind.rs", "pub enum Kind {}"),
            child,
        ];
        assert!(circles(&apart).is_empty());
    }

    #[test]
    fn what_tests_use_is_no_circle() {
        let all = [
            (
                "a.rs",
                "pub fn f() {}\n#[cfg(test)]\nmod tests { use crate::b::g; }",
            ),
            ("b.rs", "use crate::a::f; pub fn g() {}"),
        ];
        assert!(circles(&all).is_empty());
    }
}
