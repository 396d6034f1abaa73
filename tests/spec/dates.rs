//! SPC007: days that no calendar has.

use super::{assert_clean, check, check_vi, report};
use crate::support::Office;
use insta::assert_snapshot;

/// A plan's `[document]` with a date.
fn dated(date: &str) -> String {
    let plan =
        format!("[document]\nyear = 2025\ntitle = \"Giảm nghèo\"\nnumber = 5\ndate = {date}\n");
    report(&Office::commune().file("plan.toml", plan), &[])
}

#[test]
fn the_thirtieth_of_february() {
    assert_snapshot!(dated("2025-02-30"), @r#"
    error[SPC007]: there is no day `2025-02-30` in the calendar
     --> plan.toml:5:8
      |
    5 | date = 2025-02-30
      |        ^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_leap_day_of_another_year() {
    assert_snapshot!(dated("2025-02-29"), @r#"
    error[SPC007]: there is no day `2025-02-29` in the calendar
     --> plan.toml:5:8
      |
    5 | date = 2025-02-29
      |        ^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn the_thirteenth_month() {
    assert_snapshot!(dated("2025-13-01"), @r#"
    error[SPC007]: there is no day `2025-13-01` in the calendar
     --> plan.toml:5:8
      |
    5 | date = 2025-13-01
      |        ^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(dated("\"01/13/2025\""), @r#"
    error[SPC007]: there is no day `01/13/2025` in the calendar
     --> plan.toml:5:8
      |
    5 | date = "01/13/2025"
      |        ^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn the_thirty_first_of_april() {
    assert_snapshot!(dated("\"31/04/2025\""), @r#"
    error[SPC007]: there is no day `31/04/2025` in the calendar
     --> plan.toml:5:8
      |
    5 | date = "31/04/2025"
      |        ^^^^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_day_with_a_time() {
    assert_snapshot!(dated("2025-01-09T08:00:00"), @r#"
    error[SPC007]: not a date: a day without a time
     --> plan.toml:5:8
      |
    5 | date = 2025-01-09T08:00:00
      |        ^^^^^^^^^^^^^^^^^^^

    1 error in 1 file
    "#);
    assert_snapshot!(dated("08:00:00"), @r#"
    error[SPC007]: not a date: a day without a time
     --> plan.toml:5:8
      |
    5 | date = 08:00:00
      |        ^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn a_day_that_is_only_a_month() {
    assert_snapshot!(dated("\"2025-02\""), @r#"
    error[SPC007]: not a date: a day is expected
     --> plan.toml:5:8
      |
    5 | date = "2025-02"
      |        ^^^^^^^^^

    1 error in 1 file
    "#);
}

#[test]
fn words() {
    assert_snapshot!(dated("\"đầu năm\""), @r#"
    error[SPC007]: not a date: write `2024-02-05` without quotes, or "05/02/2024", "2024-02", "02/2024"
     --> plan.toml:5:8
      |
    5 | date = "đầu năm"
      |        ^^^^^^^^^

    1 error in 1 file
    "#);
}

/// An impossible date hides no other fault of the file.
#[test]
fn all_of_a_plan_at_once() {
    assert_snapshot!(check(
        r#"
[[sections]]
title = "Tiến độ"
text = "{{ timeline() }}"
[[timeline]]
text = "Rà soát"
from = "2025-00"
to = 25
[[timeline]]
text = "Tổng kết"
from = 2025-11-31
ot = 2025
"#
    ), @r#"
    error[SPC007]: not a date: write `2024-02-05` without quotes, or "05/02/2024", "2024-02", "02/2024"
      --> plan.toml:10:8
       |
    10 | from = "2025-00"
       |        ^^^^^^^^^

    error[SPC007]: not a date: a year of four digits
      --> plan.toml:11:6
       |
    11 | to = 25
       |      ^^

    error[SPC007]: there is no day `2025-11-31` in the calendar
      --> plan.toml:14:8
       |
    14 | from = 2025-11-31
       |        ^^^^^^^^^^

    error[SPC002]: `timeline` has no key `ot`
      --> plan.toml:15:1
       |
    15 | ot = 2025
       | ^^
       |
       = help: did you mean `to`?
       = help: it takes: text, id, from, to, when_text, units, allow

    4 errors in 1 file
    "#);
}

#[test]
fn in_vietnamese() {
    assert_snapshot!(check_vi("[[reporting]]\ntext = \"Báo cáo\"\ndeadline = 2025-06-31\n[[sections]]\ntitle = \"Báo cáo\"\ntext = \"{{ reporting() }}\"\n"), @r#"
    lỗi[SPC007]: không có ngày `2025-06-31` trong lịch
     --> plan.toml:6:12
      |
    6 | deadline = 2025-06-31
      |            ^^^^^^^^^^

    1 lỗi trong 1 tệp
    "#);
}

/// The ways in which a day, a month and a year can be written.
#[test]
fn possible_dates() {
    for time in [
        "2024-02-29",
        "\"29/02/2024\"",
        "\"5/2/2024\"",
        "\"2024-02\"",
        "\"02/2024\"",
        "2024",
        "\"2024\"",
    ] {
        assert_clean(&format!(
            "[[sections]]\ntitle = \"Tiến độ\"\ntext = \"{{{{ timeline() }}}}\"\n\
             [[timeline]]\ntext = \"Rà soát\"\nfrom = {time}\n"
        ));
    }
}
