//! The file: its properties, and the same bytes for the same plan.

use super::samples::{self, EVERYTHING, office};
use super::xml::Element;
use std::time::{Duration, SystemTime};

#[test]
fn properties_say_title_subject_author_and_day() {
    let package = samples::everything();
    let properties = package.part("docProps/core.xml");
    let get = |name| properties.child(name).map(|own| own.own_text.as_str());
    let subject =
        "Giảm nghèo bền vững và trồng cây dọc các tuyến đường trên địa bàn xã An Bình năm 2025";
    assert_eq!(get("dc:title"), Some(&*format!("Kế hoạch {subject}")));
    assert_eq!(get("dc:subject"), Some(subject));
    assert_eq!(get("dc:creator"), Some("Ủy ban nhân dân xã An Bình"));
    assert_eq!(get("dcterms:created"), Some("2025-02-05T00:00:00Z"));
    assert_eq!(get("dcterms:modified"), Some("2025-02-05T00:00:00Z"));
    assert_eq!(get("dc:language"), Some("vi-VN"));
    let created = properties
        .child("dcterms:created")
        .and_then(|c| c.get("xsi:type"));
    assert_eq!(created, Some("dcterms:W3CDTF"));
    let company = package.part("docProps/app.xml");
    let company = company
        .child("Company")
        .map(|own: &Element| own.own_text.as_str());
    assert_eq!(company, Some("Ủy ban nhân dân xã An Bình"));
}

/// Neither the clock, nor the folder, nor the age of the files is in the file.
#[test]
fn the_same_plan_gives_the_same_bytes() {
    let here = office().file("plan.toml", EVERYTHING);
    let there = office().file("plan.toml", EVERYTHING);
    let old = SystemTime::now() - Duration::from_secs(40_000_000);
    for name in ["plan.toml", "kehoach.toml", "units.toml", "legal.toml"] {
        let file = std::fs::File::options().write(true).open(there.path(name));
        file.unwrap().set_modified(old).unwrap();
    }
    let bytes = |office| samples::read(office, &["--draft"]).bytes;
    let first = bytes(&here);
    assert!(first == bytes(&here));
    assert!(first == bytes(&there));
    assert!(first == samples::everything().bytes);
}

/// The parts stand in one order, the list of content types first, and have no time of their own.
#[test]
fn parts_have_an_order_and_no_time() {
    let package = samples::everything();
    assert_eq!(package.parts[0].0, "[Content_Types].xml");
    assert_eq!(package.parts[1].0, "_rels/.rels");
    let bytes = std::io::Cursor::new(&package.bytes);
    let mut zip = zip::ZipArchive::new(bytes).unwrap();
    for place in 0..zip.len() {
        let part = zip.by_index(place).unwrap();
        let time = part.last_modified();
        assert!(time.is_none_or(|time| time == zip::DateTime::default()));
    }
}
