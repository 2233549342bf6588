//! The Stats screen.

use crossterm::event::KeyCode;
use fanscope::app::stats::chart::Chart;
use fanscope::app::{Depth, Effect, Looks, Screen, Setup};
use fanscope::job::{Charted, Event, ExportRows, Job};
use fanscope::model::{Failure, Figures, UiLang};
use ratatui::style::Color;
use serde_json::json;

use super::figures::charted;
use super::followers::{mirrored, sync};
use super::pictures::{assert_pictures_at, assert_sound};
use super::pointing::{click, place_of};
use super::stage::Stage;

const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 40), (200, 60)];

fn opened(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(lang, size).started(vec![]);
    stage.key(KeyCode::F(5));
    stage
}

/// The newest question gets this answer.
fn answer(stage: &mut Stage, charted: Option<Charted>) {
    let job = stage.job(|job| matches!(job, Job::Figures { .. }));
    stage.event(Event::Figures(job, charted.map(Box::new)));
    stage.event(Event::Finished(job, Ok(())));
}

pub fn shown(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = opened(lang, size);
    answer(&mut stage, Some(charted()));
    stage
}

fn questions(stage: &Stage) -> Vec<&str> {
    let asked = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Submit(_, Job::Figures { query }) => Some(query.as_str()),
        _ => None,
    });
    asked.collect()
}

fn followers_filter(stage: &Stage) -> &str {
    assert_eq!(stage.state.screen, Screen::Followers);
    stage.state.table().filter.field.text()
}

#[test]
fn every_chart_in_every_size() {
    let charts = [
        "over_time",
        "by_scene",
        "by_tag",
        "by_qr",
        "by_hour",
        "left_by_scene",
        "left_by_qr",
    ];
    for (steps, name) in charts.into_iter().enumerate() {
        assert_pictures_at(&SIZES, &format!("stats_{name}"), |lang, size| {
            let mut stage = shown(lang, size);
            (0..steps).for_each(|_| stage.key(KeyCode::Tab));
            // Wide terminals show all charts: one picture of them is enough.
            if steps > 0 && size.0 > 80 {
                stage.keys("z");
            }
            stage
        });
    }
}

#[test]
fn nothing_mirrored_says_what_to_do() {
    assert_pictures_at(&SIZES[..2], "stats_no_mirror", |lang, size| {
        let mut stage = opened(lang, size);
        answer(&mut stage, None);
        stage
    });
}

#[test]
fn charts_hold_at_every_size() {
    for width in (32..=212).step_by(20) {
        for height in (8..=62).step_by(6) {
            let mut stage = shown(UiLang::Zh, (width, height));
            for _ in Chart::ALL {
                assert_sound(&stage);
                stage.key(KeyCode::Tab);
            }
        }
    }
}

#[test]
fn any_figures_can_be_drawn() {
    let lone = |new, left| {
        let day = fanscope::model::Day {
            date: jiff::civil::date(2024, 2, 29),
            new,
            left,
        };
        let mut figures = Figures {
            total: fanscope::model::Tally { people: 1, left: 1 },
            days: vec![day],
            ..Figures::default()
        };
        figures.hours[6][23] = u64::MAX / 1000;
        figures
    };
    for figures in [
        Figures::default(),
        lone(1, 0),
        lone(0, 1),
        lone(u64::MAX / 4, 1),
        lone(0, 0),
    ] {
        for size in SIZES {
            let mut stage = opened(UiLang::En, size);
            let charted = Charted {
                figures: figures.clone(),
                synced_at: None,
                is_partial: true,
            };
            answer(&mut stage, Some(charted));
            for _ in Chart::ALL {
                assert_sound(&stage);
                stage.keys("+hjkl-");
                stage.key(KeyCode::Tab);
            }
        }
    }
}

#[test]
fn a_bar_leads_to_its_people_and_back() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.key(KeyCode::Tab);
    stage.keys("j");
    stage.key(KeyCode::Enter);
    assert_eq!(followers_filter(&stage), "scene:search");
    stage.key(KeyCode::F(5));
    assert_eq!(stage.state.stats.chart, Chart::Scenes);
    assert_eq!(stage.state.stats.place(Chart::Scenes), 1);
    stage.keys("l");
    stage.keys("G");
    stage.key(KeyCode::Enter);
    assert_eq!(followers_filter(&stage), "-has:tag has:subscribe");
}

#[test]
fn the_filter_goes_along_and_those_who_left_are_asked_for() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.keys("/tag:VIP");
    stage.key(KeyCode::Enter);
    answer(&mut stage, Some(charted()));
    stage.keys("h");
    for _ in 0..5 {
        stage.key(KeyCode::Tab);
    }
    stage.key(KeyCode::Enter);
    assert_eq!(
        followers_filter(&stage),
        "tag:VIP scene:wechat_advertisement status:left"
    );
}

