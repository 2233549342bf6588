//! Keys and events in, effects and state out.

use crossterm::event::{Event as Input, KeyCode, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::layout::Areas;
use fanscope::app::overlay::Overlay;
use fanscope::app::{Context, Effect, Focus, Outcome, Screen, update};
use fanscope::job::{AccountCard, Event, Job};
use fanscope::model::{AccountKey, Failure, Kind, Source, Status, UiLang};
use fanscope::store::{HistoryRow, Person};

use super::people::{BAND, GONE, NOW, REGULAR, at, band, gone, gone_before, refused, regular, web};
use super::stage::Stage;

const SIZE: (u16, u16) = (120, 40);

fn stage() -> Stage {
    Stage::new(UiLang::En, SIZE).started(vec![])
}

fn listed(stage: &Stage) -> Vec<&str> {
    let table = stage.state.table();
    (0..table.shown())
        .filter_map(|place| table.row_at(place))
        .map(|row| row.openid.as_str())
        .collect()
}

fn quits(stage: &Stage) -> bool {
    stage.effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

fn lookups(stage: &Stage) -> Vec<(Vec<String>, Source, bool)> {
    let submitted = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Submit(_, Job::Lookup { ids, source, fresh }) => {
            Some((ids.iter().map(ToString::to_string).collect(), *source, *fresh))
        }
        _ => None,
    });
    submitted.collect()
}

#[test]
fn a_paste_fills_the_input_and_runs_nothing() {
    let mut stage = stage();
    stage.paste(&format!("{BAND}\r\n{REGULAR}\r\n{BAND}\r\nabc\r\n"));
    assert_eq!(lookups(&stage), []);
    assert_eq!(stage.state.input_counts(), (2, 1));
    assert_eq!(stage.state.input.reading().malformed.len(), 1);
    let screen = stage.screen();
    assert!(screen.contains("2 new · 1 repeated · 1 malformed"), "{screen}");
    assert!(screen.contains("abc malformed: 3 characters"), "{screen}");
}

#[test]
fn one_enter_looks_everything_up_and_malformed_ones_become_rows() {
    let mut stage = stage();
    stage.paste(&format!("{BAND} {REGULAR} abc {BAND}"));
    stage.key(KeyCode::Enter);
    assert_eq!(
        lookups(&stage),
        [(vec![BAND.to_owned(), REGULAR.to_owned()], Source::Follower, false)]
    );
    assert_eq!(listed(&stage), [BAND, REGULAR, "abc"]);
    assert!(stage.state.input.is_empty());
    assert_eq!(stage.state.context(), Context::Results);
    assert_eq!(stage.state.selected().unwrap().openid, BAND);
    assert!(stage.state.needs_spinner());
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![regular(), band()]));
    stage.event(Event::Finished(job, Ok(())));
    assert!(!stage.state.needs_spinner());
    let screen = stage.screen();
    for words in [
        "QR code scan",
        "98765 Shanghai store poster",
        "VIP",
        "星标组",
        "male",
        "13 years ago",
    ] {
        assert!(screen.contains(words), "{words} is missing in\n{screen}");
    }
    stage.key(KeyCode::Char('G'));
    assert!(stage.screen().contains("malformed: 3 characters"));
}

#[test]
fn rows_of_the_start_may_come_late_and_never_twice() {
    let mut stage = Stage::new(UiLang::En, SIZE);
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    let lookup = stage.lookup();
    let mut stage = stage.started(vec![band(), regular()]);
    assert_eq!(listed(&stage), [BAND, REGULAR]);
    assert!(
        stage.state.selected().unwrap().awaits.is_some(),
        "an old row answered for a new lookup"
    );
    stage.event(Event::Rows(lookup, vec![band()]));
    assert_eq!(stage.state.selected().unwrap().status(), Some(Status::Following));
}

#[test]
fn a_late_answer_never_overwrites_a_newer_one() {
    let mut stage = stage();
    stage.paste(GONE);
    stage.key(KeyCode::Enter);
    let first = stage.lookup();
    stage.event(Event::Rows(first, vec![gone_before()]));
    stage.keys("r");
    let second = stage.lookup();
    assert_eq!(lookups(&stage)[1], (vec![GONE.to_owned()], Source::Follower, true));
    stage.event(Event::Rows(first, vec![gone_before()]));
    assert_eq!(stage.state.selected().unwrap().awaits, Some(second));
    stage.event(Event::Rows(second, vec![gone()]));
    stage.event(Event::Rows(first, vec![gone_before()]));
    assert_eq!(stage.state.selected().unwrap().status(), Some(Status::NotFollowing));
}

