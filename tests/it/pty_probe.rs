//! What the program asks its terminal at start: with an answer, without one, and with one that comes late.
#![cfg(unix)]

use std::path::Path;
use std::time::Duration;

use crate::support::pty::Pty;
use crate::support::screen::row_of;
use crate::support::server::OLD;

const SIZE: (u16, u16) = (130, 30);
const KITTY: &str = "\u{1b}P>|kitty(0.42.1)\u{1b}\\\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;18;9t\u{1b}[?62;52;c";
const LIGHT: &str = "\u{1b}]11;rgb:fdfd/f6f6/e3e3\u{1b}\\";
const DARK: &str = "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\";

/// The program in a terminal that is known to answer; the question has been asked.
fn asked(home: &Path) -> Pty {
    let script = "COLORTERM=truecolor exec \"$FANSCOPE\" --demo --ui-lang en";
    let pty = Pty::shell(home, script, SIZE);
    pty.wait_for_written("the question", |written| written.ends_with(b"\x1b[c"));
    pty
}

#[test]
fn the_answers_choose_the_theme_and_the_pictures() {
    let looks = [DARK, LIGHT].map(|ground| {
        let home = tempfile::tempdir().unwrap();
        let mut pty = asked(home.path());
        pty.send(&format!("{ground}{KITTY}"));
        pty.wait_for_all(&["DEMO", "127.0.0.1"]);
        let focused = pty.look(|screen| {
            let (row, column) = row_of(screen, "Openid").unwrap();
            screen.cell(row, column).unwrap().fgcolor()
        });
        if cfg!(feature = "images") {
            pty.paste(OLD);
            pty.send("\r");
            pty.wait_for("Band");
            pty.send("p");
            // A picture of ours in kitty's protocol: 16 columns and 8 rows of 9 by 18 pixels.
            pty.wait_for_written("the avatar", |written| {
                let written = String::from_utf8_lossy(written);
                written.contains("\u{1b}_G") && written.contains("i=16407552") && written.contains("s=144,v=144")
            });
        }
        pty.send("q");
        assert_eq!(pty.exit_code(), 0);
        pty.wait_until_restored();
        focused
    });
    assert_ne!(looks[0], looks[1], "dark and light look the same");
}

#[test]
fn without_an_answer_it_begins_all_the_same_and_late_answers_are_no_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = asked(home.path());
    // Typed before there is a screen: kept, and nothing is looked up by it.
    pty.send(&format!("{OLD}\r"));
    pty.wait_for_all(&["DEMO", "127.0.0.1", "1 new"]);
    pty.send(&format!("{LIGHT}{KITTY} abc"));
    pty.wait_for_all(&["1 new", "1 malformed", "abc"]);
    pty.wait_for_quiet(Duration::from_millis(300));
    let contents = pty.contents();
    for part in ["rgb:", "kitty", "31;OK", "Gi="] {
        assert!(!contents.contains(part), "{part} in\n{contents}");
    }
    pty.send("\u{3}");
    assert_eq!(pty.exit_code(), 0);
    pty.wait_until_restored();
}

#[test]
fn a_question_is_asked_where_an_answer_is_to_be_expected_and_wanted() {
    for (before, is_asked) in [
        ("SSH_TTY=/dev/pts/1", true),
        ("KITTY_WINDOW_ID=1", true),
        ("TERM=xterm-256color", false),
        ("COLORTERM=truecolor NO_COLOR=1", false),
        ("COLORTERM=truecolor TERM=dumb", false),
    ] {
        let home = tempfile::tempdir().unwrap();
        let script = format!("{before} exec \"$FANSCOPE\" --demo --ui-lang en");
        let pty = Pty::shell(home.path(), &script, SIZE);
        pty.wait_for("127.0.0.1");
        let written = String::from_utf8_lossy(&pty.written()).into_owned();
        assert_eq!(written.contains("\u{1b}[c"), is_asked, "{before}");
    }
}
