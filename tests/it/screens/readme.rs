//! What the READMEs take from the program: the picture of the screen and the table of keys.
//!
//! After a wanted change: `FANSCOPE_WRITE_README=1 cargo test --test it readme`, and read the diff.

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use fanscope::app::{Setup, keymap};
use fanscope::job::{AccountCard, Event, Spent};
use fanscope::locale::texts;
use fanscope::model::{CallCounts, Endpoint, UiLang};

use super::people::{BAND, GONE, REGULAR, account, band, gone, gone_before, refused, regular};
use super::stage::Stage;
use crate::support::svg::picture;

const LANGUAGES: [(UiLang, &str, &str); 2] = [(UiLang::En, "en", "README.md"), (UiLang::Zh, "zh", "README.zh-CN.md")];
const FOREIGN: &str = "oR5Gk1ZtL0vWb7cQYxJd3nHs8uAe";

/// The lookup of the tour: three of the documentation's openids, one of another account, one that is none.
fn tour(lang: UiLang) -> Stage {
    let mut stage = Stage::with(Setup {
        demo: true,
        ..Setup::plain(lang, (120, 27))
    })
    .started(vec![]);
    stage.event(Event::Account(AccountCard {
        key: account(),
        label: "Brand 服务号".to_owned(),
        host: "127.0.0.1:4711".to_owned(),
        has_web_token: true,
    }));
    stage.paste(&format!("{BAND} {REGULAR} {GONE} abc {FOREIGN}"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![band(), regular(), gone(), refused(FOREIGN)]));
    let mut run = CallCounts::default();
    run.add(Endpoint::StableToken, 1);
    run.add(Endpoint::BatchGet, 4);
    run.add(Endpoint::TagsGet, 1);
    stage.event(Event::Calls(Spent {
        today: run.clone(),
        run,
        left: Some(4_999_994),
    }));
    stage.event(Event::Finished(job, Ok(())));
    stage.answer_people(&[gone(), gone_before()]);
    stage
}

fn at_root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Compares a file with what it should hold, or writes it where that is asked for.
fn assert_current(file: &str, wanted: &str) {
    let path = at_root(file);
    if std::env::var_os("FANSCOPE_WRITE_README").is_some() {
        fs::write(path, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "{file} is behind the program: see the head of this file"
    );
}

#[test]
fn the_readmes_show_todays_screen() {
    for (lang, word, readme) in LANGUAGES {
        let file = format!("assets/screen-{word}.svg");
        assert_current(&file, &picture(&tour(lang).buffer()));
        assert!(fs::read_to_string(at_root(readme)).unwrap().contains(&file));
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
