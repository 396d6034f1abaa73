//! A year that is not the plan's where the plan's is meant.

use crate::checks::context::Context;
use crate::checks::facts::sentence::{prose, sentence_start, written};
use crate::checks::rule::{Check, Findings, Ground, Rule};
use crate::diag::{Code, Finding, Message, words};
use crate::document::passage::PassageKind;
use crate::source::Span;
use crate::vi::citation::citations;
use crate::vi::moment::years;

/// A past year in a sentence that speaks of the plan's own work.
pub(super) const ANOTHER: Rule = Rule {
    code: Code::warning("TIM006", "another-year"),
    ground: Ground::Custom("year"),
    what: words(
        "A past year where the sentence speaks of what the plan is to reach",
        "Câu nêu nhiệm vụ, chỉ tiêu của năm kế hoạch nhưng ghi năm đã qua",
    ),
    why: words(
        "Last year's plan is copied, and a year stays behind. The rule reads only sentences with words of intent («phấn đấu», «để hoàn thành», «không để», «đăng ký», «triển khai thực hiện … chỉ tiêu»); results, comparisons («so với năm 2023»), subjects of cited documents and quotations are passed over. Write `{{ year }}` and it cannot happen.",
        "Kế hoạch năm trước được chép lại và còn sót năm cũ. Quy tắc chỉ xét câu có chữ chỉ ý định («phấn đấu», «để hoàn thành», «không để», «đăng ký», «triển khai thực hiện … chỉ tiêu»); kết quả đã đạt, phép so sánh («so với năm 2023»), trích yếu văn bản và lời trích dẫn thì không xét. Viết `{{ year }}` thì không còn lỗi này.",
    ),
    wrong: "Phấn đấu hoàn thành chỉ tiêu giảm nghèo năm 2025, các thôn vận động hộ nghèo đăng ký thoát nghèo.",
    right: "Phấn đấu hoàn thành chỉ tiêu giảm nghèo năm {{ year }}, các thôn vận động hộ nghèo đăng ký thoát nghèo.",
    check: Check::Plan(another),
};

/// How long ago a year may be to be taken for a slip.
const OLDEST: i16 = 6;

/// Words of intent, in small letters.
const INTENT: [&str; 18] = [
    "để hoàn thành",
    "nhằm hoàn thành",
    "phấn đấu",
    "hoàn thành chỉ tiêu",
    "hoàn thành kế hoạch",
    "hoàn thành nhiệm vụ",
    "hoàn thành mục tiêu",
    "có nguy cơ",
    "không để phát sinh",
    "có khả năng thoát",
    "đăng ký thoát",
    "trên đây là kế hoạch",
    "đề ra các nhiệm vụ",
    "thực hiện chỉ tiêu",
    "thực hiện mục tiêu",
    "thực hiện tốt kế hoạch",
    "mục tiêu đến cuối",
    "xây dựng kế hoạch thực hiện",
];

/// Words of what has been or of what is compared, in small letters.
const PAST: [&str; 25] = [
    "so với",
    "kết quả",
    "đã ",
    "đạt được",
    "tính đến",
    "tổng kết",
    "sơ kết",
    "rút kinh nghiệm",
    "tồn tại",
    "hạn chế",
    "số liệu",
    "quyết toán",
    "chuyển nguồn",
    "kéo dài",
    "còn lại",
    "kiểm điểm",
    "phát huy",
    "thời điểm",
    "trên cơ sở",
    "căn cứ",
    "ước thực hiện",
    "ban hành năm",
    "báo cáo",
    "đánh giá",
    "tình hình",
];

/// Words that make the year after them a limit or a name.
const LIMITS: [&str; 22] = [
    "cuối",
    "đầu",
    "từ",
    "đến",
    "hết",
    "giữa",
    "kể từ",
    "tới",
    "sau",
    "trước",
    "khóa",
    "quý",
    "tháng",
    "vụ",
    "hơn",
    "vượt",
    "bằng",
    "mức",
    "thực hiện",
    "của",
    "với",
    "như",
];