#[test]
fn charts_of_the_people_listed_take_the_filter_along_and_bring_it_back() {
    let mut stage = mirrored(UiLang::En, (80, 24));
    // The tag's part, and a filter within it.
    stage.key(KeyCode::Left);
    (0..4).for_each(|_| stage.key(KeyCode::Down));
    stage.key(KeyCode::Enter);
    stage.keys("/上海");
    stage.key(KeyCode::Enter);
    stage.keys("F");
    assert_eq!(stage.state.screen, Screen::Stats);
    let listed = "tag:#128 -status:left 上海";
    assert_eq!(questions(&stage), [listed]);
    assert_eq!(stage.state.stats.query(), listed);
    answer(&mut stage, Some(charted()));
    stage.key(KeyCode::Tab);
    stage.key(KeyCode::Enter);
    assert_eq!(followers_filter(&stage), format!("{listed} scene:qr_code"));
    stage.show_view(61_204, &[1, 2, 3], None);
    assert!(stage.screen().contains("1 / 61 204"), "{}", stage.screen());
}

#[test]
fn the_mouse_selects_a_bar_and_a_second_click_lists_its_people() {
    for size in [(80, 24), (200, 60)] {
        let mut stage = shown(UiLang::En, size);
        stage.key(KeyCode::Tab);
        let bar = place_of(&stage, "After payment");
        click(&mut stage, bar);
        assert_eq!(
            (stage.state.screen, stage.state.stats.chart),
            (Screen::Stats, Chart::Scenes)
        );
        let place = stage.state.stats.place(Chart::Scenes);
        assert!(place > 1, "{place}");
        click(&mut stage, bar);
        assert_eq!(followers_filter(&stage), "scene:paid");
    }
}

/// The place of the selected column or hour: what is drawn there changes with the selection.
fn clicks_find(stage: &mut Stage, chart: Chart) {
    let areas = fanscope::app::layout::Areas::of(&stage.state).unwrap();
    let charts = fanscope::app::stats::layout::Charts::of(&stage.state, areas.charts.unwrap(), areas.is_roomy);
    let (_, pane) = charts.panes.into_iter().find(|(of, _)| *of == chart).unwrap();
    let mut found = Vec::new();
    for x in (pane.inner.x..pane.inner.right()).step_by(5) {
        for y in (pane.inner.y..pane.inner.bottom()).step_by(3) {
            let mut clicked = Stage {
                state: stage.state.clone(),
                effects: Vec::new(),
            };
            // Gives the chart the keys and takes the selection elsewhere.
            clicked.state.stats.chart = chart;
            clicked.state.stats.select(chart, 0);
            let before = clicked.state.stats.place(chart);
            click(&mut clicked, (x, y));
            let after = clicked.state.stats.place(chart);
            if after == before || clicked.state.screen != Screen::Stats {
                continue;
            }
            // The mark of the selection stands below the mouse.
            let mut unselected = clicked.state.clone();
            unselected.stats.select(chart, after.saturating_sub(1));
            let without = Stage {
                state: unselected,
                effects: Vec::new(),
            };
            let (with, without) = (clicked.buffer(), without.buffer());
            let column = pane.inner.y..pane.inner.bottom();
            let is_marked = column.clone().any(|y| with[(x, y)] != without[(x, y)]);
            found.push((x, y, is_marked));
        }
    }
    assert!(found.len() > 10, "{chart:?}: {found:?}");
    let marked = found.iter().filter(|(.., is_marked)| *is_marked).count();
    // Between two columns there may be a gap without a mark.
    assert!(marked * 2 > found.len(), "{chart:?}: {marked} of {}", found.len());
}

#[test]
fn the_mouse_selects_a_column_over_time_and_an_hour_of_the_week() {
    for size in [(80, 24), (200, 60)] {
        let mut stage = shown(UiLang::En, size);
        clicks_find(&mut stage, Chart::Time);
        while stage.state.stats.chart != Chart::Week {
            stage.key(KeyCode::Tab);
        }
        clicks_find(&mut stage, Chart::Week);
    }
}

#[test]
fn figures_are_asked_for_again_after_a_sync_and_while_the_screen_is_shown() {
    let stage = shown(UiLang::En, (120, 40));
    assert_eq!(questions(&stage), [""]);
    let mut stage = sync(stage);
    assert_eq!(questions(&stage), ["", ""], "once, when the sync has ended");
    let mut found = charted();
    found.figures.total.people = 128_420;
    answer(&mut stage, Some(found));
    assert!(stage.screen().contains("128 420 people"), "{}", stage.screen());
    // Elsewhere nobody waits for figures: they are asked for when the screen is shown again.
    stage.key(KeyCode::F(3));
    let mut stage = sync(stage);
    assert_eq!(questions(&stage).len(), 2);
    stage.key(KeyCode::F(5));
    assert_eq!(questions(&stage).len(), 3);
}

