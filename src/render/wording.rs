//! What is printed on every document.

/// The national name (Quốc hiệu) and the motto (Tiêu ngữ; Annex I, II.1).
pub(super) const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub(super) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// What stands above the recipients (Annex I, II.9).
pub(super) const RECIPIENTS: &str = "Nơi nhận:";
