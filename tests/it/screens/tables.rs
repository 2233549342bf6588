//! Columns, orders, chips, places and the mouse on lists.

use crossterm::event::{Event as Input, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::columns::{Column, Sort, Wanted};
use fanscope::app::layout::Areas;
use fanscope::app::overlay::Overlay;
use fanscope::app::{Context, Effect, Focus, Setup};
use fanscope::job::{Event, Job, LayoutJob};
use fanscope::model::UiLang;

use super::people::{BAND, GONE, HOSTILE, REGULAR, band, gone, hostile, refused, regular};
use super::pictures::{SIZES, assert_sound};
use super::stage::Stage;

fn results(lang: UiLang, size: (u16, u16)) -> Stage {
    let people = vec![
        band(),
        hostile(),
        gone(),
        regular(),
        refused("oREFUSED_refused_refused_012"),
    ];
    let mut stage = Stage::new(lang, size).started(people);
    stage.key(KeyCode::Esc);
    stage
}

fn listed(stage: &Stage) -> Vec<&str> {
    let table = stage.state.table();
    let rows = (0..table.shown()).filter_map(|place| table.row_at(place));
    rows.map(|row| row.openid.as_str()).collect()
}

fn selected(stage: &Stage) -> &str {
    &stage.state.selected().unwrap().openid
}

fn columns(stage: &Stage) -> Vec<Column> {
    let chosen = stage.state.table().columns.chosen.as_ref().unwrap();
    chosen.iter().map(|wanted| wanted.column).collect()
}

/// What was last handed to the local file.
fn kept(stage: &Stage) -> Option<(&'static str, Option<String>)> {
    stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Submit(_, Job::Layout(LayoutJob::Keep { table, columns })) => Some((*table, columns.clone())),
        _ => None,
    })
}

/// Where a text stands on the screen.
fn place_of(stage: &Stage, text: &str) -> (u16, u16) {
    let screen = stage.screen();
    let found = screen.lines().enumerate().find_map(|(y, line)| {
        let x = fanscope::text::width(&line[..line.find(text)?]);
        Some((u16::try_from(x).unwrap(), u16::try_from(y).unwrap()))
    });
    found.unwrap_or_else(|| panic!("no {text:?} in\n{screen}"))
}

fn mouse(stage: &mut Stage, kind: MouseEventKind, (column, row): (u16, u16), modifiers: KeyModifiers) {
    stage.input(&Input::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers,
    }));
}

fn click(stage: &mut Stage, place: (u16, u16)) {
    mouse(
        stage,
        MouseEventKind::Down(MouseButton::Left),
        place,
        KeyModifiers::NONE,
    );
    mouse(stage, MouseEventKind::Up(MouseButton::Left), place, KeyModifiers::NONE);
}

#[test]
fn a_filter_selects_its_first_hit_where_the_selected_row_is_none() {
    let ids = ["oREFUSED_refused_refused_012", "oREFUSED_refused_refused_013"];
    let people = || vec![band(), regular(), refused(ids[0]), refused(ids[1])];
    let history = people().into_iter().map(|found| (found, 1)).collect();
    let mut lookup = Stage::new(UiLang::En, (120, 40)).started(people());
    lookup.key(KeyCode::Esc);
    for mut stage in [lookup, Stage::new(UiLang::En, (120, 40)).with_history(history)] {
        stage.key(KeyCode::Down);
        let before = selected(&stage).to_owned();
        assert_eq!(stage.state.table().cursor(), Some(1));
        stage.keys("/");
        stage.paste("status:failed");
        assert_eq!(listed(&stage), ids);
        assert_eq!(selected(&stage), ids[0]);
        assert_ne!(selected(&stage), before);
    }
}

