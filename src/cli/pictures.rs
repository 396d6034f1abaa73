//! Pictures of signature and seal that are given on the command line.

use super::arguments::PictureArgs;
use crate::diag::{Lang, Message};
use crate::door;
use crate::release::{PictureFile, PictureFiles};
use crate::signature::picture::{Kind, Picture};
use rust_decimal::Decimal;
use std::path::Path;

/// Reads the pictures that are given.
pub(super) fn read(given: &PictureArgs) -> Result<PictureFiles, Message> {
    let read = |path: &Option<_>, kind, width| path.as_deref().map(|path| one(path, kind, width));
    Ok(PictureFiles {
        signature: read(
            &given.signature_picture,
            Kind::Signature,
            given.signature_width,
        )
        .transpose()?,
        seal: read(&given.seal_picture, Kind::Seal, given.seal_width).transpose()?,
    })
}

fn one(path: &Path, kind: Kind, width: Option<Decimal>) -> Result<PictureFile, Message> {
    let bytes = door::read(path).map_err(|trouble| trouble.message())?;
    let picture = Picture::read(&bytes, kind, width).map_err(|fault| {
        let (shown, why) = (path.display(), fault.message(kind));
        Message::new(
            format!("{shown}: {}", why.text(Lang::En)),
            format!("{shown}: {}", why.text(Lang::Vi)),
        )
    })?;
    let name = path.file_name().unwrap_or_default();
    Ok(PictureFile {
        name: name.to_string_lossy().into_owned(),
        bytes,
        picture,
    })
}
