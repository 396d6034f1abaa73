//! The two signature fields (trường chữ ký số) of a released PDF, which signing programs fill: the
//! authorised person's, and the office's with its seal
//! (Decree 30/2020/NĐ-CP, Annex I, Part I, II.7.d and II.8.a; ISO 32000-1, 12.7.4.5).
//!
//! They are put in behind the finished file, with their elements of the structure tree, so that the file
//! stays PDF/A-3a and PDF/UA-1 (ISO 14289-1, 7.18.1 and 7.18.4).

use super::picture::{Picture, stream};
use super::revision::{Fault, Revision};
use super::syntax::Id;
use super::syntax::{Dictionary, array, reference, text};
use crate::diag::{Words, words};
use crate::render::SignatureSpace;
use rust_decimal::Decimal;

/// The most points that a page is high (ISO 32000-1, annex C).
const MOST_HEIGHT: u32 = 14_400;

/// The most keys of a parent tree.
const MOST_KEYS: u64 = 1 << 31;

/// A signature field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The authorised person's (người có thẩm quyền).
    Signer,
    /// The office's (cơ quan, tổ chức).
    Organisation,
}

impl Field {
    /// Both, in the order in which they are signed.
    pub const ALL: [Self; 2] = [Self::Signer, Self::Organisation];

    /// Its name in the PDF, and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signer => "signer",
            Self::Organisation => "organisation",
        }
    }

    /// What it is for.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Signer => words(
                "Signature of the authorised person",
                "Chữ ký của người có thẩm quyền",
            ),
            Self::Organisation => words(
                "Digital signature of the office",
                "Chữ ký số của cơ quan, tổ chức",
            ),
        }
    }
}

/// Pictures for copies on paper; a field without one stays empty until it is signed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pictures<'p> {
    /// That of the signature.
    pub signature: Option<&'p Picture>,
    /// That of the seal.
    pub seal: Option<&'p Picture>,
}

/// A rectangle of a page, in points from the bottom left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rectangle {
    left: Decimal,
    bottom: Decimal,
    width: Decimal,
    height: Decimal,
}

/// A PDF with the two fields behind it. The same file gives the same bytes.
///
/// The signer's field is centred between position and name; the office's lies over the left third of it,
/// at the same height. A field with a picture is as large as the picture.
///
/// # Errors
/// The file is not as [`crate::render::pdf`] makes it, or has fields already.
pub fn with_fields(
    pdf: &[u8],
    space: &SignatureSpace,
    pictures: Pictures<'_>,
) -> Result<Vec<u8>, Fault> {
    let mut revision = Revision::new(pdf)?;
    let catalog_id = revision.catalog()?;
    let mut catalog = revision.dictionary(catalog_id)?;
    if catalog.get("AcroForm").is_some() {
        return Err(Fault::Prepared);
    }
    let page_id = *revision.pages()?.get(space.page).ok_or(missing("Page"))?;
    let mut page = revision.dictionary(page_id)?;
    let height = page_height(&revision, &page)?;
    let mut tree = Tree::read(&revision, &catalog, &page)?;

    let (signer, organisation) = places(space, pictures, height);
    let all = [
        (Field::Signer, signer, pictures.signature),
        (Field::Organisation, organisation, pictures.seal),
    ];
    let mut widgets = Vec::new();
    for (field, place, picture) in all {
        let id = revision.next_id();
        let key = tree.add(&mut revision, page_id, id);
        let look = appearance(&mut revision, place, picture);
        revision.put(id, widget(field, place, page_id, key, look).to_bytes());
        widgets.push(id.reference());
    }
    tree.put(&mut revision);

    let mut annotations = match page.get("Annots") {
        Some(value) => revision.elements(value)?,
        None => Vec::new(),
    };
    annotations.extend(widgets.iter().cloned());
    page.set("Annots", array(annotations));
    // Fields are reached in the order of the structure tree (ISO 14289-1, 7.18.3).
    page.set("Tabs", "/S");
    revision.put(page_id, page.to_bytes());

    // There are signature fields, though nothing is signed yet (ISO 32000-1, table 219). The npm package
    // @signpdf finds the fields only where the form is written in this way.
    let widgets = String::from_utf8_lossy(&array(widgets)).into_owned();
    let form = revision.add(format!(
        "<<\n/Type /AcroForm\n/Fields {widgets}\n/SigFlags 1\n>>"
    ));
    catalog.set("AcroForm", form.reference());
    revision.put(catalog_id, catalog.to_bytes());
    Ok(revision.finish().bytes)
}

