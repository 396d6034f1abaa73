//! Indicators.

use super::unit::Unit;
use crate::spec::{
    Book, Choice, Expect, Fields, Figure, Id, Nameable, Named, Node, OneOrMany, Prose, Reader, Ref,
    Said, Table, Text, Value, Word, Year, doc, word,
};
use serde_json::Value as Json;
use toml::de::DeValue;

/// Which way an indicator gets better (chiều tốt lên).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A smaller value is better.
    Lower,
    /// A larger value is better.
    Higher,
}

impl Choice for Better {
    const WORDS: &'static [(Word, Self)] = &[
        (
            word("lower", "the lower, the better", "càng thấp càng tốt"),
            Self::Lower,
        ),
        (
            word("higher", "the higher, the better", "càng cao càng tốt"),
            Self::Higher,
        ),
    ];
}

/// How a target binds (mức ràng buộc).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// «từ … trở lên», «tối thiểu».
    AtLeast,
    /// «trên …».
    MoreThan,
    /// «không quá …».
    AtMost,
    /// «dưới …».
    LessThan,
}

impl Choice for Bound {
    const WORDS: &'static [(Word, Self)] = &[
        (word("at_least", "at least", "ít nhất"), Self::AtLeast),
        (word("more_than", "more than", "trên"), Self::MoreThan),
        (word("at_most", "at most", "không quá"), Self::AtMost),
        (word("less_than", "less than", "dưới"), Self::LessThan),
    ];
}

/// A ratio of two numbers (tỷ lệ), by id.
#[derive(Debug, Clone)]
pub struct Ratio<R> {
    /// The part (tử số).
    pub part: R,
    /// The whole (mẫu số); none where it is not printed.
    pub whole: Option<R>,
}

impl<R: Value> Table for Ratio<R> {
    const NAME: &'static str = "ratio";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let part = f.required(
            "part",
            doc("Id of the part", "Mã của tử số").word("part of the ratio", "tử số"),
        );
        let whole: Option<Whole<R>> = f.required(
            "whole",
            doc(
                "Id of the whole, \"?\" where it is not printed",
                "Mã của mẫu số, \"?\" nếu không in",
            )
            .word("whole of the ratio", "mẫu số"),
        );
        Some(Self {
            part: part?,
            whole: whole?.0,
        })
    }
}

/// What stands for a whole that is not printed.
const UNPRINTED: Word = word("?", "not printed", "không in");

/// The whole of a ratio, or `?`.
struct Whole<R>(Option<R>);

impl<R: Value> Value for Whole<R> {
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::String(text) if text == UNPRINTED.written => Some(Self(None)),
            _ => R::read(node, reader).map(|whole| Self(Some(whole))),
        }
    }

    fn schema(book: &mut Book) -> Json {
        R::schema(book)
    }

    fn said(&self) -> Option<Said> {
        match &self.0 {
            Some(whole) => whole.said(),
            None => Some(Said::Word(UNPRINTED)),
        }
    }
}

/// What is to be reached in a year (chỉ tiêu phấn đấu).
#[derive(Debug, Clone)]
pub struct Target {
    /// The year; else the plan's.
    pub year: Option<Year>,
    /// The value to reach.
    pub value: Option<Figure>,
    /// The difference to the year before.
    pub change: Option<Figure>,
    /// How it binds, where not exactly.
    pub bound: Option<Bound>,
}

impl Target {
    /// The year that it is for, in a plan of a year.
    #[must_use]
    pub fn year_in(&self, plan: i16) -> i16 {
        self.year.map_or(plan, |year| year.value)
    }

    fn fields(f: &mut Fields<'_, '_>, expect: Expect) -> Self {
        Self {
            year: f.optional(
                "year",
                doc("Year, else the plan's", "Năm, mặc định năm kế hoạch")
                    .word("year of the target", "năm của chỉ tiêu"),
            ),
            value: f.figure(
                "value",
                expect,
                doc("Value to reach", "Giá trị phấn đấu").word("target", "chỉ tiêu"),
            ),
            change: f.figure(
                "change",
                expect,
                doc("Difference to the year before", "Mức tăng giảm")
                    .word("target, as a change", "chỉ tiêu tăng, giảm"),
            ),
            bound: f.choice(
                "bound",
                doc("How it binds", "Mức ràng buộc")
                    .word("bound of the target", "mức của chỉ tiêu"),
            ),
        }
    }
}

/// A target of counts or amounts.
struct AmountTarget(Target);

impl Table for AmountTarget {
    const NAME: &'static str = "target";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self(Target::fields(f, Expect::Amount)))
    }
}

/// A target of percentages.
struct RatioTarget(Target);

impl Table for RatioTarget {
    const NAME: &'static str = "target";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self(Target::fields(f, Expect::Ratio)))
    }
}

