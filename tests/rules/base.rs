//! What a fixture does not say itself.

/// Registries of a commune's office (văn phòng xã).
pub const REGISTRIES: [(&str, &str); 3] = [
    (
        "kehoach.toml",
        r#"
[issuer]
name = "Ủy ban nhân dân xã An Bình"
letterhead = ["Ủy ban nhân dân", "xã An Bình"]
parent = "Ủy ban nhân dân tỉnh Hải Đông"
place = "An Bình"
abbreviation = "UBND"

[signature]
on_behalf = "TM. ỦY BAN NHÂN DÂN"
position = "CHỦ TỊCH"
name = "Lê Văn Minh"
"#,
    ),
    (
        "units.toml",
        r#"
[[units]]
id = "ubnd_xa"
name = "Ủy ban nhân dân xã"
level = "xa"

[[units]]
id = "phong_kinh_te"
name = "Phòng Kinh tế"
parent = "ubnd_xa"
level = "xa"

[[units]]
id = "phong_van_hoa"
name = "Phòng Văn hóa - Xã hội"
parent = "ubnd_xa"
level = "xa"

[[units]]
id = "cac_thon"
name = "các thôn"
parent = "ubnd_xa"
level = "thon"
"#,
    ),
    (
        "legal.toml",
        r#"
[[documents]]
id = "qd_05"
kind = "Quyết định"
number = "05/QĐ-UBND"
date = 2026-01-09
issuer = "Ủy ban nhân dân tỉnh Hải Đông"
title = "về việc giao chỉ tiêu phát triển kinh tế - xã hội năm 2026"
"#,
    ),
];

/// The parts of a plan that stand in for missing ones: first its heading, then all of it.
const PARTS: [(&str, &str); 4] = [
    (
        "[document]",
        "[document]\nkind = \"ke_hoach\"\nyear = 2026\ntitle = \"Giảm nghèo năm 2026\"\n",
    ),
    ("[[legal_bases]]", "[[legal_bases]]\nref = \"qd_05\"\n"),
    (
        "[closing]",
        "[closing]\ntext = \"Trên đây là Kế hoạch giảm nghèo năm 2026, đề nghị các đơn vị tổ chức thực hiện\"\n",
    ),
    (
        "[recipients]",
        "[recipients]\nlist = [{ unit = \"ubnd_xa\" }, { unit = \"phong_kinh_te\" }, { unit = \"phong_van_hoa\" }, { unit = \"cac_thon\" }]\narchive = [\"VT\"]\n",
    ),
];

/// The calls that place typed items.
const CALLS: [(&str, &str); 7] = [
    ("[[objectives]]", "{{ objectives() }}"),
    ("[[indicators]]", "{{ indicators() }}"),
    ("[budget]", "{{ budget() }}"),
    ("[[responsibilities]]", "{{ responsibilities() }}"),
    ("[[task_groups]]", "{{ task_matrix() }}"),
    ("[[timeline]]", "{{ timeline() }}"),
    ("[[reporting]]", "{{ reporting() }}"),
];

/// Whether a file is one of the registries.
pub fn is_registry(name: &str) -> bool {
    REGISTRIES
        .iter()
        .any(|(registry, _)| name.ends_with(registry))
}

/// A plan with the parts that it does not have, behind its own lines; `#- [closing]` says that it goes
/// without one.
pub fn complete(text: &str) -> String {
    let has = |heading: &str| {
        text.lines().any(|line| {
            line.trim_start_matches(['#', '-', ' '])
                .starts_with(heading)
        })
    };
    let mut whole = format!("{text}\n");
    for (heading, part) in PARTS {
        if !has(heading) {
            whole.push_str(&format!("\n{part}"));
        }
    }
    // Texts of the plan's own may place everything.
    if has("[[sections]]") || has("[[appendices]]") {
        return whole;
    }
    let mut places: Vec<String> = CALLS
        .iter()
        .filter(|(heading, _)| has(heading))
        .map(|(_, call)| (*call).to_owned())
        .collect();
    let mut lines = text.lines();
    while lines.any(|line| line.trim() == "[[tables]]") {
        let id = lines
            .by_ref()
            .find_map(|line| line.trim().strip_prefix("id = "));
        let id = id.unwrap_or_default().split('"').nth(1).unwrap_or_default();
        places.push(format!("{{{{ table(id=\"{id}\") }}}}"));
    }
    places.insert(0, "Các đơn vị thực hiện những nội dung sau đây.".to_owned());
    whole.push_str(&format!(
        "\n[[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{}\n'''\n",
        places.join("\n\n")
    ));
    whole
}