#[test]
fn columns_are_chosen_and_remembered() {
    let mut stage = results(UiLang::En, (140, 40));
    stage.keys("c");
    assert_eq!(stage.state.context(), Context::Columns);
    // The second column goes to the front, the tags come in.
    stage.keys("jK");
    stage.keys("GGkkkkk");
    while let Some(Overlay::Columns(chooser)) = stage.state.overlays.last()
        && chooser.selected().map(|entry| entry.wanted.column) != Some(Column::Remark)
    {
        stage.keys("k");
    }
    stage.keys(" ");
    assert_eq!(columns(&stage)[..2], [Column::Name, Column::Openid]);
    assert_eq!(columns(&stage).last(), Some(&Column::Remark));
    assert!(kept(&stage).is_none(), "nothing is settled yet");
    stage.keys("+");
    stage.key(KeyCode::Esc);
    let (table, text) = kept(&stage).unwrap();
    assert_eq!(table, "lookup");
    // What the file gives back is what was chosen.
    let mut again = results(UiLang::En, (140, 40));
    let job = again.job(|job| matches!(job, Job::Layout(LayoutJob::Load)));
    again.event(Event::Layouts(job, vec![("lookup".to_owned(), text.unwrap())]));
    assert_eq!(again.state.table().columns.chosen, stage.state.table().columns.chosen);
    // Back to the usual ones.
    stage.keys("cr");
    stage.key(KeyCode::Esc);
    assert_eq!(kept(&stage), Some(("lookup", None)));
}

#[test]
fn the_configuration_says_what_is_usual() {
    let setup = Setup {
        columns: vec![Column::Unionid, Column::Name],
        ..Setup::plain(UiLang::En, (120, 40))
    };
    let mut stage = Stage::with(setup).started(vec![band()]);
    stage.key(KeyCode::Esc);
    let screen = stage.screen();
    let labels: Vec<&str> = screen.lines().nth(6).unwrap().split('│').collect();
    assert_eq!(
        labels[1].split_whitespace().collect::<Vec<_>>(),
        ["Unionid", "Name/remark"]
    );
}

#[test]
fn columns_that_do_not_fit_are_scrolled_to() {
    let mut stage = results(UiLang::En, (80, 24));
    let all: Vec<Wanted> = Column::ALL.map(Wanted::from).to_vec();
    stage.state.table_mut().columns.chosen = Some(all);
    assert!(stage.screen().contains('›'));
    let mut seen = Vec::new();
    for _ in 0..Column::ALL.len() {
        let screen = stage.screen();
        assert_sound(&stage);
        assert!(screen.contains("Openid  "), "the first column stays:\n{screen}");
        for column in Column::ALL {
            let label = column.label(stage.state.texts());
            if screen.lines().nth(6).unwrap().contains(label) && !seen.contains(&column) {
                seen.push(column);
            }
        }
        stage.keys(">");
    }
    assert_eq!(seen.len(), Column::ALL.len(), "{seen:?}");
    assert!(stage.state.message.is_some(), "at the end it says so");
    stage.keys("<");
    assert!(stage.screen().contains('‹'));
}

#[test]
fn names_of_columns_sort_and_their_edges_are_dragged() {
    let mut stage = results(UiLang::En, (120, 40));
    let name = place_of(&stage, "Name/remark");
    click(&mut stage, name);
    assert_eq!(stage.state.table().sort, Some(Sort::by(Column::Name)));
    click(&mut stage, name);
    assert_eq!(stage.state.table().sort, Some(Sort::by(Column::Name).reversed()));
    let edge = (place_of(&stage, "Since").0 - 2, name.1);
    mouse(
        &mut stage,
        MouseEventKind::Down(MouseButton::Left),
        edge,
        KeyModifiers::NONE,
    );
    let to = (edge.0 + 7, edge.1 + 3);
    mouse(
        &mut stage,
        MouseEventKind::Drag(MouseButton::Left),
        to,
        KeyModifiers::NONE,
    );
    assert!(kept(&stage).is_none(), "only when it is let go");
    mouse(
        &mut stage,
        MouseEventKind::Up(MouseButton::Left),
        to,
        KeyModifiers::NONE,
    );
    assert_eq!(place_of(&stage, "Since").0, edge.0 + 9);
    assert!(kept(&stage).is_some());
}

#[test]
fn words_of_a_filter_are_taken_away_one_by_one() {
    let mut stage = results(UiLang::En, (120, 40));
    stage.keys("/band -status:failed tag:VIP");
    stage.key(KeyCode::Enter);
    assert_eq!(listed(&stage), [BAND]);
    assert!(stage.screen().contains("band ✕  -status:failed ✕  tag:VIP ✕"));
    stage.key(KeyCode::Backspace);
    assert_eq!(stage.state.table().filter.field.text(), "band -status:failed");
    let line = place_of(&stage, "band ✕");
    click(&mut stage, (line.0 + 5, line.1));
    assert_eq!(stage.state.table().filter.field.text(), "-status:failed");
    assert_eq!(stage.state.focus, Focus::List);
    // Beside the cross it is edited.
    click(&mut stage, (line.0 + 1, line.1));
    assert_eq!(stage.state.focus, Focus::Filter);
}

