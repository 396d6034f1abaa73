//! The HTML report: one file that needs no network, readable with and without its script, on screen and
//! on paper, with a mouse and with a keyboard.

use super::browser::Browser;
use crate::support::{Office, installed, repository, run_in};
use std::fs;
use std::path::PathBuf;

/// The folder with An Bình's plans of 2024 and 2025.
fn folder() -> PathBuf {
    repository().join("tests/diff/pair")
}

/// The report of An Bình's plans.
fn report(lang: &str) -> String {
    let arguments = [
        "diff",
        "2024.toml",
        "2025.toml",
        "--format",
        "html",
        "--lang",
        lang,
    ];
    let run = run_in(&folder(), &arguments);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    run.out
}

/// The report of two plans as text.
fn page(old: &str, new: &str) -> String {
    let office = Office::empty().file("old.toml", old).file("new.toml", new);
    let run = office.run(&[
        "diff", "old.toml", "new.toml", "--format", "html", "--lang", "vi",
    ]);
    assert!(run.code < 2, "{}", run.err);
    run.out
}

/// The report as XML, which it is well-formed as.
pub fn parsed(page: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    roxmltree::Document::parse_with_options(page, options).unwrap()
}

/// The words of an element with all in it, one blank between them.
fn words(node: roxmltree::Node<'_, '_>) -> String {
    let texts = node.descendants().filter(roxmltree::Node::is_text);
    let text: String = texts.filter_map(|inner| inner.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of what has an id.
fn section(page: &str, id: &str) -> String {
    let document = parsed(page);
    let mut all = document.descendants();
    let found = all.find(|node| node.attribute("id") == Some(id));
    words(found.unwrap_or_else(|| panic!("no {id}")))
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = report("vi");
    let document = parsed(&page);
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert_ne!(name, "src", "{value}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
            assert!(!value.contains("://"), "{name}={value}");
        }
        let name = node.tag_name().name();
        assert!(
            !["link", "img", "iframe", "image", "use"].contains(&name),
            "{name}"
        );
    }
    let style = document
        .descendants()
        .find(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "style")));
    let style = style.unwrap().text().unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let page = report("vi");
    let document = parsed(&page);
    let mut ids: Vec<&str> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    for node in document.descendants() {
        let links = node
            .attribute("href")
            .and_then(|link| link.strip_prefix('#'));
        let labels = node
            .attribute("aria-labelledby")
            .into_iter()
            .flat_map(str::split_whitespace);
        for id in links
            .into_iter()
            .chain(labels)
            .chain(node.attribute("aria-controls"))
        {
            assert!(ids.contains(&id), "nothing is called {id}");
        }
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let page = report("vi");
    let document = parsed(&page);
    let names = document.descendants().map(|node| node.tag_name().name());
    let levels = names.filter_map(|name| name.strip_prefix('h')?.parse::<u8>().ok());
    let levels: Vec<u8> = levels.collect();
    assert_eq!(levels[0], 1);
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
}

#[test]
fn the_summary_says_what_an_office_must_know() {
    let summary = section(&report("vi"), "summary");
    for said in [
        "Mục tiêu, chỉ tiêu▲ 4 chỉ tiêu đặt tốt hơn▼ 1 chỉ tiêu đặt kém hơn",
        "Chỉ tiêu năm trước★ 2 vượt✓ 1 đạt✗ 2 chưa đạt",
        "Kinh phí2.450 → 2.815 triệu đồng (+365, +14,9%)",
        "Phân công nhiệm vụ+ 1 thêm− 1 bỏ⇄ 1 chuyển chỗ✎ 1 sửa",
        "2024 → 2025: 13 chỗ",
    ] {
        assert!(summary.contains(said), "«{said}» is not in: {summary}");
    }
}

