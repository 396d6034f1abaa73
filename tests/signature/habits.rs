//! How programs that sign write what they put behind a released file, and that it is taken for what it is:
//! the npm package `@signpdf`, office suites and iText, as far as their public code tells.

use super::desk::prepared;
use kehoach::signature::change::Change;
use kehoach::signature::compare::since;
use kehoach::signature::revision::Revision;
use kehoach::signature::state::State;
use kehoach::signature::syntax::{Dictionary, Id, reference};

const SIGNATURE: &str = "<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /adbe.pkcs7.detached\n\
    /ByteRange [0 1 2 3]                    \n/Contents <00>\n/Reason (x)\n/M (D:20260115013000Z)\n>>";

/// What a program puts behind the released file, object by object.
struct Habit {
    objects: Vec<(u32, String)>,
    /// What stands before each object.
    before: &'static str,
    /// Whether the end names the end of the line before the table, and the trailer has no identifiers.
    is_careless: bool,
}

fn revision() -> Revision {
    Revision::new(prepared()).unwrap()
}

fn dictionary(id: Id) -> Dictionary {
    revision().dictionary(id).unwrap()
}

fn catalog() -> Dictionary {
    dictionary(revision().catalog().unwrap())
}

/// The form and the fields of the signer and the office.
fn form() -> (Id, [Id; 2]) {
    let id = catalog().reference("AcroForm").unwrap();
    let fields = dictionary(id);
    let fields = revision().elements(fields.get("Fields").unwrap()).unwrap();
    (id, [0, 1].map(|at| reference(&fields[at]).unwrap()))
}

fn body(id: Id, change: impl FnOnce(&mut Dictionary)) -> (u32, String) {
    let mut own = dictionary(id);
    change(&mut own);
    (id.number, String::from_utf8(own.to_bytes()).unwrap())
}

fn told(habit: &Habit) -> Vec<Change> {
    let mut file = prepared().to_vec();
    let text = String::from_utf8_lossy(prepared()).into_owned();
    let (_, trailer) = text.rsplit_once("trailer").unwrap();
    let trailer = Dictionary::parse(trailer.as_bytes()).unwrap();
    let (_, last) = text.rsplit_once("startxref").unwrap();
    let last = last.split_whitespace().next().unwrap();
    let mut rows = String::from("0 1\n0000000000 65535 f \n");
    let mut size = trailer.number("Size").unwrap();
    for (number, body) in &habit.objects {
        file.extend(habit.before.bytes());
        let place = file.len();
        rows.push_str(&format!("{number} 1\n{place:010} 00000 n \n"));
        file.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
        size = size.max(u64::from(*number) + 1);
    }
    let written = |key| String::from_utf8_lossy(trailer.get(key).unwrap()).into_owned();
    let (root, info) = (written("Root"), written("Info"));
    let identity = if habit.is_careless {
        String::new()
    } else {
        format!("/ID {}\n", written("ID"))
    };
    let careless = file.len();
    file.push(b'\n');
    let start = if habit.is_careless {
        careless
    } else {
        file.len()
    };
    let end = format!(
        "xref\n{rows}trailer\n<<\n/Size {size}\n/Root {root}\n/Info {info}\n{identity}/Prev {last}\n>>\n\
         startxref\n{start}\n%%EOF"
    );
    file.extend(end.bytes());
    since(&file, prepared().len())
}

fn signed(field: &str) -> [Change; 1] {
    let field = field.to_owned();
    [Change::Signed { field }]
}

/// A number that the file leaves free.
fn free(more: u32) -> u32 {
    revision().next_id().number + more
}

