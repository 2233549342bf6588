//! Marks, what is done with the marked rows, and the export dialog.

use crossterm::event::KeyCode;
use fanscope::app::overlay::Overlay;
use fanscope::app::{Context, Effect};
use fanscope::job::{Event, Export, ExportFormat, ExportRow, ExportRows, Exported, Job};
use fanscope::model::{Failure, Source, UiLang};

use super::people::{BAND, GONE, NOW, REGULAR, at, band, gone, regular, web};
use super::stage::Stage;

fn results() -> Stage {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![band(), regular(), gone()]);
    stage.key(KeyCode::Esc);
    stage
}

fn history() -> Stage {
    let people = vec![(band(), 12), (regular(), 1), (gone(), 3)];
    Stage::new(UiLang::En, (120, 40)).started(vec![]).with_history(people)
}

fn marked(stage: &Stage) -> Vec<&str> {
    let marked = stage.state.table().marked();
    marked.into_iter().map(|row| row.openid.as_str()).collect()
}

fn exports(stage: &Stage) -> Vec<&Export> {
    let submitted = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Submit(_, Job::Export(export)) => Some(export),
        _ => None,
    });
    submitted.collect()
}

fn people(export: &Export) -> Vec<ExportRow> {
    match &export.rows {
        ExportRows::People(rows) => (0..rows.len()).filter_map(|place| rows.row(place)).collect(),
        other => panic!("{other:?}"),
    }
}

fn ids(export: &Export) -> Vec<String> {
    people(export).into_iter().map(|row| row.record.openid).collect()
}

/// The export under way comes back with this.
fn answer(stage: &mut Stage, answer: Exported) {
    let job = stage.job(|job| matches!(job, Job::Export(_)));
    stage.event(Event::Exported(job, answer));
    stage.event(Event::Finished(job, Ok(())));
}

fn message(stage: &Stage) -> &str {
    stage.state.message.as_ref().map_or("", |message| message.text.as_str())
}

#[test]
fn marks_survive_order_and_filter() {
    let mut stage = results();
    stage.keys("  ");
    assert_eq!(marked(&stage), [BAND, REGULAR]);
    stage.keys("ssss");
    assert_eq!(marked(&stage).len(), 2);
    stage.keys("/status:not_following");
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.table().shown(), 1);
    assert_eq!(marked(&stage).len(), 2, "hidden rows stay marked");
    assert!(
        stage.screen().contains("1 / 1 · 3 in all · 2 marked"),
        "{}",
        stage.screen()
    );
    stage.key(KeyCode::Esc);
    assert_eq!((stage.state.table().shown(), marked(&stage).len()), (3, 2));
    stage.key(KeyCode::Esc);
    assert_eq!(marked(&stage), [""; 0], "the filter goes first, then the marks");
}

#[test]
fn a_mark_belongs_to_an_openid_and_its_source() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![regular(), web()]);
    stage.key(KeyCode::Esc);
    stage.keys(" ");
    let sources: Vec<Source> = stage.state.table().marked().iter().map(|row| row.source).collect();
    assert_eq!(sources, [Source::Follower]);
    stage.keys("k ");
    assert_eq!(marked(&stage), [""; 0], "a second time takes the mark away");
}

#[test]
fn a_range_is_marked_by_its_ends() {
    let mut stage = results();
    stage.keys("jvj");
    assert_eq!(marked(&stage), [REGULAR, GONE]);
    assert!(stage.screen().contains("range of 2"), "{}", stage.screen());
    stage.key(KeyCode::Esc);
    assert_eq!(marked(&stage), [""; 0]);
    stage.keys("vkkv");
    assert_eq!(marked(&stage), [BAND, REGULAR, GONE]);
    stage.keys("gj");
    assert_eq!(marked(&stage).len(), 3, "the range is over");
}

#[test]
fn marked_rows_are_copied_asked_again_and_deleted_together() {
    let mut stage = results();
    stage.keys("  yi");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy { text, what } => Some((text.as_str(), what.as_str())),
        _ => None,
    });
    let expect = format!("{BAND}\n{REGULAR}");
    assert_eq!(copied, Some((expect.as_str(), "openids, one a line · rows: 2")));
    stage.keys("ys");
    let json = stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { text, .. } => serde_json::from_str::<serde_json::Value>(text).ok(),
        _ => None,
    });
    assert_eq!(json.unwrap()[1]["openid"], REGULAR);
    stage.keys("r");
    let asked = stage.effects.iter().find_map(|effect| match effect {
        Effect::Submit(_, Job::Lookup { ids, fresh: true, .. }) => Some(ids.len()),
        _ => None,
    });
    assert_eq!(asked, Some(2));
    stage.keys("r");
    assert_eq!(message(&stage), "no marked row can be asked about now");

    let mut stage = history();
    stage.keys(" j ");
    stage.key(KeyCode::Delete);
    assert!(
        stage.screen().contains("Delete 15 stored lookups of 2 people?"),
        "{}",
        stage.screen()
    );
    stage.keys("y");
    let job = stage.job(|job| matches!(job, Job::Forget { people } if people.len() == 2));
    stage.event(Event::Forgotten(job, 15));
    assert_eq!(marked(&stage), [""; 0], "a mark goes with its row");
}

