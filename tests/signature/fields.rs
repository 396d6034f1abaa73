//! The two fields as they stand in the file.

use super::{PLANS, made_in, pictured, prepared, rendered};
use crate::support::{Office, repository, run_in};
use kehoach::render::SignatureSpace;
use kehoach::signature::fields::{Pictures, with_fields};
use kehoach::signature::revision::{Fault, Revision};
use kehoach::signature::syntax::Id;
use kehoach::signature::syntax::{Dictionary, elements, reference, text};
use proptest::prelude::*;

const TEXT: &str = "[[sections]]\ntitle = \"Nội dung\"\ntext = '''\nTrồng cây.\n'''\n";

/// The two fields of a file, in order.
pub fn widgets(revision: &Revision) -> Vec<(Id, Dictionary)> {
    let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
    let form = revision.resolved(catalog.get("AcroForm").unwrap()).unwrap();
    let fields = elements(form.get("Fields").unwrap()).unwrap();
    let ids = fields.iter().map(|field| reference(field).unwrap());
    ids.map(|id| (id, revision.dictionary(id).unwrap()))
        .collect()
}

/// The element of the structure tree that a field is found by, through the parent tree.
fn element(revision: &Revision, widget: &Dictionary) -> Id {
    let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
    let root = revision.resolved(catalog.get("StructTreeRoot").unwrap());
    let tree = revision.resolved(root.unwrap().get("ParentTree").unwrap());
    let numbers = elements(tree.unwrap().get("Nums").unwrap()).unwrap();
    let key = widget.get("StructParent").unwrap();
    let found = numbers.chunks(2).find(|pair| pair[0] == key).unwrap();
    reference(&found[1]).unwrap()
}

fn kinds(revision: &Revision, children: &Dictionary) -> Vec<String> {
    let children = elements(children.get("K").unwrap()).unwrap();
    let children = children
        .iter()
        .map(|child| revision.resolved(child).unwrap());
    children
        .map(|child| String::from_utf8(child.get("S").unwrap().to_vec()).unwrap())
        .collect()
}

#[test]
fn each_field_has_its_name_and_its_tooltip_and_is_empty() {
    for plan in PLANS {
        let pdf = rendered(plan);
        let revision = Revision::new(&prepared(&pdf)).unwrap();
        let page = *revision.pages().unwrap().last().unwrap();
        let found = widgets(&revision);
        let wanted = [
            ("signer", "Chữ ký của người có thẩm quyền"),
            ("organisation", "Chữ ký số của cơ quan, tổ chức"),
        ];
        assert_eq!(found.len(), wanted.len());
        for ((_, widget), (name, tooltip)) in found.iter().zip(wanted) {
            assert!(widget.has_name("Subtype", "Widget") && widget.has_name("FT", "Sig"));
            assert_eq!(widget.get("T"), Some(&text(name)[..]));
            assert_eq!(widget.get("TU"), Some(&text(tooltip)[..]));
            assert_eq!(widget.number("F"), Some(4), "printed, and in no way hidden");
            assert_eq!(widget.reference("P"), Some(page));
            assert_eq!(widget.get("V"), None);
            let look = revision.resolved(widget.get("AP").unwrap()).unwrap();
            let look = revision.resolved(look.get("N").unwrap()).unwrap();
            assert_eq!(look.number("Length"), Some(0));
        }
    }
}

#[test]
fn the_page_and_the_catalog_name_the_fields() {
    let revision = Revision::new(&prepared(&rendered(PLANS[0]))).unwrap();
    let ids: Vec<Vec<u8>> = widgets(&revision)
        .iter()
        .map(|(id, _)| id.reference())
        .collect();
    let page = *revision.pages().unwrap().last().unwrap();
    let page = revision.dictionary(page).unwrap();
    assert_eq!(elements(page.get("Annots").unwrap()).unwrap(), ids);
    assert!(page.has_name("Tabs", "S"));
    let catalog = revision.dictionary(revision.catalog().unwrap()).unwrap();
    let form = revision.resolved(catalog.get("AcroForm").unwrap()).unwrap();
    assert_eq!(form.number("SigFlags"), Some(1));
    assert_eq!(form.get("XFA"), None);
    assert_eq!(form.get("NeedAppearances"), None);
}

