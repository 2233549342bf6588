//! `man`: one manual page with a section per command.

use std::io::{self, Write};

use clap_mangen::Man;

use super::context::Context;
use super::help;
use crate::error::{Error, Exit};

/// Prints the page in roff.
pub fn run(context: &Context, out: &mut dyn Write) -> Result<Exit, Error> {
    let page = page(help::command(context.lang())).map_err(Error::output)?;
    out.write_all(&page).map_err(Error::output)?;
    Ok(Exit::Done)
}

fn page(mut command: clap::Command) -> io::Result<Vec<u8>> {
    command.build();
    let mut page = Vec::new();
    let main = Man::new(command.clone()).title("FANSCOPE");
    main.render_title(&mut page)?;
    main.render_name_section(&mut page)?;
    main.render_synopsis_section(&mut page)?;
    main.render_description_section(&mut page)?;
    main.render_options_section(&mut page)?;
    for leaf in leaves(&command, "fanscope") {
        section(leaf, &mut page)?;
    }
    Ok(page)
}

/// Commands without subcommands, each under its whole name.
fn leaves(command: &clap::Command, path: &str) -> Vec<clap::Command> {
    let below = command.get_subcommands().flat_map(|sub| {
        let path = format!("{path} {}", sub.get_name());
        if sub.has_subcommands() {
            leaves(sub, &path)
        } else {
            vec![sub.clone().display_name(path.clone()).bin_name(path)]
        }
    });
    below.collect()
}

/// A command's own synopsis, description and options; the global ones stand above.
fn section(command: clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or_default().to_uppercase();
    let own = command.mut_args(|arg| {
        if arg.is_global_set() || arg.get_id() == "help" {
            arg.hide(true)
        } else {
            arg
        }
    });
    let man = Man::new(own);
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    writeln!(page, ".SH \"{name}\"")?;
    page.extend(String::from_utf8_lossy(&text).replace(".SH ", ".SS ").into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UiLang;

    #[test]
    fn every_command_has_its_section() {
        for lang in [UiLang::En, UiLang::Zh] {
            let page = String::from_utf8(page(help::command(lang)).unwrap()).unwrap();
            assert!(page.contains(".TH FANSCOPE 1"), "{page}");
            for name in [
                "FANSCOPE LOOKUP",
                "FANSCOPE HISTORY CLEAR",
                "FANSCOPE CONFIG CHECK",
                "FANSCOPE MAN",
            ] {
                assert!(page.contains(&format!(".SH \"{name}\"\n")), "{name} in\n{page}");
            }
            assert_eq!(
                page.matches("\\-\\-api\\-base").count(),
                2,
                "global options stand once in synopsis and list"
            );
        }
    }
}
