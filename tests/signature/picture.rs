//! Which pictures are taken, and how large they are (Annex I, Part I, II.7.d and II.8.a).

use super::{SEAL, SIGNATURE};
use kehoach::diag::Lang;
use kehoach::signature::picture::{Fault, Kind, Picture};
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
use proptest::prelude::*;
use rust_decimal::Decimal;

const BLUE: [u8; 3] = [20, 50, 150];
const RED: [u8; 3] = [214, 24, 31];

/// A PNG with a frame of clear pixels around ink of a colour, as large as wanted.
struct Sample {
    width: u32,
    height: u32,
    ink: [u8; 3],
    clear: u8,
    per_metre: Option<u32>,
}

impl Sample {
    fn new(ink: [u8; 3]) -> Self {
        Self {
            width: 360,
            height: 240,
            ink,
            clear: 0,
            per_metre: None,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let (width, height) = (self.width, self.height);
        let mut samples = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let is_ink = x > width / 4 && x < width / 2 && y > height / 4 && y < height / 2;
                samples.extend(self.ink);
                samples.push(if is_ink { 255 } else { self.clear });
            }
        }
        self.encoded(ColorType::Rgba, &samples)
    }

    fn encoded(&self, colour: ColorType, samples: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(colour);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_pixel_dims(self.per_metre.map(|per| PixelDimensions {
            xppu: per,
            yppu: per,
            unit: Unit::Meter,
        }));
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(samples).unwrap();
        writer.finish().unwrap();
        bytes
    }
}

fn millimetres(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn size(bytes: &[u8], kind: Kind, width: Option<&str>) -> Result<(Decimal, Decimal), Fault> {
    Picture::read(bytes, kind, width.map(millimetres)).map(|picture| picture.size())
}

fn fault(bytes: &[u8], kind: Kind) -> Fault {
    Picture::read(bytes, kind, Some(millimetres("36"))).unwrap_err()
}

#[test]
fn a_file_that_says_its_size_is_taken_at_its_word() {
    let pair = |x, y| Ok((millimetres(x), millimetres(y)));
    assert_eq!(
        size(SIGNATURE, Kind::Signature, None),
        pair("44.87", "19.98")
    );
    assert_eq!(size(SEAL, Kind::Seal, None), pair("35.90", "35.90"));
    let mut sample = Sample::new(BLUE);
    sample.per_metre = Some(6000);
    let bytes = sample.bytes();
    assert_eq!(size(&bytes, Kind::Signature, None), pair("60", "40"));
    // Scanners and drawing programs write what they please; who says a width knows better.
    assert_eq!(size(&bytes, Kind::Signature, Some("45")), pair("45", "30"));
}

#[test]
fn a_file_that_does_not_say_its_size_needs_a_width() {
    let bytes = Sample::new(BLUE).bytes();
    let pair = (millimetres("45"), millimetres("30"));
    assert_eq!(size(&bytes, Kind::Signature, Some("45")), Ok(pair));
    assert_eq!(size(&bytes, Kind::Signature, None), Err(Fault::Unsized));
}

#[test]
fn an_absurd_size_is_refused() {
    let bytes = Sample::new(BLUE).bytes();
    for width in ["0", "-5", "9.9", "80.1", "100000000000000000000000000"] {
        let found = size(&bytes, Kind::Signature, Some(width));
        let is_refused = matches!(found, Err(Fault::Size { .. } | Fault::Unsized));
        assert!(is_refused, "{width}: {found:?}");
    }
    let seal = Sample::new(RED).bytes();
    assert!(matches!(
        size(&seal, Kind::Seal, Some("60")),
        Err(Fault::Size { .. })
    ));
    let mut tiny = Sample::new(RED);
    (tiny.width, tiny.height) = (15, 40);
    let pixels = (15, 40);
    assert_eq!(fault(&tiny.bytes(), Kind::Seal), Fault::Pixels { pixels });
    let mut vast = Sample::new(RED);
    (vast.width, vast.height) = (4097, 16);
    let pixels = (4097, 16);
    assert_eq!(fault(&vast.bytes(), Kind::Seal), Fault::Pixels { pixels });
}

#[test]
fn a_file_that_is_no_png_is_refused() {
    for bytes in [
        &b""[..],
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg/>",
    ] {
        assert_eq!(fault(bytes, Kind::Signature), Fault::NotPng);
    }
}

#[test]
fn a_ground_that_is_not_transparent_is_refused() {
    let mut sample = Sample::new(BLUE);
    sample.clear = 255;
    assert_eq!(fault(&sample.bytes(), Kind::Signature), Fault::Opaque);
    let pixels = (sample.width * sample.height) as usize;
    let rgb = sample.encoded(ColorType::Rgb, &BLUE.repeat(pixels));
    assert_eq!(fault(&rgb, Kind::Signature), Fault::Opaque);
    let grey = sample.encoded(ColorType::Grayscale, &vec![9; pixels]);
    assert_eq!(fault(&grey, Kind::Signature), Fault::Opaque);
    let empty = sample.encoded(ColorType::Rgba, &vec![0; pixels * 4]);
    assert_eq!(fault(&empty, Kind::Signature), Fault::Blank);
}

#[test]
fn a_signature_is_blue_and_a_seal_is_red() {
    let (blue, red) = (Sample::new(BLUE).bytes(), Sample::new(RED).bytes());
    let black = Sample::new([10; 3]).bytes();
    let green = Sample::new([10, 120, 60]).bytes();
    for (bytes, signature, seal) in [
        (&blue, true, false),
        (&green, true, false),
        (&red, false, true),
        (&black, false, false),
    ] {
        let is_taken = |kind| size(bytes, kind, Some("36")) != Err(Fault::Colour);
        assert_eq!(is_taken(Kind::Signature), signature);
        assert_eq!(is_taken(Kind::Seal), seal);
    }
}

#[test]
fn a_picture_with_a_palette_has_its_colours() {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 36, 36);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette([[255; 3], RED].concat());
    encoder.set_trns(vec![0, 255]);
    let samples: Vec<u8> = (0..36 * 36).map(|at| u8::from(at % 3 == 0)).collect();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&samples).unwrap();
    writer.finish().unwrap();
    let pair = (millimetres("36"), millimetres("36"));
    assert_eq!(size(&bytes, Kind::Seal, Some("36")), Ok(pair));
}

