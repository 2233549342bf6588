//! The whole tour in a real terminal, in both languages: what a day with the program is made of.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use crate::support::pty::{ENDING, Pty};
use crate::support::screen::{assert_borders, row_of};
use crate::support::server::{ABSENT, OLD, Server, TODAY};

const SIZE: (u16, u16) = (132, 34);

/// What the tour reads, in one language.
struct Words {
    lang: &'static str,
    new: &'static str,
    by_since: &'static str,
    marked: &'static str,
    copied: &'static str,
    written: &'static str,
    help: &'static str,
    messages: &'static str,
    sync: &'static str,
    synced: &'static str,
    over_time: &'static str,
    history: &'static str,
    lookup: &'static str,
}

const ENGLISH: Words = Words {
    lang: "en",
    new: "3 new",
    by_since: "by Since",
    marked: "2 marked",
    copied: "Sent to the terminal",
    written: "Rows written: 2",
    help: "─ Keys ─",
    messages: "Messages",
    sync: "Sync all followers",
    synced: "First sync done: 302",
    over_time: "Over time",
    history: "History",
    lookup: "Lookup",
};

const CHINESE: Words = Words {
    lang: "zh",
    new: "新 3",
    by_since: "按关注时间",
    marked: "已标记 2",
    copied: "已交给终端",
    written: "已写入 2 行",
    help: "─ 快捷键 ─",
    messages: "消息",
    sync: "同步全部关注者",
    synced: "首次同步完成：共 302",
    over_time: "增长趋势",
    history: "历史",
    lookup: "查询",
};

/// Two accounts: one of the server, one that has never looked anybody up.
fn configure(home: &Path, server: &Server) {
    let text = format!(
        "default_account = \"main\"\n[accounts.main]\nlabel = \"Brand 服务号\"\napp_id = \"{}\"\napp_secret = \"{}\"\n\
         api_base = \"{base}\"\n[accounts.other]\nlabel = \"Another\"\napp_id = \"wx00000000000000ff\"\n\
         app_secret = \"none\"\napi_base = \"{base}\"\n",
        server.app_id,
        server.app_secret,
        base = server.base(),
    );
    write_config(home, &text);
}