/// Where the two fields go on a page of a height.
fn places(
    space: &SignatureSpace,
    pictures: Pictures<'_>,
    height: Decimal,
) -> (Rectangle, Rectangle) {
    let two = Decimal::TWO;
    let middle = height - (space.top + space.bottom) / two;
    let room = (space.width, space.bottom - space.top);
    let (width, tall) = pictures.signature.map_or(room, Picture::points);
    let signer = Rectangle {
        left: space.centre - width / two,
        bottom: middle - tall / two,
        width,
        height: tall,
    };
    let seal = (space.seal, space.seal);
    let (width, tall) = pictures.seal.map_or(seal, Picture::points);
    let organisation = Rectangle {
        left: signer.left + signer.width / Decimal::from(3) - width,
        bottom: middle - tall / two,
        width,
        height: tall,
    };
    (signer, organisation)
}

fn page_height(revision: &Revision, page: &Dictionary) -> Result<Decimal, Fault> {
    let media = page.get("MediaBox").ok_or(missing("MediaBox"))?;
    let sides = revision.elements(media)?;
    sides
        .get(3)
        .and_then(|side| std::str::from_utf8(side).ok()?.parse().ok())
        .filter(|height| (Decimal::ONE..=Decimal::from(MOST_HEIGHT)).contains(height))
        .ok_or(Fault::Damaged)
}

fn widget(field: Field, place: Rectangle, page: Id, key: u64, look: Id) -> Dictionary {
    let mut widget = Dictionary::default();
    widget.set("Type", "/Annot");
    widget.set("Subtype", "/Widget");
    widget.set("FT", "/Sig");
    widget.set("T", text(field.name()));
    widget.set("TU", text(field.words().text(crate::diag::Lang::Vi)));
    // Printed, and in no way hidden (ISO 19005-3, 6.3.2).
    widget.set("F", "4");
    widget.set("P", page.reference());
    let corners = [
        place.left,
        place.bottom,
        place.left + place.width,
        place.bottom + place.height,
    ];
    widget.set("Rect", array(corners.map(number)));
    widget.set("StructParent", key.to_string());
    let mut looks = Dictionary::default();
    looks.set("N", look.reference());
    widget.set("AP", looks.to_bytes());
    widget
}

/// What a field looks like until it is signed: its picture, or nothing.
fn appearance(revision: &mut Revision, place: Rectangle, picture: Option<&Picture>) -> Id {
    let (width, height) = (number(place.width), number(place.height));
    let mut form = Dictionary::default();
    form.set("Type", "/XObject");
    form.set("Subtype", "/Form");
    form.set("BBox", array(["0", "0", &width, &height]));
    let mut resources = Dictionary::default();
    let mut content = String::new();
    if let Some(picture) = picture {
        let mut images = Dictionary::default();
        images.set("Im", picture.add_to(revision).reference());
        resources.set("XObject", images.to_bytes());
        content = format!("q {width} 0 0 {height} 0 0 cm /Im Do Q");
    }
    form.set("Resources", resources.to_bytes());
    revision.add(stream(&form, content.as_bytes()))
}

/// A number as PDF writes it.
fn number(value: Decimal) -> String {
    value.round_dp(2).normalize().to_string()
}

fn missing(part: &'static str) -> Fault {
    Fault::Missing { part }
}

/// The part of the structure tree that the fields' elements go into (ISO 32000-1, 14.7).
struct Tree {
    root_id: Id,
    root: Dictionary,
    /// The parent tree's own object, unless it stands in the root.
    parents_id: Option<Id>,
    parents: Dictionary,
    /// Keys and values of the parent tree.
    numbers: Vec<Vec<u8>>,
    next_key: u64,
    /// The element that holds the fields' elements.
    home_id: Id,
    home: Dictionary,
    children: Vec<Vec<u8>>,
    /// The place among them of the next one.
    place: usize,
}