#[test]
fn faults_are_said_in_both_languages() {
    let said = |fault: Fault, kind| {
        let message = fault.message(kind);
        [Lang::En, Lang::Vi].map(|lang| message.text(lang).to_owned())
    };
    assert_eq!(
        said(Fault::NotPng, Kind::Seal),
        [
            "the seal picture is not a PNG; the decree asks for PNG with a transparent ground",
            "hình ảnh dấu không phải tệp PNG; Nghị định yêu cầu định dạng .png nền trong suốt",
        ]
    );
    let size = (millimetres("90.5"), millimetres("20"));
    assert_eq!(
        said(Fault::Size { size }, Kind::Signature),
        [
            "the signature picture is 90,5 x 20 mm; it can be 10 to 80 mm wide and 5 to 60 mm high",
            "hình ảnh chữ ký có kích thước 90,5 x 20 mm; chỉ nhận chiều rộng 10 - 80 mm, chiều cao \
             5 - 60 mm",
        ]
    );
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    for end in 0..SIGNATURE.len() {
        let found = Picture::read(&SIGNATURE[..end], Kind::Signature, None);
        assert!(
            matches!(found, Err(Fault::NotPng | Fault::Damaged)),
            "cut at {end}: {found:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_damaged_picture_is_taken_or_refused_but_never_a_crash(
        changes in proptest::collection::vec((0..10_000_usize, any::<u8>()), 1..6),
    ) {
        let mut bytes = SEAL.to_vec();
        for (place, byte) in changes {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        let _ = Picture::read(&bytes, Kind::Seal, None);
    }
}
