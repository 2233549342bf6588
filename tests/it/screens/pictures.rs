//! Pictures of the screens. After a wanted change: `INSTA_UPDATE=always cargo test --test it screens`, and read the diff.

use crossterm::event::KeyCode;
use fanscope::app::layout::{Areas, Pane};
use fanscope::app::stats::layout::Charts;
use fanscope::app::{Depth, Looks, Setup};
use fanscope::job::{Event, Exported, Job};
use fanscope::model::UiLang;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::people::{BAND, GONE, REGULAR, band, gone, gone_before, hostile, refused, regular, web};
use super::stage::Stage;

pub const SIZES: [(u16, u16); 3] = [(40, 10), (80, 24), (120, 40)];
const REFUSED: &str = "oREFUSED_refused_refused_012";

fn looked_up(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(lang, size).started(vec![hostile()]);
    stage.paste(&format!(
        "{BAND}\n{REGULAR} {GONE}\nabc {REFUSED} oWAITING_waiting_waiting_012"
    ));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![band(), regular(), gone(), refused(REFUSED)]));
    stage.answer_people(&[gone(), gone_before()]);
    stage
}

fn with_history(lang: UiLang, size: (u16, u16)) -> Stage {
    let people = vec![(band(), 12), (hostile(), 1), (gone(), 3)];
    Stage::new(lang, size).started(vec![]).with_history(people)
}

fn looks(theme: &str, depth: Depth) -> Looks {
    Looks {
        depth,
        ..Looks::default().named(theme)
    }
}

/// Frames stand where they belong and nothing that moves a cursor is in any cell.
pub fn assert_sound(stage: &Stage) {
    let buffer = stage.buffer();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            assert!(
                !symbol.chars().any(char::is_control),
                "control character at {x},{y}: {symbol:?}"
            );
            x += u16::try_from(fanscope::text::width(symbol).max(1)).unwrap();
        }
        assert_eq!(x, buffer.area.width, "line {y} sticks out:\n{}", stage.screen());
    }
    let Some(areas) = Areas::of(&stage.state).filter(|areas| areas.is_roomy) else {
        return;
    };
    if stage.state.overlays.is_empty() {
        let panes = [areas.input, areas.list, areas.detail].into_iter().flatten();
        let charts = areas.charts.map(|main| Charts::of(&stage.state, main, true).panes);
        let charts = charts.unwrap_or_default().into_iter().map(|(_, pane)| pane);
        panes.chain(charts).for_each(|pane| assert_frame(stage, &buffer, pane));
    }
}

fn assert_frame(stage: &Stage, buffer: &Buffer, pane: Pane) {
    for y in pane.inner.top()..pane.inner.bottom() {
        for x in [pane.outer.left(), pane.outer.right() - 1] {
            let symbol = buffer[(x, y)].symbol();
            assert!(
                matches!(symbol, "│" | "┃"),
                "frame broken at {x},{y}: {symbol:?}\n{}",
                stage.screen()
            );
        }
    }
}

pub fn assert_pictures(name: &str, make: impl Fn(UiLang, (u16, u16)) -> Stage) {
    assert_pictures_at(&SIZES, name, make);
}

