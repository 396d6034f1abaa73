//! Whether who signed is who the plan says (người ký): the names of a certificate against the plan's signer
//! and issuing body.
//!
//! Names are compared word by word, whatever their case; a word in capitals may stand for the words that
//! begin with its letters («UBND xã An Bình»), and what stands in brackets is a note. An authority may
//! write names otherwise than the office does, so that a difference is unknown and both names are shown.

use super::item::{Item, Part};
use crate::diag::Message;
use crate::signature::certificate::Certificate;
use crate::signature::check::Verdict;
use crate::signature::fields::Field;
use crate::spec::Text;
use crate::vi;
use crate::workspace::Loaded;
use unicode_normalization::UnicodeNormalization;

/// What is said of who signed the fields of a file that carries its plan.
pub(super) fn items(verdicts: &[Verdict], loaded: &Loaded) -> Vec<Item> {
    let Some(plan) = &loaded.plan else {
        return Vec::new();
    };
    let usual = &loaded.workspace.office;
    let issuer = plan.issuer.or(&usual.issuer);
    let person = plan.signature.as_ref().or(usual.signature.as_ref());
    let person = person.and_then(|own| own.name.as_ref());
    let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.value.clone());
    let plan = Named {
        person: text(person),
        body: text(issuer.name.as_ref()),
        parent: text(issuer.parent.as_ref()),
    };
    let signed = |verdict: &Verdict| Some((verdict.field.clone(), verdict.certificate.clone()?));
    let signed: Vec<(String, Certificate)> = verdicts.iter().filter_map(signed).collect();
    let of = |field: Field| signed.iter().find(|(name, _)| name == field.name());
    let mut items = Vec::new();
    if let (Some((_, signer)), Some((_, office))) = (of(Field::Signer), of(Field::Organisation))
        && signer.der() == office.der()
    {
        items.push(plan.one_for_both(signer));
    }
    for (field, own) in &signed {
        items.extend(match field.as_str() {
            name if name == Field::Signer.name() => plan.against_person(own),
            name if name == Field::Organisation.name() => plan.against_body(own),
            _ => plan.against_either(own),
        });
    }
    items
}

/// Whom a plan names.
struct Named {
    /// Who signs it (người ký).
    person: String,
    /// The issuing body (cơ quan ban hành).
    body: String,
    /// The body above it (cơ quan chủ quản).
    parent: String,
}

impl Named {
    /// That one certificate stands in both fields.
    fn one_for_both(&self, own: &Certificate) -> Item {
        let who = own.subject();
        let Self { person, body, .. } = self;
        Item::unknown(
            Part::Signer,
            Message::new(
                format!(
                    "one certificate, that of «{who}», signed for the person («{person}») and for the office \
                     («{body}»)"
                ),
                format!(
                    "cùng một chứng thư của «{who}» được dùng cho cả người ký («{person}») và cơ quan («{body}»)"
                ),
            ),
        )
    }

    /// The certificate of a person says the person's name and, where it says any, the office's.
    fn against_person(&self, own: &Certificate) -> Vec<Item> {
        let mut items = Vec::new();
        items.extend(difference(own, &self.person, &own.subject()));
        let organisations = own.organisations();
        let is_other = |name: &String| !is_name(name, &self.body) && !is_name(name, &self.parent);
        if !organisations.is_empty() && organisations.iter().all(is_other) {
            items.extend(difference(own, &self.body, &organisations.join(", ")));
        }
        items
    }

    /// The certificate of an office says the office's name.
    fn against_body(&self, own: &Certificate) -> Vec<Item> {
        let organisations = own.organisations();
        let is_body = organisations.iter().any(|name| is_name(name, &self.body));
        let other = (!is_body).then(|| difference(own, &self.body, &own.subject()));
        other.flatten().into_iter().collect()
    }

    /// The certificate of a field that a release does not make may be the person's or the office's.
    fn against_either(&self, own: &Certificate) -> Vec<Item> {
        let person = self.against_person(own);
        if person.is_empty() || self.against_body(own).is_empty() {
            return Vec::new();
        }
        let both = format!("{}», «{}", self.person, self.body);
        difference(own, &both, &own.subject()).into_iter().collect()
    }
}

/// That a certificate is of another than the plan says.
fn difference(own: &Certificate, wanted: &str, name: &str) -> Option<Item> {
    let is_other = !is_name(name, wanted);
    let who = own.subject();
    is_other.then(|| {
        Item::unknown(
            Part::Signer,
            Message::new(
                format!("the certificate of «{who}» says «{name}», and the plan «{wanted}»"),
                format!("chứng thư của «{who}» ghi «{name}», kế hoạch ghi «{wanted}»"),
            ),
        )
    })
}

/// Whether a name as a certificate has it is this name.
fn is_name(written: &str, name: &str) -> bool {
    let (outside, _) = written.split_once('(').unwrap_or((written, ""));
    let name: Vec<String> = words(name).map(vi::text::folded).collect();
    let mut rest = &name[..];
    for word in words(outside) {
        let whole = rest
            .first()
            .is_some_and(|own| *own == vi::text::folded(word));
        let letters: Vec<char> = word.chars().map(plain).collect();
        let is_short = letters.len() > 1 && word.chars().all(char::is_uppercase);
        let stands_for = |letters: &[char]| {
            let own = rest.iter().filter_map(|own| own.chars().next()).map(plain);
            own.take(letters.len()).eq(letters.iter().copied())
        };
        let taken = match () {
            () if whole => 1,
            () if is_short && stands_for(&letters) => letters.len(),
            () => return false,
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    rest.is_empty() && !name.is_empty()
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let all = name.split(|c: char| !c.is_alphanumeric());
    all.filter(|word| !word.is_empty())
}

/// A letter without its marks, small; «đ» is a letter of its own.
fn plain(letter: char) -> char {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    small.nfd().next().unwrap_or(small)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        let body = "Ủy ban nhân dân xã An Bình";
        for written in [
            body,
            "ỦY BAN NHÂN DÂN XÃ AN BÌNH",
            "UBND xã An Bình",
            "Uỷ ban nhân dân, xã An Bình",
        ] {
            assert!(is_name(written, body), "{written}");
        }
        assert!(is_name("Lê Văn Minh (Chủ tịch)", "Lê Văn Minh"));
        assert!(is_name(
            "HĐND và UBND xã",
            "Hội đồng nhân dân và Ủy ban nhân dân xã"
        ));
        assert!(is_name("LÊ VĂN MINH", "Lê Văn Minh"));
    }

    #[test]
    fn another_name_is_another() {
        let body = "Ủy ban nhân dân xã An Bình";
        for written in [
            "",
            "UBND",
            "UBND xã An Bình Đông",
            "UBND xã An Binh",
            "HĐND xã An Bình",
            "ubnd xã An Bình",
            "Ủy ban nhân dân xã",
        ] {
            assert!(!is_name(written, body), "{written}");
        }
        assert!(!is_name("Lê Văn Minh", ""));
        assert!(!is_name("Lê Văn Mình", "Lê Văn Minh"));
    }
}