#[test]
fn listed_people_move_up_and_the_selection_stays_with_its_row() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band(), regular(), gone()]);
    stage.key(KeyCode::Esc);
    stage.keys("jj");
    assert_eq!(stage.state.selected().unwrap().openid, GONE);
    stage.keys("i");
    stage.paste("abc");
    stage.key(KeyCode::Enter);
    assert_eq!(listed(&stage), ["abc", BAND, REGULAR, GONE]);
    stage.keys("iG");
    stage.key(KeyCode::Backspace);
    stage.paste(REGULAR);
    stage.key(KeyCode::Enter);
    assert_eq!(listed(&stage), [REGULAR, "abc", BAND, GONE]);
    assert_eq!(stage.state.selected().unwrap().openid, REGULAR);
}

#[test]
fn control_c_quits_when_idle_and_cancels_first_when_not() {
    let mut idle = stage();
    idle.control('c');
    assert!(quits(&idle));

    let mut busy = stage();
    busy.paste(BAND);
    busy.key(KeyCode::Enter);
    let job = busy.lookup();
    busy.control('c');
    assert!(
        busy.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel(id) if *id == job))
    );
    assert!(!quits(&busy));
    busy.control('c');
    assert!(quits(&busy));
}

#[test]
fn escape_never_cancels() {
    let mut stage = stage();
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    for _ in 0..5 {
        stage.key(KeyCode::Esc);
    }
    assert!(
        !stage
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel(_) | Effect::Quit))
    );
    stage.keys("x");
    assert!(stage.effects.iter().any(|effect| matches!(effect, Effect::Cancel(_))));
}

#[test]
fn a_cancelled_refresh_leaves_the_answer_there_was() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band()]);
    stage.key(KeyCode::Esc);
    stage.keys("rx");
    let job = stage.lookup();
    stage.event(Event::Finished(job, Err(Failure::cancelled())));
    let row = stage.state.selected().unwrap();
    assert_eq!((row.status(), row.awaits), (Some(Status::Following), None));
}

#[test]
fn a_lookup_that_ends_leaves_no_row_waiting() {
    let mut stage = stage();
    stage.paste(&format!("{BAND} {REGULAR}"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![band()]));
    let failure = Failure::local("no room");
    stage.event(Event::Finished(job, Err(failure.clone())));
    let row = stage.state.table().row_at(1).unwrap();
    assert_eq!(row.snapshot.as_ref().unwrap().record.error, Some(failure));
}

#[test]
fn a_failed_refresh_keeps_the_earlier_answer_readable() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band()]);
    stage.key(KeyCode::Esc);
    stage.keys("r");
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![refused(BAND)]));
    let screen = stage.screen();
    assert!(
        screen.contains("40003") && screen.contains("Shanghai store poster"),
        "{screen}"
    );
}

#[test]
fn who_left_is_told_between_which_lookups() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![gone()]);
    assert!(stage.screen().contains("not following"));
    stage.answer_people(&[gone(), gone_before()]);
    assert!(
        stage.screen().contains("left between 2026-10-12 and 2026-11-21"),
        "{}",
        stage.screen()
    );
}

#[test]
fn people_are_asked_for_once_and_few_at_a_time() {
    let many: Vec<_> = (0..30)
        .map(|n| {
            let mut snapshot = gone();
            snapshot.record.openid = format!("oGONE_{n:022}");
            snapshot
        })
        .collect();
    let mut stage = Stage::new(UiLang::En, SIZE).started(many.clone());
    let asked = |stage: &Stage| {
        stage
            .effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Submit(_, Job::Person { .. })))
            .count()
    };
    assert_eq!(asked(&stage), 4);
    stage.answer_people(&many);
    stage.input(&Input::FocusGained);
    assert_eq!(asked(&stage), 0, "asked again although everything is known");
}

#[test]
fn the_web_source_asks_for_a_token_once_and_never_shows_it() {
    let mut stage = stage();
    stage.key(KeyCode::Esc);
    stage.keys("w");
    assert!(matches!(stage.state.overlays.last(), Some(Overlay::Token { .. })));
    stage.keys("tok-q?y");
    assert!(
        !format!("{:?}", stage.state).contains("tok-q"),
        "the token shows in the state"
    );
    stage.key(KeyCode::Enter);
    let token = stage.effects.iter().find_map(|effect| match effect {
        Effect::Submit(_, Job::SetWebToken(token)) => Some(token.expose().to_owned()),
        _ => None,
    });
    assert_eq!(token.as_deref(), Some("tok-q?y"));
    assert_eq!(stage.state.source, Source::Web);
    stage.keys("i");
    stage.paste(REGULAR);
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    assert_eq!(lookups(&stage)[0].1, Source::Web);
    stage.event(Event::Rows(job, vec![web()]));
    assert!(stage.screen().contains("小雪"));
    assert!(
        !format!("{:?}", stage.state).contains("tok-q"),
        "the token stayed in the state"
    );
    stage.keys("w");
    assert_eq!(stage.state.source, Source::Follower);
}