#[test]
fn readers_aloud_come_to_the_fields_between_position_and_name() {
    for plan in PLANS {
        let revision = Revision::new(&prepared(&rendered(plan))).unwrap();
        for (id, widget) in widgets(&revision) {
            let element = element(&revision, &widget);
            let element = revision.dictionary(element).unwrap();
            assert!(element.has_name("S", "Form"));
            let object = Dictionary::parse(element.get("K").unwrap()).unwrap();
            assert!(object.has_name("Type", "OBJR"));
            assert_eq!(object.reference("Obj"), Some(id));
            let column = revision.dictionary(element.reference("P").unwrap());
            let column = column.unwrap();
            assert_eq!(kinds(&revision, &column), ["/P", "/Form", "/Form", "/P"]);
        }
    }
}

#[test]
fn the_place_is_found_whatever_else_stands_on_the_page() {
    let appendix = "[[appendices]]\ntitle = \"Danh mục\"\ntext = \"Cây sao đen.\"\n";
    let footnote = TEXT.replace("cây.", "cây[^a].\n\n[^a]: Cây sao đen.");
    let address = "[issuer]\naddress = \"Ấp Bình Thắng, xã An Bình\"\n";
    let cases = [
        TEXT.to_owned(),
        footnote,
        format!("{address}{TEXT}"),
        format!("{TEXT}{appendix}"),
    ];
    for plan in cases {
        let pdf = made_in(&Office::commune().plan(&plan));
        assert_eq!(pdf.signature.unwrap().page, 0, "{plan}");
        let revision = Revision::new(&prepared(&pdf)).unwrap();
        let pages = revision.pages().unwrap();
        for (_, widget) in widgets(&revision) {
            assert_eq!(widget.reference("P"), Some(pages[0]), "{plan}");
            let element = revision.dictionary(element(&revision, &widget)).unwrap();
            let column = revision.dictionary(element.reference("P").unwrap());
            assert_eq!(
                kinds(&revision, &column.unwrap()),
                ["/P", "/Form", "/Form", "/P"],
                "{plan}"
            );
        }
    }
}

#[test]
fn without_a_name_the_fields_follow_the_position() {
    let plan = format!("[signature]\nposition = \"CHỦ TỊCH\"\n{TEXT}");
    let pdf = made_in(&Office::commune().plan(&plan));
    let revision = Revision::new(&prepared(&pdf)).unwrap();
    for (_, widget) in widgets(&revision) {
        let element = revision.dictionary(element(&revision, &widget)).unwrap();
        let column = revision.dictionary(element.reference("P").unwrap());
        assert_eq!(kinds(&revision, &column.unwrap()), ["/P", "/Form", "/Form"]);
    }
}

#[test]
fn what_was_rendered_stays_inside_and_the_same_plan_gives_the_same_bytes() {
    for plan in PLANS {
        let office = Office::empty();
        let out = office.path("out");
        let source = format!("plans/{plan}.toml");
        let run = run_in(
            repository(),
            &["render", &source, "--out", out.to_str().unwrap()],
        );
        assert_eq!(run.code, 0, "{}", run.err);
        let name = plan.split('/').next_back().unwrap();
        let before = std::fs::read(out.join(format!("{name}.pdf"))).unwrap();
        let pdf = rendered(plan);
        for make in [prepared, pictured] {
            let after = make(&pdf);
            assert_eq!(after[..before.len()], before[..]);
            assert_eq!(after, make(&rendered(plan)));
        }
    }
}