#[test]
fn columns_over_time_lead_to_their_period() {
    for (keys, query) in [
        ("", "since:2026-11"),
        ("hh", "since:2026-09"),
        ("+", "since:2026-11-16..2026-11-22"),
        ("++", "since:2026-11-21"),
        ("++--", "since:2026-11"),
        ("g", "since:2023-11"),
    ] {
        let mut stage = shown(UiLang::En, (80, 24));
        stage.keys(keys);
        stage.key(KeyCode::Enter);
        assert_eq!(followers_filter(&stage), query, "{keys}");
    }
}

#[test]
fn what_no_words_can_name_says_so() {
    let mut stage = shown(UiLang::En, (80, 24));
    for _ in 0..4 {
        stage.key(KeyCode::Tab);
    }
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.screen, Screen::Stats);
    assert!(stage.screen().contains("no query words"), "{}", stage.screen());
}

#[test]
fn a_newer_question_supersedes_the_older_one_and_late_figures_are_dropped() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.keys("/a");
    let first = stage.job(|job| matches!(job, Job::Figures { .. }));
    stage.keys("b");
    assert_eq!(questions(&stage), ["", "a", "ab"]);
    assert!(
        stage
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel(job) if *job == first))
    );
    let mut late = charted();
    late.figures.total.people = 77;
    stage.event(Event::Figures(first, Some(Box::new(late))));
    stage.event(Event::Finished(first, Err(Failure::cancelled())));
    assert!(!stage.screen().contains("77 people"));
    assert!(stage.screen().contains("counting"), "{}", stage.screen());
    assert!(stage.state.message.is_none(), "a superseded question is no fault");
    let mut found = charted();
    found.figures.total.people = 5_555;
    answer(&mut stage, Some(found));
    assert!(stage.screen().contains("5 555 people"), "{}", stage.screen());
}

#[test]
fn known_figures_are_shown_at_once_and_asked_for_again() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.keys("/a");
    let mut found = charted();
    found.figures.total.people = 42;
    answer(&mut stage, Some(found));
    assert!(stage.screen().contains("42 people"));
    stage.key(KeyCode::Esc);
    assert!(stage.screen().contains("128 412 people"), "{}", stage.screen());
    assert_eq!(questions(&stage), ["", "a", ""]);
    stage.key(KeyCode::F(2));
    stage.key(KeyCode::F(5));
    assert_eq!(questions(&stage).len(), 4, "the mirror may have changed meanwhile");
}

#[test]
fn a_filter_that_is_not_understood_asks_for_nothing() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.keys("/nope:1");
    // `n` to `nope` are words, from the colon on it is an unknown prefix.
    assert_eq!(questions(&stage), ["", "n", "no", "nop", "nope"]);
    assert!(stage.screen().contains("nope:"));
}

#[test]
fn the_chart_goes_to_a_file_and_to_the_clipboard() {
    let mut stage = shown(UiLang::En, (80, 24));
    stage.key(KeyCode::Tab);
    stage.keys("e");
    assert!(stage.screen().contains("Scenes · 9"), "{}", stage.screen());
    stage.key(KeyCode::Enter);
    let export = stage.effects.iter().find_map(|effect| match effect {
        Effect::Submit(_, Job::Export(export)) => Some(export),
        _ => None,
    });
    let export = export.unwrap();
    assert_eq!(export.target, "fanscope-main-by-scene-2026-11-21.csv");
    let ExportRows::Chart(sheet) = &export.rows else {
        panic!("no chart")
    };
    assert_eq!(
        sheet.object(&sheet.rows[0]),
        json!({"label": "QR code scan", "query": "scene:qr_code", "people": 61_204, "left": 3_911, "left_share": 0.064})
    );
    stage.keys("yr");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(
        copied.starts_with("label\tquery\tpeople\tleft\tleft_share\nQR code scan\tscene:qr_code\t61204\t"),
        "{copied}"
    );
}

#[test]
fn charts_mean_the_same_without_colours() {
    let setup = Setup {
        looks: Looks {
            depth: Depth::Mono,
            ..Looks::default()
        },
        ..Setup::plain(UiLang::En, (200, 60))
    };
    let mut stage = Stage::with(setup).started(vec![]);
    stage.key(KeyCode::F(5));
    answer(&mut stage, Some(charted()));
    let coloured = |cell: &ratatui::buffer::Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
    assert!(!stage.buffer().content.iter().any(coloured));
    let screen = stage.screen();
    for part in ["░", "▒", "▓", "█", "6.4%", "new", "left"] {
        assert!(screen.contains(part), "{part} is missing in\n{screen}");
    }
}
