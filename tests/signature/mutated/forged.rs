//! Forged pages: each kind is one way to have a reader draw what was not signed.

use super::tail::{Base, Chance, Mutant, Tail, stream};
use kehoach::signature::syntax::Id;

/// Makes what follows a released file.
pub type Make = fn(&Base, &mut Chance) -> Vec<u8>;

const KINDS: [(&str, Make); 14] = [
    ("other contents", contents),
    ("an object twice", twice),
    ("another generation", generation),
    ("a word that is no value", token),
    ("another length", length),
    ("junk between objects", junk),
    ("a key twice", key),
    ("another box", media),
    ("an annotation", annotation),
    ("a larger field", field),
    ("in an object stream", packed),
    ("hybrid references", hybrid),
    ("undone later", undone),
    ("another tree of pages", tree),
];

/// Each kind of forgery.
pub fn kinds() -> impl Iterator<Item = (&'static str, Make)> {
    KINDS.into_iter()
}

pub fn mutant(base: &Base, chance: &mut Chance) -> Mutant {
    let (kind, make) = *chance.one(&KINDS);
    Mutant {
        kind,
        tail: make(base, chance),
        is_allowed: false,
        signs: false,
    }
}

/// A page that is red, somewhere.
fn red(chance: &mut Chance) -> Vec<u8> {
    let (left, bottom) = (chance.below(200), chance.below(400));
    let paint = format!("q 1 0 0 rg {left} {bottom} 350 350 re f Q");
    stream("", paint.as_bytes())
}

fn with(base: &Base, body: Vec<u8>) -> Tail {
    let mut tail = Tail::new(base);
    tail.put(base.contents, body);
    tail
}

fn contents(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = with(base, red(chance));
    tail.is_stream = chance.is_one_of(2);
    tail.bytes()
}

/// The object twice in the section, and perhaps twice in the cross-reference.
fn twice(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = with(base, red(chance));
    tail.put(base.contents, red(chance));
    let keep = chance.below(3);
    tail.written(|rows| {
        if keep < 2 {
            rows.remove(keep);
        }
    })
}

fn generation(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let body = red(chance);
    let number = base.contents.number;
    let generation = 1;
    tail.put(Id { number, generation }, body);
    let is_said = chance.is_one_of(2);
    tail.written(|rows| rows[0].1 = u16::from(is_said))
}

fn token(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let words = [
        "/X foo",
        "/X 1x",
        "/X--1",
        "/X(\\400)",
        "/X<0g>",
        "/X 1 2 R",
        "%obj\n",
    ];
    let word = *chance.one(&words);
    let body = String::from_utf8(red(chance)).unwrap();
    with(
        base,
        body.replacen("<<", &format!("<<{word} "), 1).into_bytes(),
    )
    .bytes()
}

fn length(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let lengths = [
        "/Length 1",
        "/Length 99999",
        "/Length 4p",
        "/Length -3",
        "/Len 4",
        "/Length 35.5",
    ];
    let other = *chance.one(&lengths);
    let body = String::from_utf8(red(chance)).unwrap();
    let (_, rest) = body.split_once(">>").unwrap();
    with(base, format!("<<{other}>>{rest}").into_bytes()).bytes()
}

fn junk(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = with(base, red(chance));
    let all = [
        "junk\n",
        "1 0 obj\n",
        "endobj\n",
        "% 3 0 obj\n",
        "stream\n",
        "<<>>\n",
    ];
    tail.gap = chance.one(&all).as_bytes().to_vec();
    tail.bytes()
}

fn key(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let look = tail.add(red(chance));
    let page = String::from_utf8(base.object(base.page).to_bytes()).unwrap();
    let own = format!("/Contents {} 0 R", base.contents.number);
    let other = format!("/Contents {look} 0 R");
    let both = if chance.is_one_of(2) {
        format!("{own}{other}")
    } else {
        format!("{other}{own}")
    };
    tail.put(base.page, page.replace(&own, &both));
    tail.bytes()
}

fn media(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let mut page = base.object(base.page);
    match chance.below(3) {
        0 => page.set("MediaBox", "[0 0 300 300]"),
        1 => page.set("Rotate", "180"),
        _ => page.set("CropBox", "[100 100 400 400]"),
    }
    tail.put(base.page, page.to_bytes());
    tail.bytes()
}

fn annotation(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let entries = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>";
    let look = tail.add(stream(entries, b"1 0 0 rg 0 0 9 9 re f"));
    let kind = chance.one(&[
        "/Square",
        "/Stamp",
        "/Widget/FT/Sig/T(x)",
        "/FreeText/DA(/F 1 Tf)",
    ]);
    let own = tail.add(format!(
        "<</Type/Annot/Subtype{kind}/F 4/Rect[100 100 400 500]/AP<</N {look} 0 R>>>>"
    ));
    let mut page = base.object(base.page);
    let list = page.get("Annots").unwrap();
    let list = [
        list.strip_suffix(b"]").unwrap(),
        format!(" {own} 0 R]").as_bytes(),
    ]
    .concat();
    page.set("Annots", list);
    tail.put(base.page, page.to_bytes());
    tail.bytes()
}

/// The field is signed, larger than it was.
fn field(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let entries = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>";
    let look = tail.add(stream(entries, b"1 0 0 rg 0 0 9 9 re f"));
    let value = tail.add("<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
    let mut own = base.object(base.field);
    own.set("Rect", *chance.one(&["[50 50 500 700]", "[0 0 300 900]"]));
    own.set("AP", format!("<</N {look} 0 R>>"));
    own.set("V", format!("{value} 0 R"));
    tail.put(base.field, own.to_bytes());
    tail.bytes()
}

fn packed(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let look = tail.add(red(chance));
    let mut page = base.object(base.page);
    page.set("Contents", format!("{look} 0 R"));
    tail.packed.push((base.page.number, page.to_bytes()));
    tail.is_stream = true;
    tail.bytes()
}

/// A table that says nothing, beside a stream that says it all.
fn hybrid(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut inner = with(base, red(chance));
    inner.is_stream = true;
    let first = inner.bytes();
    let text = String::from_utf8_lossy(&first).into_owned();
    let (_, end) = text.rsplit_once("startxref\n").unwrap();
    let place = end.lines().next().unwrap().to_owned();
    let cut = first
        .windows(9)
        .rposition(|part| part == b"startxref")
        .unwrap();
    let mut outer = Tail::new(base);
    outer.at += cut;
    outer.next();
    outer.trailer.set("XRefStm", place);
    [&first[..cut], &outer.bytes()].concat()
}

/// A forged revision, and behind it another that says nothing.
fn undone(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let first = contents(base, chance);
    let text = String::from_utf8_lossy(&first).into_owned();
    let (_, end) = text.rsplit_once("startxref\n").unwrap();
    let mut tail = Tail::new(base);
    tail.at += first.len();
    tail.next();
    tail.trailer.set("Prev", end.lines().next().unwrap());
    [first, tail.bytes()].concat()
}

fn tree(base: &Base, chance: &mut Chance) -> Vec<u8> {
    let mut tail = Tail::new(base);
    let look = tail.add(red(chance));
    let pages = tail.next();
    let page = tail.add(format!(
        "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]/Contents {look} 0 R/Resources<<>>>>"
    ));
    tail.objects.push((
        pages,
        0,
        format!("<</Type/Pages/Kids[{page} 0 R]/Count 1>>").into_bytes(),
    ));
    let mut root = base.object(base.root);
    root.set("Pages", format!("{pages} 0 R"));
    tail.put(base.root, root.to_bytes());
    tail.bytes()
}
