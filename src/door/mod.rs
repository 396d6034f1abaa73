//! What comes from outside (dữ liệu từ ngoài), read within limits: the one door for files, archives, XML and
//! PDF.
//!
//! Nothing that a file says of itself is believed: sizes are counted while it is unpacked, nesting before any
//! reader follows it. A limit that is met is an error that names it; nothing is read in part.

mod archive;
mod file;
pub mod pdf;
pub mod xml;

pub use archive::{Unpacking, part, sound};
pub use file::{fits, read, read_any};

use crate::diag::Message;

/// The most bytes that one file is unpacked to.
pub const MOST_UNPACKED: u64 = 100 << 20;

/// What is said where something unpacks to more than [`MOST_UNPACKED`].
fn too_large() -> Message {
    let most = MOST_UNPACKED >> 20;
    Message::new(
        format!("it unpacks to more than {most} MB, the most that is read"),
        format!("nội dung giải nén lớn hơn {most} MB, vượt mức đọc được"),
    )
}
