//! The terminal's guard in a real terminal: this test binary runs itself there and misbehaves.
#![cfg(unix)]

use std::io::Read;

use fanscope::tui::{TerminalGuard, restore};
use rustix::process::Signal;

use crate::support::pty::Pty;

const SIZE: (u16, u16) = (80, 24);

/// Runs one of the ignored tests below, alone, in a terminal.
fn run_alone(name: &str) -> (tempfile::TempDir, Pty) {
    let home = tempfile::tempdir().unwrap();
    let this = std::env::current_exe().unwrap();
    let script = format!(
        "exec '{}' --ignored --exact --nocapture --test-threads 1 pty_guard::{name}",
        this.display()
    );
    let pty = Pty::shell(home.path(), &script, SIZE);
    (home, pty)
}

#[test]
fn a_panic_restores_before_its_message() {
    let (_home, mut pty) = run_alone("child_panics");
    assert_ne!(pty.exit_code(), 0);
    pty.wait_until_restored();
    // On the main screen, so that the operator can read it.
    pty.wait_for("the panic's message");
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    let left = written.rfind("\u{1b}[?1049l").unwrap();
    assert!(left < written.find("the panic's message").unwrap());
}

#[test]
fn a_panic_in_another_thread_restores_too() {
    let (_home, mut pty) = run_alone("child_panics_elsewhere");
    pty.exit_code();
    pty.wait_until_restored();
    pty.wait_for("the other panic's message");
}

#[test]
fn restoring_twice_writes_once() {
    let (_home, mut pty) = run_alone("child_restores_twice");
    assert_eq!(pty.exit_code(), 0);
    pty.wait_until_restored();
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    assert_eq!(written.matches("\u{1b}[?1049l").count(), 1);
    assert_eq!(written.matches("\u{1b}[?1049h").count(), 1);
}

#[test]
fn the_mouse_is_released_where_it_was_captured() {
    let (_home, mut pty) = run_alone("child_captures_the_mouse");
    pty.wait("the mouse captured", |screen| {
        screen.alternate_screen()
            && screen.bracketed_paste()
            && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    assert!(pty.is_raw());
    pty.send("x");
    pty.wait_until_restored();
    // Still there: the modes were undone by the guard, not by the end of the program.
    pty.signal(Signal::KILL);
}

#[test]
#[ignore = "run in a terminal by another test"]
fn child_panics() {
    let _guard = TerminalGuard::enter(true).unwrap();
    panic!("the panic's message");
}

#[test]
#[ignore = "run in a terminal by another test"]
fn child_panics_elsewhere() {
    let _guard = TerminalGuard::enter(true).unwrap();
    let other = std::thread::spawn(|| panic!("the other panic's message"));
    assert!(other.join().is_err());
    // Ends without running the guard's drop: the hook alone must have restored.
    std::process::exit(3);
}

#[test]
#[ignore = "run in a terminal by another test"]
fn child_restores_twice() {
    let guard = TerminalGuard::enter(false).unwrap();
    restore();
    guard.lower();
    drop(guard);
}

#[test]
#[ignore = "run in a terminal by another test"]
fn child_captures_the_mouse() {
    let guard = TerminalGuard::enter(true).unwrap();
    wait_for_a_byte();
    drop(guard);
    wait_for_a_byte();
}

fn wait_for_a_byte() {
    std::io::stdin().read_exact(&mut [0]).unwrap();
}
