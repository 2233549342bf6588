//! Asking for a secret: unseen at a terminal, the first line of a pipe otherwise.

use std::io::{self, BufRead};

use crate::cli::context::Context;
use crate::cli::notes::Notes;
use crate::error::{Error, Usage};
use crate::model::Secret;

/// Reads a code or token. Nothing at all is a usage error.
pub(super) fn secret(context: &Context, question: &str) -> Result<Secret, Error> {
    let read = if context.in_is_terminal {
        Notes::ask(question);
        rpassword::read_password()
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    };
    let text = read.map_err(|source| Error::Io {
        what: "stdin".to_owned(),
        source,
    })?;
    let secret = Secret::new(text);
    if secret.is_empty() {
        Err(Usage::NothingEntered.into())
    } else {
        Ok(secret)
    }
}
