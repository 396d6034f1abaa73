//! What is found of a signature, part by part, in words (kết quả kiểm tra chữ ký).

use super::certificate::ChainFault;
use super::change::Change;
use super::cms;
use super::signed::CoverageFault;
pub use super::state::State;
use crate::diag::{Lang, Message, Words, words};
use crate::vi;
use jiff::Timestamp;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// That there is a signature.
    Presence,
    /// That what was signed is what is there, and signed by the key of its certificate.
    Integrity,
    /// That all of its revision is signed.
    Coverage,
    /// What was changed after it.
    Changes,
    /// That the certificate leads to an authority that is trusted.
    Chain,
    /// That the certificate was not revoked.
    Revocation,
    /// When it was signed.
    Time,
}

impl Part {
    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Words {
        match self {
            Self::Presence => words("signature", "chữ ký"),
            Self::Integrity => words("integrity", "tính toàn vẹn"),
            Self::Coverage => words("coverage", "phạm vi ký"),
            Self::Changes => words("changes after signing", "thay đổi sau khi ký"),
            Self::Chain => words("certificate chain", "chuỗi chứng thư"),
            Self::Revocation => words("revocation", "thu hồi chứng thư"),
            Self::Time => words("time", "thời điểm ký"),
        }
    }
}

/// What was found of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The field is empty.
    Unsigned,
    /// The field holds a signature of a kind that is not known.
    Kind {
        /// Its `SubFilter`.
        name: String,
    },
    /// The signature is whole.
    Intact,
    /// The signature does not hold.
    Broken(cms::Fault),
    /// A certificate beside the signature has nothing to do with it.
    Stray {
        /// Whose certificate.
        subject: String,
    },
    /// The signature carries what nobody signed and is not looked at.
    Extra,
    /// All of the revision is signed, apart from the signature's own value.
    Covered,
    /// It is not.
    Uncovered(CoverageFault),
    /// Nothing was changed after it.
    Unchanged,
    /// Something was.
    Changed(Change),
    /// Something was that the signature does not allow those who come after it.
    Forbidden(Change),
    /// Something was, and of a file that nobody knows: what it was before is what it says itself.
    Unjudged(Change),
    /// An authority vouches for the signer.
    Trusted {
        /// The authority.
        authority: String,
    },
    /// None does.
    Untrusted(ChainFault),
    /// Whether the certificate was revoked was not looked at.
    Revocation,
    /// A time-stamp says when it was there.
    Stamped {
        /// When.
        at: Timestamp,
        /// Who says so.
        authority: String,
    },
    /// The time-stamp does not hold.
    BadStamp(cms::Fault),
    /// Nobody vouches for the authority of the time-stamp.
    UntrustedStamp(ChainFault),
    /// The signer says when, and nobody else does.
    Claimed {
        /// When.
        at: Timestamp,
    },
    /// The signer's certificate was not in force when the signer says it was signed.
    ClaimedOutside {
        /// When.
        at: Timestamp,
    },
    /// The signer says a time that lies ahead.
    ClaimedAhead {
        /// When.
        at: Timestamp,
    },
    /// Nobody says when.
    NoTime,
}

