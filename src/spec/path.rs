//! Paths in plans as every system understands them: a workspace goes from a machine with Windows to one with
//! Linux and back.

use std::path::PathBuf;

/// Names that stand for devices of Windows, with whatever ending.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The folders and the file of a path that a plan names, parted by `/` or, as on Windows, by `\`; none where it
/// begins at a drive, at a server or at the root.
#[must_use]
pub fn parts(path: &str) -> Option<Vec<&str>> {
    let drive = |path: &str| {
        let mut letters = path.chars();
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.next() == Some(':')
    };
    if path.starts_with(['/', '\\']) || drive(path) {
        return None;
    }
    let parts = path.split(['/', '\\']);
    Some(parts.filter(|part| !matches!(*part, "" | ".")).collect())
}

/// Whether a name means one file on every system. Windows reads the names of devices as devices, passes over blanks
/// and points at the end, and takes what follows a colon for a stream of the file.
#[must_use]
pub fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let port = ["COM", "LPT"]
        .iter()
        .find_map(|port| stem.strip_prefix(port));
    let is_port = port.is_some_and(|number| {
        let mut digits = number.chars();
        matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
    });
    let odd = |c: char| c.is_control() || c == ':';
    name == ".."
        || !(is_port
            || DEVICES.contains(&stem.as_str())
            || name.ends_with([' ', '.'])
            || name.contains(odd))
}

/// A path without the mark `\\?\` that Windows puts before one whose links are resolved: nobody types it, and few
/// programs read it. Where a path needs it, for it is long, it stays.
#[must_use]
pub fn plain(path: PathBuf) -> PathBuf {
    /// The longest path that needs no mark.
    const LONGEST: usize = 259;
    let Some(marked) = path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) else {
        return path;
    };
    let bare = match marked.strip_prefix(r"UNC\") {
        Some(server) => format!(r"\\{server}"),
        None => marked.to_owned(),
    };
    let is_disk = bare.get(1..3) == Some(r":\") || bare.starts_with(r"\\");
    let mut names = bare.split('\\').skip(1).filter(|name| !name.is_empty());
    if is_disk && bare.encode_utf16().count() <= LONGEST && names.all(is_portable) {
        return PathBuf::from(bare);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_parted_as_on_any_system() {
        let wanted = Some(vec!["..", "data", "so.csv"]);
        for path in ["../data/so.csv", r"..\data\so.csv", r".\..\data/so.csv"] {
            assert_eq!(parts(path), wanted, "{path}");
        }
        let elsewhere = [
            "/etc/passwd",
            r"\so.csv",
            r"C:\so.csv",
            "c:so.csv",
            r"\\may-chu\chung\so.csv",
            r"\\?\C:\so.csv",
            "//may-chu/chung/so.csv",
        ];
        for path in elsewhere {
            assert_eq!(parts(path), None, "{path}");
        }
    }

    #[test]
    fn a_name_is_one_that_windows_can_hold() {
        for name in [
            "so.csv",
            "Sổ 2026.csv",
            "..",
            ".an",
            "console.csv",
            "com.csv",
            "com10.csv",
            "so '\"#$.csv",
        ] {
            assert!(is_portable(name), "{name}");
        }
        for name in [
            "CON",
            "con.csv",
            "aux.2026.csv",
            "NUL ",
            "nul .txt",
            "COM1",
            "lpt9.csv",
            "com¹.csv",
            "so.csv:an",
            "so.",
            "so ",
            "a\tb",
            "conout$",
        ] {
            assert!(!is_portable(name), "{name}");
        }
    }

    #[test]
    fn a_path_of_windows_is_shown_without_its_mark() {
        let shown = |path: &str| plain(PathBuf::from(path)).to_str().unwrap().to_owned();
        assert_eq!(shown(r"\\?\C:\xa\kế hoạch.toml"), r"C:\xa\kế hoạch.toml");
        assert_eq!(
            shown(r"\\?\UNC\may-chu\chung\a.toml"),
            r"\\may-chu\chung\a.toml"
        );
        let long = format!(r"\\?\C:\{}\a.toml", "xã ".repeat(90));
        let volume = r"\\?\Volume{b75e2c83-0000-0000-0000-602f00000000}\a.toml";
        for path in [
            "/xa/a.toml",
            r"C:\xa\a.toml",
            r"\\?\C:\con\a.toml",
            volume,
            &long,
        ] {
            assert_eq!(shown(path), path);
        }
    }
}
