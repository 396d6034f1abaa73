//! What signing does, and what changes nothing.

use super::tail::{Base, Chance, Mutant, Tail, stream};

/// A signature as the check of changes takes one; whether it holds is said of its own field.
const SIGNATURE: &str = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached\
    /ByteRange[0 1 2 3]/Contents<00>>>";

const GAPS: [&str; 5] = [
    "",
    "\n",
    " \t\r\n",
    "% ch\u{fa} th\u{ed}ch\n",
    "\n\n%\u{e2}\u{e3}\n%\n",
];

pub fn mutant(base: &Base, chance: &mut Chance) -> Mutant {
    let mut tail = Tail::new(base);
    tail.gap = chance.one(&GAPS).as_bytes().to_vec();
    let kind = match chance.below(7) {
        0 => signed(base, &mut tail, chance),
        1 => again(base, &mut tail, chance),
        2 => saved(base, &mut tail, chance),
        3 => validation(base, &mut tail, chance),
        4 => hidden(base, &mut tail, chance),
        5 => certified(base, &mut tail),
        _ => {
            let own = tail.next();
            let generation = u16::from(chance.is_one_of(2));
            let body = stream("", b"1 0 0 rg 0 0 600 900 re f");
            tail.objects.push((own, generation, body));
            "nothing leads to it"
        }
    };
    tail.is_stream = chance.is_one_of(2);
    if tail.is_stream && chance.is_one_of(2) {
        let is_plain = |body: &[u8]| !body.windows(6).any(|part| part == b"stream");
        let objects = std::mem::take(&mut tail.objects);
        let (inside, outside): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|(.., body)| is_plain(body));
        tail.objects = outside;
        tail.packed = inside
            .into_iter()
            .map(|(own, _, body)| (own, body))
            .collect();
    }
    Mutant {
        kind,
        signs: kind == "signed" || kind == "certified",
        tail: tail.bytes(),
        is_allowed: true,
    }
}

fn signed(base: &Base, tail: &mut Tail, chance: &mut Chance) -> &'static str {
    let value = tail.add(SIGNATURE);
    let mut field = base.object(base.field);
    field.set("V", format!("{value} 0 R"));
    if chance.is_one_of(2) {
        let boxes = ["0 0 60 60", "0 0 1 1", "60 60 0 0", "-5 -5 900 900"];
        let own = chance.one(&boxes);
        let paints = [
            "1 0 0 rg -900 -900 2000 2000 re f",
            "0 0 1 RG 5 w 0 0 m 60 60 l S",
        ];
        let paint = chance.one(&paints);
        let matrix = chance.one(&["", "/Matrix[0 1 -1 0 0 0]", "/Matrix[2 0 0 2 7 7]"]);
        let entries = format!("/Type/XObject/Subtype/Form/BBox[{own}]{matrix}/Resources<<>>");
        let look = tail.add(stream(&entries, paint.as_bytes()));
        field.set("AP", format!("<</N {look} 0 R>>"));
        if chance.is_one_of(2) {
            field.set("F", "132");
        }
    }
    tail.put(base.field, field.to_bytes());
    "signed"
}

/// The field's signature certifies the document.
fn certified(base: &Base, tail: &mut Tail) -> &'static str {
    let parameters = "/TransformParams<</Type/TransformParams/V/1.2/P 2>>";
    let reference = format!("<</Type/SigRef/TransformMethod/DocMDP{parameters}>>");
    let value = SIGNATURE.replace("/ByteRange", &format!("/Reference[{reference}]/ByteRange"));
    let value = tail.add(value);
    let mut field = base.object(base.field);
    field.set("V", format!("{value} 0 R"));
    tail.put(base.field, field.to_bytes());
    let mut root = base.object(base.root);
    root.set("Perms", format!("<</DocMDP {value} 0 R>>"));
    tail.put(base.root, root.to_bytes());
    "certified"
}

/// Objects once more as they are, in other words.
fn again(base: &Base, tail: &mut Tail, chance: &mut Chance) -> &'static str {
    for _ in 0..=chance.below(4) {
        let (id, own) = base.some(chance);
        if tail.objects.iter().any(|(number, ..)| *number == id.number) {
            continue;
        }
        let mut body = own.to_bytes();
        match chance.below(3) {
            0 => {
                let text = body.strip_suffix(b">>").unwrap();
                body = [text, b"\n/Nothing null >>"].concat();
            }
            1 => {
                let text = body.strip_prefix(b"<<").unwrap();
                body = [b"<<\n /Nothing null ", text].concat();
            }
            _ => {}
        }
        tail.put(id, body);
    }
    "written again"
}

fn saved(base: &Base, tail: &mut Tail, chance: &mut Chance) -> &'static str {
    let id = base.trailer.reference("Info").unwrap();
    let mut info = base.object(id);
    let day = 1 + chance.below(28);
    info.set("ModDate", format!("(D:202602{day:02}080000Z)"));
    info.set("Producer", "(Acrobat)");
    tail.put(id, info.to_bytes());
    "saved"
}

fn validation(base: &Base, tail: &mut Tail, chance: &mut Chance) -> &'static str {
    let certificate = tail.add(stream("", b"0\x03\x02\x01\x00"));
    let store = tail.add(format!("<</Type/DSS/Certs[{certificate} 0 R]>>"));
    let mut root = base.object(base.root);
    root.set("DSS", format!("{store} 0 R"));
    if chance.is_one_of(2) {
        root.set(
            "Extensions",
            "<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>",
        );
    }
    tail.put(base.root, root.to_bytes());
    "data for validation"
}

/// A time-stamp in a field that shows nothing.
fn hidden(base: &Base, tail: &mut Tail, chance: &mut Chance) -> &'static str {
    let value = tail.add(SIGNATURE.replace("/Type/Sig", "/Type/DocTimeStamp"));
    let rectangle = chance.one(&["[0 0 0 0]", "[50 50 50 50]"]);
    let page = base.page.number;
    let field = tail.add(format!(
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Stamp)/F 132/Rect{rectangle}/P {page} 0 R/V {value} 0 R>>"
    ));
    let longer = |list: &[u8]| {
        [
            list.strip_suffix(b"]").unwrap(),
            format!(" {field} 0 R]").as_bytes(),
        ]
        .concat()
    };
    let root = base.object(base.root);
    let form = root.reference("AcroForm").unwrap();
    let mut own = base.object(form);
    own.set("Fields", longer(own.get("Fields").unwrap()));
    tail.put(form, own.to_bytes());
    let mut own = base.object(base.page);
    own.set("Annots", longer(own.get("Annots").unwrap()));
    tail.put(base.page, own.to_bytes());
    "time-stamped"
}