#[test]
fn what_was_filtered_by_can_be_searched_for() {
    let mut stage = results(UiLang::En, (120, 40));
    stage.keys("n");
    assert!(stage.state.message.is_some(), "nothing was searched for yet");
    stage.keys("/status:following");
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Esc);
    assert_eq!(listed(&stage).len(), 5);
    stage.keys("g");
    let mut seen = vec![selected(&stage).to_owned()];
    for _ in 0..3 {
        stage.keys("n");
        seen.push(selected(&stage).to_owned());
    }
    assert_eq!(seen, [BAND, HOSTILE, REGULAR, BAND], "round the end");
    stage.keys("N");
    assert_eq!(selected(&stage), REGULAR);
}

#[test]
fn rows_are_gone_to_by_number_and_percentage() {
    let mut stage = results(UiLang::En, (120, 40));
    for (typed, openid) in [("4", REGULAR), ("50%", GONE), ("1", BAND)] {
        stage.control('g');
        assert_eq!(stage.state.context(), Context::Prompt);
        stage.keys(typed);
        stage.key(KeyCode::Enter);
        assert_eq!(selected(&stage), openid, "{typed}");
        assert!(stage.state.overlays.is_empty());
    }
    stage.control('g');
    stage.keys("x");
    stage.key(KeyCode::Enter);
    assert!(stage.state.message.is_some() && !stage.state.overlays.is_empty());
    stage.key(KeyCode::Esc);
    assert!(stage.state.overlays.is_empty());
}

#[test]
fn the_mouse_selects_marks_and_opens() {
    let mut stage = results(UiLang::En, (120, 40));
    let first = Areas::of(&stage.state).unwrap().list.unwrap().inner;
    let row = |place: u16| (first.x + 6, first.y + 1 + place);
    click(&mut stage, row(2));
    assert_eq!(selected(&stage), GONE);
    let down = MouseEventKind::Down(MouseButton::Left);
    mouse(&mut stage, down, row(4), KeyModifiers::SHIFT);
    assert_eq!(stage.state.table().range(), Some(2..=4));
    stage.keys("v");
    mouse(&mut stage, down, row(0), KeyModifiers::CONTROL);
    assert_eq!((stage.state.table().marks(), selected(&stage)), (4, BAND));
    click(&mut stage, row(0));
    assert_eq!(stage.state.focus, Focus::Detail, "a click on the selected row opens it");
}

#[test]
fn all_rows_that_pass_are_marked_and_turned_over() {
    let mut stage = results(UiLang::En, (120, 40));
    stage.keys("/status:following");
    stage.key(KeyCode::Enter);
    stage.keys("*");
    stage.key(KeyCode::Esc);
    assert_eq!(stage.state.table().marks(), 3);
    stage.keys("!");
    assert_eq!(stage.state.table().marks(), 2);
    stage.keys("u");
    assert_eq!(stage.state.table().marks(), 0);
}

#[test]
fn pictures_of_columns_chips_and_orders() {
    for (lang, word) in [(UiLang::En, "en"), (UiLang::Zh, "zh")] {
        for size in SIZES {
            let (width, height) = size;
            let mut stage = results(lang, size);
            stage.keys("c");
            assert_sound(&stage);
            insta::assert_snapshot!(format!("columns_{width}x{height}_{word}"), stage.screen());
            stage.key(KeyCode::Esc);
            stage.keys("s");
            assert_sound(&stage);
            insta::assert_snapshot!(format!("sort_{width}x{height}_{word}"), stage.screen());
            stage.keys("n");
            let all = [
                Column::Openid,
                Column::Status,
                Column::Remark,
                Column::Qr,
                Column::Tags,
                Column::Region,
                Column::Sex,
                Column::Unionid,
            ];
            stage.state.table_mut().columns.chosen = Some(all.map(Wanted::from).to_vec());
            stage.keys("/-status:failed o");
            stage.key(KeyCode::Enter);
            stage.keys(" >");
            assert_sound(&stage);
            insta::assert_snapshot!(format!("chosen_{width}x{height}_{word}"), stage.screen());
        }
    }
}
