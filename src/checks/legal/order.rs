//! The order of legal bases.

use crate::checks::context::Context;
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::law::{Law, Rank};
use crate::plan::{LegalBasis, LegalDocument};
use crate::source::Span;
use crate::spec::Text;
use crate::vi::citation::{Symbol, kind_named};

/// Legal bases that do not go from the highest to the lowest.
pub(super) const ORDER: Rule = Rule {
    code: Code::warning("LEG013", "bases-out-of-order"),
    ground: Ground::Custom("basis.order"),
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
    let mut lowest: Option<(Place, Span)> = None;
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
                    Finding::at(span, message)
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

/// Where a basis belongs, the highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Of(Rank),
    Proposal,
}

impl Place {
    fn en(self) -> &'static str {
        match self {
            Self::Of(Rank::Constitution) => "the Constitution",
            Self::Of(Rank::Assembly) => "the National Assembly",
            Self::Of(Rank::Standing) => "the Assembly's standing committee",
            Self::Of(Rank::President) => "the President",
            Self::Of(Rank::Government) => "the Government",
            Self::Of(Rank::Premier) => "the Prime Minister",
            Self::Of(Rank::Ministry) => "a ministry",
            Self::Of(Rank::Province) => "the province",
            Self::Of(Rank::District) => "the district",
            Self::Of(Rank::Commune) => "the commune",
            Self::Proposal => "a proposal",
        }
    }

    fn vi(self) -> &'static str {
        match self {
            Self::Of(Rank::Constitution) => "Hiến pháp",
            Self::Of(Rank::Assembly) => "Quốc hội",
            Self::Of(Rank::Standing) => "Ủy ban Thường vụ Quốc hội",
            Self::Of(Rank::President) => "Chủ tịch nước",
            Self::Of(Rank::Government) => "Chính phủ",
            Self::Of(Rank::Premier) => "Thủ tướng Chính phủ",
            Self::Of(Rank::Ministry) => "bộ, cơ quan ngang bộ",
            Self::Of(Rank::Province) => "cấp tỉnh",
            Self::Of(Rank::District) => "cấp huyện",
            Self::Of(Rank::Commune) => "cấp xã",
            Self::Proposal => "lời đề nghị",
        }
    }
}

/// The places of the documents of a basis in the order, and where the plan names them.
fn placed(context: &Context<'_>, basis: &LegalBasis) -> Vec<(Place, Span)> {
    let cited = basis.cited.iter().filter_map(|cited| {
        let document = cited.document(|id| context.index.legal(id))?;
        Some((Place::Of(rank(document, context.law())?), cited.name().span))
    });
    let proposal = basis.text.as_ref().and_then(|text| proposal(text));
    cited.chain(proposal).collect()
}

/// The place of a line that is a proposal.
fn proposal(text: &Text) -> Option<(Place, Span)> {
    let proposal = [
        "Theo đề nghị",
        "Xét đề nghị",
        "Xét tờ trình",
        "Xét Tờ trình",
    ];
    let begins = proposal
        .iter()
        .any(|words| text.value.trim_start().starts_with(words));
    begins.then_some((Place::Proposal, text.span))
}

/// The rank of a document, where it is clear.
fn rank(document: &LegalDocument, law: &Law) -> Option<Rank> {
    let kind = kind_named(law, &document.kind.value);
    if let Some(rank) = kind.and_then(|kind| kind.rank) {
        return Some(rank);
    }
    let symbol = Symbol::whole(document.number.as_ref()?.value.trim(), law)?;
    if symbol.party {
        return None;
    }
    let body = law.body_of(symbol.body());
    if let Some(rank) = body.and_then(|body| body.rank) {
        return Some(rank);
    }
    let issuer = &document.issuer.as_ref()?.value;
    match body {
        Some(body) if body.local => rank_of_place(issuer, law),
        _ if kind.is_some_and(|kind| kind.letter) => None,
        Some(_) => Some(Rank::Ministry),
        None => issuer.starts_with("Bộ ").then_some(Rank::Ministry),
    }
}

/// The rank of the first place that a body's name has: «Ủy ban nhân dân xã Tân Hoa, tỉnh Bắc Ninh».
fn rank_of_place(issuer: &str, law: &Law) -> Option<Rank> {
    // «Xã hội» is no place.
    let lower = issuer.to_lowercase().replace("xã hội", "");
    let tiers = law.tiers().map(|tier| (tier.name.as_str(), tier.rank));
    let cities: Vec<String> = law
        .provinces()
        .filter(|province| province.is_city())
        .map(|city| city.name.to_lowercase())
        .collect();
    let cities = cities.iter().map(|city| (city.as_str(), Rank::Province));
    let found = tiers.chain(cities);
    let found = found.filter_map(|(word, rank)| Some((lower.find(word)?, rank)));
    found.min_by_key(|(at, _)| *at).map(|(_, rank)| rank)
}
