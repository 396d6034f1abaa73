//! Files that no reader is to see.

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

fn said(text: impl AsRef<[u8]>) -> Option<String> {
    let message = Gate::look(text.as_ref()).err()?;
    Some(message.text(crate::diag::Lang::En).to_owned())
}

fn refused(text: impl AsRef<[u8]>, part: &str) {
    let said = said(text).unwrap_or_default();
    assert!(said.contains(part), "{part}: {said}");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn stream(head: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("7 0 obj\n<<{head}/Length {}>>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
}

#[test]
fn objects_are_nested_64_deep_at_most() {
    let nested =
        |depth: usize| format!("1 0 obj {}{} endobj", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(said(nested(64)), None);
    refused(nested(65), "deeper than 64");
    refused("<</A".repeat(65), "deeper than 64");
    // What stands in strings and comments closes nothing.
    refused(
        "1 0 obj ".to_owned() + &"[(])%]\n<5d>/a\\(])".repeat(65),
        "deeper than 64",
    );
    // Objects beside each other are not in each other.
    assert_eq!(
        said("1 0 obj [[1] [2] <</A (>>)>>] endobj ".repeat(100)),
        None
    );
}

#[test]
fn objects_in_objects_end() {
    refused(b"1 0 obj (".repeat(100_000), "again and again");
    refused(b"<<(".repeat(100_000), "again and again");
}

#[test]
fn a_typeface_that_is_not_packed_is_no_attack() {
    // Its bytes are as good as drawn by lot, so that some look like the beginning of an object.
    let mut state = 1_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    })
    .take(1 << 20)
    .collect();
    assert_eq!(said(stream("/Length1 1048576", &bytes)), None);
}

#[test]
fn kids_are_a_tree() {
    let own = "2 0 obj <</Type/Pages/Kids[2 0 R]>> endobj";
    refused(own, "lie in each other");
    refused(
        "2 0 obj <</K#69ds 3 0 R>> endobj 3 0 obj [2 0 R] endobj",
        "lie in each other",
    );
    refused("5 0 obj 5 0 R endobj", "lie in each other");
    let chain = |kids: fn(usize) -> String, length: usize| -> String {
        let all = (1..length).map(|n| format!("{n} 0 obj <</Kids[{}]>> endobj\n", kids(n + 1)));
        all.collect()
    };
    let one = |n: usize| format!("{n} 0 R");
    assert_eq!(said(chain(one, 60)), None);
    refused(chain(one, 70), "lie in each other");
    let usual =
        "1 0 obj<</Kids[2 0 R 3 0 R]>>endobj 2 0 obj<</Kids[4 0 R 5 0 R]/Parent 1 0 R>>endobj";
    assert_eq!(said(usual), None);
    assert_eq!(
        said("9 0 obj [3 0 R /XYZ 0 1 0] endobj 3 0 obj <</Parent 9 0 R>> endobj"),
        None
    );
}

#[test]
fn streams_of_objects_unpack_within_limits() {
    let deep = "[".repeat(70);
    let inner = format!("3 0 {deep}");
    let head = "/Type/ObjStm/N 1/First 4/Filter/FlateDecode";
    refused(stream(head, &packed(inner.as_bytes())), "deeper than 64");
    refused(
        stream("/Type/ObjStm/N 1/First 4", inner.as_bytes()),
        "deeper than 64",
    );
    let twice = "/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]";
    refused(stream(twice, &packed(&packed(b"3 0 1"))), "packed in a way");
    refused(
        stream(head, &packed(&vec![b' '; 101 << 20])),
        "more than 100 MB",
    );
    let own = "3 0 <</Kids[3 0 R]>>";
    refused(stream(head, &packed(own.as_bytes())), "lie in each other");
    assert_eq!(said(stream(head, &packed(b"3 0 <</A[1 2]>>"))), None);
    let rows = [2, 8, 0, 2, 7, 0];
    let each_other = "/Type/XRef/W[1 1 1]/Index[7 2]/Size 9";
    refused(stream(each_other, &rows), "lie in each other");
    assert_eq!(said(stream(each_other, &[1, 8, 0, 2, 7, 0])), None);
}

#[test]
fn what_is_unpacked_is_counted() {
    let data = packed(b"xin");
    assert_eq!(inflate(&data, &mut 3).unwrap().unwrap(), b"xin");
    assert!(inflate(&data, &mut 2).is_err());
    assert_eq!(inflate(b"x\x9cxin", &mut 9).unwrap(), None);
    assert_eq!(inflate(b"", &mut 9).unwrap(), None);
}

#[test]
fn rows_of_differences_are_made_upright() {
    let rows = [0, 1, 2, 1, 1, 2, 2, 1, 1];
    assert_eq!(upright(&rows, 2).unwrap(), [1, 2, 1, 3, 2, 4]);
    assert_eq!(upright(&[4, 1, 2], 2), None);
}
