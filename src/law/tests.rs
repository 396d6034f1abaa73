//! The tables: that they can be read, agree with each other, and are as the law has it.

use super::*;
use jiff::civil::date;

/// The names of provinces and cities that there are on a day.
fn provinces(law: &Law, day: Date) -> Vec<String> {
    let mut names: Vec<String> = law
        .provinces()
        .filter(|one| {
            law.province_on(&one.name, day)
                .is_some_and(|there| std::ptr::eq(there, *one))
        })
        .map(Province::called)
        .collect();
    names.sort();
    names
}

#[test]
fn every_file_can_be_read() {
    for file in FILES {
        Law::default().add(file).unwrap();
    }
    assert!(
        Law::default()
            .add("[[kinds]]\nsource = \"a\"\nrows = [{ nam = \"b\" }]")
            .is_err()
    );
}

#[test]
fn every_table_names_its_source() {
    let law = Law::standard();
    let groups = (law.kinds.iter().map(|rows| &rows.source))
        .chain(law.bodies.iter().map(|rows| &rows.source))
        .chain(law.terms.iter().map(|rows| &rows.source))
        .chain(law.tiers.iter().map(|rows| &rows.source))
        .chain(law.provinces.iter().map(|rows| &rows.source));
    let replaced = law.sources.iter().flat_map(|source| &source.replaces);
    for id in groups.chain(replaced) {
        assert!(law.source(id).is_some(), "{id}");
    }
    assert!(law.sources.iter().all(|source| source.from.is_some()));
}

#[test]
fn a_place_prints_as_the_law_wants_it() {
    let law = Law::standard();
    let place = |key, day| law.place(key, Some(day));
    let said = |en: &str, vi: &str| Some((en.to_owned(), vi.to_owned()));
    assert_eq!(
        place("citation", date(2026, 1, 20)),
        said(
            "Decree 30/2020/NĐ-CP, point b, clause 6, Section II, Part I, Annex I",
            "điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"
        )
    );
    assert_eq!(
        place("date.zeros", date(2026, 1, 20)),
        said(
            "Decree 30/2020/NĐ-CP, point b, clause 4, point b, clause 6, Section II, Part I, Annex I",
            "điểm b khoản 4, điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP"
        )
    );
    assert_eq!(
        place("register", date(2026, 1, 20)),
        said(
            "Decree 30/2020/NĐ-CP, point a, clause 2, Article 16, Annex IV",
            "điểm a khoản 2 Điều 16, Phụ lục IV Nghị định số 30/2020/NĐ-CP"
        )
    );
    assert_eq!(place("citation", date(2020, 3, 4)), None);
    assert_eq!(place("citation.unknown", date(2026, 1, 20)), None);
}

#[test]
fn a_requirement_is_that_of_the_day() {
    let law = Law::standard();
    let on = |day| law.place("number.year", Some(day)).map(|(_, vi)| vi);
    let of = |clause: &str, number: &str| {
        Some(format!(
            "{clause}Luật Ban hành văn bản quy phạm pháp luật số {number}"
        ))
    };
    assert_eq!(on(date(2008, 12, 31)), None);
    assert_eq!(on(date(2016, 6, 30)), of("", "17/2008/QH12"));
    assert_eq!(on(date(2016, 7, 1)), of("khoản 1 Điều 10 ", "80/2015/QH13"));
    assert_eq!(
        on(date(2025, 3, 31)),
        of("khoản 1 Điều 10 ", "80/2015/QH13")
    );
    assert_eq!(on(date(2025, 4, 1)), of("khoản 3 Điều 7 ", "64/2025/QH15"));
    let goes_on = law.place("number.year", None).map(|(_, vi)| vi);
    assert_eq!(goes_on, on(date(2025, 4, 1)));
}

#[test]
fn a_decree_that_replaces_another_is_one_more_file() {
    let mut law = Law::standard();
    law.add(
        r#"
        [[sources]]
        id = "nd-2027"
        vi = "Nghị định số 15/2027/NĐ-CP"
        en = "Decree 15/2027/NĐ-CP"
        from = 2027-02-15
        replaces = ["nd30-2020"]
        [sources.clauses]
        "citation" = "khoản 3 Điều 21"
        "#,
    )
    .unwrap();
    let on = |key, day| law.place(key, Some(day)).map(|(_, vi)| vi);
    let old = "điểm b khoản 6 Mục II Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP";
    assert_eq!(on("citation", date(2027, 2, 14)).as_deref(), Some(old));
    let new = "khoản 3 Điều 21 Nghị định số 15/2027/NĐ-CP";
    assert_eq!(on("citation", date(2027, 2, 15)).as_deref(), Some(new));
    // What the new one does not ask for is asked no more.
    assert!(on("appendix", date(2027, 2, 14)).is_some());
    assert_eq!(on("appendix", date(2027, 2, 15)), None);
}

