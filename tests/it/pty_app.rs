//! The real program in a real terminal, on its demo server.
#![cfg(unix)]

use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::pty::{ENDING, Pty};
use crate::support::screen::{assert_borders, row_of, size};
use crate::support::server::{ABSENT, OLD, TODAY};

const SIZE: (u16, u16) = (130, 30);

/// Starts the demo and waits for its first screen, with all that belongs to it.
fn demo(home: &Path) -> Pty {
    demo_with(home, &[])
}

fn demo_with(home: &Path, more: &[&str]) -> Pty {
    let arguments = [&["--demo", "--ui-lang", "en"], more].concat();
    let pty = Pty::fanscope(home, &arguments, SIZE);
    pty.wait_for_all(&["DEMO", "127.0.0.1"]);
    pty
}

/// Looks people up and waits for the decoded rows.
fn look_up(pty: &mut Pty, ids: &[&str]) {
    pty.paste(&ids.join("\n"));
    pty.wait_for(" new");
    pty.send("\r");
    pty.wait("every row answered", |screen| {
        let contents = screen.contents();
        let is_answered = |line: &str| ["●", "○", "✗"].iter().any(|mark| line.contains(mark));
        let mut ids = ids.iter();
        let all = ids.all(|id| contents.lines().any(|line| line.contains(id) && is_answered(line)));
        // The work ends a moment after its last row: until then Ctrl-C means the work.
        all && !contents.contains(" running")
    });
}

#[test]
fn a_paste_is_decoded_and_remembered() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    pty.paste(&format!("{OLD}\n{TODAY}, {ABSENT}\r\nabc\n"));
    pty.wait_for_all(&["3 new", "1 malformed"]);
    pty.send("\r");
    pty.wait_for_all(&[OLD, TODAY, ABSENT, "not following", "abc", "3 characters"]);
    pty.send("q");
    assert_eq!(pty.exit_code(), 0);
    pty.wait_until_restored();

    let pty = demo(home.path());
    pty.wait_for_all(&[OLD, TODAY, ABSENT, "not following"]);
}

#[test]
fn a_paste_without_bracketed_paste_only_fills_the_input() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    pty.send(&format!("{OLD}\r{TODAY}\r"));
    pty.wait_for_all(&["2 new"]);
    assert!(!pty.contents().contains("not following"));
}

#[test]
fn much_typed_text_arrives_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    // More than one read of the terminal, in one line: typed, not pasted.
    let ids: Vec<String> = (0..100).map(|n| format!("otvxTs4dckWG7imySrJd6jSi{n:04}")).collect();
    pty.send(&ids.join(" "));
    pty.wait_for("100 new");
}

#[test]
fn signals_restore_the_terminal() {
    for ending in ENDING {
        let home = tempfile::tempdir().unwrap();
        demo(home.path()).end_by(ending);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it_even_without_a_signal() {
    let home = tempfile::tempdir().unwrap();
    // The shell keeps the signal to itself, as some remote shells do.
    let script = "trap '' HUP; \"$FANSCOPE\" --demo; echo $? >ended";
    crate::support::pty::until_hung_up(home.path(), script, SIZE, "127.0.0.1");
    let ended = home.path().join("ended");
    let end = Instant::now() + Duration::from_secs(30);
    while !std::fs::read_to_string(&ended).is_ok_and(|code| code == "129\n") {
        assert!(Instant::now() < end, "{:?}", std::fs::read_to_string(&ended));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::job(home.path(), "--demo --ui-lang en", SIZE);
    pty.wait_for_all(&["DEMO", "127.0.0.1"]);
    pty.suspend();
    pty.resume("DEMO");
    pty.quit_job("\u{3}");
}

#[test]
fn after_a_stop_from_outside_the_screen_is_drawn_anew() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(home.path());
    pty.wait_for_quiet(Duration::from_millis(300));
    pty.signal(Signal::STOP);
    let before = pty.written().len();
    pty.signal(Signal::CONT);
    pty.wait_for_written("a whole new frame", |written| {
        let new = String::from_utf8_lossy(&written[before..]);
        new.contains("\u{1b}[?1049h") && new.contains("DEMO")
    });
    assert!(pty.is_raw());
}

#[test]
fn every_size_is_survived() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    look_up(&mut pty, &[OLD, TODAY]);
    pty.resize_storm(SIZE);
    pty.wait_for_all(&["DEMO", OLD, TODAY]);
    pty.wait_for_quiet(Duration::from_millis(300));
    pty.look(assert_borders);
}

#[test]
fn a_frame_is_one_synchronized_update() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    pty.wait_for_quiet(Duration::from_millis(500));
    let before = pty.written().len();
    pty.send("o");
    pty.wait_for("1 malformed");
    pty.wait_for_quiet(Duration::from_millis(300));
    let written = String::from_utf8_lossy(&pty.written()[before..]).into_owned();
    assert_eq!(written.matches("\u{1b}[?2026h").count(), 1, "{written:?}");
    assert!(
        written.starts_with("\u{1b}[?2026h") && written.ends_with("\u{1b}[?2026l"),
        "{written:?}"
    );
}

