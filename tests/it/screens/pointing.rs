//! The mouse beside the rows: borders, footer, what lies on top; and the inputs typed before.

use crossterm::event::{Event as Input, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::layout::{Areas, Split};
use fanscope::app::overlay::place;
use fanscope::app::{Context, Effect};
use fanscope::job::{Event, Exported, InputKind, Job};
use fanscope::model::UiLang;

use super::people::{BAND, band, gone, regular};
use super::stage::Stage;

fn stage(size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(UiLang::En, size).started(vec![band(), regular(), gone()]);
    stage.key(KeyCode::Esc);
    stage
}

fn mouse(stage: &mut Stage, kind: MouseEventKind, (column, row): (u16, u16)) {
    stage.input(&Input::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    }));
}

pub fn click(stage: &mut Stage, place: (u16, u16)) {
    mouse(stage, MouseEventKind::Down(MouseButton::Left), place);
    mouse(stage, MouseEventKind::Up(MouseButton::Left), place);
}

/// Column and row of a text on the screen.
pub fn place_of(stage: &Stage, text: &str) -> (u16, u16) {
    let screen = stage.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let column = fanscope::text::width(&line[..line.find(text)?]);
        Some((u16::try_from(column).unwrap(), u16::try_from(row).unwrap()))
    });
    found.unwrap_or_else(|| panic!("{text} is not in\n{screen}"))
}

#[test]
fn the_border_between_list_and_detail_is_dragged_and_stays_within_bounds() {
    for (size, split) in [((140, 40), Split::Beside), ((80, 40), Split::Below)] {
        let mut stage = stage(size);
        let areas = |stage: &Stage| Areas::of(&stage.state).unwrap();
        assert_eq!(areas(&stage).split, Some(split));
        let list = areas(&stage).list.unwrap().outer;
        let at = |along: u16| match split {
            Split::Beside => (along, list.y + 3),
            Split::Below => (list.x + 3, along),
        };
        let far = |stage: &Stage| {
            let list = areas(stage).list.unwrap().outer;
            match split {
                Split::Beside => list.right() - 1,
                Split::Below => list.bottom() - 1,
            }
        };
        let border = far(&stage);
        mouse(&mut stage, MouseEventKind::Down(MouseButton::Left), at(border));
        for target in [border - 4, border - 7] {
            mouse(&mut stage, MouseEventKind::Drag(MouseButton::Left), at(target));
            assert!(far(&stage).abs_diff(target) <= 1, "{} is not {target}", far(&stage));
        }
        for target in [0, 500] {
            mouse(&mut stage, MouseEventKind::Drag(MouseButton::Left), at(target));
            let areas = areas(&stage);
            let (list, detail) = (areas.list.unwrap().outer, areas.detail.unwrap().outer);
            assert!(list.width >= 24 && detail.width >= 24 && list.height >= 5 && detail.height >= 5);
            stage.screen();
        }
        let dragged = far(&stage);
        mouse(&mut stage, MouseEventKind::Up(MouseButton::Left), at(dragged));
        mouse(&mut stage, MouseEventKind::Drag(MouseButton::Left), at(border));
        assert_eq!(far(&stage), dragged, "after the button is up nothing moves");
        stage.key(KeyCode::F(4));
        stage.key(KeyCode::F(2));
        assert_eq!(far(&stage), dragged, "kept for the run");
    }
}

#[test]
fn footer_menu_and_palette_can_be_clicked_and_a_click_beside_closes() {
    let mut stage = stage((100, 30));
    let hint = place_of(&stage, "y copy");
    click(&mut stage, (hint.0 + 3, hint.1));
    assert_eq!(stage.state.context(), Context::Menu);
    let entry = place_of(&stage, "i  openid");
    click(&mut stage, entry);
    assert!(matches!(stage.effects.last(), Some(Effect::Copy { text, .. }) if text == BAND));
    stage.keys(":messages");
    let entry = place_of(&stage, "Messages of this run");
    click(&mut stage, entry);
    assert_eq!(stage.state.context(), Context::Messages);
    click(&mut stage, (0, 0));
    assert_eq!(stage.state.context(), Context::Results, "closed by the click beside it");
    stage.keys("?/x");
    assert_eq!(stage.state.context(), Context::Search);
    click(&mut stage, (0, 0));
    assert_eq!(stage.state.context(), Context::Results);
    stage.keys("?");
    let inside = (50, 15);
    click(&mut stage, inside);
    assert_eq!(stage.state.context(), Context::Help, "a click inside closes nothing");
    mouse(&mut stage, MouseEventKind::ScrollDown, inside);
    let before = stage.screen();
    mouse(&mut stage, MouseEventKind::ScrollUp, inside);
    assert_ne!(stage.screen(), before);
}