pub fn assert_pictures_at(sizes: &[(u16, u16)], name: &str, make: impl Fn(UiLang, (u16, u16)) -> Stage) {
    for &size in sizes {
        for (lang, word) in [(UiLang::En, "en"), (UiLang::Zh, "zh")] {
            let stage = make(lang, size);
            assert_sound(&stage);
            insta::assert_snapshot!(format!("{name}_{}x{}_{word}", size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn lookup() {
    assert_pictures("lookup", looked_up);
}

#[test]
fn start_of_the_demo() {
    assert_pictures("start", |lang, size| {
        let mut stage = Stage::new(lang, size).started(vec![]);
        stage.paste(&format!("{BAND} {BAND} abc"));
        stage
    });
}

#[test]
fn history() {
    assert_pictures("history", with_history);
}

#[test]
fn hostile_detail() {
    assert_pictures("hostile", |lang, size| {
        let mut stage = Stage::new(lang, size).started(vec![hostile()]);
        stage.key(KeyCode::Esc);
        stage.key(KeyCode::Enter);
        stage
    });
}

#[test]
fn both_sources_are_one_person() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![regular(), web()]);
    stage.key(KeyCode::Esc);
    assert_sound(&stage);
    insta::assert_snapshot!("both_sources", stage.screen());
}

#[test]
fn on_top() {
    for (name, keys) in [
        ("help", "?"),
        ("copy", "y"),
        ("raw", "o"),
        ("changes", "d"),
        ("accounts", "a"),
        ("token", "w"),
        ("themes", "T"),
        ("palette", ":"),
        ("palette_typed", ":re"),
    ] {
        assert_pictures(name, |lang, size| {
            let mut stage = looked_up(lang, size);
            stage.keys(keys);
            stage
        });
    }
}

#[test]
fn delete_asks() {
    assert_pictures("delete", |lang, size| {
        let mut stage = with_history(lang, size);
        stage.key(KeyCode::Delete);
        stage
    });
}

#[test]
fn marks_and_the_export_dialog() {
    assert_pictures("marks", |lang, size| {
        let mut stage = looked_up(lang, size);
        stage.keys(" jvj");
        stage
    });
    assert_pictures("export", |lang, size| {
        let mut stage = looked_up(lang, size);
        stage.keys("  e");
        stage
    });
}

#[test]
fn replacing_a_file_asks() {
    assert_pictures("overwrite", |lang, size| {
        let mut stage = looked_up(lang, size);
        stage.keys("e");
        stage.key(KeyCode::Enter);
        let job = stage.job(|job| matches!(job, Job::Export(_)));
        stage.event(Event::Exported(job, Exported::Exists));
        stage.event(Event::Finished(job, Ok(())));
        stage
    });
}

#[test]
fn filter_errors_stand_in_line() {
    let mut stage = looked_up(UiLang::En, (100, 30));
    stage.keys("/nope:1");
    assert_sound(&stage);
    insta::assert_snapshot!("filter_error", stage.screen());
}

#[test]
fn too_small_says_so() {
    for (lang, word) in [(UiLang::En, "en"), (UiLang::Zh, "zh")] {
        insta::assert_snapshot!(format!("too_small_{word}"), looked_up(lang, (28, 6)).screen());
    }
}

#[test]
fn a_line_of_words_is_never_half_a_character() {
    for width in [
        32, 33, 39, 40, 41, 59, 60, 61, 79, 80, 81, 95, 96, 97, 99, 100, 101, 119, 120, 121, 200,
    ] {
        for height in [8, 10, 15, 16, 20, 24] {
            let mut stage = looked_up(UiLang::Zh, (width, height));
            assert_sound(&stage);
            stage.keys("j");
            stage.key(KeyCode::Enter);
            assert_sound(&stage);
        }
    }
}

#[test]
fn the_cursor_stands_in_text_fields_only() {
    let mut stage = looked_up(UiLang::En, (80, 24));
    assert_eq!(stage.cursor(), None);
    stage.keys("i老x");
    assert_eq!(stage.cursor(), Some((2 + 3, 3)));
    stage.key(KeyCode::F(1));
    assert_eq!(stage.cursor(), None);
    stage.key(KeyCode::F(1));
    stage.key(KeyCode::Esc);
    stage.keys("/ab");
    let cursor = stage.cursor().unwrap();
    assert_eq!(stage.buffer()[(cursor.0 - 1, cursor.1)].symbol(), "b");
    stage.key(KeyCode::Esc);
    stage.keys("wsecret");
    assert!(stage.cursor().is_some());
    assert!(!stage.screen().contains("secret"));
}

#[test]
fn without_colours_weight_and_reversal_remain() {
    let setup = Setup {
        looks: looks("dark", Depth::Mono),
        demo: true,
        ..Setup::plain(UiLang::En, (120, 40))
    };
    let mut stage = Stage::with(setup).started(vec![band(), gone(), refused(REFUSED)]);
    stage.key(KeyCode::Esc);
    let buffer = stage.buffer();
    let coloured = |cell: &ratatui::buffer::Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
    assert!(!buffer.content.iter().any(coloured));
    assert!(
        buffer
            .content
            .iter()
            .any(|cell| cell.modifier.contains(Modifier::REVERSED))
    );
}

#[test]
fn the_selected_row_is_one_even_bar() {
    for depth in [Depth::Sixteen, Depth::Mono] {
        let setup = Setup {
            looks: looks("dark", depth),
            ..Setup::plain(UiLang::En, (120, 40))
        };
        let mut stage = Stage::with(setup).started(vec![gone(), refused(REFUSED), band()]);
        stage.key(KeyCode::Tab);
        for openid in [GONE, REFUSED, BAND] {
            let buffer = stage.buffer();
            let Some(list) = Areas::of(&stage.state).and_then(|areas| areas.list) else {
                panic!("no list")
            };
            let (columns, rows) = (list.inner.columns().count(), list.inner.rows());
            let bar: Vec<_> = rows
                .filter(|row| buffer[(row.x, row.y)].modifier.contains(Modifier::REVERSED))
                .collect();
            assert_eq!(bar.len(), 1, "{}", stage.screen());
            let looks: Vec<_> = bar[0].columns().map(|cell| &buffer[(cell.x, cell.y)]).collect();
            assert_eq!(looks.len(), columns);
            let is_even = |cell: &&ratatui::buffer::Cell| {
                (cell.fg, cell.bg) == (Color::Reset, Color::Reset) && cell.modifier.contains(Modifier::REVERSED)
            };
            assert!(looks.iter().all(is_even), "{openid}: {looks:?}");
            stage.key(KeyCode::Down);
        }
    }
}

#[test]
fn not_following_is_whole_where_there_is_room() {
    let mut named = gone();
    named.record.profile.remark = Some("老客户".to_owned());
    for columns in 60..=140 {
        let mut stage = Stage::new(UiLang::En, (columns, 30)).started(vec![named.clone(), web()]);
        stage.key(KeyCode::Esc);
        assert!(
            stage.screen().contains("not following"),
            "{columns}\n{}",
            stage.screen()
        );
    }
}

#[test]
fn a_light_background_gets_neither_yellow_nor_cyan_text() {
    let setup = Setup {
        looks: looks("light", Depth::Sixteen),
        demo: true,
        ..Setup::plain(UiLang::En, (120, 40))
    };
    let stage = Stage::with(setup).started(vec![gone(), refused(REFUSED), band()]);
    let buffer = stage.buffer();
    let is_pale = |cell: &&ratatui::buffer::Cell| matches!(cell.fg, Color::Yellow | Color::Cyan);
    assert!(!buffer.content().iter().any(|cell| is_pale(&cell)));
}