impl Finding {
    /// What it is about.
    #[must_use]
    pub const fn part(&self) -> Part {
        match self {
            Self::Unsigned | Self::Kind { .. } => Part::Presence,
            Self::Intact | Self::Broken(_) | Self::Stray { .. } | Self::Extra => Part::Integrity,
            Self::Covered | Self::Uncovered(_) => Part::Coverage,
            Self::Unchanged | Self::Changed(_) | Self::Forbidden(_) | Self::Unjudged(_) => {
                Part::Changes
            }
            Self::Trusted { .. } | Self::Untrusted(_) => Part::Chain,
            Self::Revocation => Part::Revocation,
            Self::Stamped { .. }
            | Self::BadStamp(_)
            | Self::UntrustedStamp(_)
            | Self::Claimed { .. }
            | Self::ClaimedOutside { .. }
            | Self::ClaimedAhead { .. }
            | Self::NoTime => Part::Time,
        }
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> State {
        match self {
            Self::Intact
            | Self::Covered
            | Self::Unchanged
            | Self::Trusted { .. }
            | Self::Stamped { .. } => State::Valid,
            Self::Changed(change) => change.state(),
            Self::Unjudged(change) => match change.state() {
                State::Valid => State::Unknown,
                other => other,
            },
            Self::Untrusted(fault) | Self::UntrustedStamp(fault) if !fault.is_wrong() => {
                State::Unknown
            }
            Self::Unsigned
            | Self::Kind { .. }
            | Self::Revocation
            | Self::Claimed { .. }
            | Self::NoTime
            | Self::Stray { .. }
            | Self::Extra => State::Unknown,
            Self::Broken(_)
            | Self::Uncovered(_)
            | Self::Forbidden(_)
            | Self::Untrusted(_)
            | Self::BadStamp(_)
            | Self::UntrustedStamp(_)
            | Self::ClaimedOutside { .. }
            | Self::ClaimedAhead { .. } => State::Invalid,
        }
    }

    /// The finding in words.
    #[must_use]
    pub fn message(&self) -> Message {
        let fixed = |words: Words| Message::new(words.text(Lang::En), words.text(Lang::Vi));
        let behind = |head: Words, message: &Message| {
            Message::new(
                format!("{}: {}", head.text(Lang::En), message.text(Lang::En)),
                format!("{}: {}", head.text(Lang::Vi), message.text(Lang::Vi)),
            )
        };
        match self {
            Self::Unsigned => fixed(words("the field is not signed", "trường chưa được ký")),
            Self::Kind { name } => Message::new(
                format!("a signature of the kind «{name}» is not known"),
                format!("chưa hỗ trợ chữ ký loại «{name}»"),
            ),
            Self::Intact => fixed(words(
                "what was signed is unchanged and signed by the key of the certificate",
                "nội dung đã ký không bị thay đổi và được ký bằng khóa của chứng thư",
            )),
            Self::Broken(fault) => fault.message(),
            Self::Stray { subject } => Message::new(
                format!("the certificate of «{subject}» beside the signature belongs to no chain"),
                format!("chứng thư của «{subject}» kèm theo chữ ký không thuộc chuỗi nào"),
            ),
            Self::Extra => fixed(words(
                "the signature carries unsigned attributes that are not looked at",
                "chữ ký kèm thuộc tính không được ký và không được kiểm tra",
            )),
            Self::Covered => fixed(words(
                "the whole file is signed as it was then",
                "chữ ký bao trùm toàn bộ tệp tại thời điểm ký",
            )),
            Self::Uncovered(fault) => fault.message(),
            Self::Unchanged => fixed(words(
                "nothing was changed after it",
                "tệp không bị thay đổi sau khi ký",
            )),
            Self::Changed(change) => change.message(),
            Self::Forbidden(change) => behind(
                words("the signature does not allow it", "chữ ký không cho phép"),
                &change.message(),
            ),
            Self::Unjudged(change) => {
                let change = change.message();
                let (en, vi) = (change.text(Lang::En), change.text(Lang::Vi));
                Message::new(
                    format!("{en}; whether nothing else was, only the released file would tell"),
                    format!("{vi}; còn thay đổi nào khác hay không thì phải có tệp gốc mới biết"),
                )
            }
            Self::Trusted { authority } => Message::new(
                format!("trusted by way of «{authority}»"),
                format!("do tổ chức tin cậy «{authority}» chứng thực"),
            ),
            Self::Untrusted(fault) => fault.message(),
            Self::Revocation => fixed(words(
                "whether the certificate was revoked was not looked at",
                "chưa kiểm tra chứng thư có bị thu hồi hay không",
            )),
            Self::Stamped { at, authority } => {
                let time = vi::date::moment(*at);
                Message::new(
                    format!("signed before {at}, as «{authority}» stamped"),
                    format!("ký trước {time}, theo dấu thời gian của «{authority}»"),
                )
            }
            Self::BadStamp(fault) => behind(words("time-stamp", "dấu thời gian"), &fault.message()),
            Self::UntrustedStamp(fault) => {
                behind(words("time-stamp", "dấu thời gian"), &fault.message())
            }
            Self::Claimed { at } => {
                let time = vi::date::moment(*at);
                Message::new(
                    format!("signed at {at}, as the signer says"),
                    format!("ký lúc {time}, theo khai báo của người ký"),
                )
            }
            Self::ClaimedOutside { at } => {
                let time = vi::date::moment(*at);
                Message::new(
                    format!(
                        "the certificate was not in force at {at}, when the signer says it was signed"
                    ),
                    format!("chứng thư không có hiệu lực lúc {time} là thời điểm ký được khai báo"),
                )
            }
            Self::ClaimedAhead { at } => {
                let time = vi::date::moment(*at);
                Message::new(
                    format!("the signer says that it was signed at {at}, which lies ahead"),
                    format!("thời điểm ký được khai báo ({time}) ở sau thời điểm kiểm tra"),
                )
            }
            Self::NoTime => fixed(words(
                "nobody says when it was signed",
                "không có thông tin về thời điểm ký",
            )),
        }
    }
}
