//! What the READMEs take from the program: the pictures of the screens and the table of keys.
//!
//! After a wanted change: `FANSCOPE_WRITE_README=1 cargo test --test it readme`, and read the diff.

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use fanscope::app::keymap;
use fanscope::locale::texts;
use fanscope::model::UiLang;
use ratatui::buffer::Buffer;

use super::tour::Tour;
use crate::support::server::{ABSENT, NOBODY, OLD, TODAY};
use crate::support::svg::picture;

const LANGUAGES: [(UiLang, &str, &str); 2] = [(UiLang::En, "en", "README.md"), (UiLang::Zh, "zh", "README.zh-CN.md")];

/// The Lookup, Followers and Stats screens of the demo, in this order.
fn screens(lang: UiLang) -> [(&'static str, Buffer); 3] {
    let mut tour = Tour::new(lang, (120, 27));
    // Three of the documentation's openids, one that belongs to nobody, one that is none.
    tour.stage.paste(&format!("{OLD} {TODAY} {ABSENT} abc {NOBODY}"));
    tour.stage.key(KeyCode::Enter);
    tour.settle();
    let lookup = tour.stage.buffer();
    tour.stage.key(KeyCode::F(3));
    tour.settle();
    sync(&mut tour);
    tour.let_some_leave();
    sync(&mut tour);
    tour.stage.keys("g");
    tour.settle();
    let followers = tour.stage.buffer();
    tour.stage.resize((120, 40));
    tour.stage.key(KeyCode::F(5));
    tour.settle();
    [
        ("screen", lookup),
        ("followers", followers),
        ("stats", tour.stage.buffer()),
    ]
}

/// Syncs all followers; the program asks first.
fn sync(tour: &mut Tour) {
    tour.stage.keys("S");
    tour.settle();
    tour.stage.key(KeyCode::Enter);
    tour.settle();
}

fn at_root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Compares a file with what it should hold, or writes it where that is asked for.
fn assert_current(file: &str, wanted: &str) {
    let path = at_root(file);
    let found = fs::read_to_string(&path).unwrap_or_default();
    if found == wanted {
        return;
    }
    let is_to_be_written = std::env::var_os("FANSCOPE_WRITE_README").is_some();
    assert!(
        is_to_be_written,
        "{file} is behind the program: see the head of this file"
    );
    fs::write(path, wanted).unwrap();
}

#[test]
fn the_readmes_show_todays_screens() {
    for (lang, word, readme) in LANGUAGES {
        let readme = fs::read_to_string(at_root(readme)).unwrap();
        for (screen, buffer) in screens(lang) {
            let file = format!("assets/{screen}-{word}.svg");
            assert_current(&file, &picture(&buffer));
            assert!(readme.contains(&file), "{file} is not shown");
        }
    }
}

#[test]
fn the_readmes_list_todays_keys() {
    const MARKS: (&str, &str) = ("<!-- keys:start -->\n", "<!-- keys:end -->");
    for (lang, _, file) in LANGUAGES {
        let readme = fs::read_to_string(at_root(file)).unwrap();
        let (head, rest) = readme.split_once(MARKS.0).unwrap();
        let (_, tail) = rest.split_once(MARKS.1).unwrap();
        let table = keymap::markdown(&texts(lang).screen);
        assert_current(file, &format!("{head}{}{table}{}{tail}", MARKS.0, MARKS.1));
    }
}
