//! The order of legal bases.

use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Diagnostic, Message, words};
use crate::plan::{LegalBasis, LegalDocument};
use crate::source::Span;
use crate::spec::Text;
use crate::vi::citation::{Kind, Symbol};
use crate::vi::place::CITIES;

/// Legal bases that do not go from the highest to the lowest.
pub(super) const ORDER: Rule = Rule {
    code: Code::warning("LEG013", "bases-out-of-order"),
    ground: Ground::Convention(words(
        "legal bases are listed from the highest document to the lowest (Law on the Promulgation of Legal Documents)",
        "căn cứ xếp theo thứ bậc hiệu lực từ cao xuống thấp (Luật Ban hành văn bản quy phạm pháp luật)",
    )),
    what: words(
        "A legal basis of a higher rank below one of a lower rank",
        "Căn cứ có hiệu lực cao hơn xếp dưới căn cứ có hiệu lực thấp hơn",
    ),
    why: words(
        "Constitution, laws and resolutions of the Assembly, those of its standing committee, the Government, the Prime Minister, ministries, the province, the district, the commune, then «Theo đề nghị …». Documents of the Party stand where an office puts them and are passed over, as are those whose rank is not clear.",
        "Hiến pháp, luật và nghị quyết của Quốc hội, của Ủy ban Thường vụ Quốc hội, Chính phủ, Thủ tướng, các bộ, tỉnh, huyện, xã, sau cùng là «Theo đề nghị …». Văn bản của Đảng xếp theo nền nếp từng cơ quan nên không xét, văn bản không rõ thứ bậc cũng không xét.",
    ),
    wrong: "[[legal_bases]]\nref = \"qd_05\"\n\n[[legal_bases]]\nref = \"nd_07\"",
    right: "[[legal_bases]]\nref = \"nd_07\"\n\n[[legal_bases]]\nref = \"qd_05\"",
    check: Check::Plan(order),
};

fn order(context: &Context<'_>, findings: &mut Findings) {
    let mut lowest: Option<(Rank, Span)> = None;
    let bases = context.plan.legal_bases.iter();
    for (rank, span) in bases.flat_map(|basis| placed(context, basis)) {
        match lowest {
            Some((low, above)) if rank < low => {
                let message = Message::new(
                    format!(
                        "a basis of the rank of {} stands below one of {}",
                        rank.en(),
                        low.en()
                    ),
                    format!("căn cứ của {} xếp dưới căn cứ của {}", rank.vi(), low.vi()),
                );
                findings.push(
                    Diagnostic::new(ORDER.code, span, message)
                        .also(above, Message::new("of a lower rank", "thứ bậc thấp hơn"))
                        .help(Message::new(
                            "move it above that one",
                            "chuyển lên trên căn cứ đó",
                        )),
                );
            }
            _ => lowest = Some((rank, span)),
        }
    }
}

/// The ranks of documents, the highest first (thứ bậc hiệu lực).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Constitution,
    Assembly,
    Standing,
    President,
    Government,
    Premier,
    Ministry,
    Province,
    District,
    Commune,
    Proposal,
}

impl Rank {
    fn en(self) -> &'static str {
        match self {
            Self::Constitution => "the Constitution",
            Self::Assembly => "the National Assembly",
            Self::Standing => "the Assembly's standing committee",
            Self::President => "the President",
            Self::Government => "the Government",
            Self::Premier => "the Prime Minister",
            Self::Ministry => "a ministry",
            Self::Province => "the province",
            Self::District => "the district",
            Self::Commune => "the commune",
            Self::Proposal => "a proposal",
        }
    }

    fn vi(self) -> &'static str {
        match self {
            Self::Constitution => "Hiến pháp",
            Self::Assembly => "Quốc hội",
            Self::Standing => "Ủy ban Thường vụ Quốc hội",
            Self::President => "Chủ tịch nước",
            Self::Government => "Chính phủ",
            Self::Premier => "Thủ tướng Chính phủ",
            Self::Ministry => "bộ, cơ quan ngang bộ",
            Self::Province => "cấp tỉnh",
            Self::District => "cấp huyện",
            Self::Commune => "cấp xã",
            Self::Proposal => "lời đề nghị",
        }
    }
}

/// The ranks of the documents of a basis, and where the plan names them.
fn placed(context: &Context<'_>, basis: &LegalBasis) -> Vec<(Rank, Span)> {
    let cited = basis.cited.iter().filter_map(|cited| {
        let document = cited.document(|id| context.index.legal(id))?;
        Some((rank(document)?, cited.name().span))
    });
    let proposal = basis.text.as_ref().and_then(|text| proposal(text));
    cited.chain(proposal).collect()
}

/// The rank of a line that is a proposal.
fn proposal(text: &Text) -> Option<(Rank, Span)> {
    let proposal = [
        "Theo đề nghị",
        "Xét đề nghị",
        "Xét tờ trình",
        "Xét Tờ trình",
    ];
    let begins = proposal
        .iter()
        .any(|words| text.value.trim_start().starts_with(words));
    begins.then_some((Rank::Proposal, text.span))
}

/// The rank of a document, where it is clear.
fn rank(document: &LegalDocument) -> Option<Rank> {
    let kind = Kind::named(&document.kind.value).map_or("", |kind| kind.name);
    match kind {
        "Hiến pháp" => return Some(Rank::Constitution),
        "Luật" | "Bộ luật" => return Some(Rank::Assembly),
        "Pháp lệnh" => return Some(Rank::Standing),
        _ => {}
    }
    let symbol = Symbol::whole(document.number.as_ref()?.value.trim())?;
    if symbol.party {
        return None;
    }
    let body = symbol.body();
    match body {
        "CTN" => return Some(Rank::President),
        "CP" => return Some(Rank::Government),
        "TTg" => return Some(Rank::Premier),
        _ if body.starts_with("UBTVQH") => return Some(Rank::Standing),
        _ if body.starts_with("QH") => return Some(Rank::Assembly),
        _ => {}
    }
    let issuer = &document.issuer.as_ref()?.value;
    let ministry = issuer.starts_with("Bộ ") || issuer.starts_with("Ngân hàng Nhà nước");
    if ministry && kind != "Công văn" {
        return Some(Rank::Ministry);
    }
    if body != "UBND" && body != "HĐND" {
        return None;
    }
    let lower = issuer.to_lowercase();
    let has = |word: &str| lower.contains(word);
    if has("tỉnh") || CITIES.iter().any(|city| issuer.contains(city)) {
        Some(Rank::Province)
    } else if has("huyện") || has("quận") || has("thị xã") {
        Some(Rank::District)
    } else if has("xã") || has("phường") || has("thị trấn") || has("đặc khu") {
        Some(Rank::Commune)
    } else {
        None
    }
}
