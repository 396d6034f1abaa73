//! The block that makes a copy of a document (bản sao; Annex I, Part II, II).

use crate::document::model::{Ending, Line};
use serde::Serialize;

/// The template of the block, which is the program's own: copies are no part of what is released.
pub(super) const COPY: &str = "copy.typ";
pub(super) const COPY_TEMPLATE: &str = include_str!("../../templates/copy.typ");

/// The call that prints the block.
pub(super) const COPY_CALL: &str = "#copy-block";

/// What stands behind the end of a copy.
#[derive(Debug, Clone, Serialize)]
pub struct CopyBlock {
    /// The form of the copy (hình thức sao): `SAO Y`.
    pub form: &'static str,
    /// The lines of the body that makes the copy.
    pub issuer: Vec<Line>,
    /// «Số: 05/SY-UBND».
    pub number: String,
    /// «Tân Hoa, ngày 05 tháng 02 năm 2024».
    pub place_date: String,
    /// Recipients and signature.
    pub ending: Ending,
}