#[test]
fn a_filter_works_while_it_is_typed() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band(), regular(), gone()]);
    stage.key(KeyCode::Esc);
    stage.keys("/band");
    assert_eq!(listed(&stage), [BAND]);
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.context(), Context::Results);
    stage.key(KeyCode::Esc);
    assert_eq!(listed(&stage).len(), 3);
    stage.keys("/nope:x");
    assert_eq!(listed(&stage).len(), 3, "a filter that is not understood hides nothing");
    let screen = stage.screen();
    assert!(
        screen.contains("tag:") && screen.contains("has:"),
        "the known prefixes are not listed in\n{screen}"
    );
}

#[test]
fn a_menu_sorts_and_the_same_again_turns_round() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![gone(), band(), regular()]);
    stage.key(KeyCode::Esc);
    stage.keys("ss");
    assert_eq!(listed(&stage), [REGULAR, BAND, GONE]);
    assert!(stage.screen().contains("Since▾"), "{}", stage.screen());
    stage.keys("ss");
    assert_eq!(listed(&stage), [BAND, REGULAR, GONE]);
    assert!(stage.screen().contains("Since▴"), "{}", stage.screen());
    // What is in force is selected in the menu.
    stage.keys("s");
    stage.key(KeyCode::Enter);
    assert_eq!(listed(&stage), [REGULAR, BAND, GONE]);
    stage.keys("sa");
    assert_eq!(listed(&stage), [GONE, BAND, REGULAR]);
}

#[test]
fn copying_goes_through_the_menu() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band()]);
    stage.key(KeyCode::Esc);
    for (key, want) in [
        ("yi", BAND),
        ("yu", "o6_bmasdasdsad6_2sgVt7hMZOPfL"),
        (
            "yo",
            r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","nickname":"Band","sex":1,"tagid_list":[128,2]}"#,
        ),
    ] {
        stage.effects.clear();
        stage.keys(key);
        let copied = stage.effects.iter().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(copied, Some(want));
    }
    stage.effects.clear();
    stage.keys("ys");
    let Some(Effect::Copy { text, what }) = stage.effects.first().cloned() else {
        panic!("nothing copied")
    };
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["nickname"], "Band");
    update::on_outcome(&mut stage.state, Outcome::Copied { what }, at(NOW));
    assert!(stage.screen().contains("Copied: record as JSON"));
    let reason = "no display".to_owned();
    update::on_outcome(
        &mut stage.state,
        Outcome::NotCopied {
            what: "x".to_owned(),
            reason,
        },
        at(NOW),
    );
    assert!(stage.screen().contains("no display"));
}

#[test]
fn history_reopens_and_deletes() {
    let mut stage = stage();
    stage.key(KeyCode::F(4));
    let job = stage.job(|job| matches!(job, Job::History));
    let row = |latest| HistoryRow {
        latest,
        lookups: 2,
        first_at: at(NOW),
    };
    stage.event(Event::History(job, vec![row(band()), row(regular())]));
    stage.event(Event::Finished(job, Ok(())));
    stage.key(KeyCode::Delete);
    stage.keys("n");
    assert!(
        !stage
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Submit(_, Job::Forget { .. })))
    );
    stage.key(KeyCode::Delete);
    stage.keys("y");
    let forget = stage.job(|job| matches!(job, Job::Forget { people } if people[0].1 == BAND));
    stage.event(Event::Forgotten(forget, 2));
    stage.event(Event::Finished(forget, Ok(())));
    assert_eq!(listed(&stage), [REGULAR]);
    stage.key(KeyCode::Enter);
    assert_eq!((stage.state.screen, stage.state.focus), (Screen::Lookup, Focus::Detail));
    assert_eq!(listed(&stage), [REGULAR]);
}