#[test]
fn a_template_that_marks_no_place_has_none_and_marks_change_no_byte() {
    let library = include_str!("../../templates/nd30.typ");
    let unmarked: String = library
        .lines()
        .filter(|line| !line.trim_start().starts_with("signature-edge("))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_ne!(library, unmarked);
    let office = |library: &str| {
        let settings = "templates = \"mau\"\n[issuer]\nname = \"UBND xã An Bình\"\n";
        Office::empty()
            .file("kehoach.toml", settings)
            .file("mau/nd30.typ", library)
            .plan(&format!("[signature]\nposition = \"CHỦ TỊCH\"\n{TEXT}"))
    };
    let (marked, unmarked) = (made_in(&office(library)), made_in(&office(&unmarked)));
    assert!(marked.signature.is_some());
    assert_eq!(unmarked.signature, None);
    assert_eq!(marked.bytes, unmarked.bytes);
}

#[test]
fn fields_are_put_in_once() {
    let pdf = rendered(PLANS[1]);
    let again = with_fields(
        &prepared(&pdf),
        &pdf.signature.unwrap(),
        Pictures::default(),
    );
    assert_eq!(again, Err(Fault::Prepared));
}

/// A PDF with objects as another program would write it.
fn other(objects: &[&str]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, body) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{body}\nendobj\n").bytes());
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(format!("xref\n0 {size}\n{table}").bytes());
    bytes.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\n").bytes());
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn a_pdf_that_is_not_ours_is_refused() {
    const PAGES: &str = "<</Type/Pages/Count 1/Kids[3 0 R]>>";
    const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0>>";
    let space = SignatureSpace {
        page: 0,
        ..rendered(PLANS[1]).signature.unwrap()
    };
    let fault = |objects: &[&str], space: &SignatureSpace| {
        let fault = with_fields(&other(objects), space, Pictures::default()).unwrap_err();
        fault.to_string()
    };
    let lacks = |part: &str| format!("the PDF has no {part}; it was not made by kehoach");
    let plain = ["<</Type/Catalog/Pages 2 0 R>>", PAGES, PAGE];
    assert_eq!(fault(&plain, &space), lacks("StructTreeRoot"));
    let far = SignatureSpace { page: 7, ..space };
    assert_eq!(fault(&plain, &far), lacks("Page"));
    let tagged = "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>";
    let flat = [tagged, PAGES, PAGE, "<</Type/StructTreeRoot/K[]>>"];
    assert_eq!(fault(&flat, &space), lacks("ParentTree"));
    // A tree that leads round in a circle ends nowhere, and neither does the search.
    let round = [
        tagged,
        PAGES,
        PAGE,
        "<</K 5 0 R/ParentTree<</Nums[0[5 0 R]]>>/ParentTreeNextKey 1>>",
        "<</S/P/P 5 0 R/K[5 0 R]>>",
    ];
    assert!(with_fields(&other(&round), &space, Pictures::default()).is_ok());
    for height in ["0", "-79228162514264337593543950335", "14401", "1e5", "R"] {
        let page = PAGE.replace("842", height);
        let absurd = [tagged, PAGES, &page, round[3], round[4]];
        let made = with_fields(&other(&absurd), &space, Pictures::default());
        assert!(made.is_err(), "a page {height} points high");
    }
    let root = round[3].replace("NextKey 1", "NextKey 18446744073709551615");
    let absurd = [tagged, PAGES, PAGE, &root, round[4]];
    assert_eq!(fault(&absurd, &space), lacks("ParentTreeNextKey"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_file_gets_fields_or_is_refused_but_never_a_crash(
        changes in proptest::collection::vec((0..100_000_usize, any::<u8>()), 1..200),
    ) {
        static WHOLE: std::sync::LazyLock<kehoach::render::Pdf> =
            std::sync::LazyLock::new(|| rendered(PLANS[1]));
        let mut bytes = WHOLE.bytes.clone();
        let length = bytes.len();
        for (place, byte) in changes {
            bytes[place % length] = byte;
        }
        if let Ok(made) = with_fields(&bytes, &WHOLE.signature.unwrap(), Pictures::default()) {
            prop_assert_eq!(&made[..length], &bytes[..]);
        }
    }
}