/// Writes a configuration that only its owner can read, as one with a secret must be.
fn write_config(home: &Path, text: &str) {
    let folder = home.join("config/fanscope");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config.toml");
    fs::write(&file, text).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Starts the program under a shell with job control, as an operator would.
fn start(home: &Path, words: &Words) -> Pty {
    let pty = Pty::job(home, &format!("--ui-lang {}", words.lang), SIZE);
    pty.wait_for_all(&["127.0.0.1", "Brand"]);
    pty
}

const F3: &str = "\u{1b}OR";

/// Clicks on the first place where the screen says this.
fn click(pty: &mut Pty, words: &str) {
    let (row, column) = pty.look(|screen| row_of(screen, words)).unwrap();
    let place = format!("{};{}", column + 1, row + 1);
    pty.send(&format!("\u{1b}[<0;{place}M\u{1b}[<0;{place}m"));
}

/// A sync, which asks first, a filter, and the charts of those it finds.
fn all_followers(pty: &mut Pty, words: &Words) {
    pty.send(F3);
    pty.wait_for("302");
    pty.send("S");
    pty.wait_for(words.sync);
    pty.send("\r");
    pty.wait_for(words.synced);
    pty.send("/qr:98765\r");
    pty.wait("the filtered followers", |screen| {
        let contents = screen.contents();
        contents.contains("qr:98765 ✕") && contents.contains(OLD)
    });
    pty.send("F");
    pty.wait_for_all(&[words.over_time, "qr:98765"]);
}

/// To the history, down a row by the wheel, and back.
fn by_mouse(pty: &mut Pty, words: &Words) {
    let pointed_at = |screen: &vt100::Screen| row_of(screen, "›●").or(row_of(screen, "›○"));
    click(pty, words.history);
    pty.wait("the history", |screen| {
        pointed_at(screen).is_some() && screen.contents().contains(ABSENT)
    });
    let before = pty.look(pointed_at);
    let (row, column) = before.unwrap();
    pty.send(&format!("\u{1b}[<65;{};{}M", column + 3, row + 1));
    pty.wait("the row below", |screen| {
        pointed_at(screen).is_some_and(|now| Some(now) != before)
    });
    click(pty, words.lookup);
    pty.wait_for_all(&[OLD, TODAY, words.by_since]);
}

fn tour(words: &Words) {
    let home = tempfile::tempdir().unwrap();
    let server = Server::start();
    configure(home.path(), &server);
    let mut pty = start(home.path(), words);

    // Paste and look up.
    pty.paste(&format!("{OLD}\n{TODAY}, {ABSENT}\r\nabc\n"));
    pty.wait_for(words.new);
    pty.send("\r");
    pty.wait_for_all(&[OLD, TODAY, ABSENT, "2013-10-25", "2015-06-12"]);

    // Filter, and the same filter again from those typed before.
    for typed in ["/status:not_following\r", "/\u{12}notfoll\r\r"] {
        pty.send(typed);
        pty.wait("the filtered list", |screen| {
            let contents = screen.contents();
            contents.contains(ABSENT) && !contents.contains(OLD)
        });
        pty.send("\u{1b}");
        pty.wait_for(OLD);
    }

    // Sort and mark.
    // The letter in the menu of orders.
    pty.send("gss");
    pty.wait_for(words.by_since);
    pty.send("g j ");
    pty.wait_for(words.marked);

    // Copy.
    pty.send("yi");
    pty.wait_for_written("OSC 52", |written| {
        String::from_utf8_lossy(written).contains("\u{1b}]52;c;")
    });
    pty.wait_for(words.copied);

    // Export.
    pty.send("e");
    pty.wait_for("fanscope-main-");
    pty.send("\u{15}people.csv\r");
    pty.wait_for(words.written);
    let written = fs::read(home.path().join("people.csv")).unwrap();
    assert!(written.starts_with("\u{feff}".as_bytes()), "for Excel");
    assert_eq!(String::from_utf8(written).unwrap().lines().count(), 3);

    // Another account and back.
    pty.send("a");
    pty.wait_for("other");
    pty.send("j\r");
    pty.wait("the other account", |screen| {
        let contents = screen.contents();
        contents.lines().next().is_some_and(|header| header.contains("Another")) && !contents.contains(OLD)
    });
    pty.send("a");
    pty.wait_for("Brand");
    pty.send("k\r");
    pty.wait_for_all(&[OLD, "Brand"]);

    // Help, palette, messages.
    pty.send("?");
    pty.wait_for(words.help);
    // Together with the next key the escape would be Alt.
    pty.send("\u{1b}");
    pty.wait("the help closed", |screen| !screen.contents().contains(words.help));
    pty.send(":messages\r");
    pty.wait_for_all(&[words.messages, words.written]);
    pty.send("\u{1b}");
    pty.wait_for(OLD);

    all_followers(&mut pty, words);
    by_mouse(&mut pty, words);

    // A storm of sizes leaves nothing behind.
    pty.resize_storm(SIZE);
    pty.wait_for_all(&["Brand", OLD, TODAY]);
    pty.wait_for_quiet(Duration::from_millis(300));
    pty.look(assert_borders);

    // To the shell and back, then out.
    pty.suspend();
    pty.resume(TODAY);
    pty.quit_job("q");
}

#[test]
fn the_tour_in_english() {
    tour(&ENGLISH);
}

#[test]
fn the_tour_in_chinese() {
    tour(&CHINESE);
}

#[test]
fn a_signal_in_the_midst_of_things_restores_every_mode() {
    for ending in ENDING {
        let home = tempfile::tempdir().unwrap();
        let mut pty = Pty::fanscope(home.path(), &["--demo", "--ui-lang", "zh"], SIZE);
        pty.wait_for_all(&["演示", "127.0.0.1"]);
        pty.paste(OLD);
        pty.send("\r");
        pty.wait_for("Band");
        // The mouse off and on again, and the palette open with its cursor.
        pty.send("\u{1b}[17~\u{1b}[17~:");
        pty.wait("the palette and the mouse", |screen| {
            !screen.hide_cursor() && screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None
        });
        pty.end_by(ending);
    }
}

#[test]
fn characters_that_the_terminal_draws_wide_break_no_border() {
    let home = tempfile::tempdir().unwrap();
    write_config(home.path(), "[ui]\nambiguous_width = 2\n");
    let mut pty = Pty::fanscope(home.path(), &["--demo", "--ui-lang", "en"], SIZE);
    pty.wait_for_all(&["DEMO", "127.0.0.1"]);
    pty.paste(OLD);
    pty.send("\r");
    pty.wait_for("Band");
    pty.wait_for_quiet(Duration::from_millis(300));
    let contents = pty.contents();
    for sign in ['│', '─', '╭', '●', '…', '·', '→'] {
        assert!(!contents.contains(sign), "{sign} in\n{contents}");
    }
    assert!(contents.contains("+- ") && contents.contains('|'), "{contents}");
}