impl Tree {
    fn read(revision: &Revision, catalog: &Dictionary, page: &Dictionary) -> Result<Self, Fault> {
        let root_id = catalog
            .reference("StructTreeRoot")
            .ok_or(missing("StructTreeRoot"))?;
        let root = revision.dictionary(root_id)?;
        let parents = root.get("ParentTree").ok_or(missing("ParentTree"))?;
        let parents_id = reference(parents);
        let parents = revision.resolved(parents)?;
        let numbers = parents.get("Nums").ok_or(missing("ParentTree"))?;
        let numbers = revision.elements(numbers)?;
        let next_key = root
            .number("ParentTreeNextKey")
            .filter(|key| *key < MOST_KEYS)
            .ok_or(missing("ParentTreeNextKey"))?;
        let key = page
            .number("StructParents")
            .ok_or(missing("StructParents"))?;
        let found = numbers
            .chunks_exact(2)
            .find(|pair| super::syntax::number(&pair[0]) == Some(key));
        let elements = revision.elements(&found.ok_or(missing("ParentTree"))?[1])?;
        let (home_id, before) = home(revision, &root, &elements)?;
        let home = revision.dictionary(home_id)?;
        let children = revision.elements(home.get("K").ok_or(Fault::Damaged)?)?;
        let place = before
            .and_then(|before| {
                children
                    .iter()
                    .position(|child| reference(child) == Some(before))
            })
            // Where no name is known, the one paragraph is the position.
            .filter(|place| *place > 0)
            .unwrap_or(children.len());
        Ok(Self {
            root_id,
            root,
            parents_id,
            parents,
            numbers,
            next_key,
            home_id,
            home,
            children,
            place,
        })
    }

    /// Gives a field an element, and says under which key it is found.
    fn add(&mut self, revision: &mut Revision, page: Id, widget: Id) -> u64 {
        let mut object = Dictionary::default();
        object.set("Type", "/OBJR");
        object.set("Obj", widget.reference());
        object.set("Pg", page.reference());
        let mut element = Dictionary::default();
        element.set("Type", "/StructElem");
        element.set("S", "/Form");
        element.set("P", self.home_id.reference());
        element.set("Pg", page.reference());
        // One child, not an array of it: where a second signature follows the first, pyHanko takes the
        // change of this field for an allowed one only so.
        element.set("K", object.to_bytes());
        let element = revision.add(element.to_bytes());
        self.children.insert(self.place, element.reference());
        self.place += 1;
        let key = self.next_key;
        self.next_key += 1;
        self.numbers.push(key.to_string().into_bytes());
        self.numbers.push(element.reference());
        key
    }

    fn put(mut self, revision: &mut Revision) {
        self.home.set("K", array(self.children));
        revision.put(self.home_id, self.home.to_bytes());
        self.parents.set("Nums", array(self.numbers));
        self.parents.remove("Limits");
        match self.parents_id {
            Some(id) => revision.put(id, self.parents.to_bytes()),
            None => self.root.set("ParentTree", self.parents.to_bytes()),
        }
        self.root
            .set("ParentTreeNextKey", self.next_key.to_string());
        revision.put(self.root_id, self.root.to_bytes());
    }
}

/// The element that fields belong to, and the one before which they are read: the signer's name, the
/// last paragraph of a column on the page. With another template it is the end of the document.
fn home(
    revision: &Revision,
    root: &Dictionary,
    elements: &[Vec<u8>],
) -> Result<(Id, Option<Id>), Fault> {
    const COLUMN: [&str; 4] = ["P", "Div", "Div", "Document"];
    for id in elements.iter().rev().filter_map(|value| reference(value)) {
        let mut at = Some(id);
        let mut parents = Vec::new();
        let is_column = COLUMN.iter().all(|kind| {
            let element = at.and_then(|id| revision.dictionary(id).ok());
            parents.extend(at);
            at = element.as_ref().and_then(|element| element.reference("P"));
            element.is_some_and(|element| element.has_name("S", kind))
        });
        if let (true, [name, column, ..]) = (is_column, parents.as_slice()) {
            return Ok((*column, Some(*name)));
        }
    }
    let top = root.get("K").ok_or(missing("StructTreeRoot"))?;
    let top = match reference(top) {
        Some(id) => Some(id),
        None => revision.elements(top)?.first().and_then(|id| reference(id)),
    };
    Ok((top.ok_or(Fault::Damaged)?, None))
}
