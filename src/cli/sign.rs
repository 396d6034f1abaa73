//! `kehoach sign`.

use super::arguments::{SignArgs, SignField};
use super::outcome::Outcome;
use super::output;
use super::terminal::Terminal;
use crate::diag::{Lang, Message};
use crate::door;
use crate::signature::fields::Field;
use crate::signature::pkcs12::Identity;
use crate::signature::sign::{Stamper, sign};
use crate::signature::timestamp;
use crate::trouble::vietnamese;
use std::io::IsTerminal;
use std::path::Path;
use std::time::Duration;

/// The variable of the environment that a password is taken from.
const PASSWORD: &str = "KEHOACH_P12_PASSWORD";

/// The most bytes of an answer of a time-stamping authority, and how long it is waited for.
const MOST: u64 = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(30);

/// Signs a field of a PDF.
pub(super) fn run(arguments: &SignArgs, terminal: &mut Terminal) -> Outcome {
    match signed(arguments, terminal.lang()) {
        Ok(said) => {
            terminal.say(&said);
            Outcome::Clean
        }
        Err(message) => {
            terminal.complain(&message);
            Outcome::Trouble
        }
    }
}

fn signed(arguments: &SignArgs, lang: Lang) -> Result<Message, Message> {
    let pdf = read(&arguments.file)?;
    let out = arguments
        .out
        .as_ref()
        .filter(|out| !is_same(out, &arguments.file));
    if let Some(out) = out.filter(|out| out.exists()) {
        return Err(in_the_way(out));
    }
    let key = read(&arguments.p12)?;
    let password = password(lang)?;
    let shown = arguments.p12.display();
    let identity =
        Identity::open(&key, &password).map_err(|fault| within(&shown, &fault.message()))?;
    let field = match arguments.field {
        SignField::Signer => Field::Signer,
        SignField::Organisation => Field::Organisation,
    };
    let stamp = arguments.tsa.as_deref().map(stamper);
    let stamper = stamp.as_ref().map(|stamp| stamp as Stamper<'_>);
    let shown = arguments.file.display();
    let bytes = sign(&pdf, field, &identity, &super::clock::now(), stamper)
        .map_err(|fault| within(&shown, &fault.message()))?;
    let written = match out {
        Some(out) => output::write(out, &bytes),
        None => output::replace(&arguments.file, &bytes),
    };
    written.map_err(|trouble| trouble.message())?;
    let out = arguments.out.as_ref().unwrap_or(&arguments.file).display();
    let subject = identity
        .chain()
        .first()
        .map(crate::signature::certificate::Certificate::subject);
    let (subject, name) = (subject.unwrap_or_default(), field.name());
    Ok(Message::new(
        format!("{out}: «{name}» signed by «{subject}»"),
        format!("{out}: «{subject}» đã ký vào trường «{name}»"),
    ))
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}

fn in_the_way(out: &Path) -> Message {
    let shown = out.display();
    Message::new(
        format!("{shown} is there already; give --out another name"),
        format!("{shown} đã có sẵn; hãy chọn tên khác cho --out"),
    )
}

fn read(path: &Path) -> Result<Vec<u8>, Message> {
    door::read(path).map_err(|trouble| trouble.message())
}

fn within(file: &dyn std::fmt::Display, message: &Message) -> Message {
    Message::new(
        format!("{file}: {}", message.text(Lang::En)),
        format!("{file}: {}", message.text(Lang::Vi)),
    )
}

/// The password from the environment, else asked for without showing it.
fn password(lang: Lang) -> Result<String, Message> {
    if let Some(password) = std::env::var_os(PASSWORD) {
        return password.into_string().map_err(|_| {
            Message::new(
                format!("{PASSWORD} is not UTF-8"),
                format!("{PASSWORD} không phải là UTF-8"),
            )
        });
    }
    if !std::io::stdin().is_terminal() {
        return Err(Message::new(
            format!("there is no terminal to ask for the password; put it into {PASSWORD}"),
            format!("không có cửa sổ dòng lệnh để hỏi mật khẩu; hãy đặt mật khẩu vào {PASSWORD}"),
        ));
    }
    let ask = match lang {
        Lang::En => "Password of the key file: ",
        Lang::Vi => "Mật khẩu của tệp khóa: ",
    };
    rpassword::prompt_password(ask).map_err(|error| {
        Message::new(
            format!("the password could not be read: {error}"),
            format!("không đọc được mật khẩu: {}", vietnamese(&error)),
        )
    })
}

/// Asks a time-stamping authority over HTTP (RFC 3161, 3.4).
fn stamper(address: &str) -> impl Fn(&[u8]) -> Result<Vec<u8>, Message> {
    move |signature| {
        let failed = |why: &dyn std::fmt::Display| {
            Message::new(
                format!("no time-stamp from {address}: {why}"),
                format!("không lấy được dấu thời gian từ {address}: {why}"),
            )
        };
        let mut nonce = [0; 8];
        getrandom::fill(&mut nonce).map_err(|error| failed(&error))?;
        let configured = ureq::Agent::config_builder().timeout_global(Some(PATIENCE));
        let agent: ureq::Agent = configured.build().into();
        let mut answer = agent
            .post(address)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .send(&timestamp::request(signature, nonce)[..])
            .map_err(|error| failed(&error))?;
        let answer = answer
            .body_mut()
            .with_config()
            .limit(MOST)
            .read_to_vec()
            .map_err(|error| failed(&error))?;
        timestamp::token(&answer, signature, nonce).map_err(|fault| {
            let why = fault.message();
            Message::new(
                format!(
                    "the answer of {address} is no time-stamp that fits: {}",
                    why.text(Lang::En)
                ),
                format!(
                    "trả lời của {address} không phải là dấu thời gian hợp lệ: {}",
                    why.text(Lang::Vi)
                ),
            )
        })
    }
}
