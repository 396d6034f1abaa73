//! Pictures of a signature and of a seal (hình ảnh chữ ký, hình ảnh dấu): PNG with a transparent ground,
//! in their true size (Decree 30/2020/NĐ-CP, Annex I, Part I, II.7.d and II.8.a).

use super::revision::Revision;
use super::syntax::Dictionary;
use super::syntax::Id;
use crate::diag::{Lang, Message};
use crate::render::profile::points;
use crate::vi;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use png::{Decoder, Limits, Transformations, Unit};
use rust_decimal::Decimal;
use std::io::{Cursor, Write};

/// The most pixels that a picture is wide and high.
const MOST_PIXELS: u32 = 4096;
/// The fewest.
const LEAST_PIXELS: u32 = 16;
/// The most memory that a picture is unpacked to.
const MOST_BYTES: usize = 80 << 20;
/// One in so many pixels must be transparent.
const TRANSPARENT: usize = 10;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The signature of the authorised person (chữ ký của người có thẩm quyền): blue.
    Signature,
    /// The seal of the office (dấu của cơ quan, tổ chức): red.
    Seal,
}

/// A picture that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pixels: (u32, u32),
    /// Red, green and blue of each pixel.
    colours: Vec<u8>,
    /// How opaque each pixel is.
    opacity: Vec<u8>,
    size: (Decimal, Decimal),
}

/// Why a picture is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no PNG.
    NotPng,
    /// It is a PNG that cannot be read to its end.
    Damaged,
    /// It has too few pixels or too many.
    Pixels {
        /// How many it is wide and high.
        pixels: (u32, u32),
    },
    /// Its ground is not transparent.
    Opaque,
    /// There is nothing on it.
    Blank,
    /// A signature that is not blue, or a seal that is not red.
    Colour,
    /// Neither the file nor its user says how large it is.
    Unsized,
    /// It is too small or too large to be what it should show.
    Size {
        /// Its width and height in millimetres.
        size: (Decimal, Decimal),
    },
}

impl Kind {
    fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Signature, Lang::En) => "the signature picture",
            (Self::Signature, Lang::Vi) => "hình ảnh chữ ký",
            (Self::Seal, Lang::En) => "the seal picture",
            (Self::Seal, Lang::Vi) => "hình ảnh dấu",
        }
    }

    /// The least and the most millimetres that it is wide, and high.
    fn limits(self) -> [(i64, i64); 2] {
        match self {
            Self::Signature => [(10, 80), (5, 60)],
            Self::Seal => [(20, 50), (20, 50)],
        }
    }
}

impl Fault {
    /// The fault in words.
    #[must_use]
    pub fn message(&self, kind: Kind) -> Message {
        let (en, vi) = self.words(kind);
        Message::new(
            format!("{} {en}", kind.name(Lang::En)),
            format!("{} {vi}", kind.name(Lang::Vi)),
        )
    }

