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
    let of = |field: Field| {
        let mut found = verdicts.iter().filter(|one| one.field == field.name());
        found.find_map(|one| one.certificate.as_ref())
    };
    let (signer, office) = (of(Field::Signer), of(Field::Organisation));
    if let (Some(signer), Some(office)) = (signer, office)
        && signer.der() == office.der()
    {
        let who = signer.subject();
        return vec![Item::unknown(
            Part::Signer,
            Message::new(
                format!(
                    "one certificate, that of «{who}», signed for the person and for the office"
                ),
                format!("cùng một chứng thư của «{who}» được dùng cho cả người ký và cơ quan"),
            ),
        )];
    }
    let Some(plan) = &loaded.plan else {
        return Vec::new();
    };
    let usual = &loaded.workspace.office;
    let issuer = plan.issuer.or(&usual.issuer);
    let body = issuer.name.as_ref().map(Text::as_str);
    let person = plan.signature.as_ref().or(usual.signature.as_ref());
    let person = person.and_then(|own| own.name.as_ref());
    let person = person.map(Text::as_str).unwrap_or_default();
    let body = body.unwrap_or_default();
    let mut items = Vec::new();
    if let Some(own) = signer {
        items.extend(difference(own, person, &own.subject()));
        let parent = issuer.parent.as_ref().map(Text::as_str);
        let of_office = |name: &String| {
            is_name(name, body) || parent.is_some_and(|parent| is_name(name, parent))
        };
        let organisations = own.organisations();
        if !organisations.is_empty() && !organisations.iter().any(of_office) {
            items.extend(difference(own, body, &organisations.join(", ")));
        }
    }
    if let Some(own) = office {
        let organisations = own.organisations();
        if !organisations.iter().any(|name| is_name(name, body)) {
            items.extend(difference(own, body, &own.subject()));
        }
    }
    items
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
