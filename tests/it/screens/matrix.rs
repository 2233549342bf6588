//! Every main screen with hostile and wide text, at three sizes, in both languages, in four looks: dark, light, high
//! contrast and without colours.
//!
//! A snapshot holds the text once (colours must not change it; without them a line may have signs instead) and beside
//! each line the runs of styles: `a12 b3` is twelve cells that look as the legend says of `a`, then three of `b`. After a
//! wanted change: `INSTA_UPDATE=always cargo test --test it screens`, and read the diff.

use std::fmt::Write;

use crossterm::event::KeyCode;
use fanscope::app::{Depth, Looks, State};
use fanscope::job::Event;
use fanscope::model::{Snapshot, UiLang};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::first_run::{Newcomer, refused as refused_account};
use super::followers::{mirror_of, mirrored_record};
use super::people::{band, gone, refused, strange};
use super::pictures::SIZES;
use super::stage::{Stage, drawn};
use super::stats;

type Size = (u16, u16);
type Make = fn(UiLang, Size) -> State;
/// How one cell looks in each of [`LOOKS`].
type Styles = [String; LOOKS.len()];

const LANGUAGES: [(UiLang, &str); 2] = [(UiLang::En, "en"), (UiLang::Zh, "zh")];
const LOOKS: [(&str, &str, Depth); 4] = [
    ("dark", "dark", Depth::Sixteen),
    ("light", "light", Depth::Sixteen),
    ("contrast", "contrast", Depth::Indexed),
    ("none", "dark", Depth::Mono),
];
const SCREENS: [(&str, Make); 9] = [
    ("lookup", lookup),
    ("followers", followers),
    ("history", history),
    ("stats", |lang, size| stats::shown(lang, size).state),
    ("help", |lang, size| after(lang, size, "?")),
    ("palette", |lang, size| after(lang, size, ":re")),
    ("export", |lang, size| after(lang, size, "  e")),
    ("welcome", |lang, size| Newcomer::new(lang, size).state),
    ("refusal", |lang, size| {
        refused_account(
            lang,
            size,
            "40125 \u{1b}[2J\u{202e}宽👨\u{200d}👩\u{200d}👧e\u{301} invalid appsecret",
        )
        .state
    }),
];

const REFUSED: &str = "oREFUSED_refused_refused_012";

fn crowd() -> Vec<Snapshot> {
    let mut crowd = strange();
    crowd.extend([band(), gone(), refused(REFUSED)]);
    crowd
}

fn results(lang: UiLang, size: Size) -> Stage {
    let mut stage = Stage::new(lang, size).started(vec![]);
    let ids: Vec<String> = crowd().into_iter().map(|found| found.record.openid).collect();
    stage.paste(&format!("{} \u{202e}abc oWAITING_waiting_waiting_012", ids.join("\n")));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, crowd()));
    stage
}

fn lookup(lang: UiLang, size: Size) -> State {
    results(lang, size).state
}

fn followers(lang: UiLang, size: Size) -> State {
    let records = crowd().into_iter().map(|found| found.record).enumerate();
    mirror_of(
        lang,
        size,
        records.map(|(n, record)| mirrored_record(n, record)).collect(),
    )
    .state
}

fn history(lang: UiLang, size: Size) -> State {
    let people = crowd().into_iter().zip(1..).collect();
    Stage::new(lang, size).started(vec![]).with_history(people).state
}

fn after(lang: UiLang, size: Size, keys: &str) -> State {
    let mut stage = results(lang, size);
    stage.keys(keys);
    stage.state
}

#[test]
fn every_screen_in_every_size_language_and_look() {
    for (name, make) in SCREENS {
        for size in SIZES {
            for (lang, word) in LANGUAGES {
                let name = format!("{name}_{}x{}_{word}", size.0, size.1);
                let drawn = in_all_looks(&make(lang, size), &name);
                insta::assert_snapshot!(name, drawn);
            }
        }
    }
}

fn in_all_looks(state: &State, name: &str) -> String {
    let buffers = LOOKS.map(|(_, theme, depth)| {
        let mut state = state.clone();
        state.setup.looks = Looks {
            depth,
            ..Looks::default().named(theme)
        };
        drawn(&state)
    });
    let mut legend = Vec::new();
    let mut text = String::new();
    for y in 0..buffers[0].area.height {
        let [dark, light, contrast, none] = buffers.each_ref().map(|buffer| words(buffer, y, name));
        assert_eq!(
            (&light, &contrast),
            (&dark, &dark),
            "{name}: colours change the text of line {y}"
        );
        writeln!(text, "{}  ‹{}›", dark.trim_end(), runs(&buffers, y, &mut legend)).unwrap();
        // What colours say has to be said by signs.
        if none != dark {
            writeln!(text, "{}  ‹without colours›", none.trim_end()).unwrap();
        }
    }
    for (styles, letter) in legend.iter().zip(letters()) {
        let looks = LOOKS
            .iter()
            .zip(styles)
            .map(|(look, style)| format!("{}: {style}", look.0));
        writeln!(text, "{letter}  {}", looks.collect::<Vec<_>>().join(" · ")).unwrap();
    }
    text
}

/// Where the characters of a line begin.
fn columns(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let x = next;
        let cell = buffer.cell((x, y))?;
        next += u16::try_from(fanscope::text::width(cell.symbol()).max(1)).unwrap();
        Some((next - x, cell))
    })
}

fn words(buffer: &Buffer, y: u16, name: &str) -> String {
    let (mut words, mut width) = (String::new(), 0);
    for (columns, cell) in columns(buffer, y) {
        assert!(
            !cell.symbol().chars().any(char::is_control),
            "{name}: line {y}: {cell:?}"
        );
        words.push_str(cell.symbol());
        width += columns;
    }
    assert_eq!(width, buffer.area.width, "{name}: line {y} sticks out: {words}");
    words
}

/// The runs of styles of a line; what is new to the legend is added.
fn runs(buffers: &[Buffer; LOOKS.len()], y: u16, legend: &mut Vec<Styles>) -> String {
    let mut runs: Vec<(usize, u16)> = Vec::new();
    let mut x = 0;
    for (columns, _) in columns(&buffers[0], y) {
        let styles = buffers.each_ref().map(|buffer| style(&buffer[(x, y)]));
        let place = legend.iter().position(|known| *known == styles).unwrap_or_else(|| {
            legend.push(styles);
            legend.len() - 1
        });
        match runs.last_mut() {
            Some((last, count)) if *last == place => *count += columns,
            _ => runs.push((place, columns)),
        }
        x += columns;
    }
    let runs = runs
        .into_iter()
        .map(|(place, count)| format!("{}{count}", letters().nth(place).unwrap()));
    runs.collect::<Vec<_>>().join(" ")
}

fn letters() -> impl Iterator<Item = char> {
    ('a'..='z').chain('A'..='Z')
}

/// A cell's look in few words; `-` for the terminal's own.
fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg));
    }
    for (name, modifier) in Modifier::all().iter_names() {
        if cell.modifier.contains(modifier) {
            words.push(name.to_lowercase());
        }
    }
    if words.is_empty() {
        "-".to_owned()
    } else {
        words.join(" ")
    }
}