    fn words(&self, kind: Kind) -> (String, String) {
        match self {
            Self::NotPng => (
                "is not a PNG; the decree asks for PNG with a transparent ground".into(),
                "không phải tệp PNG; Nghị định yêu cầu định dạng .png nền trong suốt".into(),
            ),
            Self::Damaged => (
                "cannot be read: the PNG is damaged".into(),
                "không đọc được: tệp PNG bị hỏng".into(),
            ),
            Self::Pixels { pixels: (x, y) } => (
                format!("has {x} x {y} pixels; each side can have {LEAST_PIXELS} to {MOST_PIXELS}"),
                format!("có {x} x {y} điểm ảnh; mỗi chiều chỉ nhận {LEAST_PIXELS} - {MOST_PIXELS}"),
            ),
            Self::Opaque => (
                "has no transparent ground; it would cover what stands under it".into(),
                "không có nền trong suốt nên sẽ che nội dung bên dưới".into(),
            ),
            Self::Blank => ("is empty".into(), "không có nét nào".into()),
            Self::Colour => match kind {
                Kind::Signature => (
                    "is not blue, as the decree asks (Annex I, II.7.d)".into(),
                    "không phải màu xanh như Nghị định quy định (Phụ lục I, II.7.d)".into(),
                ),
                Kind::Seal => (
                    "is not red, as the decree asks (Annex I, II.8.a)".into(),
                    "không phải màu đỏ như Nghị định quy định (Phụ lục I, II.8.a)".into(),
                ),
            },
            Self::Unsized => (
                "does not say its true size; give its width in millimetres".into(),
                "không ghi kích thước thực tế; cần cho biết chiều rộng theo mi-li-mét".into(),
            ),
            Self::Size { size: (x, y) } => {
                let [(x_least, x_most), (y_least, y_most)] = kind.limits();
                let (x, y) = (vi::number::format(x), vi::number::format(y));
                (
                    format!(
                        "is {x} x {y} mm; it can be {x_least} to {x_most} mm wide and {y_least} to \
                         {y_most} mm high"
                    ),
                    format!(
                        "có kích thước {x} x {y} mm; chỉ nhận chiều rộng {x_least} - {x_most} mm, \
                         chiều cao {y_least} - {y_most} mm"
                    ),
                )
            }
        }
    }
}

impl Picture {
    /// Reads a PNG and checks it.
    ///
    /// Its true size is the width that is given, in millimetres, or else the one that the file says
    /// (its pHYs chunk, in pixels per metre).
    ///
    /// # Errors
    /// The picture is not what the decree asks for, or no picture at all.
    pub fn read(bytes: &[u8], kind: Kind, width: Option<Decimal>) -> Result<Self, Fault> {
        if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Err(Fault::NotPng);
        }
        let mut decoder =
            Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_BYTES });
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|_| Fault::Damaged)?;
        let info = reader.info();
        let pixels = info.size();
        let range = LEAST_PIXELS..=MOST_PIXELS;
        if !range.contains(&pixels.0) || !range.contains(&pixels.1) {
            return Err(Fault::Pixels { pixels });
        }
        let per_metre = info
            .pixel_dims
            .filter(|dims| dims.unit == Unit::Meter && dims.xppu > 0 && dims.yppu > 0)
            .map(|dims| (dims.xppu, dims.yppu));
        let channels = reader.output_color_type().0.samples();
        if channels != 2 && channels != 4 {
            return Err(Fault::Opaque);
        }
        let mut samples = vec![0; reader.output_buffer_size().ok_or(Fault::Damaged)?];
        let frame = reader
            .next_frame(&mut samples)
            .map_err(|_| Fault::Damaged)?;
        reader.finish().map_err(|_| Fault::Damaged)?;
        samples.truncate(frame.buffer_size());

        let (mut colours, mut opacity) = (Vec::new(), Vec::new());
        for pixel in samples.chunks_exact(channels) {
            match pixel {
                [grey, alpha] => {
                    colours.extend([*grey; 3]);
                    opacity.push(*alpha);
                }
                [red, green, blue, alpha] => {
                    // What cannot be seen is packed smallest where it is all alike.
                    let shown = if *alpha > 0 {
                        [*red, *green, *blue]
                    } else {
                        [0; 3]
                    };
                    colours.extend(shown);
                    opacity.push(*alpha);
                }
                _ => return Err(Fault::Damaged),
            }
        }
        check_ground(&opacity)?;
        check_colour(kind, &colours, &opacity)?;
        let size = true_size(pixels, per_metre, width).ok_or(Fault::Unsized)?;
        let [x, y] = kind.limits();
        let holds = |(least, most): (i64, i64), value: Decimal| {
            (Decimal::from(least)..=Decimal::from(most)).contains(&value)
        };
        if !holds(x, size.0) || !holds(y, size.1) {
            return Err(Fault::Size { size });
        }
        Ok(Self {
            pixels,
            colours,
            opacity,
            size,
        })
    }

    /// Its true width and height in millimetres.
    #[must_use]
    pub fn size(&self) -> (Decimal, Decimal) {
        self.size
    }

    /// Its true width and height in points.
    pub(super) fn points(&self) -> (Decimal, Decimal) {
        let (width, height) = self.size;
        (points(width).round_dp(2), points(height).round_dp(2))
    }

    /// Puts the picture into a PDF, as an image with a mask (ISO 32000-1, 8.9.5 and 11.6.5.3).
    pub(super) fn add_to(&self, revision: &mut Revision) -> Id {
        let mask = self.image("/DeviceGray", &self.opacity);
        let mask = revision.add(stream(&mask.0, &mask.1));
        let (mut dictionary, data) = self.image("/DeviceRGB", &self.colours);
        dictionary.set("SMask", mask.reference());
        revision.add(stream(&dictionary, &data))
    }

    fn image(&self, space: &str, samples: &[u8]) -> (Dictionary, Vec<u8>) {
        let mut dictionary = Dictionary::default();
        dictionary.set("Type", "/XObject");
        dictionary.set("Subtype", "/Image");
        dictionary.set("Width", self.pixels.0.to_string());
        dictionary.set("Height", self.pixels.1.to_string());
        dictionary.set("ColorSpace", space);
        dictionary.set("BitsPerComponent", "8");
        dictionary.set("Filter", "/FlateDecode");
        (dictionary, packed(samples))
    }
}