#[test]
fn another_account_starts_anew() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band()]);
    stage.paste(REGULAR);
    stage.key(KeyCode::Enter);
    let old = stage.lookup();
    stage.keys("aj");
    stage.key(KeyCode::Enter);
    let switch = stage.job(|job| matches!(job, Job::SwitchAccount { name } if name == "second"));
    stage.event(Event::Account(AccountCard {
        key: AccountKey {
            name: "second".to_owned(),
            app_id: "wx2".to_owned(),
        },
        label: "Second".to_owned(),
        host: "api.weixin.qq.com".to_owned(),
        has_web_token: false,
    }));
    stage.event(Event::Finished(switch, Ok(())));
    stage.event(Event::Rows(old, vec![regular()]));
    assert_eq!(listed(&stage), Vec::<&str>::new());
    assert!(!stage.state.needs_spinner());
    let mut stage = stage.started(vec![gone()]);
    assert_eq!(listed(&stage), [GONE]);
    stage.keys("q");
    assert!(stage.screen().contains("Second"));
}

#[test]
fn the_minute_s_limit_counts_down() {
    let mut stage = stage();
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    stage.event(Event::Waiting(Some(at(NOW + 30))));
    assert!(stage.screen().contains("30 s"));
    update::on_tick(&mut stage.state, at(NOW + 10));
    assert!(stage.state.take_dirty());
    assert!(stage.screen().contains("20 s"));
    let job = stage.lookup();
    stage.event(Event::Finished(
        job,
        Err(Failure::new(Kind::RateLimit, fanscope::model::Cause::Errcode)),
    ));
    stage.state.take_dirty();
    update::on_tick(&mut stage.state, at(NOW + 20));
    assert!(!stage.state.take_dirty(), "something is drawn while idle");
}

#[test]
fn nothing_changes_for_what_nobody_listens_to() {
    let mut stage = stage();
    stage.state.take_dirty();
    let moved = MouseEvent {
        kind: MouseEventKind::Moved,
        column: 3,
        row: 3,
        modifiers: crossterm::event::KeyModifiers::NONE,
    };
    stage.input(&Input::Mouse(moved));
    stage.input(&Input::FocusLost);
    assert!(!stage.state.take_dirty());
}

#[test]
fn clicks_select_rows_tabs_and_panes() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![band(), regular(), gone()]);
    let click = |stage: &mut Stage, column, row| {
        stage.input(&Input::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: crossterm::event::KeyModifiers::NONE,
        }));
    };
    let list = Areas::of(&stage.state).unwrap().list.unwrap().inner;
    click(&mut stage, list.x + 5, list.y + 2);
    assert_eq!(stage.state.selected().unwrap().openid, REGULAR);
    let detail = Areas::of(&stage.state).unwrap().detail.unwrap().inner;
    click(&mut stage, detail.x, detail.y);
    assert_eq!(stage.state.focus, Focus::Detail);
    click(&mut stage, 23, 1);
    assert_eq!(stage.state.screen, Screen::History);
}

#[test]
fn the_detail_opens_the_filter_of_the_list_beside_it() {
    for size in [(120, 40), (40, 10)] {
        let mut stage = Stage::new(UiLang::En, size).started(vec![band(), regular()]);
        stage.state.focus = Focus::List;
        stage.key(KeyCode::Enter);
        assert_eq!(stage.state.focus, Focus::Detail);
        stage.keys("/oab");
        assert_eq!(stage.state.focus, Focus::Filter, "{size:?}");
        assert_eq!(stage.state.table().filter.field.text(), "oab");
        stage.key(KeyCode::Enter);
        assert_eq!(stage.state.focus, Focus::List);
    }
}

#[test]
fn printable_keys_type_in_the_input() {
    let mut stage = stage();
    stage.keys("q?12jx/");
    assert_eq!(stage.state.input.text(), "q?12jx/");
    assert!(!quits(&stage));
    stage.key(KeyCode::F(1));
    assert_eq!(stage.state.context(), Context::Help);
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Tab);
    stage.key(KeyCode::Tab);
    assert_eq!(stage.state.focus, Focus::Input, "an empty list has no detail to go to");
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut stage = stage();
    stage.key(KeyCode::Esc);
    stage.keys("r");
    assert!(stage.screen().contains("no row is selected"));
    stage.keys("x");
    assert!(stage.screen().contains("nothing is running"));
}

#[test]
fn changes_are_read_from_history() {
    let mut stage = Stage::new(UiLang::En, SIZE).started(vec![gone()]);
    stage.key(KeyCode::Esc);
    stage.keys("d");
    assert!(stage.screen().contains("Reading history"));
    let job = stage.job(|job| matches!(job, Job::Person { .. }));
    let change = fanscope::store::Change {
        at: at(NOW),
        field: "remark".to_owned(),
        from: "old".into(),
        to: "\u{1b}[2Jnew".into(),
        source: Source::Follower,
    };
    let person = Person {
        snapshots: vec![gone()],
        changes: vec![change],
        ..Person::default()
    };
    stage.event(Event::Person(job, Box::new(person)));
    let screen = stage.screen();
    assert!(
        screen.contains("remark") && screen.contains("old → ␛[2Jnew"),
        "{screen}"
    );
}