/// `[[indicators]]`: something that is measured (chỉ tiêu).
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The id that prose names it by.
    pub id: Id,
    /// Its name.
    pub name: Prose,
    /// The unit of measure (đơn vị tính).
    pub unit: Option<Text>,
    /// Which way it gets better.
    pub better: Option<Better>,
    /// The indicator that it is a part of, by id.
    pub part_of: Option<Ref<Indicator>>,
    /// The indicators that add up to it, by id.
    pub sum_of: OneOrMany<Ref<Indicator>>,
    /// The indicators that it is the ratio of.
    pub ratio: Option<Ratio<Ref<Indicator>>>,
    /// What was reached, by year in order.
    pub values: Vec<(i16, Figure)>,
    /// Stated differences to the year before, by year in order.
    pub changes: Vec<(i16, Figure)>,
    /// What is to be reached.
    pub target: Option<Target>,
    /// What is to be reached year by year, in order, where a plan spans several.
    pub targets: Vec<(i16, Figure)>,
    /// Who answers for it, by id.
    pub responsible: Option<Ref<Unit>>,
}

impl<R> Ratio<R> {
    /// The ids that it names.
    pub fn ids(&self) -> impl Iterator<Item = &R> {
        [&self.part].into_iter().chain(&self.whole)
    }
}

impl Indicator {
    /// The indicators that it is made of or a part of, by id.
    pub fn related(&self) -> impl Iterator<Item = &Ref<Self>> {
        let ratio = self.ratio.iter().flat_map(Ratio::ids);
        self.part_of.iter().chain(&self.sum_of.0).chain(ratio)
    }

    /// The value recorded for a year.
    #[must_use]
    pub fn value(&self, year: i16) -> Option<Figure> {
        of_year(&self.values, year)
    }

    /// Whether anything is to be reached.
    #[must_use]
    pub fn has_target(&self) -> bool {
        self.target.is_some() || !self.targets.is_empty()
    }

    /// The change stated for a year.
    #[must_use]
    pub fn change(&self, year: i16) -> Option<Figure> {
        of_year(&self.changes, year)
    }

    /// What is to be reached in a year of several.
    #[must_use]
    pub fn target_of(&self, year: i16) -> Option<Figure> {
        of_year(&self.targets, year)
    }
}

fn of_year(figures: &[(i16, Figure)], year: i16) -> Option<Figure> {
    let mut figures = figures.iter();
    figures
        .find(|(own, _)| *own == year)
        .map(|(_, figure)| *figure)
}

impl Nameable for Indicator {
    const NAMED: Named = Named::Indicator;
}

impl Table for Indicator {
    const NAME: &'static str = "indicators";

    fn fields(f: &mut Fields<'_, '_>) -> Option<Self> {
        let id = f.required("id", doc("Id", "Mã"));
        let name = f.text("name", doc("Name", "Tên chỉ tiêu").word("name", "tên"));
        let unit: Option<Text> = f.optional("unit", doc("Unit of measure", "Đơn vị tính"));
        let expect = Expect::of_unit(unit.as_ref());
        let better = f.choice(
            "better",
            doc("Which way is better", "Chiều tốt lên").word("better", "chiều hướng tốt"),
        );
        let target_doc = doc("What is to be reached", "Chỉ tiêu phấn đấu");
        let target = if expect == Expect::Ratio {
            f.optional("target", target_doc)
                .map(|RatioTarget(target)| target)
        } else {
            f.optional("target", target_doc)
                .map(|AmountTarget(target)| target)
        };
        Some(Self {
            better,
            part_of: f.optional(
                "part_of",
                doc("Id of what it is a part of", "Là một phần của").word("part of", "thuộc"),
            ),
            sum_of: f
                .optional(
                    "sum_of",
                    doc("Ids that add up to it", "Là tổng của").word("sum of", "tổng của"),
                )
                .unwrap_or_default(),
            ratio: f.optional("ratio", doc("What it is the ratio of", "Là tỷ lệ của")),
            values: f.figures_by_year(
                "values",
                expect,
                doc("What was reached, by year", "Kết quả đạt được theo năm")
                    .word("result", "kết quả"),
            ),
            changes: f.figures_by_year(
                "changes",
                expect,
                doc(
                    "Stated differences to the year before",
                    "Mức tăng giảm so với năm trước",
                )
                .word("change in", "tăng, giảm"),
            ),
            target,
            targets: f.figures_by_year(
                "targets",
                expect,
                doc(
                    "What is to be reached in each year of a plan of several",
                    "Chỉ tiêu từng năm của kế hoạch nhiều năm",
                )
                .word("target", "chỉ tiêu"),
            ),
            responsible: f.optional(
                "responsible",
                doc("Id of the unit", "Mã đơn vị phụ trách")
                    .word("responsible", "đơn vị phụ trách"),
            ),
            unit,
            id: id?,
            name: name?,
        })
    }
}
