//! The help texts: what a person who knows nothing reads first.

use crate::support::Office;

fn help(subcommand: &str) -> String {
    let office = Office::empty();
    let arguments: &[&str] = if subcommand.is_empty() {
        &["--help"]
    } else {
        &[subcommand, "--help"]
    };
    let run = office.run(arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // clap ends the line before a default with blanks
    run.out
        .lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_version() {
    let version = concat!("kehoach ", env!("CARGO_PKG_VERSION"), "\n");
    let office = Office::empty();
    assert_eq!(office.run(&["--version"]).out, version);
    assert_eq!(office.run(&["-V"]).out, version);
}

#[test]
fn the_program() {
    insta::assert_snapshot!(help(""), @"
    Plans of Vietnamese public offices as text: checked, and rendered after Decree 30/2020/NĐ-CP

    Usage: kehoach [OPTIONS] <COMMAND>

    Commands:
      check        Reads plans and reports every fault
      render       Renders plans to PDF, Word or plain text
      diff         Compares two plans: what has changed from the old one to the new one
      text         Writes a plan as plain text to standard output, as git's textconv
      signoff      Records that someone has signed off a plan as it is now
      status       Says which plans have gone out, and which sign-offs are missing or no longer hold
      release      Gives a plan its number and date, and makes the files that go out
      withdraw     Records that a released plan is withdrawn (thu hồi), and the document that does it
      replace      Records that a released plan is replaced (thay thế) by another one that has been
                   released
      correct      Records that the form of a released plan is corrected (đính chính), and the letter
                   that does it
      copy         Makes a copy of a released plan for paper: SAO Y or TRÍCH SAO
      sign         Signs a field of a released PDF with a key of one's own: a convenience, and no
                   licensed product for digital signatures
      verify       Tells what a released PDF or DOCX is: its plan, manifest, register and signatures,
                   item by item
      rules        Lists the rules that plans are checked by
      explain      Explains a rule: what it finds, why, and how to mend it
      new          Makes a new workspace, or a new plan in one
      schema       Writes the JSON Schema of a file, for editors
      completions  Writes completions for a shell
      help         Print this message or the help of the given subcommand(s)

    Options:
          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn diff() {
    insta::assert_snapshot!(help("diff"), @"
    Compares two plans: what has changed from the old one to the new one

    Usage: kehoach diff [OPTIONS] <OLD> [NEW]

    Arguments:
      <OLD>
              The old plan: its file, REV:FILE in git, a revision alone (then of the file NEW), or a PDF
              or DOCX made by kehoach; or a folder of plans. A plan alone is compared with the one that
              it names as `previous`

      [NEW]
              The new plan, given alike

    Options:
          --format <FORMAT>
              How the changes are written

              Possible values:
              - text: For people
              - json: A JSON object
              - md:   Markdown, for a merge request
              - html: A page for a browser and for paper
              - pdf:  A comparison table («Bảng so sánh») as an appendix of the new plan, in Vietnamese
              - docx: The new plan in Word in its own style, with tracked changes to accept or reject; a
                draft where it has errors

              [default: text]

          --all
              Show also what just follows from the step to the next year

          --stat
              Write the summary alone

          --out <FILE>
              The file to write to; else standard output

          --author <NAME>
              Author of the tracked changes of docx; else git's user.name, else kehoach

          --date <TIME>
              Time of the tracked changes of docx, as in 2026-01-31T08:00; else now, so that only with
              it the same plans give the same file

          --git
              Take the arguments that git gives to an external diff driver, and never fail

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn check() {
    insta::assert_snapshot!(help("check"), @"
    Reads plans and reports every fault

    Usage: kehoach check [OPTIONS] [PATHS]...

    Arguments:
      [PATHS]...
              Plans, or folders with plans

              [default: plans]

    Options:
          --previous <PLAN>
              Last year's plan to compare with, where the one plan given does not name it

          --format <FORMAT>
              How findings are written

              Possible values:
              - text:   For people
              - json:   One JSON object a line
              - sarif:  A SARIF 2.1.0 log, for code scanning and editors
              - github: Workflow commands of GitHub Actions, one a line

              [default: text]

          --ignore-allow
              Report also findings that plans accept with `allow`

          --fix
              Mend in the files what can be mended without changing what a plan says, and report the
              rest

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn render() {
    insta::assert_snapshot!(help("render"), @"
    Renders plans to PDF, Word or plain text

    Usage: kehoach render [OPTIONS] [PATHS]...

    Arguments:
      [PATHS]...
              Plans, or folders with plans

              [default: plans]

    Options:
          --out <OUT>
              The folder to write to

              [default: out]

          --format <FORMAT>
              What to write

              Possible values:
              - pdf:  PDF/A-3a and PDF/UA-1
              - docx: A Word document to go on editing, which carries its sources
              - txt:  The plain text: a paragraph a line, cells parted by tabs
              - typ:  The Typst markup that the PDF is made of, with the files that it attaches

              [default: pdf]

          --draft
              Render plans with errors too, all marked «DỰ THẢO»

          --jobs <JOBS>
              How many plans to render at once; else one for each core

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn new() {
    insta::assert_snapshot!(help("new"), @r"
    Makes a new workspace, or a new plan in one

    Usage: kehoach new [OPTIONS] <PATH>

    Arguments:
      <PATH>
              The folder of a new workspace, or the file (.toml) of a new plan

    Options:
          --year <YEAR>
              The year of the plan; else the next one

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn schema() {
    insta::assert_snapshot!(help("schema"), @"
    Writes the JSON Schema of a file, for editors

    Usage: kehoach schema [OPTIONS] [OF]

    Arguments:
      [OF]
              The file described

              Possible values:
              - plan:    A plan
              - office:  kehoach.toml
              - units:   units.toml
              - legal:   legal.toml
              - profile: A style profile
              - signoff: The sign-offs of a plan

              [default: plan]

    Options:
          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn completions() {
    insta::assert_snapshot!(help("completions"), @r"
    Writes completions for a shell

    Usage: kehoach completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>
              The shell

              [possible values: bash, elvish, fish, powershell, zsh]

    Options:
          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn signoff() {
    insta::assert_snapshot!(help("signoff"), @"
    Records that someone has signed off a plan as it is now

    Usage: kehoach signoff [OPTIONS] --role <ROLE> --name <NAME> <PLAN>

    Arguments:
      <PLAN>
              The plan

    Options:
          --role <ROLE>
              What the person does: draft (soạn thảo), review (thẩm định), form (kiểm tra thể thức),
              sign (ký) or clerk (văn thư), by id or in Vietnamese, with or without tone marks

          --name <NAME>
              The person's name

          --date <DATE>
              The day of the sign-off; else today

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn status() {
    insta::assert_snapshot!(help("status"), @r"
    Says which plans have gone out, and which sign-offs are missing or no longer hold

    Usage: kehoach status [OPTIONS] [PATHS]...

    Arguments:
      [PATHS]...
              Plans, or folders with plans

              [default: plans]

    Options:
          --format <FORMAT>
              How it is written

              Possible values:
              - text: For people
              - json: One JSON object a line

              [default: text]

          --out <OUT>
              The folder that released files lie in, where it is outside of the workspace

              [default: released]

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn release() {
    insta::assert_snapshot!(help("release"), @"
    Gives a plan its number and date, and makes the files that go out

    Usage: kehoach release [OPTIONS] <PLAN>

    Arguments:
      <PLAN>
              The plan

    Options:
          --number <NUMBER>
              Its number; else the next one of the register of outgoing documents

          --date <DATE>
              The day of issue, as 2026-01-20 or 20/01/2026; else today

          --out <OUT>
              The folder that PDF, DOCX and manifest go to

              [default: released]

          --signature-picture <PNG>
              A picture of the signature for copies on paper: PNG, blue, transparent

          --signature-width <MM>
              Its true width in millimetres; else as the PNG says

          --seal-picture <PNG>
              A picture of the seal for copies on paper: PNG, red, transparent

          --seal-width <MM>
              Its true width in millimetres; else as the PNG says

          --lang <LANG>
              Language of messages; else that of the locale (LC_ALL, LC_MESSAGES, LANG)

              Possible values:
              - en: English
              - vi: tiếng Việt

          --color <COLOR>
              Colour in messages

              Possible values:
              - auto:   On a terminal, unless NO_COLOR is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}
