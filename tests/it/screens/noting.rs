//! Local notes: written, shown, found.

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use fanscope::app::{Context, Effect};
use fanscope::job::{Event, Job};
use fanscope::model::{Note, NotesKept, UiLang};

use super::people::{BAND, NOW, REGULAR, at, band, refused, regular};
use super::stage::Stage;

fn stage() -> Stage {
    let mut stage = Stage::new(UiLang::En, (120, 45)).started(vec![band(), regular()]);
    stage.key(KeyCode::Esc);
    stage
}

fn kept(stage: &Stage) -> Vec<(Vec<String>, String)> {
    let submitted = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Submit(_, Job::KeepNotes { openids, text }) => Some((openids.clone(), text.clone())),
        _ => None,
    });
    submitted.collect()
}

/// The background task keeps what was asked for last.
fn keep(stage: &mut Stage, written: u64) {
    let job = stage.job(|job| matches!(job, Job::KeepNotes { .. }));
    let kept = NotesKept {
        written,
        deleted: u64::from(written == 0),
        unchanged: 0,
    };
    stage.event(Event::NotesKept(job, at(NOW), kept));
    stage.event(Event::Finished(job, Ok(())));
}

fn alt_enter(stage: &mut Stage) {
    stage.input(&Input::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::ALT)));
}

#[test]
fn a_note_is_written_shown_found_and_deleted() {
    let mut stage = stage();
    stage.keys("m");
    assert_eq!(stage.state.context(), Context::Note);
    stage.keys("called: q?");
    alt_enter(&mut stage);
    stage.paste("满意\r\n");
    let screen = stage.screen();
    assert!(screen.contains("called: q?") && screen.contains("New note"), "{screen}");
    stage.key(KeyCode::Enter);
    assert_eq!(kept(&stage), [(vec![BAND.to_owned()], "called: q?\n满意".to_owned())]);
    keep(&mut stage, 1);
    let screen = stage.screen();
    for told in ["Note saved", "called: q?", "满意", "Written 2026-11-21"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    stage.keys("/");
    stage.keys("has:note 满");
    assert_eq!(stage.state.table().shown(), 1);
    stage.key(KeyCode::Enter);
    stage.keys("m");
    assert!(stage.screen().contains("Written 2026-11-21"), "{}", stage.screen());
    for _ in 0..20 {
        stage.key(KeyCode::Backspace);
    }
    stage.key(KeyCode::Enter);
    keep(&mut stage, 0);
    assert_eq!(kept(&stage)[1].1, "");
    assert!(stage.screen().contains("Note deleted"));
    assert_eq!(stage.state.table().shown(), 0, "nobody has a note any more");
}

#[test]
fn leaving_asks_only_where_something_would_be_lost() {
    let mut stage = stage();
    stage.keys("m");
    stage.key(KeyCode::Esc);
    assert_eq!(stage.state.context(), Context::Results);
    stage.keys("mabc");
    stage.key(KeyCode::Esc);
    assert_eq!(stage.state.context(), Context::Confirm);
    stage.keys("n");
    assert_eq!(stage.state.context(), Context::Note);
    assert!(stage.screen().contains("abc"));
    stage.key(KeyCode::Esc);
    stage.keys("y");
    assert_eq!(stage.state.context(), Context::Results);
    assert_eq!(kept(&stage), []);
}

#[test]
fn one_note_for_the_marked_is_asked_about() {
    let mut stage = stage();
    stage.keys("  m");
    assert!(stage.screen().contains("2 people"), "{}", stage.screen());
    stage.keys("vip");
    stage.key(KeyCode::Enter);
    assert_eq!(kept(&stage), []);
    stage.keys("n");
    assert_eq!(stage.state.context(), Context::Note, "the text is still there");
    stage.key(KeyCode::Enter);
    stage.keys("y");
    assert_eq!(
        kept(&stage),
        [(vec![BAND.to_owned(), REGULAR.to_owned()], "vip".to_owned())]
    );
    keep(&mut stage, 2);
    assert!(stage.screen().contains("Note saved on 2 people"), "{}", stage.screen());
    assert!(stage.state.table().rows().all(|row| row.note.as_deref() == Some("vip")));
}

#[test]
fn notes_of_the_file_come_with_the_rows_and_late_ones_are_dropped() {
    let mut stage = stage();
    let note = |text: &str| Note {
        openid: BAND.to_owned(),
        text: text.to_owned(),
        at: at(NOW - 3 * 86_400),
    };
    let job = stage.job(|job| matches!(job, Job::Person { openid } if openid == BAND));
    stage.event(Event::Notes(job, vec![note("old\u{1b}[2J friend")]));
    let screen = stage.screen();
    assert!(screen.contains("3 days ago") && screen.contains("friend"), "{screen}");
    assert!(!screen.contains('\u{1b}'));
    stage.event(Event::Finished(job, Ok(())));
    stage.event(Event::Notes(job, vec![note("late")]));
    assert!(!stage.screen().contains("late"));
}

#[test]
fn a_row_that_is_no_openid_cannot_have_a_note() {
    let mut stage = Stage::new(UiLang::En, (120, 45)).started(vec![refused("abc")]);
    stage.key(KeyCode::Esc);
    stage.keys("m");
    assert!(stage.screen().contains("A note needs an openid"), "{}", stage.screen());
}

#[test]
fn the_editor_fits_any_screen_in_both_languages() {
    for (name, lang, size) in [
        ("note-en-80x24", UiLang::En, (80, 24)),
        ("note-zh-40x10", UiLang::Zh, (40, 10)),
    ] {
        let mut stage = Stage::new(lang, size).started(vec![band()]);
        stage.key(KeyCode::Esc);
        stage.keys("m");
        stage.paste("第二次回访：客户满意，下次活动前再联系一次。\nWants a coupon for the Shanghai store, said so twice.\n\n=1+1");
        insta::assert_snapshot!(name, stage.screen());
        let (x, y) = stage.cursor().expect("the cursor is in the field");
        assert!(x < size.0 && y < size.1);
    }
}