#[test]
fn the_same_person_in_other_accounts_stands_in_the_detail() {
    for (lang, title) in [
        (UiLang::En, "Other accounts (same unionid)"),
        (UiLang::Zh, "其他公众号（unionid 相同）"),
    ] {
        let mut stage = Stage::new(lang, (160, 60)).started(vec![band()]);
        assert!(!stage.screen().contains(title), "nothing is known yet");
        let job = stage.job(|job| matches!(job, Job::Person { .. }));
        let mut there = regular().record;
        there.account = "Shop\u{1b}[2J 服务号".to_owned();
        let person = Person {
            snapshots: vec![band()],
            elsewhere: vec![there],
            ..Person::default()
        };
        stage.event(Event::Person(job, Box::new(person)));
        let screen = stage.screen();
        for part in [title, "Shop", "服务号", REGULAR, "2015-06-12", "老客户"] {
            assert!(screen.contains(part), "{part} is missing in\n{screen}");
        }
        assert!(!screen.contains('\u{1b}'));
    }
}

#[test]
fn known_elsewhere_warns_before_the_answer() {
    let mut stage = stage();
    stage.paste(BAND);
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    let known = vec![(fanscope::model::OpenId::parse(BAND).unwrap(), "other".to_owned())];
    stage.event(Event::KnownElsewhere(job, known));
    assert!(stage.screen().contains("account other only"));
}

#[test]
fn a_huge_paste_is_one_lookup() {
    let mut stage = stage();
    let ids: Vec<String> = (0..3000).map(|n| format!("o{n:027}")).collect();
    stage.paste(&ids.join("\n"));
    assert!(stage.screen().contains("3000 new"));
    stage.key(KeyCode::Enter);
    assert_eq!(lookups(&stage)[0].0.len(), 3000);
    assert_eq!(listed(&stage).len(), 3000);
}

#[test]
fn what_came_of_a_lookup_counts_every_row_that_the_filter_lists() {
    for (answers, sum) in [
        (vec![band(), refused(GONE)], "Looked up: 3 · failed: 2;"),
        (vec![band(), regular()], "Looked up: 3 · failed: 1;"),
    ] {
        let mut stage = stage();
        let ids: Vec<&str> = answers.iter().map(|found| found.record.openid.as_str()).collect();
        stage.paste(&format!("{} short", ids.join(" ")));
        stage.key(KeyCode::Enter);
        let job = stage.lookup();
        stage.event(Event::Rows(job, answers));
        stage.event(Event::Finished(job, Ok(())));
        assert!(stage.screen().contains(sum), "{}", stage.screen());
    }
}

#[test]
fn work_tells_how_far_it_is_and_how_long_it_takes_and_what_came_of_it() {
    let mut stage = stage();
    stage.paste(&format!("{BAND} {REGULAR} {GONE}"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![regular()]));
    update::on_tick(&mut stage.state, at(NOW + 75));
    assert!(
        stage.screen().contains("1 of 3 · 1 running · 1:15"),
        "{}",
        stage.screen()
    );
    stage.event(Event::Rows(job, vec![band(), refused(GONE)]));
    stage.event(Event::Finished(job, Ok(())));
    let screen = stage.screen();
    assert!(!screen.contains("running"), "{screen}");
    assert!(
        screen.contains("Looked up: 3 · failed: 1; the filter status:failed lists them"),
        "{screen}"
    );
    stage.keys("jM");
    assert_eq!(stage.state.context(), Context::Messages);
    let screen = stage.screen();
    assert!(
        screen.contains("Messages") && screen.contains("!  Looked up: 3 · failed: 1"),
        "{screen}"
    );
    stage.key(KeyCode::Esc);
    assert_eq!(stage.state.context(), Context::Results);
}

#[test]
fn a_key_that_does_nothing_is_told_and_not_logged() {
    let mut stage = stage();
    stage.key(KeyCode::Esc);
    stage.keys("x");
    assert!(stage.screen().contains("nothing is running"));
    stage.keys("M");
    assert!(
        stage.screen().contains("Nothing to report so far."),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_cancelled_lookup_says_what_stays() {
    let mut stage = stage();
    stage.paste(&format!("{BAND} {REGULAR} {GONE}"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![regular()]));
    stage.keys("x");
    stage.event(Event::Finished(job, Err(Failure::cancelled())));
    let screen = stage.screen();
    assert!(screen.contains("Cancelled: 1 of 3 were answered and stay"), "{screen}");
}