#[test]
fn the_detail_is_about_one_person_whatever_is_marked() {
    let mut stage = results();
    stage.keys("  l");
    assert_eq!(stage.state.context(), Context::Detail);
    stage.keys("yi");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy { text, .. } => Some(text.as_str()),
        _ => None,
    });
    assert_eq!(copied, Some(GONE));
}

#[test]
fn filtered_rows_go_to_a_file_with_a_sensible_name() {
    let mut stage = results();
    stage.keys("/status:following");
    stage.key(KeyCode::Enter);
    stage.keys("e");
    assert!(stage.screen().contains("filtered · 2"), "{}", stage.screen());
    assert!(stage.cursor().is_some());
    stage.key(KeyCode::Enter);
    let export = exports(&stage)[0];
    assert_eq!(export.target, "fanscope-main-2026-11-21.csv");
    assert_eq!((export.format, export.overwrite), (ExportFormat::CsvForExcel, false));
    assert_eq!(ids(export), [BAND, REGULAR]);
    assert!(people(export).iter().all(|row| row.stored.is_none()));
    assert!(stage.state.needs_spinner());
    let path = "/home/me/fanscope-main-2026-11-21.csv".to_owned();
    answer(&mut stage, Exported::Written { path, rows: 1234 });
    assert_eq!(
        message(&stage),
        "Rows written: 1 234 · /home/me/fanscope-main-2026-11-21.csv"
    );
    assert!(!stage.state.needs_spinner());
}

#[test]
fn marked_rows_are_offered_first_and_the_ending_follows_the_format() {
    let mut stage = history();
    stage.keys("j e");
    stage.key(KeyCode::Up);
    let name = |stage: &Stage| match stage.state.overlays.last() {
        Some(Overlay::Export(form)) => form.field.text().to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(name(&stage), "fanscope-main-2026-11-21.xlsx");
    stage.control('u');
    stage.paste("~/people.json");
    stage.key(KeyCode::Up);
    assert_eq!(name(&stage), "~/people.json", "a name of one's own stays");
    stage.key(KeyCode::Enter);
    stage.keys("e");
    stage.control('t');
    stage.key(KeyCode::Enter);
    let found = exports(&stage);
    assert_eq!(
        (ids(found[0]), found[0].format),
        (vec![REGULAR.to_owned()], ExportFormat::JsonLines)
    );
    assert_eq!(people(found[0])[0].stored, Some((1, at(NOW - 86_400))));
    assert_eq!(found[1].rows.len(), 3);
}

#[test]
fn a_file_that_is_there_is_replaced_only_on_request() {
    let mut stage = results();
    stage.keys("e");
    stage.key(KeyCode::Enter);
    answer(&mut stage, Exported::Exists);
    assert_eq!(stage.state.context(), Context::Confirm);
    stage.keys("n");
    assert_eq!(stage.state.context(), Context::Export, "another name may be typed");
    assert_eq!(exports(&stage).len(), 1);
    stage.key(KeyCode::Enter);
    answer(&mut stage, Exported::Exists);
    stage.key(KeyCode::Enter);
    let found = exports(&stage);
    assert_eq!((found.len(), found[2].overwrite), (3, true));
}

#[test]
fn after_a_fault_the_dialog_returns_with_what_was_typed() {
    let mut stage = results();
    stage.keys("e");
    stage.control('u');
    stage.key(KeyCode::Enter);
    assert_eq!(message(&stage), "type a file name");
    stage.keys("no/out.csv");
    stage.key(KeyCode::Enter);
    let folder = "/home/me/no".to_owned();
    answer(&mut stage, Exported::NoFolder { folder });
    assert_eq!(
        message(&stage),
        "There is no folder /home/me/no; create it or choose another"
    );
    assert_eq!(stage.state.context(), Context::Export);
    assert!(stage.screen().contains("no/out.csv"), "{}", stage.screen());
}

#[test]
fn an_export_is_cancelled_like_any_work() {
    let mut stage = results();
    stage.keys("e");
    stage.key(KeyCode::Enter);
    stage.keys("x");
    let job = stage.job(|job| matches!(job, Job::Export(_)));
    assert!(
        stage
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel(id) if *id == job))
    );
    stage.event(Event::Finished(job, Err(Failure::cancelled())));
    assert_eq!(message(&stage), "Export cancelled; no file was written");
}

#[test]
fn nothing_to_export_says_so() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![]);
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    stage.keys("e");
    assert_eq!(message(&stage), "no row has an answer yet");
    assert_eq!(stage.state.context(), Context::Results);
}
