//! Recipients (nơi nhận; Annex I, II.9).

use super::compose::Composer;
use super::model::{Inline, Line};
use crate::plan::Recipient;
use crate::vi;

impl Composer<'_> {
    /// «- …;» for each recipient, «- Lưu: VT, ….» at the end (Annex I, II.9.d).
    pub(super) fn recipients(&mut self) -> Vec<Line> {
        let plan = self.plan;
        let Some(recipients) = &plan.recipients else {
            return Vec::new();
        };
        let mut lines: Vec<Vec<Inline>> = recipients
            .list
            .iter()
            .map(|recipient| self.recipient_line(recipient))
            .collect();
        let archive = &recipients.archive.0;
        if !archive.is_empty() {
            let mut line = vec![Inline::text("- Lưu: ")];
            for (place, kept) in archive.iter().enumerate() {
                line.extend((place > 0).then(|| Inline::text(", ")));
                line.push(Inline::of(kept, self.sources));
            }
            lines.push(line);
        }
        let last = lines.len().saturating_sub(1);
        for (place, line) in lines.iter_mut().enumerate() {
            let (marks, end): (&[char], &str) = if place == last {
                (&[';', '.'], ".")
            } else {
                (&[';'], ";")
            };
            if let Some(inline) = line.last_mut() {
                inline.keep(|text| 0..text.trim_end_matches(marks).len());
            }
            line.push(Inline::text(end));
        }
        lines.into_iter().map(Line).collect()
    }

    fn recipient_line(&mut self, recipient: &Recipient) -> Vec<Inline> {
        let named = recipient.unit.as_ref();
        let unit = named.and_then(|id| Some((id, self.index.unit(id.as_str())?)));
        let mut line = vec![Inline::text("- ")];
        match (&recipient.text, unit) {
            (Some(text), _) => line.extend(self.line(text)),
            (None, Some((id, unit))) => {
                let name = vi::text::capitalize(unit.name.as_str());
                line.push(Inline::made(name, id.span));
            }
            (None, None) => {}
        }
        if let Some(note) = &recipient.note {
            line.extend([
                Inline::text(" ("),
                Inline::of(note, self.sources),
                Inline::text(")"),
            ]);
        }
        line
    }
}
