//! Legal bases (căn cứ) taken over from last year's plan.

use crate::checks::{Check, Context, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::plan::{Cited, LegalBasis, LegalDocument, Plan};
use crate::spec::Text;
use jiff::civil::Date;

/// A basis of last year's plan that has been replaced since.
pub(super) const CARRIED_OVER: Rule = Rule {
    code: Code::warning("YOY004", "replaced-basis-carried-over"),
    ground: Ground::Custom("basis.in-force-at-issue"),
    what: words(
        "A legal basis is taken over from last year's plan although it has been replaced",
        "Căn cứ chép lại từ kế hoạch năm trước nhưng văn bản đã được thay thế hoặc hết hiệu lực",
    ),
    why: words(
        "Plans are written from last year's, and its bases come along. Whether a document is still in \
         force on the day of issue is taken from its entry: `in_force_to`, `replaced_by`. LEG008 and LEG009 \
         say nothing of such a basis again.",
        "Kế hoạch thường soạn từ bản năm trước nên căn cứ cũ dễ bị giữ lại. Hiệu lực của văn bản tại ngày \
         ban hành lấy theo danh mục: `in_force_to`, `replaced_by`. LEG008, LEG009 không nhắc lại căn cứ đó.",
    ),
    wrong: "# Kế hoạch năm 2025: ref = \"nq_12\"; Nghị quyết này hết hiệu lực cuối năm 2025\n[[legal_bases]]\nref = \"nq_12\"",
    right: "# Kế hoạch năm 2025: ref = \"nq_12\"; Nghị quyết này hết hiệu lực cuối năm 2025\n[[legal_bases]]\nref = \"nq_31\"",
    check: Check::Plan(carried_over),
};

/// A basis that last year's plan has, too, and that is no longer in force.
struct Carried<'c> {
    document: &'c LegalDocument,
    /// Where the plan names it.
    place: &'c Text,
    /// Where last year's plan does.
    old: &'c Text,
    end: End<'c>,
}

fn carried<'c>(context: &Context<'c>) -> impl Iterator<Item = Carried<'c>> {
    let previous = context.loaded.previous.as_ref();
    let bases = previous
        .map(|previous| (previous, &context.plan.legal_bases))
        .into_iter()
        .flat_map(|(previous, bases)| bases.iter().map(move |basis| (previous, basis)));
    let cited =
        bases.flat_map(|(previous, basis)| basis.cited.iter().map(move |own| (previous, own)));
    cited.filter_map(|(previous, cited)| {
        let document = cited.document(|id| context.index.legal(id))?;
        Some(Carried {
            document,
            place: cited.name(),
            old: same_basis(&previous.plan, cited)?,
            end: end(context, document)?,
        })
    })
}

/// Whether a document out of force is told of here, so that it need not be told of twice.
pub(in crate::checks) fn is_carried_over(context: &Context<'_>, entry: &LegalDocument) -> bool {
    carried(context).any(|carried| {
        let numbers = carried.document.number.as_ref().zip(entry.number.as_ref());
        numbers.is_some_and(|(one, other)| one.value == other.value)
    })
}

fn carried_over(context: &Context<'_>, findings: &mut Findings) {
    for Carried {
        document,
        place,
        old,
        end,
    } in carried(context)
    {
        let name = name(document);
        let message = match end {
            End::Replaced(heir) => {
                let heir = self::name(heir);
                Message::new(
                    format!(
                        "{name} is taken over from last year's plan, but {heir} has replaced it"
                    ),
                    format!(
                        "{name} chép từ kế hoạch năm trước, nhưng đã được thay thế bằng {heir}"
                    ),
                )
            }
            End::Expired(day) => {
                let day = crate::vi::date::short(day);
                Message::new(
                    format!(
                        "{name} is taken over from last year's plan, but was in force only until {day}"
                    ),
                    format!(
                        "{name} chép từ kế hoạch năm trước, nhưng chỉ có hiệu lực đến hết ngày {day}"
                    ),
                )
            }
        };
        findings.push(
            Finding::at(place.span, message)
                .also(old.span, Message::new("last year", "năm trước"))
                .help(match end {
                    End::Replaced(LegalDocument { id: Some(id), .. }) => Message::new(
                        format!("cite `{}` instead", id.value),
                        format!("viện dẫn `{}` thay cho văn bản này", id.value),
                    ),
                    _ => Message::new(
                        "cite what is in force now, or leave it out",
                        "viện dẫn văn bản đang có hiệu lực, hoặc bỏ căn cứ này",
                    ),
                }),
        );
    }
}

/// The same basis in another plan, by id, or by number where it is written in place.
fn same_basis<'p>(plan: &'p Plan, cited: &Cited) -> Option<&'p Text> {
    let number = |document: &'p LegalDocument| document.number.as_ref();
    let bases = plan.legal_bases.iter();
    match cited {
        Cited::Entry(id) => {
            let mut ids = bases.flat_map(LegalBasis::entries);
            ids.find(|other| other.value == id.value).map(|id| &**id)
        }
        Cited::Own(document) => {
            let own = document.number.as_ref()?;
            let mut numbers = bases.flat_map(LegalBasis::in_place).filter_map(number);
            numbers.find(|other| other.value == own.value)
        }
    }
}

/// How a document came out of force.
#[derive(Clone, Copy)]
enum End<'c> {
    Replaced(&'c LegalDocument),
    Expired(Date),
}

/// How a document came out of force before the plan is issued, as its entry has it.
fn end<'c>(context: &Context<'c>, document: &LegalDocument) -> Option<End<'c>> {
    let day = context.earliest();
    let expired = document.in_force_to.filter(|last| last.date < day);
    let heir = document
        .replaced_by
        .as_ref()
        .and_then(|id| context.index.legal(&id.value))
        .filter(|heir| {
            let from = heir.in_force_from.or(heir.date);
            expired.is_some() || from.is_some_and(|from| from.date <= day)
        });
    heir.map(End::Replaced)
        .or(expired.map(|last| End::Expired(last.date)))
}

/// A document as messages call it: «Nghị quyết số 12/NQ-HĐND».
fn name(document: &LegalDocument) -> String {
    match (&document.number, &document.title) {
        (Some(number), _) => format!("{} số {}", document.kind.value, number.value),
        (None, Some(title)) => format!("{} {}", document.kind.value, title.value),
        (None, None) => document.kind.value.clone(),
    }
}