/// Every kind of window that can lie on top, opened by keys.
fn windows() -> Vec<(Context, Stage)> {
    let opened = |keys: &str| {
        let mut stage = stage((100, 30));
        stage.keys(keys);
        stage
    };
    let mut inputs = opened("i");
    inputs.control('r');
    let mut deletion = Stage::new(UiLang::En, (100, 30))
        .started(vec![])
        .with_history(vec![(band(), 2)]);
    deletion.key(KeyCode::Delete);
    let mut overwrite = opened("e");
    overwrite.key(KeyCode::Enter);
    let job = overwrite.job(|job| matches!(job, Job::Export(_)));
    overwrite.event(Event::Exported(job, Exported::Exists));
    let mut dropped = opened("mx");
    dropped.key(KeyCode::Esc);
    vec![
        (Context::Help, opened("?")),
        (Context::Search, opened("?/x")),
        (Context::Raw, opened("o")),
        (Context::Changes, opened("d")),
        (Context::Messages, opened("M")),
        (Context::Menu, opened("y")),
        (Context::Menu, opened("s")),
        (Context::Columns, opened("c")),
        (Context::Palette, opened(":")),
        (Context::Inputs, inputs),
        (Context::Export, opened("e")),
        (Context::Prompt, opened("%")),
        (Context::Note, opened("m")),
        (Context::Token, opened("w")),
        (Context::Confirm, deletion),
        (Context::Confirm, overwrite),
        (Context::Confirm, dropped),
    ]
}

#[test]
fn a_click_beside_a_window_does_what_esc_does_there() {
    for (context, mut stage) in windows() {
        assert_eq!(stage.state.context(), context);
        let area = place::area(&stage.state);
        // The search of a text ends before the text; a click ends both.
        let mut by_key = Stage {
            state: stage.state.clone(),
            effects: Vec::new(),
        };
        by_key.key(KeyCode::Esc);
        if context == Context::Search {
            by_key.key(KeyCode::Esc);
        }
        for corner in [(area.x, area.y), (area.right() - 1, area.bottom() - 1)] {
            click(&mut stage, corner);
            assert_eq!(stage.state.context(), context, "a click on the frame closes nothing");
        }
        // The column at the left is free of all of them but the widest.
        let beside = if area.x > 0 { (0, area.y) } else { (area.x, area.y - 1) };
        click(&mut stage, beside);
        assert_eq!(
            (stage.state.context(), stage.state.overlays.len()),
            (by_key.state.context(), by_key.state.overlays.len()),
            "{context:?}"
        );
        assert!(
            stage.state.context() != context || context == Context::Confirm,
            "{context:?}"
        );
    }
}

#[test]
fn tab_leaves_no_question_and_nothing_typed_without_a_word() {
    for (context, mut stage) in windows() {
        let before = stage.state.overlays.len();
        for key in [KeyCode::Tab, KeyCode::BackTab] {
            stage.key(key);
            match context {
                Context::Confirm | Context::Token | Context::Export | Context::Prompt | Context::Note => {
                    assert_eq!((stage.state.context(), stage.state.overlays.len()), (context, before));
                    let said = stage.screen();
                    let words = ["answer the question first", "finish this first, or leave it"];
                    assert!(words.iter().any(|words| said.contains(words)), "{context:?}: {said}");
                }
                _ => assert!(stage.state.overlays.is_empty(), "{context:?}"),
            }
        }
    }
}

#[test]
fn another_screen_is_no_way_to_lose_a_note() {
    let mut stage = stage((100, 30));
    stage.keys("mmine");
    stage.key(KeyCode::F(4));
    assert_eq!(stage.state.context(), Context::Note);
    assert!(stage.screen().contains("save the note first"), "{}", stage.screen());
    stage.control('u');
    stage.key(KeyCode::F(4));
    assert_eq!(stage.state.context(), Context::History);
}