fn another(context: &Context<'_>, findings: &mut Findings) {
    let (first, last) = context.period();
    for passage in prose(context.facts.passages) {
        let text = &passage.text;
        if !text.contains("năm ") {
            continue;
        }
        let mut cited = None;
        for (at, year) in years(text) {
            if year >= first || first - year > OLDEST {
                continue;
            }
            let Some(span) = written(passage, &(at..at + 4)) else {
                continue;
            };
            let opens =
                (context.plan.preamble.as_ref()).is_some_and(|text| within(text.text.span, span));
            if announces(text, at, opens) {
                findings.push(told(context, span, year, (first, last)));
                continue;
            }
            let mut aims = context.plan.objectives.iter();
            let aimed = aims.any(|aim| within(aim.text.span, span));
            let meant = match passage.kind {
                PassageKind::Title => titles_another(text, first, last),
                _ if aimed => is_meant(text, at, true),
                _ => is_meant(text, at, false),
            };
            if !meant {
                continue;
            }
            let cited = cited.get_or_insert_with(|| citations(text, context.law()));
            let named = cited.iter().any(|citation| {
                let end = citation
                    .subject
                    .as_ref()
                    .map_or(citation.range.end, |s| s.end);
                (citation.range.start..end).contains(&at)
            });
            if named {
                continue;
            }
            findings.push(told(context, span, year, (first, last)));
        }
    }
}

fn told(context: &Context<'_>, span: Span, year: i16, (first, last): (i16, i16)) -> Finding {
    let planned = if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    };
    let message = Message::new(
        format!(
            "the sentence speaks of the plan's work but names {year}; the plan is for {planned}"
        ),
        format!("câu nói về việc của kế hoạch năm {planned} nhưng ghi năm {year}"),
    );
    Finding::at(span, message)
        .value("declared", year)
        .value("expected", &planned)
        .also(
            context.plan.document.year.span,
            Message::new("the year planned for", "năm kế hoạch"),
        )
        .help(Message::new(
            "write `{{ year }}`, which follows the plan",
            "viết `{{ year }}` để luôn theo năm kế hoạch",
        ))
}

/// Whether a place lies in another.
fn within(whole: Span, part: Span) -> bool {
    whole.source == part.source && whole.range().contains(&part.range().start)
}

/// Whether the year at a place is that of the plan that a sentence announces: «UBND huyện xây dựng Kế
/// hoạch giảm nghèo năm 2023, cụ thể như sau:». The preamble announces it without these words, too.
fn announces(text: &str, at: usize, preamble: bool) -> bool {
    const VERBS: [&str; 2] = ["ban hành kế hoạch", "xây dựng kế hoạch"];
    let ends = text.trim_end().trim_end_matches([':', '.']);
    let Some(ends) = ends.strip_suffix("như sau").or(preamble.then_some(ends)) else {
        return false;
    };
    let Some(before) = text
        .get(..at)
        .and_then(|before| before.strip_suffix("năm "))
    else {
        return false;
    };
    let lower = before.to_lowercase();
    let Some(from) = VERBS.iter().filter_map(|verb| lower.rfind(verb)).max() else {
        return false;
    };
    // Another document, a quotation or another year may stand between.
    let own = !lower[from..].contains(['“', '/', ';']) && !lower[from..].contains("theo ");
    let limited = ["giai đoạn", "từ", "so với", "đến"];
    let limited = limited.iter().any(|word| before.trim_end().ends_with(word));
    let rest = ends.get(at + 4..).unwrap_or_default();
    let done = lower.contains("đã ban hành") || lower.contains("đã xây dựng");
    own && !limited && !done && (preamble || !rest.contains(['“', '.', ';']))
}

/// Whether the year at a place is that of work still to be done, as that of an objective is.
fn is_meant(text: &str, at: usize, aim: bool) -> bool {
    let start = sentence_start(text, at);
    let sentence = text.get(start..at).unwrap_or_default();
    // «Năm 2023, tổng số hộ …» opens a report; «đầu năm 2023», «từ năm 2023» is a limit.
    let Some(before) = sentence.strip_suffix("năm ") else {
        return false;
    };
    let before = before.trim_end();
    let after = &text[at..];
    let rest = &after[..after.find(['.', ';', '\n']).unwrap_or(after.len())];
    let undone = ["chưa", "không đạt", "chuyển sang", "kéo dài", "sang năm"];
    if undone.iter().any(|word| rest.contains(word)) {
        return false;
    }
    let limited = LIMITS.iter().any(|word| before.ends_with(word));
    // An objective is reached by the end of a year: «đến hết năm».
    let limited = limited && !(aim && before.ends_with("đến hết"));
    let quoted = before.matches('“').count() > before.matches('”').count();
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let carried = lower.contains("triển khai thực hiện") && has(&["chỉ tiêu", "mục tiêu"]);
    let intent = aim || has(&INTENT) || carried;
    intent && !limited && !quoted && !has(&PAST)
}

