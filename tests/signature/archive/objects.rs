//! The rules of ISO 19005-3 about the objects of a file, each with the number of its clause.

use super::{bytes, metadata};
use hayro_syntax::Pdf;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::dict::Dict;
use hayro_syntax::object::{
    Array, MaybeRef, Name, Number, ObjRef, Object, ObjectIdentifier, Stream, String as Text,
};

/// Actions that no file has (6.5.1).
const ACTIONS: [&str; 12] = [
    "Launch",
    "Sound",
    "Movie",
    "ResetForm",
    "ImportData",
    "Hide",
    "SetOCGState",
    "Rendition",
    "Trans",
    "GoTo3DView",
    "JavaScript",
    "SubmitForm",
];

/// Keys that no dictionary has, with their clauses.
const KEYS: [(&str, &str); 12] = [
    ("6.2.8", "Alternates"),
    ("6.2.8", "OPI"),
    ("6.2.5", "TR"),
    ("6.2.5", "HTP"),
    ("6.4.1", "NeedsRendering"),
    ("6.4.2", "XFA"),
    ("6.5.2", "AA"),
    ("6.5.1", "JavaScript"),
    ("6.5.1", "JS"),
    ("6.10", "AlternatePresentations"),
    ("6.10", "PresSteps"),
    ("6.11", "Requirements"),
];

/// Operators of content streams (ISO 32000-1, annex A) without those of CMYK, for which the output intent
/// of the files has no place, and without inline images, which they do not need.
const OPERATORS: &str = " b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J l \
    m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" ";

/// How deep graphics states may stand in each other (6.1.13).
const DEEPEST: i64 = 28;

struct Check<'p> {
    pdf: &'p Pdf,
    faults: Vec<String>,
    /// The files that the catalog names as its associated ones.
    associated: Vec<ObjRef>,
}

/// All that is wrong with a file.
pub fn faults(pdf: &[u8]) -> Vec<String> {
    let (mut faults, trailers) = bytes::read(pdf);
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else {
        faults.push("the file cannot be read".to_owned());
        return faults;
    };
    let info = trailers
        .first()
        .and_then(|trailer| trailer.reference("Info"));
    let info = info.and_then(|id| {
        let id = ObjectIdentifier::new(i32::try_from(id.number).ok()?, 0);
        pdf.xref().get::<Dict<'_>>(id)
    });
    let mut check = Check {
        pdf: &pdf,
        faults,
        associated: Vec::new(),
    };
    check.catalog(info.as_ref());
    for object in pdf.objects() {
        check.object(&object);
    }
    for page in pdf.pages().iter() {
        check.content(page.page_stream().unwrap_or_default());
        let has_annotations = page.raw().contains_key("Annots");
        check.must(
            !has_annotations || has_name(page.raw(), "Tabs", "S"),
            "6.3",
            || "the annotations of a page are not in the order of the structure".to_owned(),
        );
    }
    check.faults
}

fn name_of(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key)
        .map(|name| name.as_str().to_owned())
}

fn has_name(dict: &Dict<'_>, key: &str, name: &str) -> bool {
    name_of(dict, key).as_deref() == Some(name)
}

fn number(dict: &Dict<'_>, key: &str) -> Option<i64> {
    dict.get::<Number>(key).map(|number| number.as_i64())
}