#[test]
fn the_summary_may_be_all() {
    let run = run_in(
        &folder(),
        &[
            "diff",
            "2024.toml",
            "2025.toml",
            "--format",
            "html",
            "--stat",
            "--lang",
            "vi",
        ],
    );
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let whole = report("vi");
    assert_eq!(section(&run.out, "summary"), section(&whole, "summary"));
    let document = parsed(&run.out);
    let named = |name: &str| {
        let mut all = document.descendants();
        all.any(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", name)))
    };
    assert!(named("main") && named("h1"));
    for other in ["table", "svg", "script", "button"] {
        assert!(!named(other), "{other}");
    }
    let links = document
        .descendants()
        .filter(|node| node.has_attribute("href"));
    assert_eq!(links.count(), 0);
}

#[test]
fn the_budget_is_a_tree_with_differences_by_line_and_source() {
    let budget = section(&report("vi"), "budget");
    for said in [
        "Tổng số2.4502.815+365+14,9%",
        "Hỗ trợ đa dạng hóa sinh kế, phát triển mô hình giảm nghèo1.0501.225+175+16,67%",
        "Ngân sách trung ương9001.050+150+16,67%",
        "Hỗ trợ nước sạch, nhà tiêu hợp vệ sinh + thêm mới410+410",
        "Truyền thông, tập huấn − bỏ140-140",
        "Ngân sách địa phương490485-5-1,02%",
    ] {
        assert!(budget.contains(said), "«{said}» is not in: {budget}");
    }
}

#[test]
fn the_budgets_of_different_units_are_compared_in_the_new_one() {
    let budget = |unit: &str, amount: &str| {
        format!(
            "[document]\nyear = 2025\ntitle = \"t\"\n[budget]\nunit = \"{unit}\"\n\
             [[budget.sources]]\nid = \"n\"\ntitle = \"Nguồn\"\n\
             [[budget.lines]]\nid = \"k\"\ntitle = \"Khoản\"\namounts = {{ n = {amount} }}\n"
        )
    };
    let page = page(
        &budget("nghìn đồng", "450000"),
        &budget("triệu đồng", "500"),
    );
    let budget = section(&page, "budget");
    assert!(budget.contains("Khoản450500+50+11,11%"), "{budget}");
}

#[test]
fn charts_say_in_words_what_they_draw() {
    let indicators = section(&report("vi"), "indicators");
    let said = "kế hoạch cũ: 2022: 41, 2023: 26; kế hoạch mới: 2022: 41, 2023: 28, 2024: 14; \
                mục tiêu cũ: 2024: 12; mục tiêu mới: 2025: 0";
    assert!(indicators.contains(said), "{indicators}");
}

#[test]
fn a_chart_has_one_unit() {
    let plan = |year: i16, unit: &str, values: &str| {
        format!(
            "[document]\nyear = {year}\ntitle = \"Thu ngân sách\"\n[[indicators]]\nid = \"thu\"\nname = \"Thu *ngân sách*\"\nunit = \"{unit}\"\nvalues = {{ {values} }}\n"
        )
    };
    let told = |unit: &str, values: &str| {
        let office = super::office()
            .file(
                "a.toml",
                plan(2025, "triệu đồng", "2023 = 1200, 2024 = 1500"),
            )
            .file("b.toml", plan(2026, unit, values));
        let args = [
            "diff", "a.toml", "b.toml", "--format", "html", "--lang", "vi",
        ];
        section(&office.run(&args).out, "indicators")
    };
    let money = told("tỷ đồng", "2024 = \"1,5\", 2025 = \"1,8\"");
    let said = "kế hoạch cũ: 2023: 1,2, 2024: 1,5; kế hoạch mới: 2024: 1,5, 2025: 1,8";
    assert!(money.contains(said), "{money}");
    assert!(!money.contains('*'), "{money}");
    // A share and an amount are not drawn together.
    let share = told("%", "2024 = 90, 2025 = 95");
    assert!(
        share.contains("kế hoạch mới: 2024: 90, 2025: 95"),
        "{share}"
    );
    assert!(!share.contains("kế hoạch cũ:"), "{share}");
}

#[test]
fn what_has_moved_says_where_from() {
    let page = report("vi");
    let said = "Phòng Kinh tế thuộc: Phòng Văn hóa - Xã hội → Phòng Kinh tế";
    assert!(section(&page, "tasks").contains(said));
    let prose = section(&page, "prose");
    assert!(prose.contains("thuộc: Tổ chức thực hiện → "), "{prose}");
}

#[test]
fn the_page_speaks_the_language_of_its_reader() {
    let page = report("en");
    let document = parsed(&page);
    assert_eq!(document.root_element().attribute("lang"), Some("en"));
    let summary = section(&page, "summary");
    assert!(
        summary.contains("2 exceeded") && summary.contains("2024 → 2025: 13 places"),
        "{summary}"
    );
    assert_eq!(
        parsed(&report("vi")).root_element().attribute("lang"),
        Some("vi")
    );
}

/// Text that would be markup, a script, or a call of the template.
const HOSTILE: &str =
    r#"</td><script>document.title="hit"</script>&amp;<!-- \"' {{ 7 * 7 }} {% raw %}"#;

#[test]
fn hostile_text_stays_text() {
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    let text = |year: u16, amount: u16| {
        format!(
            "[document]\nyear = {year}\ntitle = {quoted}\n\
             [[indicators]]\nid = \"i\"\nname = {quoted}\nunit = \"<b>\"\nbetter = \"lower\"\n\
             values = {{ {} = 5, {} = 4 }}\ntarget = {{ value = {amount} }}\n\
             [budget]\nunit = {quoted}\n[[budget.sources]]\nid = \"n\"\ntitle = {quoted}\n\
             [[budget.lines]]\nid = \"k\"\ntitle = {quoted}\namounts = {{ n = {amount} }}\n\
             [[task_groups]]\nid = \"g\"\ntitle = {quoted}\n\
             [[task_groups.tasks]]\ntext = \"{year}{amount}\"\nproduct = {quoted}\n",
            year - 2,
            year - 1
        )
    };
    let page = page(&text(2024, 3), &text(2025, 2));
    let document = parsed(&page);
    let scripts = document
        .descendants()
        .filter(|node| node.tag_name().name() == "script");
    assert_eq!(scripts.count(), 1);
    let bold = document
        .descendants()
        .filter(|node| node.tag_name().name() == "i");
    assert_eq!(bold.count(), 0);
    let found = words(document.root_element()).matches(HOSTILE).count();
    assert!(found >= 6, "{found}");
}

#[test]
fn a_plan_against_itself_says_so() {
    let plan = fs::read_to_string(folder().join("2024.toml")).unwrap();
    let page = page(&plan, &plan);
    let document = parsed(&page);
    let entries = document.descendants().filter(|node| {
        let classes = node.attribute("class").unwrap_or_default();
        classes.split(' ').any(|class| class == "entry")
    });
    assert_eq!(entries.count(), 0);
    assert!(section(&page, "changes").is_empty());
}

/// The texts that a reader sees of what a selector finds.
const SEEN: &str = "selector => Array.from(document.querySelectorAll(selector))\
     .filter(node => node.getClientRects().length).length";

/// The page in Chromium, at a width.
fn opened(office: &Office, width: u16) -> Option<Browser> {
    if !installed("chromium") {
        return None;
    }
    let mut browser = Browser::start(office.path("profile"));
    browser.resize(width, 900);
    browser.open(&office.path("report.html"));
    Some(browser)
}

fn office() -> Office {
    Office::empty().file("report.html", report("vi"))
}

/// How many elements a reader sees of what a selector finds.
fn seen(browser: &mut Browser, selector: &str) -> u64 {
    browser
        .value(&format!("({SEEN})({selector:?})"))
        .as_u64()
        .unwrap()
}

#[test]
fn filters_show_and_hide_kinds_at_a_click() {
    let office = office();
    let Some(mut browser) = opened(&office, 1280) else {
        return;
    };
    let all = browser
        .value("document.querySelectorAll('.kind .entry').length")
        .as_u64()
        .unwrap();
    let at_first = seen(&mut browser, ".kind .entry");
    assert!(at_first < all, "what just follows from the year is folded");
    assert!(
        seen(&mut browser, "#indicators") == 1 && seen(&mut browser, "#indicators svg.chart") == 5
    );

    browser.click("[data-section=indicators]");
    assert_eq!(seen(&mut browser, "#indicators"), 0);
    assert_eq!(seen(&mut browser, "#budget"), 1);
    let pressed =
        "document.querySelector('[data-section=indicators]').getAttribute('aria-pressed')";
    assert_eq!(browser.value(pressed), "false");

    browser.click("[data-section=indicators]");
    assert_eq!(seen(&mut browser, ".kind .entry"), at_first);

    browser.click("#follows");
    assert_eq!(seen(&mut browser, ".kind .entry"), all);
    let status = browser.value("document.getElementById('status').textContent");
    assert_eq!(
        status,
        format!("Số thay đổi đang hiện trên tổng số: {all}/{all}")
    );

    browser.click("#follows");
    browser.click("[data-section=prose]");
    browser.click("#all");
    assert_eq!(seen(&mut browser, ".kind .entry"), all);
    assert_eq!(browser.faults(), Vec::<String>::new());
}

#[test]
fn nothing_is_folded_where_all_was_asked_for() {
    let arguments = [
        "diff",
        "2024.toml",
        "2025.toml",
        "--format",
        "html",
        "--all",
    ];
    let page = run_in(&folder(), &arguments).out;
    let office = Office::empty().file("report.html", page);
    let Some(mut browser) = opened(&office, 1280) else {
        return;
    };
    let all = browser.value("document.querySelectorAll('.kind .entry').length");
    assert_eq!(seen(&mut browser, ".kind .entry"), all.as_u64().unwrap());
}

#[test]
fn a_keyboard_is_enough() {
    let office = office();
    let Some(mut browser) = opened(&office, 1280) else {
        return;
    };
    browser.key("Tab");
    let focused = "document.activeElement.textContent.trim()";
    assert_eq!(browser.value(focused), "Đến nội dung thay đổi");
    assert_eq!(seen(&mut browser, ".skip:focus"), 1);
    let tiles = browser
        .value("document.querySelectorAll('#summary a').length")
        .as_u64()
        .unwrap();
    for _ in 0..=tiles {
        browser.key("Tab");
    }
    let outline = "getComputedStyle(document.activeElement).outlineStyle";
    assert_eq!(
        browser.value("document.activeElement.dataset.section"),
        "head"
    );
    assert_eq!(browser.value(outline), "solid");
    browser.key("Enter");
    assert_eq!(seen(&mut browser, "#head"), 0);
    browser.key("Space");
    assert_eq!(seen(&mut browser, "#head"), 1);
}

#[test]
fn nothing_sticks_out_of_a_narrow_screen() {
    let office = office();
    let Some(mut browser) = opened(&office, 360) else {
        return;
    };
    let wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.value(wider), 0);
    let columns =
        "getComputedStyle(document.querySelector('.pair')).gridTemplateColumns.split(' ').length";
    browser.click("#follows");
    assert_eq!(browser.value(columns), 1);
    browser.resize(1280, 900);
    assert_eq!(browser.value(columns), 2);
}