#[test]
fn idle_writes_nothing_and_costs_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    look_up(&mut pty, &[OLD]);
    pty.wait_for_quiet(Duration::from_millis(500));
    let (bytes, cpu) = (pty.written().len(), pty.cpu_ms());
    // This is what is measured, not a wait for something.
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(pty.written().len(), bytes);
    assert!(pty.cpu_ms() - cpu <= 10, "{} ms", pty.cpu_ms() - cpu);
}

/// Copies by the menu and waits for OSC 52 with the first 27 bytes of the openid in base64.
fn copy_the_openid(pty: &mut Pty) {
    pty.send("yi");
    pty.wait_for_written("OSC 52 with the openid", |written| {
        String::from_utf8_lossy(written).contains("\u{1b}]52;c;bzZfYm1qclBUbG02XzJzZ1Z0N2hNWk9QZkwy")
    });
    pty.wait_for("terminal's clipboard");
}

#[test]
fn copying_without_a_display_asks_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    look_up(&mut pty, &[OLD]);
    copy_the_openid(&mut pty);
}

#[test]
#[cfg(all(feature = "clipboard", target_os = "linux"))]
fn a_display_that_cannot_be_reached_leaves_copying_to_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let script = "DISPLAY=:9999 exec \"$FANSCOPE\" --demo --ui-lang en";
    let mut pty = Pty::shell(home.path(), script, SIZE);
    pty.wait_for_all(&["DEMO", "127.0.0.1"]);
    look_up(&mut pty, &[OLD]);
    copy_the_openid(&mut pty);
}

#[test]
fn the_cursor_stands_in_the_input() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    pty.send("o6_王abc");
    pty.wait_for("o6_王abc");
    pty.wait("the cursor behind the typed text", |screen| {
        let (row, column) = screen.cursor_position();
        !screen.hide_cursor() && row_of(screen, "o6_王abc").is_some_and(|(at, start)| at == row && column == start + 8)
    });
}

#[test]
fn hostile_and_wide_text_stays_in_its_cells() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(home.path());
    let hostile: Vec<String> = fanscope::demo::suggestions()
        .into_iter()
        .map(|(text, _)| text)
        .filter(|text| text.len() == 28)
        .collect();
    let ids: Vec<&str> = hostile.iter().map(String::as_str).collect();
    look_up(&mut pty, &ids);
    for _ in &ids {
        pty.wait_for_quiet(Duration::from_millis(200));
        pty.look(assert_borders);
        pty.send("j");
    }
    // What a nickname would do: ring, set a title, answer to a query.
    let written = String::from_utf8_lossy(&pty.written()).into_owned();
    for sequence in ["\u{7}", "\u{1b}]0;", "\u{1b}]2;", "\u{9b}", "\u{202e}"] {
        assert!(!written.contains(sequence), "{sequence:?}");
    }
}

#[test]
fn no_colour_means_no_colour() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo_with(home.path(), &["--color", "never"]);
    look_up(&mut pty, &[OLD, ABSENT]);
    pty.look(|screen| {
        let (rows, cols) = size(screen);
        for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
            let cell = screen.cell(row, col).unwrap();
            assert_eq!(
                (cell.fgcolor(), cell.bgcolor()),
                (vt100::Color::Default, vt100::Color::Default)
            );
        }
    });
}

#[test]
fn the_log_is_a_private_file_and_never_on_the_screen() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("logs here");
    let mut pty = demo_with(home.path(), &["-vv", "--data-dir", data.to_str().unwrap()]);
    look_up(&mut pty, &[OLD]);
    pty.send("\u{3}");
    assert_eq!(pty.exit_code(), 0);
    let log = data.join("fanscope.log");
    assert_eq!(std::fs::metadata(&log).unwrap().permissions().mode() & 0o777, 0o600);
    let said = std::fs::read_to_string(log).unwrap();
    assert!(!said.contains("access_token="), "{said}");
    assert!(!String::from_utf8_lossy(&pty.written()).contains("DEBUG"));
}