impl Check<'_> {
    fn must(&mut self, holds: bool, clause: &str, what: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(format!("{clause}: {}", what()));
        }
    }

    fn catalog(&mut self, info: Option<&Dict<'_>>) {
        let catalog = self.pdf.xref().get::<Dict<'_>>(self.pdf.xref().root_id());
        let catalog = catalog.unwrap();
        let metadata = catalog.get::<Stream<'_>>("Metadata");
        let packet = metadata.and_then(|stream| Some(stream.decoded().ok()?.into_owned()));
        self.faults
            .extend(metadata::faults(&packet.unwrap_or_default(), info));
        let marks = catalog.get::<Dict<'_>>("MarkInfo");
        let is_marked = marks.and_then(|marks| marks.get::<bool>("Marked"));
        self.must(is_marked == Some(true), "6.7.2", || {
            "the file is not marked as tagged".to_owned()
        });
        for key in ["StructTreeRoot", "Lang"] {
            self.must(catalog.contains_key(key), "6.7", || format!("no {key}"));
        }
        self.must(!catalog.contains_key("OCProperties"), "6.9", || {
            "content that can be left out".to_owned()
        });
        self.intents(&catalog);
        if let Some(files) = catalog.get::<Array<'_>>("AF") {
            let files = files.raw_iter().filter_map(|file| file.as_obj_ref());
            self.associated = files.collect();
        }
    }

    /// One output intent with a profile of RGB, which also serves grey (6.2.3 and 6.2.4.3); with it, pages
    /// whose content is transparent need no group of their own (6.2.10).
    fn intents(&mut self, catalog: &Dict<'_>) {
        let intents = catalog.get::<Array<'_>>("OutputIntents");
        let intents: Vec<Dict<'_>> = intents.iter().flat_map(Array::iter::<Dict<'_>>).collect();
        let [intent] = &intents[..] else {
            self.faults
                .push(format!("6.2.3: {} output intents", intents.len()));
            return;
        };
        let is_archive = has_name(intent, "S", "GTS_PDFA1");
        let named = intent.contains_key("OutputConditionIdentifier");
        self.must(is_archive && named, "6.2.3", || {
            "the output intent is none for archives".to_owned()
        });
        let profile = intent.get::<Stream<'_>>("DestOutputProfile");
        let holds = profile.and_then(|profile| {
            let data = profile.decoded().ok()?;
            let size = u32::from_be_bytes(data.get(..4)?.try_into().ok()?);
            Some(
                number(profile.dict(), "N") == Some(3)
                    && usize::try_from(size).ok()? == data.len()
                    && data.get(8)? <= &4
                    && matches!(data.get(12..16)?, b"mntr" | b"prtr")
                    && data.get(16..20)? == b"RGB "
                    && data.get(36..40)? == b"acsp",
            )
        });
        self.must(holds == Some(true), "6.2.3", || {
            "the output intent has no profile of RGB".to_owned()
        });
    }

    /// An object with all that stands in it, without what it refers to.
    fn object(&mut self, object: &Object<'_>) {
        match object {
            Object::Dict(dict) => self.dictionary(dict),
            Object::Stream(stream) => {
                self.dictionary(stream.dict());
                self.stream(stream);
            }
            Object::Array(items) => {
                for item in items.raw_iter() {
                    if let MaybeRef::NotRef(item) = item {
                        self.object(&item);
                    }
                }
            }
            Object::Name(name) => {
                self.must(name.as_str() != "DeviceCMYK", "6.2.4.3", || {
                    "colours that the output intent does not have".to_owned()
                });
            }
            _ => {}
        }
    }

    fn dictionary(&mut self, dict: &Dict<'_>) {
        for (clause, key) in KEYS {
            self.must(!dict.contains_key(key), clause, || format!("a key {key}"));
        }
        let action = name_of(dict, "S").unwrap_or_default();
        self.must(!ACTIONS.contains(&action.as_str()), "6.5.1", || {
            format!("an action {action}")
        });
        let appearances = dict.get::<bool>("NeedAppearances");
        self.must(appearances != Some(true), "6.4.1", || {
            "fields are drawn by the reader".to_owned()
        });
        let mode = name_of(dict, "BM").unwrap_or_default();
        self.must(mode != "Compatible", "6.2.10", || {
            "a blend mode of old".to_owned()
        });
        let kind = name_of(dict, "Type").unwrap_or_default();
        let subtype = name_of(dict, "Subtype").unwrap_or_default();
        if kind == "Annot" || subtype == "Widget" {
            self.annotation(dict, &subtype);
        }
        if dict.contains_key("EF") {
            self.file(dict);
        }
        match kind.as_str() {
            "Font" => self.font(dict, &subtype),
            "FontDescriptor" => {
                let programs = ["FontFile", "FontFile2", "FontFile3"];
                let is_embedded = programs.iter().any(|key| dict.contains_key(key));
                self.must(is_embedded, "6.2.11.4", || {
                    "a font is not embedded".to_owned()
                });
            }
            _ => {}
        }
        for (_, value) in dict.entries() {
            if let MaybeRef::NotRef(value) = value {
                self.object(&value);
            }
        }
    }

    fn annotation(&mut self, dict: &Dict<'_>, subtype: &str) {
        let types = ["Link", "Widget"];
        self.must(types.contains(&subtype), "6.3.1", || {
            format!("an annotation {subtype}")
        });
        // Invisible, Hidden, Print, NoView and ToggleNoView (ISO 32000-1, table 165).
        let flags = number(dict, "F").unwrap_or(0);
        self.must(flags & (1 | 2 | 4 | 32 | 256) == 4, "6.3.2", || {
            format!("an annotation with the flags {flags}")
        });
        let looks = dict.get::<Dict<'_>>("AP");
        self.must(looks.is_some() || subtype == "Link", "6.3.3", || {
            "an annotation without a look".to_owned()
        });
        if let Some(looks) = looks {
            let is_one = looks.len() == 1 && looks.get::<Stream<'_>>("N").is_some();
            self.must(is_one, "6.3.3", || {
                "an annotation with other looks".to_owned()
            });
        }
        let acts = subtype == "Widget" && dict.contains_key("A");
        self.must(!acts, "6.4.1", || "a field with an action".to_owned());
        self.must(dict.contains_key("StructParent"), "6.7.3", || {
            "an annotation outside of the structure".to_owned()
        });
    }

    /// An attached file (6.8).
    fn file(&mut self, dict: &Dict<'_>) {
        let relations = ["Source", "Data", "Alternative", "Supplement", "Unspecified"];
        let relation = name_of(dict, "AFRelationship").unwrap_or_default();
        self.must(relations.contains(&relation.as_str()), "6.8", || {
            "a file without a relation".to_owned()
        });
        let own = dict.obj_id();
        let is_associated = self
            .associated
            .iter()
            .any(|file| Some(ObjectIdentifier::from(*file)) == own);
        self.must(is_associated, "6.8", || {
            "a file that belongs to nothing".to_owned()
        });
        let names = ["F", "UF"].map(|key| dict.get::<Text<'_>>(key));
        self.must(names.iter().all(Option::is_some), "6.8", || {
            "a file without its name".to_owned()
        });
        let files = dict.get::<Dict<'_>>("EF").unwrap();
        let stream = files.get::<Stream<'_>>("F");
        let kind = stream
            .as_ref()
            .and_then(|file| name_of(file.dict(), "Subtype"));
        self.must(kind.is_some_and(|kind| kind.contains('/')), "6.8", || {
            "a file without a MIME type".to_owned()
        });
        let params = stream.and_then(|file| file.dict().get::<Dict<'_>>("Params"));
        self.must(
            params.is_some_and(|own| own.contains_key("ModDate")),
            "6.8",
            || "a file without its date".to_owned(),
        );
    }

    fn font(&mut self, dict: &Dict<'_>, subtype: &str) {
        if subtype == "Type0" {
            self.must(dict.contains_key("ToUnicode"), "6.2.11.7", || {
                "a font without its characters".to_owned()
            });
        } else if subtype != "Type3" {
            self.must(dict.contains_key("FontDescriptor"), "6.2.11.4", || {
                "a font is not embedded".to_owned()
            });
        }
        self.must(
            subtype != "CIDFontType2" || dict.contains_key("CIDToGIDMap"),
            "6.2.11.3",
            || "a font without its glyphs".to_owned(),
        );
    }

    fn stream(&mut self, stream: &Stream<'_>) {
        let dict = stream.dict();
        let one = name_of(dict, "Filter");
        let more = dict.get::<Array<'_>>("Filter");
        let more = more.iter().flat_map(Array::iter::<Name<'_>>);
        for filter in more.map(|name| name.as_str().to_owned()).chain(one) {
            let is_let = !matches!(filter.as_str(), "LZWDecode" | "LZW" | "Crypt");
            self.must(is_let, "6.1.7.2", || format!("a filter {filter}"));
        }
        match name_of(dict, "Subtype").as_deref() {
            Some("Image") => {
                let is_smooth = dict.get::<bool>("Interpolate") == Some(true);
                self.must(!is_smooth, "6.2.8", || "an image is smoothed".to_owned());
                let bits = number(dict, "BitsPerComponent");
                self.must(matches!(bits, Some(1 | 2 | 4 | 8 | 16)), "6.2.8", || {
                    "an image of other depths".to_owned()
                });
            }
            Some("Form") => {
                let others = ["Ref", "PS", "Subtype2"];
                let has_other = others.iter().any(|key| dict.contains_key(key));
                self.must(!has_other, "6.2.9", || "a form of another file".to_owned());
                match stream.decoded() {
                    Ok(data) => self.content(&data),
                    Err(_) => self.faults.push("6.1.7: a form cannot be read".to_owned()),
                }
            }
            _ => {}
        }
    }

    fn content(&mut self, data: &[u8]) {
        let mut instructions = UntypedIter::new(data);
        let (mut depth, mut deepest) = (0, 0);
        while let Some(instruction) = instructions.next() {
            let operator = String::from_utf8_lossy(instruction.operator).into_owned();
            depth += i64::from(operator == "q") - i64::from(operator == "Q");
            deepest = deepest.max(depth);
            let is_known = OPERATORS.contains(&format!(" {operator} "));
            self.must(is_known, "6.2.2", || format!("an operator {operator}"));
        }
        self.must(deepest <= DEEPEST, "6.1.13", || {
            "states too deep".to_owned()
        });
    }
}