#[test]
fn provinces_are_those_of_the_day() {
    let law = Law::standard();
    // «Đắk Nông» stands in two spellings.
    assert_eq!(provinces(&law, date(2024, 12, 31)).len(), 63 + 1);
    assert_eq!(provinces(&law, date(2025, 6, 30)).len(), 63 + 1);
    assert_eq!(provinces(&law, date(2025, 7, 1)).len(), 34);
    let cities = |day| {
        let all = provinces(&law, day).into_iter();
        all.filter(|name| !name.starts_with("tỉnh")).count()
    };
    assert_eq!(cities(date(2024, 12, 31)), 5);
    assert_eq!(cities(date(2025, 1, 1)), 6);
    assert_eq!(cities(date(2026, 4, 29)), 6);
    assert_eq!(cities(date(2026, 4, 30)), 7);
    let called = |name, day| law.province_on(name, day).map(Province::called);
    assert_eq!(
        called("Đồng Nai", date(2026, 4, 29)).as_deref(),
        Some("tỉnh Đồng Nai")
    );
    assert_eq!(
        called("Đồng Nai", date(2026, 4, 30)).as_deref(),
        Some("thành phố Đồng Nai")
    );
    assert_eq!(called("Thừa Thiên Huế", date(2025, 1, 1)), None);
    assert_eq!(
        called("Huế", date(2025, 1, 1)).as_deref(),
        Some("thành phố Huế")
    );
    // What a province became is there.
    for old in law.provinces().filter(|one| one.until.is_some()) {
        let heir = old.became.as_ref().or(old.joined.as_ref()).unwrap();
        assert!(law.province_on(heir, date(2026, 12, 1)).is_some(), "{heir}");
        assert!(
            law.source_of(old)
                .is_some_and(|source| source.place("provinces").is_some())
        );
    }
}

#[test]
fn kinds_and_their_letters() {
    let law = Law::standard();
    let of = |letters| law.kind_of(letters).map(|kind| kind.name.as_str());
    assert_eq!(of("TTr"), Some("Tờ trình"));
    assert_eq!(of("QĐ"), Some("Quyết định"));
    assert_eq!(of("TT"), Some("Thông tư"));
    assert_eq!(of("KL"), Some("Kết luận"));
    assert_eq!(of("QĐi"), Some("Quy định"));
    assert_eq!(of("GUQ"), Some("Giấy ủy quyền"));
    assert_eq!(of("qđ"), None);
    assert_eq!(of("UBND"), None);
    // Annex III, I: 27 kinds and 3 of copies, each with its specimen; the letter (công văn) has no name.
    let annex: Vec<&Kind> = law.kinds().filter(|kind| kind.form.is_some()).collect();
    assert_eq!(annex.len(), 31);
    let without: Vec<_> = annex
        .iter()
        .filter(|kind| kind.letters.is_empty())
        .collect();
    assert!(matches!(without[..], [kind] if kind.letter));
}

#[test]
fn bodies_and_their_days() {
    let law = Law::standard();
    let of = |letters| law.body_of(letters).map(|body| body.name.as_str());
    assert_eq!(of("BDTTG"), Some("Bộ Dân tộc và Tôn giáo"));
    assert_eq!(of("QH15"), Some("Quốc hội"));
    assert_eq!(of("UBTVQH16"), Some("Ủy ban Thường vụ Quốc hội"));
    for letters in ["", "QH", "QHX", "QH15-VP", "ABC"] {
        assert_eq!(of(letters), None, "{letters}");
    }
    let heir = |name| law.ended(name).and_then(|(body, _)| body.became.as_deref());
    assert_eq!(heir("Bộ Kế hoạch và Đầu tư"), Some("Bộ Tài chính"));
    assert_eq!(
        heir("Sở Giao thông vận tải tỉnh Hải Đông"),
        Some("Sở Xây dựng")
    );
    assert_eq!(heir("Sở Giao thông vận tải Hải Đông"), None);
    assert_eq!(heir("Bộ Tài chính"), None);
    for body in law.bodies().filter(|body| body.became.is_some()) {
        let (_, source) = law.ended(&body.name).unwrap();
        assert!(source.place("bodies").is_some(), "{}", body.name);
    }
    // Each is there from the day that the one before has ended on.
    let heirs = law
        .bodies()
        .filter_map(|body| Some((body.until?, body.became.as_ref()?)));
    for (until, heir) in heirs.filter(|(_, heir)| heir.starts_with("Bộ ")) {
        let heir = law.bodies().find(|body| body.name == **heir).unwrap();
        assert!(heir.is_there_on(until.tomorrow().unwrap()), "{}", heir.name);
    }
}

#[test]
fn an_ended_agency_is_one_row() {
    let mut law = Law::standard();
    assert!(law.ended("Sở Du lịch").is_none());
    law.add(
        r#"
        [[bodies]]
        source = "nd45-2025"
        rows = [{ name = "Sở Du lịch", until = 2028-06-30, became = "Sở Văn hóa, Thể thao và Du lịch" }]
        "#,
    )
    .unwrap();
    assert!(law.ended("Sở Du lịch").is_some());
}

#[test]
fn terms_follow_each_other() {
    let law = Law::standard();
    let terms: Vec<&Term> = law.terms().collect();
    for pair in terms.windows(2) {
        assert_eq!(pair[0].number + 1, pair[1].number);
        assert_eq!(
            pair[0].until.unwrap().tomorrow().unwrap(),
            pair[1].from.unwrap()
        );
    }
    assert!(
        terms
            .last()
            .is_some_and(|term| term.number == 16 && term.until.is_none())
    );
    assert!(terms.last().is_some_and(|term| term.has_year(2035)));
}

#[test]
fn the_district_tier_has_ended() {
    let law = Law::standard();
    assert_eq!(law.end_of(Rank::District), Some(date(2025, 6, 30)));
    assert_eq!(law.end_of(Rank::Commune), None);
}
