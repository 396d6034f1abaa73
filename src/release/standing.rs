//! Where a plan stands on its way out: who has signed off, who has not, whose word no longer holds.

use super::content::{Change, Content};
use super::ledger::{Ledger, Signoff};
use crate::checks::issuing::{ANOTHER_SIGNER, ONE_PERSON};
use crate::diag::{Diagnostic, Lang, Message};
use crate::plan::{ReleaseRules, Role};
use crate::spec::Text;
use crate::vi;
use crate::workspace::Loaded;

/// What a role's sign-off is worth.
#[derive(Debug, Clone)]
pub enum Standing<'l> {
    /// It is of the content as it is.
    Signed(&'l Signoff),
    /// It is of another content.
    Stale(&'l Signoff, Vec<Change>),
    /// There is none.
    Missing,
}

/// A role with its standing.
#[derive(Debug, Clone)]
pub struct RoleStanding<'l> {
    /// The role.
    pub role: Role,
    /// Whether the office asks for it.
    pub required: bool,
    /// What its sign-off is worth.
    pub standing: Standing<'l>,
}

impl<'l> RoleStanding<'l> {
    /// The sign-off, where it holds.
    #[must_use]
    pub fn signed(&self) -> Option<&'l Signoff> {
        match self.standing {
            Standing::Signed(signoff) => Some(signoff),
            Standing::Stale(..) | Standing::Missing => None,
        }
    }

    /// Whether a release must wait for it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.required && self.signed().is_none()
    }
}

/// The roles that the office asks for, and those that the ledger has, in the order in which they act.
#[must_use]
pub fn standings<'l>(
    ledger: &'l Ledger,
    rules: &ReleaseRules,
    content: &Content,
) -> Vec<RoleStanding<'l>> {
    let of = |role| ledger.signoffs.iter().rev().filter(move |s| s.role == role);
    Role::ALL
        .into_iter()
        .map(|role| RoleStanding {
            role,
            required: rules.roles.contains(&role),
            standing: standing(of(role), content),
        })
        .filter(|s| s.required || !matches!(s.standing, Standing::Missing))
        .collect()
}

/// The newest sign-off that holds, else the newest.
fn standing<'l>(
    newest_first: impl Iterator<Item = &'l Signoff>,
    content: &Content,
) -> Standing<'l> {
    let mut stale = Standing::Missing;
    for signoff in newest_first {
        let changes = content.changes_since(&signoff.content);
        if changes.is_empty() {
            return Standing::Signed(signoff);
        }
        if matches!(stale, Standing::Missing) {
            stale = Standing::Stale(signoff, changes);
        }
    }
    stale
}

/// Whether two names are one person's, whatever their letters' case, blanks and degrees. A name without any
/// tone marks may be any that is written so: «Tran Thi Binh» is «TS. Trần Thị Bình».
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.chars().map(vi::syllable::bare).collect::<String>();
    let [one, other] = [one, other].map(vi::person::untitled);
    let (one, other) = (vi::text::folded_name(one), vi::text::folded_name(other));
    one == other || one == bare(&other) || bare(&one) == other
}

/// The roles that one person may not have together with another.
#[must_use]
pub fn apart_from(role: Role, rules: &ReleaseRules) -> Vec<Role> {
    let groups = rules.apart.iter().filter(|group| group.contains(&role));
    let others = groups.flatten().copied().filter(|other| *other != role);
    others.collect()
}

/// Persons who may not have signed off as they did: in two roles that must be apart, or as signer of a plan
/// below which another name stands.
#[must_use]
pub fn conflicts(
    standings: &[RoleStanding<'_>],
    rules: &ReleaseRules,
    signer: Option<&Text>,
) -> Vec<Diagnostic> {
    let signed: Vec<&Signoff> = standings.iter().filter_map(RoleStanding::signed).collect();
    let mut found = Vec::new();
    let as_signer = signed.iter().find(|signoff| signoff.role == Role::Sign);
    if let (Some(signoff), Some(signer)) = (as_signer, signer)
        && !same_person(&signoff.name.value, &signer.value)
    {
        let (name, signer_name) = (&signoff.name.value, &signer.value);
        let message = Message::new(
            format!("{name} signed off as signer, and {signer_name} stands below the plan"),
            format!(
                "người xác nhận ký là {name}, còn người ký ghi trong kế hoạch là {signer_name}"
            ),
        );
        let also = Message::new("the plan's signer", "người ký của kế hoạch");
        let finding = Diagnostic::new(ANOTHER_SIGNER.code, signoff.name.span, message);
        found.push(finding.also(signer.span, also));
    }
    for (place, later) in signed.iter().enumerate() {
        let apart = apart_from(later.role, rules);
        let earlier = signed[..place].iter().find(|earlier| {
            apart.contains(&earlier.role) && same_person(&earlier.name.value, &later.name.value)
        });
        if let Some(earlier) = earlier {
            let finding = Diagnostic::new(
                ONE_PERSON.code,
                later.name.span,
                one_person(&later.name.value, earlier.role, later.role),
            );
            let also = Message::new("the other sign-off", "xác nhận kia");
            found.push(finding.also(earlier.name.span, also));
        }
    }
    found
}

/// Who stands below a plan as its signer, where a name is given: its own, else the office's.
#[must_use]
pub fn signer_of(loaded: &Loaded) -> Option<&Text> {
    let own = loaded.plan.as_ref()?.signature.as_ref();
    let signature = own.or(loaded.workspace.office.signature.as_ref())?;
    signature.name.as_ref().filter(|name| !name.is_blank())
}

/// That a person has two roles that must be apart.
#[must_use]
pub fn one_person(name: &str, one: Role, other: Role) -> Message {
    let say = |lang| (one.name(lang), other.name(lang));
    let ((one_en, other_en), (one_vi, other_vi)) = (say(Lang::En), say(Lang::Vi));
    Message::new(
        format!(
            "{name} is both {one_en} and {other_en}, which must be two persons ([release] apart in kehoach.toml)"
        ),
        format!(
            "{name} vừa {one_vi} vừa {other_vi}; hai việc này phải do hai người làm ([release] apart trong kehoach.toml)"
        ),
    )
}
