//! Openids from arguments, then from a file or stdin.

use std::fs;
use std::path::Path;

use crate::cli::args::Lookup;
use crate::cli::stdin;
use crate::error::{Error, Usage};
use crate::intake::{Intake, IntakeError};

/// Everything given, in order.
pub fn read(args: &Lookup) -> Result<Intake, Error> {
    let mut intake = Intake::default();
    args.openids.iter().for_each(|argument| intake.push_argument(argument));
    if let Some(path) = &args.file {
        intake.append(read_file(path)?);
    }
    Ok(intake)
}

fn read_file(path: &Path) -> Result<Intake, Error> {
    let bytes = if path == Path::new("-") {
        stdin::read()
    } else {
        fs::read(path)
    };
    let bytes = bytes.map_err(|error| Usage::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    if is_workbook(path) {
        return Err(Usage::Spreadsheet.into());
    }
    Intake::read(&bytes).map_err(|IntakeError::Spreadsheet| Usage::Spreadsheet.into())
}

/// By name; one whose name hides it is known by its content. `.xls` is often text that only calls itself so.
fn is_workbook(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}