#[test]
fn without_a_script_everything_is_shown() {
    let office = office();
    if !installed("chromium") {
        return;
    }
    let mut browser = Browser::start(office.path("profile"));
    browser.forbid_scripts();
    browser.open(&office.path("report.html"));
    let all = browser.value("document.querySelectorAll('.kind .entry').length");
    assert_eq!(seen(&mut browser, ".kind .entry"), all.as_u64().unwrap());
    assert_eq!(seen(&mut browser, ".filters"), 0);
}

/// The lowest contrast of a text with what it stands on (WCAG 2.2, 1.4.3), and the text.
const CONTRAST: &str = r#"(() => {
  const parse = text => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = node => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  let worst = [21, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.getClientRects().length || node.closest("script")) continue;
    const style = getComputedStyle(node);
    const text = parse(node.closest("svg") ? style.fill : style.color);
    const [one, other] = [light(text), light(behind(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < worst[0]) worst = [ratio, walker.currentNode.data.trim()];
  }
  return worst;
})()"#;

#[test]
fn every_text_stands_out_in_light_and_dark() {
    let office = office();
    let Some(mut browser) = opened(&office, 1280) else {
        return;
    };
    browser.click("#follows");
    let page = "getComputedStyle(document.body).backgroundColor";
    for (scheme, colour) in [("light", "rgb(255, 255, 255)"), ("dark", "rgb(15, 20, 26)")] {
        browser.prefer(scheme);
        assert_eq!(browser.value(page), colour);
        let worst = browser.value(CONTRAST);
        assert!(worst[0].as_f64().unwrap() >= 4.5, "{scheme}: {worst}");
    }
}

#[test]
fn paper_shows_everything_whatever_the_filters_hide() {
    if !installed("pdftotext") {
        return;
    }
    let office = office();
    let Some(mut browser) = opened(&office, 1280) else {
        return;
    };
    browser.click("[data-section=budget]");
    browser.prefer("dark");
    let pdf = office.path("report.pdf");
    fs::write(&pdf, browser.pdf()).unwrap();
    let text = crate::support::poppler("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Giảm nghèo bền vững năm 2025 trên địa bàn xã An Bình",
        "Tổng số 2.450 2.815 +365 +14,9%",
        "2024 → 2025: 13 chỗ",
        "chưa đạt",
        "thuộc: Tổ chức thực hiện →",
        "20/01/2025",
    ] {
        assert!(words.contains(said), "«{said}» is not in:\n{text}");
    }
    assert!(!words.contains("Hiện tất cả"), "filters are printed");
}