#[test]
fn lines_of_a_reply_and_columns_are_clicked() {
    let mut stage = stage((100, 40));
    stage.keys("o");
    let open = place_of(&stage, "▾ \"tagid_list\": [");
    click(&mut stage, open);
    let folded = place_of(&stage, "▸ \"tagid_list\": [ … 2 ]");
    assert_eq!(folded.1, open.1);
    click(&mut stage, folded);
    place_of(&stage, "▾ \"tagid_list\": [");
    let value = place_of(&stage, "\"subscribe\": 1");
    let before = stage.screen();
    click(&mut stage, value);
    assert_eq!(stage.screen(), before, "a value folds nothing");
    stage.key(KeyCode::Esc);
    stage.keys("c");
    let entry = place_of(&stage, "[x] Scene");
    click(&mut stage, entry);
    assert_eq!(place_of(&stage, "[ ] Scene"), entry);
}

#[test]
fn the_mouse_is_switched_off_and_on() {
    let mut stage = stage((100, 30));
    stage.key(KeyCode::F(6));
    assert!(matches!(stage.effects.last(), Some(Effect::CaptureMouse(false))));
    assert!(
        stage.screen().contains("F6 brings clicks and the wheel back"),
        "{}",
        stage.screen()
    );
    stage.key(KeyCode::F(6));
    assert!(matches!(stage.effects.last(), Some(Effect::CaptureMouse(true))));
    assert!(stage.screen().contains("hold Shift (Option on macOS) to select text"));
}

fn kept(stage: &Stage) -> Vec<(InputKind, String)> {
    let kept = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Submit(_, Job::KeepInput { kind, text }) => Some((*kind, text.clone())),
        _ => None,
    });
    kept.collect()
}

#[test]
fn inputs_of_every_field_are_kept_and_those_of_tokens_never() {
    let mut stage = stage((100, 30));
    stage.keys("/tag:VIP");
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Esc);
    stage.keys("?/copy");
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Esc);
    stage.keys("w");
    assert_eq!(stage.state.context(), Context::Token);
    stage.paste("s3cret-token");
    stage.control('r');
    assert_eq!(stage.state.context(), Context::Token, "no history for tokens");
    stage.key(KeyCode::Enter);
    stage.keys("i");
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    let expected = [
        (InputKind::Filter, "tag:VIP".to_owned()),
        (InputKind::Search, "copy".to_owned()),
        (InputKind::Lookup, BAND.to_owned()),
    ];
    assert_eq!(kept(&stage), expected);
}

#[test]
fn an_earlier_input_is_found_and_put_back_without_running() {
    let mut stage = stage((100, 30));
    stage.keys("i");
    stage.control('r');
    assert_eq!(stage.state.context(), Context::Inputs);
    assert!(stage.screen().contains("Nothing typed here before"));
    let job = stage.job(|job| {
        matches!(
            job,
            Job::Inputs {
                kind: InputKind::Lookup
            }
        )
    });
    let stored = ["oNEWEST\noTWO", "oOLDER 老客户", "oOLDEST"]
        .map(str::to_owned)
        .to_vec();
    stage.event(Event::Inputs(job, InputKind::Lookup, stored));
    stage.event(Event::Finished(job, Ok(())));
    assert!(stage.screen().contains("oNEWEST oTWO"), "{}", stage.screen());
    stage.keys("客户");
    assert!(!stage.screen().contains("oNEWEST"));
    assert!(stage.cursor().is_some());
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.context(), Context::Input);
    assert_eq!(stage.state.input.text(), "oOLDER 老客户");
    assert!(kept(&stage).is_empty(), "nothing ran");
    // Up goes through the same ones.
    stage.control('u');
    stage.key(KeyCode::Up);
    assert_eq!(stage.state.input.text(), "oNEWEST\noTWO");
    stage.key(KeyCode::Down);
    assert!(stage.state.input.is_empty());
    // In the filter the list follows at once.
    stage.key(KeyCode::Esc);
    stage.keys("/");
    stage.control('r');
    let job = stage.job(|job| {
        matches!(
            job,
            Job::Inputs {
                kind: InputKind::Filter
            }
        )
    });
    stage.event(Event::Inputs(
        job,
        InputKind::Filter,
        vec!["status:not_following".to_owned()],
    ));
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.context(), Context::Filter);
    assert_eq!(stage.state.table().shown(), 1);
}