/// A stream's body: dictionary and data.
pub(super) fn stream(dictionary: &Dictionary, data: &[u8]) -> Vec<u8> {
    let mut dictionary = dictionary.clone();
    dictionary.set("Length", data.len().to_string());
    let mut body = dictionary.to_bytes();
    body.extend_from_slice(b"\nstream\n");
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

fn packed(samples: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(samples);
    encoder.finish().unwrap_or_default()
}

fn check_ground(opacity: &[u8]) -> Result<(), Fault> {
    let clear: usize = opacity.iter().map(|alpha| usize::from(*alpha == 0)).sum();
    if clear == opacity.len() {
        Err(Fault::Blank)
    } else if clear < opacity.len() / TRANSPARENT {
        Err(Fault::Opaque)
    } else {
        Ok(())
    }
}

/// Whether the ink, all together, is of the colour that the decree asks for. «Xanh» is blue and green.
fn check_colour(kind: Kind, colours: &[u8], opacity: &[u8]) -> Result<(), Fault> {
    let mut ink = [0_u64; 3];
    for (pixel, alpha) in colours.chunks_exact(3).zip(opacity) {
        for (sum, value) in ink.iter_mut().zip(pixel) {
            *sum += u64::from(*value) * u64::from(*alpha);
        }
    }
    let [red, green, blue] = ink;
    let stands_out = |one: u64, other: u64| one * 4 > other * 5;
    let is_right = match kind {
        Kind::Signature => stands_out(blue.max(green), red),
        Kind::Seal => stands_out(red, green.max(blue)),
    };
    if is_right { Ok(()) } else { Err(Fault::Colour) }
}

/// Width and height in millimetres, rounded to hundredths.
fn true_size(
    pixels: (u32, u32),
    per_metre: Option<(u32, u32)>,
    width: Option<Decimal>,
) -> Option<(Decimal, Decimal)> {
    let (x, y) = (Decimal::from(pixels.0), Decimal::from(pixels.1));
    // Pixels need not be square.
    let (x_per, y_per) = per_metre.map_or((1, 1), |per| per);
    let (x_per, y_per) = (Decimal::from(x_per), Decimal::from(y_per));
    let (x, y) = (x / x_per, y / y_per);
    let (x, y) = match (width, per_metre) {
        (Some(width), _) => (width, width.checked_mul(y)?.checked_div(x)?),
        (None, Some(_)) => {
            let metre = Decimal::from(1000);
            (x * metre, y * metre)
        }
        (None, None) => return None,
    };
    Some((x.round_dp(2), y.round_dp(2)))
}
