//! Commands on a terminal: tables, colours, questions.
#![cfg(unix)]

use crate::support::pty::Pty;
use crate::support::server::OLD;

const SIZE: (u16, u16) = (80, 24);

fn looked_up(home: &tempfile::TempDir) -> Pty {
    let mut pty = Pty::fanscope(home.path(), &["--demo", "lookup", OLD, "abc"], SIZE);
    assert_eq!(pty.exit_code(), 1, "{}", pty.contents());
    pty
}

#[test]
fn without_a_format_a_reader_gets_a_table_that_fits() {
    let home = tempfile::tempdir().unwrap();
    let pty = looked_up(&home);
    pty.wait_for_all(&[OLD, "Following", "2013-10-25", "Malformed"]);
    let rows = pty.look(|screen| screen.rows(0, SIZE.0).filter(|row| !row.is_empty()).count());
    assert_eq!(rows, 3, "a title and one line a row:\n{}", pty.contents());
    assert!(
        String::from_utf8_lossy(&pty.written()).contains("\u{1b}[32mFollowing"),
        "in colour"
    );
    let plain = Pty::fanscope(home.path(), &["--demo", "--color", "never", "lookup", OLD], SIZE);
    plain.wait_for("2013-10-25");
    assert!(!plain.written().contains(&0x1b));
}

#[test]
fn clearing_history_asks_and_takes_only_a_yes() {
    let home = tempfile::tempdir().unwrap();
    looked_up(&home);
    for (answer, told) in [
        ("\r", "nothing deleted"),
        ("n\r", "nothing deleted"),
        ("y\r", "1 stored lookup(s) deleted"),
    ] {
        let mut pty = Pty::fanscope(home.path(), &["--demo", "history", "clear"], SIZE);
        pty.wait_for("Delete 1 stored lookup(s) of account \"demo\"? [y/N]");
        pty.send(answer);
        pty.wait_for(told);
        assert_eq!(pty.exit_code(), 0);
    }
    let mut pty = Pty::fanscope(home.path(), &["--demo", "history", "list"], SIZE);
    pty.wait_for("nothing stored matches");
    assert_eq!(pty.exit_code(), 0);
}