/// Whether a title names a past year and no year of the plan's.
fn titles_another(text: &str, first: i16, last: i16) -> bool {
    let own = years(text).any(|(_, year)| (first..=last).contains(&year));
    let lower = text.to_lowercase();
    !own && !["so với", "kết quả", "giai đoạn", "ban hành"]
        .iter()
        .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> bool {
        years(text).any(|(at, _)| is_meant(text, at, false) || announces(text, at, false))
    }

    #[test]
    fn last_years_year_in_this_years_work() {
        for text in [
            "(12 hộ cận nghèo) so với năm {}. Để hoàn thành chỉ tiêu giảm nghèo năm 2023, UBND xã đề ra nhiệm vụ, giải pháp trọng tâm sau:",
            "Rà soát, phát hiện những hộ có nguy cơ bị rơi vào hộ nghèo năm 2023, tìm hiểu, nắm rõ nguyên nhân",
            "nhằm không để phát sinh hộ nghèo, cận nghèo thuộc chính sách ưu đãi người có công trong năm 2023.",
            "hướng dẫn, triển khai thực hiện tốt kế thực hiện chỉ tiêu giảm nghèo năm 2023.",
            "rà soát vận động hộ nghèo có khả năng thoát nghèo đăng ký thoát nghèo trong năm 2019 đồng thời nắm rõ",
        ] {
            assert!(meant(text), "{text}");
        }
    }

    #[test]
    fn the_year_of_the_plan_that_is_announced() {
        for text in [
            "UBND huyện xây dựng kế hoạch giảm nghèo năm 2023, cụ thể như sau:",
            "Căn cứ Quyết định số 5/QĐ-UBND, UBND xã ban hành Kế hoạch giảm nghèo năm 2023 như sau",
        ] {
            assert!(meant(text), "{text}");
        }
        for text in [
            "UBND xã xây dựng Kế hoạch theo kết quả rà soát năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch thực hiện Quyết định số 5/QĐ-UBND năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch giai đoạn năm 2023-2025 như sau: Năm 2023",
        ] {
            assert!(!meant(text), "{text}");
        }
    }

    #[test]
    fn years_of_results_comparisons_and_names() {
        for text in [
            "Năm 2023, tổng số hộ dân 1.609 hộ",
            "giảm 0,82% so với năm 2022",
            "Phấn đấu giảm 2% so với kết quả điều tra cuối năm 2019",
            "Trong năm 2023, xã đã hoàn thành chỉ tiêu giảm nghèo",
            "kết quả hoàn thành chỉ tiêu năm 2023 là 100%",
            "Phát huy kết quả năm 2023, phấn đấu hoàn thành",
            "hưởng ứng chủ đề “Phấn đấu hoàn thành chỉ tiêu năm 2023”",
            "Rà soát hộ nghèo theo danh sách năm 2023",
            "tiếp tục thực hiện các dự án khởi công từ năm 2023",
            "dự toán năm 2023 chuyển sang",
            "không để hộ thoát nghèo năm 2023 tái nghèo",
            "hộ đăng ký thoát nghèo năm 2023 nhưng chưa thoát nghèo",
            "phấn đấu thu ngân sách cao hơn năm 2023",
            "phấn đấu vượt mức thực hiện năm 2023",
        ] {
            assert!(!meant(text), "{text}");
        }
    }

    #[test]
    fn words_of_intent_limits_and_what_is_left_undone() {
        assert!(meant("Không để phát sinh hộ nghèo năm 2023."));
        assert!(meant(
            "Đến nay còn chậm; phấn đấu thoát nghèo năm 2023; việc khác chưa xong"
        ));
        for word in INTENT {
            assert!(
                meant(&format!("Các thôn {word} về nhà ở năm 2023.")),
                "{word}"
            );
        }
        for word in PAST {
            let text = format!("Phấn đấu {word} về nhà ở năm 2023.");
            assert!(!meant(&text), "{text}");
        }
        for word in LIMITS {
            let text = format!("Phấn đấu thoát nghèo {word} năm 2023.");
            assert!(!meant(&text), "{text}");
        }
        for word in ["chưa", "không đạt", "chuyển sang", "kéo dài", "sang năm"] {
            let text = format!("Phấn đấu thoát nghèo năm 2023 {word} xong.");
            assert!(!meant(&text), "{text}");
            let text = format!("Phấn đấu thoát nghèo năm 2023. Việc {word} xong.");
            assert!(meant(&text), "{text}");
        }
        assert!(meant("Triển khai thực hiện các chỉ tiêu năm 2023."));
        assert!(meant("Triển khai thực hiện các mục tiêu năm 2023."));
        assert!(!meant("Triển khai thực hiện các dự án năm 2023."));
        assert!(!meant("Giao các chỉ tiêu năm 2023."));
        assert!(!meant("Phấn đấu thoát nghèo. Hộ nghèo năm 2023."));
        assert!(!meant("Phấn đấu thoát nghèo Năm 2023."));
        assert!(meant(
            "Hưởng ứng “Chung tay”, phấn đấu thoát nghèo năm 2023."
        ));
    }

    #[test]
    fn an_objective_is_meant_without_words_of_intent() {
        let aim = |text: &str| years(text).any(|(at, _)| is_meant(text, at, true));
        let no_aim = |text: &str| years(text).any(|(at, _)| is_meant(text, at, false));
        assert!(aim("Giảm hộ nghèo năm 2023.") && !no_aim("Giảm hộ nghèo năm 2023."));
        assert!(aim("Giảm hộ nghèo đến hết năm 2023."));
        assert!(!aim("Giảm hộ nghèo hết năm 2023."));
        assert!(!aim("Giảm hộ nghèo đến năm 2023."));
        assert!(!no_aim("Phấn đấu giảm hộ nghèo đến hết năm 2023."));
        assert!(!aim("Giảm hộ nghèo so với năm 2023."));
    }

    #[test]
    fn a_plan_is_announced_by_its_verb_and_its_end() {
        let says = |text: &str, preamble| years(text).any(|(at, _)| announces(text, at, preamble));
        let head = "UBND xã ban hành Kế hoạch giảm nghèo năm 2023";
        assert!(says(&format!("{head} như sau:"), false));
        assert!(says(&format!("{head}, cụ thể như sau."), true));
        assert!(says(&format!("{head}."), true) && !says(&format!("{head}."), false));
        assert!(says("UBND xã xây dựng Kế hoạch năm 2023 như sau:", false));
        for text in [
            "UBND xã tổ chức giảm nghèo năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch “nhà ở năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch thực hiện 5/QĐ năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch; nhà ở năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch theo số liệu năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch giai đoạn năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch từ năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch so với năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch đến năm 2023 như sau:",
            "UBND xã đã ban hành Kế hoạch nhà ở năm 2023 như sau:",
            "UBND xã đã xây dựng Kế hoạch nhà ở năm 2023 như sau:",
            "UBND xã ban hành Kế hoạch nhà ở Năm 2023 như sau:",
        ] {
            assert!(!says(text, false) && !says(text, true), "{text}");
        }
        // What goes on behind the year is another sentence's.
        for mark in ["“", ".", ";"] {
            let text = format!("{head}{mark} Các thôn làm như sau:");
            assert!(!says(&text, false) && says(&text, true), "{text}");
        }
        // A verb earlier in the sentence does not hide the nearest.
        assert!(says(
            "Theo 5/QĐ, UBND xã ban hành Kế hoạch năm 2023 như sau:",
            false
        ));
    }

    #[test]
    fn a_title_names_another_year_alone() {
        assert!(titles_another("Giảm nghèo năm 2023", 2024, 2024));
        assert!(!titles_another("Giảm nghèo năm 2023, năm 2024", 2024, 2024));
        assert!(!titles_another("Giảm nghèo năm 2023, năm 2025", 2024, 2025));
        assert!(titles_another("Giảm nghèo năm 2023, năm 2026", 2024, 2025));
        for word in ["so với", "kết quả", "giai đoạn", "ban hành"] {
            assert!(
                !titles_another(&format!("Giảm nghèo {word} năm 2023"), 2024, 2024),
                "{word}"
            );
        }
    }
}
