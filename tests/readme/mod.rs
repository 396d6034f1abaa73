//! The README, by example: its files are written out, its commands run.

use crate::support::{Office, repository};

/// A fenced block: what stands after the fence, and its lines.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(info), None) => open = Some((info.to_owned(), String::new())),
            (None, Some((_, content))) => {
                content.push_str(line);
                content.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// The words of a command, parted by blanks outside of quotes.
fn words(command: &str) -> Vec<&str> {
    let mut quoted = false;
    let parts = command.split(|c| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    });
    parts.map(|word| word.trim_matches('"')).collect()
}

#[test]
fn every_example_does_what_it_says() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let mut office = Office::empty();
    for entry in std::fs::read_dir(repository().join("plans/tan-hoa")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(repository()).unwrap().to_str().unwrap();
        office = office.file(name, std::fs::read(&path).unwrap());
    }
    let mut commands = 0;
    for (info, content) in blocks(&readme) {
        if let Some(name) = info.strip_prefix("toml ") {
            office = office.file(name, &content);
        }
        if info == "console" {
            let (command, expected) = content.split_once('\n').unwrap();
            let words = words(command.strip_prefix("$ kehoach ").unwrap());
            let run = office.run(&words);
            assert_eq!(
                run.out.trim_end(),
                expected.trim_end(),
                "{command}\n{}",
                run.err
            );
            commands += 1;
        }
    }
    assert_eq!(commands, 16);
}

/// Pieces of a file are read as what they are, though a piece is no whole plan.
#[test]
fn every_piece_of_a_file_is_read() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let pieces = blocks(&readme)
        .into_iter()
        .filter(|(info, _)| info == "toml");
    let head = "[document]\nyear = 2024\ntitle = \"Giảm nghèo năm 2024\"\n\n";
    let mut read = 0;
    for (_, piece) in pieces {
        let office = Office::empty()
            .file("tinh/2024-giam-ngheo.toml", head)
            .file("xa/plan.toml", format!("{head}{piece}"));
        let run = office.run(&["check", "xa/plan.toml", "--format", "json"]);
        let unread = |line: &&str| line.contains("\"SPC") && !line.contains("\"SPC013\"");
        assert_eq!(run.out.lines().find(unread), None, "{piece}");
        read += 1;
    }
    assert_eq!(read, 3);
}

#[test]
fn every_call_of_the_format_is_in_the_readme() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    for signature in kehoach::document::call::SIGNATURES {
        assert!(
            readme.contains(&format!("{}(", signature.name)),
            "{}",
            signature.name
        );
    }
    for filter in kehoach::document::call::FILTERS {
        assert!(readme.contains(&format!("`{filter}`")), "{filter}");
    }
}

#[test]
fn every_file_that_the_readme_links_to_is_there() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    for link in readme.split("](").skip(1) {
        let target = link.split(')').next().unwrap();
        assert!(repository().join(target).exists(), "{target}");
    }
}
