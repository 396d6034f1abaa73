//! The budget.

use super::unit::Unit;
use crate::spec::{
    Expect, Fields, Figure, Id, Nameable, Named, OneOrMany, Prose, Ref, Table, Text, doc,
};

/// `[budget]`: the money of a plan (kinh phí).
#[derive(Debug, Clone)]
pub struct Budget {
    /// The unit of all its amounts (đơn vị tính).
    pub unit: Text,
    /// The stated grand total.
    pub total: Option<Figure>,
    /// The stated grand total in words (bằng chữ).
    pub in_words: Option<Text>,
    /// Where the money comes from (nguồn vốn).
    pub sources: Vec<BudgetSource>,
    /// What it is spent on (khoản mục).
    pub lines: Vec<BudgetLine>,
    /// The share of last year's amount, in percent, beyond which a changed line is pointed out.
    pub alert_share: Option<u32>,
}

impl Budget {
    /// All sources that amounts name, outer ones before their parts.
    #[must_use]
    pub fn all_sources(&self) -> Vec<&BudgetSource> {
        let mut all = Vec::new();
        let mut open: Vec<&BudgetSource> = self.sources.iter().rev().collect();
        while let Some(source) = open.pop() {
            all.push(source);
            open.extend(source.parts.iter().rev());
        }
        all
    }

    /// All lines, outer ones before their own lines.
    #[must_use]
    pub fn all_lines(&self) -> Vec<&BudgetLine> {
        let mut all = Vec::new();
        let mut open: Vec<&BudgetLine> = self.lines.iter().rev().collect();
        while let Some(line) = open.pop() {
            all.push(line);
            open.extend(line.lines.iter().rev());
        }
        all
    }
}

/// Lines and sources, and [`super::GRAND_TOTAL`].
impl Nameable for Budget {
    const NAMED: Named = Named::Budget;
}

impl Table for Budget {
    const NAME: &'static str = "budget";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let unit = f.text(
            "unit",
            doc("Unit of measure, of all amounts", "Đơn vị tính"),
        );
        Some(Self {
            total: f.figure(
                "total",
                Expect::Amount,
                doc("Stated grand total", "Tổng kinh phí").word("total", "tổng số"),
            ),
            in_words: f.optional(
                "in_words",
                doc("Grand total in words", "Tổng kinh phí bằng chữ").word("in words", "bằng chữ"),
            ),
            sources: f.list("sources", doc("Sources", "Nguồn vốn")),
            lines: f.list("lines", doc("Budget lines", "Khoản mục")),
            alert_share: f.optional(
                "alert_share",
                doc(
                    "Percent of last year's amount beyond which a change is pointed out, else 50",
                    "Nhắc khi khoản mục tăng giảm quá bao nhiêu phần trăm so với năm trước, mặc định 50",
                ).word("change that is pointed out, in percent", "mức tăng giảm cần nhắc (%)"),
            ),
            unit: unit?,
        })
    }
}

/// A source of money (nguồn vốn); it may be made of parts.
#[derive(Debug, Clone)]
pub struct BudgetSource {
    /// The id that amounts name it by.
    pub id: Id,
    /// Its name.
    pub title: Prose,
    /// What it gives in all, as stated.
    pub total: Option<Figure>,
    /// The sources that it is made of.
    pub parts: Vec<BudgetSource>,
}

impl Nameable for BudgetSource {
    const NAMED: Named = Named::Source;
}

impl Table for BudgetSource {
    const NAME: &'static str = "sources";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã nguồn"));
        let title = f.text("title", doc("Name", "Tên nguồn").word("name", "tên"));
        Some(Self {
            total: f.figure(
                "total",
                Expect::Amount,
                doc("Stated total", "Tổng đã ghi").word("total", "tổng số"),
            ),
            parts: f.list(
                "parts",
                doc("Sources it is made of", "Các nguồn thành phần"),
            ),
            id: id?,
            title: title?,
        })
    }
}

/// A budget line (khoản mục chi); it may be made of lines.
#[derive(Debug, Clone)]
pub struct BudgetLine {
    /// The id that prose and tasks name it by.
    pub id: Id,
    /// Its name.
    pub title: Prose,
    /// The stated total of its amounts or lines.
    pub total: Option<Figure>,
    /// What each source gives to it.
    pub amounts: Vec<(Ref<BudgetSource>, Figure)>,
    /// The lines that it is made of.
    pub lines: Vec<BudgetLine>,
    /// Who spends it, by id.
    pub responsible: OneOrMany<Ref<Unit>>,
}

impl Table for BudgetLine {
    const NAME: &'static str = "lines";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã khoản mục"));
        let title = f.text("title", doc("Name", "Tên khoản mục").word("name", "tên"));
        Some(Self {
            total: f.figure(
                "total",
                Expect::Amount,
                doc("Stated total", "Tổng đã ghi").word("total", "tổng số"),
            ),
            amounts: f.figures(
                "amounts",
                Expect::Amount,
                doc("Amount by source id", "Số tiền theo nguồn").word("amount", "số tiền"),
            ),
            lines: f.list("lines", doc("Lines it is made of", "Các khoản thành phần")),
            responsible: f
                .optional(
                    "responsible",
                    doc("Units that spend it", "Đơn vị thực hiện")
                        .word("responsible", "đơn vị phụ trách"),
                )
                .unwrap_or_default(),
            id: id?,
            title: title?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn lines_and_sources_stand_in_the_order_written_outer_ones_first() {
        let text = "unit = \"đồng\"\n\
            sources = [{ id = \"a\", title = \"\", parts = [{ id = \"b\", title = \"\" }, { id = \"c\", title = \"\" }] }, \
            { id = \"d\", title = \"\" }]\n\
            lines = [{ id = \"1\", title = \"\", lines = [{ id = \"2\", title = \"\", lines = [{ id = \"3\", title = \"\" }] }, \
            { id = \"4\", title = \"\" }] }, { id = \"5\", title = \"\" }]\n";
        let id = Sources::default().add(Source::new("a.toml".into(), text.to_owned()));
        let budget: Budget = crate::spec::read(id, text).value.unwrap();
        let sources = budget.all_sources();
        let sources: Vec<&str> = sources.iter().map(|own| own.id.as_str()).collect();
        assert_eq!(sources, ["a", "b", "c", "d"]);
        let lines = budget.all_lines();
        let lines: Vec<&str> = lines.iter().map(|own| own.id.as_str()).collect();
        assert_eq!(lines, ["1", "2", "3", "4", "5"]);
    }
}