/// A new field that shows nothing, on the page of the others and in the form.
fn one_more(field: &str, look: Option<&str>) -> Vec<(u32, String)> {
    let (form, [signer, _]) = form();
    let page = dictionary(signer).reference("P").unwrap();
    let (value, own) = (free(0), free(1));
    let longer = |dictionary: &mut Dictionary, key: &str| {
        let list = dictionary.get(key).unwrap().to_vec();
        let list = [
            list.strip_suffix(b"]").unwrap(),
            format!(" {own} 0 R]").as_bytes(),
        ]
        .concat();
        dictionary.set(key, list);
    };
    let widget = format!(
        "<<\n/Type /Annot\n{field}\n/V {value} 0 R\n/P {} 0 R\n>>",
        page.number
    );
    let mut objects = vec![
        (value, SIGNATURE.to_owned()),
        (own, widget),
        body(form, |form| {
            longer(form, "Fields");
            form.set("SigFlags", "3");
        }),
        body(page, |page| longer(page, "Annots")),
    ];
    objects.extend(look.map(|look| (free(2), look.to_owned())));
    objects
}

#[test]
fn signpdf_adds_a_field_and_names_the_line_end_before_its_table() {
    let field = "/Subtype /Widget\n/FT /Sig\n/Rect [0 0 0 0]\n/T (Signature3)\n/F 4";
    let habit = Habit {
        objects: one_more(field, None),
        before: "\n",
        is_careless: true,
    };
    assert_eq!(told(&habit), signed("Signature3"));
}

#[test]
fn libre_office_adds_a_field_with_an_appearance_of_nothing() {
    let look = free(2);
    let field = format!(
        "/Subtype/Widget/F 132\n/Rect[0 0 0 0]\n/FT/Sig\n/T(Signature1)\n/DV <<>>\n/AP<<\n/N {look} 0 R\n>>"
    );
    let empty = "<</Type/XObject\n/Subtype/Form\n/BBox[0 0 0 0]\n/Length 0>>\nstream\n\nendstream";
    let habit = Habit {
        objects: one_more(&field, Some(empty)),
        before: "",
        is_careless: false,
    };
    assert_eq!(told(&habit), signed("Signature1"));
    // The same with a rectangle that covers the page is no signature but a picture over the text.
    let wide = field.replace("[0 0 0 0]", "[0 0 595 842]");
    let habit = Habit {
        objects: one_more(&wide, Some(empty)),
        ..habit
    };
    assert!(
        told(&habit)
            .iter()
            .any(|change| change.state() != State::Valid)
    );
}

#[test]
fn itext_locks_the_field_and_writes_lengths_in_objects_of_their_own() {
    let (form, [signer, _]) = form();
    let (value, look, font, length) = (free(0), free(1), free(2), free(3));
    let paint = "q BT /F1 9 Tf 2 2 Td (Ky) Tj ET Q";
    let objects = |said: usize| {
        let look_of = format!(
            "<</Type/XObject/Subtype/Form/BBox[0 0 90 40]/FormType 1/Matrix [1 0 0 1 0 0]\
             /Resources<</Font<</F1 {font} 0 R>>>>/Length {length} 0 R>>stream\n{paint}\nendstream"
        );
        vec![
            body(signer, |field| {
                field.set("V", format!("{value} 0 R"));
                field.set("AP", format!("<</N {look} 0 R>>"));
                field.set("F", "132");
            }),
            body(form, |form| form.set("SigFlags", "3")),
            (value, SIGNATURE.to_owned()),
            (look, look_of),
            (length, said.to_string()),
            (
                font,
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
            ),
        ]
    };
    let mut habit = Habit {
        objects: objects(paint.len()),
        before: "",
        is_careless: false,
    };
    assert_eq!(told(&habit), signed("signer"));
    habit.objects = objects(paint.len() - 1);
    assert!(
        matches!(told(&habit)[..], [Change::Rest(_)]),
        "another length"
    );
}

#[test]
fn signpdf_finds_the_fields_of_a_released_file() {
    // It looks for these words and counts ten bytes back to the form's number.
    let text = String::from_utf8_lossy(prepared()).into_owned();
    let at = text.rfind("/Type /AcroForm").unwrap();
    let (form, fields) = form();
    assert!(text[..at].ends_with(&format!("\n{} 0 obj\n<<\n", form.number)));
    let list = text[at..].split_once("/Fields [").unwrap().1;
    let list = list.split_once(']').unwrap().0;
    let numbers = list
        .split(' ')
        .step_by(3)
        .map(|number| number.parse::<u32>().unwrap());
    assert!(numbers.eq(fields.map(|field| field.number)));
}
