//! The Followers screen, driven by events.

use crossterm::event::{Event as Input, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::layout::Areas;
use fanscope::app::{Effect, Focus, Screen};
use fanscope::job::{
    Event, FollowersEvent, FollowersJob, Job, JobId, ListedPage, PartCounts, Roll, SyncEvent, SyncJob, Viewed,
};
use fanscope::mirror::{Ask, MirrorCard};
use fanscope::model::{
    ChangeKind, ChangePlace, Failure, Follower, FollowerChange, OpenId, Record, SyncCounts, SyncNeed, SyncProgress,
    SyncStage, SyncSummary, Tag, UiLang,
};
use fanscope::store::SavedView;

use super::people::{NOW, at, regular};
use super::pictures::assert_pictures;
use super::stage::Stage;

fn id(n: usize) -> OpenId {
    OpenId::parse(&format!("otvxTs4dckWG7imySrJ{n:09}")).unwrap()
}

fn tags() -> Vec<Tag> {
    let tag = |(id, name, count): (u64, &str, u64)| Tag {
        id,
        name: name.to_owned(),
        count,
    };
    [(128, "VIP", 1_234), (129, "\u{1b}[2J上海", 56), (2, "星标组", 7)]
        .map(tag)
        .to_vec()
}

fn card(synced: Option<i64>) -> MirrorCard {
    MirrorCard {
        people: 1_000_000,
        listed: 999_988,
        with_profile: 1_000_000,
        left: 12,
        began_at: synced.map(|seconds| at(seconds - 20)),
        synced_at: synced.map(at),
        unfinished: false,
    }
}

fn follower(n: usize) -> Follower {
    let mut record = regular().record;
    id(n).as_str().clone_into(&mut record.openid);
    record.profile.remark = Some(format!("老客户 {n}"));
    mirrored_record(n, record)
}

/// A record as the mirror keeps it.
pub fn mirrored_record(n: usize, record: Record) -> Follower {
    Follower {
        ordinal: u32::try_from(n).unwrap(),
        record,
        first_at: at(NOW - 86_400),
        listed: true,
        left_at: None,
        note: None,
    }
}

impl Stage {
    fn followers_job(&self, fits: impl Fn(&FollowersJob) -> bool) -> JobId {
        self.job(|job| matches!(job, Job::Followers(job) if fits(job)))
    }

    fn answer(&mut self, job: JobId, event: FollowersEvent) {
        self.event(Event::Followers(job, event));
        self.event(Event::Finished(job, Ok(())));
    }

    /// The screen is shown for the first time.
    pub fn on_followers(mut self, card: MirrorCard) -> Self {
        self.key(KeyCode::F(3));
        let job = self.followers_job(|job| matches!(job, FollowersJob::Open));
        let (tags, views) = (tags(), Vec::new());
        self.answer(job, FollowersEvent::Opened { card, tags, views });
        self
    }

    pub fn list(&mut self, places: std::ops::Range<usize>, total: u64) {
        let job = self.followers_job(|job| matches!(job, FollowersJob::List { .. }));
        let page = ListedPage {
            next: Some(id(places.end - 1).as_str().to_owned()),
            ids: places.map(id).collect(),
            total: Some(total),
        };
        self.answer(job, FollowersEvent::Listed(page));
    }

    /// The questions about profiles since the last look: openids of each.
    pub fn profiles_asked(&mut self) -> Vec<(JobId, Vec<OpenId>)> {
        let (asked, rest): (Vec<Effect>, Vec<Effect>) = std::mem::take(&mut self.effects)
            .into_iter()
            .partition(|effect| matches!(effect, Effect::Submit(_, Job::Followers(FollowersJob::Profiles { .. }))));
        self.effects = rest;
        let ids = asked.into_iter().filter_map(|effect| match effect {
            Effect::Submit(job, Job::Followers(FollowersJob::Profiles { ids })) => Some((job, ids)),
            _ => None,
        });
        ids.collect()
    }

    fn cancelled(&self) -> Vec<JobId> {
        let job = |effect: &Effect| match effect {
            Effect::Cancel(job) => Some(*job),
            _ => None,
        };
        self.effects.iter().filter_map(job).collect()
    }

    /// The newest question to the mirror for a view.
    pub fn view_asked(&self) -> (JobId, Ask, Option<String>) {
        let found = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit(id, Job::Followers(FollowersJob::View { ask, seek, .. })) => {
                Some((*id, ask.clone(), seek.clone()))
            }
            _ => None,
        });
        found.expect("no view was asked for")
    }

    pub fn show_view(&mut self, total: u64, people: &[usize], place: Option<u64>) {
        self.show_people(total, people.iter().map(|n| follower(*n)).collect(), place);
    }

    fn show_people(&mut self, total: u64, rows: Vec<Follower>, place: Option<u64>) {
        let (job, ..) = self.view_asked();
        let viewed = Viewed {
            total,
            at: 0,
            rows,
            place,
        };
        self.answer(job, FollowersEvent::Viewed(viewed));
    }

    fn selected(&self) -> String {
        self.state.selected().map(|row| row.openid.clone()).unwrap_or_default()
    }
}

pub fn browsing(size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(UiLang::En, size).on_followers(MirrorCard::default());
    stage.list(0..10_000, 1_000_000);
    stage
}

/// Somebody synced an hour ago; the first rows and the counts are there.
pub fn mirrored(lang: UiLang, size: (u16, u16)) -> Stage {
    mirror_of(lang, size, (0..60).map(follower).collect())
}

/// The mirror with these people on the first page.
pub fn mirror_of(lang: UiLang, size: (u16, u16), people: Vec<Follower>) -> Stage {
    let mut stage = Stage::new(lang, size).on_followers(card(Some(NOW - 3_600)));
    stage.show_people(1_000_000, people, None);
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Count));
    let counts = PartCounts {
        tags: [(2, 7), (128, 1_200)].into(),
        untagged: 345_678,
    };
    stage.answer(job, FollowersEvent::Counted(counts));
    stage
}

#[test]
fn nothing_is_asked_before_somebody_comes_here() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![]);
    let asked = |stage: &Stage| {
        let is_followers = |effect: &&Effect| matches!(effect, Effect::Submit(_, Job::Followers(_)));
        stage.effects.iter().filter(is_followers).count()
    };
    assert_eq!(asked(&stage), 0);
    stage.key(KeyCode::F(3));
    assert_eq!(stage.state.screen, Screen::Followers);
    assert_eq!(asked(&stage), 1, "what is at hand, and nothing of the platform");
}

#[test]
fn rows_stand_at_once_and_are_asked_about_by_aligned_hundreds() {
    let mut stage = browsing((120, 40));
    assert!(stage.screen().contains("10 000 of 1 000 000 listed"));
    let [(first, ids)] = stage.profiles_asked().try_into().unwrap();
    assert_eq!(ids, (0..100).map(id).collect::<Vec<_>>());
    stage.key(KeyCode::Down);
    assert_eq!(stage.profiles_asked(), [], "they are on their way");
    stage.key(KeyCode::End);
    assert_eq!(stage.selected(), id(9_999).as_str());
    let [(last, ids)] = stage.profiles_asked().try_into().unwrap();
    assert_eq!(ids, (9_900..10_000).map(id).collect::<Vec<_>>());
    assert_eq!(stage.cancelled(), [first], "scrolled past");
    let mut answer = regular();
    id(9_999).as_str().clone_into(&mut answer.record.openid);
    stage.event(Event::Rows(last, vec![answer]));
    stage.event(Event::Finished(last, Ok(())));
    assert!(stage.screen().contains("老客户"));
    assert_eq!(
        stage.profiles_asked(),
        [],
        "those without an answer would be asked about for ever"
    );
    // The end of the list asks for the next page.
    stage.list(10_000..20_000, 1_000_000);
    assert!(stage.screen().contains("20 000 of 1 000 000 listed"));
    assert_eq!(stage.selected(), id(9_999).as_str());
    // A hundred between two screens costs a call of its own; one that is known costs none.
    stage.key(KeyCode::Home);
    assert_eq!(stage.profiles_asked().len(), 1);
    for _ in 0..2 {
        stage.key(KeyCode::End);
        stage.key(KeyCode::Up);
    }
    assert_eq!(stage.selected(), id(19_998).as_str());
}

#[test]
fn a_page_that_does_not_come_is_told_and_not_asked_for_again() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).on_followers(MirrorCard::default());
    let job = stage.followers_job(|job| matches!(job, FollowersJob::List { .. }));
    stage.event(Event::Finished(job, Err(Failure::local("the line is dead"))));
    assert!(stage.screen().contains("the line is dead"));
    stage.effects.clear();
    stage.key(KeyCode::Down);
    assert!(stage.effects.is_empty(), "{:?}", stage.effects);
    // Choosing the part again lists it anew.
    stage.key(KeyCode::Left);
    stage.key(KeyCode::Enter);
    stage.list(0..3, 3);
    assert!(stage.screen().contains("3 of 3 listed"));
}

#[test]
fn the_sidebar_lists_tags_and_the_blacklist_of_the_platform() {
    let mut stage = browsing((120, 40));
    stage.key(KeyCode::BackTab);
    assert_eq!(stage.state.focus, Focus::Sidebar);
    let rolls = [Roll::Tag(2), Roll::Tag(128), Roll::Tag(129), Roll::Blacklist];
    for (steps, roll) in [1, 1, 1, 2].into_iter().zip(rolls) {
        (0..steps).for_each(|_| stage.key(KeyCode::Down));
        stage.key(KeyCode::Enter);
        assert_eq!(stage.state.focus, Focus::List);
        stage.followers_job(|job| matches!(job, FollowersJob::List { roll: asked, after: None } if *asked == roll));
        stage.list(0..3, 3);
        assert!(stage.screen().contains("3 of 3 listed"));
        stage.key(KeyCode::Left);
    }
    stage.key(KeyCode::Up);
    stage.key(KeyCode::Enter);
    assert!(
        stage.screen().contains("Only a mirror can tell: S syncs"),
        "{}",
        stage.screen()
    );
    stage.keys("/");
    assert!(stage.screen().contains("only a mirror can do this"));
}

/// Ten thousand are listed, and of the first hundred it is known who they are.
fn loaded() -> Stage {
    let mut stage = browsing((120, 40));
    let [(job, ids)] = stage.profiles_asked().try_into().unwrap();
    let answer = |n: usize| {
        let mut answer = regular();
        ids[n].as_str().clone_into(&mut answer.record.openid);
        answer.record.profile.remark = Some(format!("老客户 {}", 999 - n));
        answer
    };
    stage.event(Event::Rows(job, (0..100).map(answer).collect()));
    stage.event(Event::Finished(job, Ok(())));
    stage
}

fn exported(stage: &Stage) -> Vec<String> {
    let export = stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Submit(_, Job::Export(export)) => Some(export),
        _ => None,
    });
    match &export.expect("nothing was exported").rows {
        fanscope::job::ExportRows::People(rows) => (0..rows.len())
            .filter_map(|place| rows.row(place))
            .map(|row| row.record.openid)
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_mirror_the_people_loaded_are_filtered_ordered_and_exported() {
    let mut stage = loaded();
    stage.key(KeyCode::Down);
    stage.effects.clear();
    stage.keys("/老客户 99");
    let screen = stage.screen();
    assert!(screen.contains("2 / 11 · of the 100 loaded"), "{screen}");
    assert_eq!(stage.selected(), id(1).as_str(), "the selection stays with its person");
    assert!(
        stage.effects.is_empty(),
        "who is loaded needs no call: {:?}",
        stage.effects
    );
    stage.key(KeyCode::Enter);
    stage.keys("s");
    let entry = stage.state.overlays.last().cloned();
    let Some(fanscope::app::overlay::Overlay::Menu(menu)) = entry else {
        panic!("{entry:?}");
    };
    let remark = menu
        .entries
        .all
        .iter()
        .position(|entry| entry.label == "Remark")
        .unwrap();
    (0..remark).for_each(|_| stage.key(KeyCode::Down));
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Home);
    assert_eq!(stage.selected(), id(99).as_str());
    assert!(stage.screen().contains("by Remark ▴"), "{}", stage.screen());
    stage.keys("e");
    assert!(stage.screen().contains("filtered · 11"), "{}", stage.screen());
    stage.key(KeyCode::Enter);
    let written = std::iter::once(99).chain((0..10).rev());
    let written: Vec<String> = written.map(|n| id(n).as_str().to_owned()).collect();
    assert_eq!(exported(&stage), written);
    // Marks stay, and are exported wherever they are listed.
    stage.keys("*");
    assert_eq!(stage.state.table().marks(), 11);
    stage.key(KeyCode::Esc);
    assert!(
        stage.screen().contains("/ 100 · of the 100 loaded"),
        "{}",
        stage.screen()
    );
    stage.keys("e");
    assert!(stage.screen().contains("marked · 11"), "{}", stage.screen());
    stage.key(KeyCode::Enter);
    assert_eq!(exported(&stage).len(), 11);
    // As they came: everybody is listed again.
    stage.keys("sa");
    assert!(stage.screen().contains("/ 10 000"), "{}", stage.screen());
    assert_eq!(stage.selected(), id(99).as_str());
}

#[test]
fn without_a_mirror_matches_are_those_loaded_and_nobody_says_how_many_were_searched() {
    let mut stage = loaded();
    stage.keys("/\"老客户 95");
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Esc);
    stage.keys("gn");
    assert_eq!(stage.selected(), id(40).as_str());
    stage.keys("N");
    assert_eq!(stage.selected(), id(49).as_str(), "round the end");
    stage.keys("/nobody");
    let screen = stage.screen();
    assert!(
        screen.contains("Only the 100 people whose profile is loaded"),
        "{screen}"
    );
}

#[test]
fn the_blacklist_is_filtered_like_any_list_and_says_what_it_cannot() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("s");
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    stage.show_view(1_000_000, &(0..60).collect::<Vec<_>>(), Some(0));
    stage.key(KeyCode::Left);
    stage.key(KeyCode::End);
    stage.key(KeyCode::Enter);
    stage.list(0..3, 3);
    assert!(stage.screen().contains("1 / 3"), "{}", stage.screen());
    for key in ["F", "b"] {
        stage.keys(key);
        assert!(
            stage.screen().contains("the blacklist is no part of the mirror"),
            "{key}: {}",
            stage.screen()
        );
    }
    stage.keys("/客户");
    assert!(stage.screen().contains("of the 0 loaded"), "{}", stage.screen());
    let [(job, ids)] = stage.profiles_asked().try_into().unwrap();
    let answers = ids.iter().map(|id| {
        let mut answer = regular();
        id.as_str().clone_into(&mut answer.record.openid);
        answer
    });
    stage.event(Event::Rows(job, answers.collect()));
    stage.event(Event::Finished(job, Ok(())));
    assert!(stage.screen().contains("1 / 3 · of the 3 loaded"), "{}", stage.screen());
}

#[test]
fn a_click_chooses_a_part() {
    let mut stage = browsing((120, 40));
    let pane = Areas::of(&stage.state).unwrap().sidebar.unwrap().inner;
    stage.input(&Input::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: pane.x + 4,
        row: pane.y + 2,
        modifiers: KeyModifiers::NONE,
    }));
    stage.followers_job(|job| {
        matches!(
            job,
            FollowersJob::List {
                roll: Roll::Tag(128),
                ..
            }
        )
    });
}

#[test]
fn a_mirror_answers_every_key_and_late_answers_change_nothing() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    let is_call = |effect: &Effect| matches!(effect, Effect::Submit(_, Job::Followers(FollowersJob::List { .. })));
    assert!(!stage.effects.iter().any(is_call), "a mirror needs no calls");
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Down);
    assert_eq!(stage.selected(), id(2).as_str());
    stage.effects.clear();
    stage.keys("/上");
    let (early, ask, seek) = stage.view_asked();
    assert_eq!((ask.query.is_empty(), seek.as_deref()), (false, Some(id(2).as_str())));
    stage.keys("海");
    let (late, ..) = stage.view_asked();
    assert_eq!(stage.cancelled(), [early]);
    let viewed = |total| Viewed {
        total,
        ..Viewed::default()
    };
    stage.answer(early, FollowersEvent::Viewed(viewed(5)));
    assert!(!stage.screen().contains("/ 5"), "too late");
    assert_ne!(early, late);
    // The selection stays with its person.
    stage.show_view(3, &[7, 2, 9], Some(1));
    assert!(stage.screen().contains("2 / 3"), "{}", stage.screen());
    assert_eq!(stage.selected(), id(2).as_str());
}

#[test]
fn a_search_that_takes_long_shows_what_it_has_found() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.effects.clear();
    stage.keys("/上");
    let (job, ..) = stage.view_asked();
    let so_far = |total, ids: &[usize]| FollowersEvent::SoFar {
        total,
        at: 0,
        rows: ids.iter().copied().map(follower).collect(),
    };
    stage.event(Event::Followers(JobId(job.0 + 1_000), so_far(9, &[90])));
    assert!(!stage.screen().contains(id(90).as_str()), "of another question");
    stage.event(Event::Followers(job, so_far(30, &[71, 72])));
    let screen = stage.screen();
    assert!(
        screen.contains(id(71).as_str()) && !screen.contains(id(1).as_str()),
        "{screen}"
    );
    assert!(screen.contains("30+"), "{screen}");
    // The end decides, and the selection is where it belongs.
    stage.show_view(40, &[70, 71, 72], None);
    assert!(stage.screen().contains("1 / 40"), "{}", stage.screen());
    assert_eq!(stage.selected(), id(70).as_str());
}

#[test]
fn the_first_hit_is_selected_where_the_old_row_is_none() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    (0..9).for_each(|_| stage.key(KeyCode::Down));
    stage.keys("/上");
    stage.show_view(5, &[20, 21, 22, 23, 24], None);
    assert_eq!(stage.selected(), id(20).as_str());
    assert!(stage.screen().contains("1 / 5"), "{}", stage.screen());
    // Where the filter is the same and the people are others, the place is kept.
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Down);
    stage.keys("s");
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    stage.show_view(4, &[21, 22, 23, 24].map(|n| n + 10), None);
    assert_eq!(stage.selected(), id(32).as_str());
}

/// Everybody who fits is marked; of 300 people 60 are in memory.
fn all_marked(lang: UiLang) -> Stage {
    let mut stage = mirrored(lang, (120, 40));
    stage.keys("/a");
    stage.show_view(300, &(0..60).collect::<Vec<_>>(), Some(0));
    stage.key(KeyCode::Enter);
    stage.keys("*");
    stage
}

fn marks_arrive(stage: &mut Stage) {
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Keys { .. }));
    let keys = (0..300).map(|n| id(n).as_str().to_owned()).collect();
    stage.answer(job, FollowersEvent::Keys(keys));
}

fn copied(stage: &mut Stage) -> Option<String> {
    std::mem::take(&mut stage.effects)
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text),
            _ => None,
        })
}

#[test]
fn openids_of_all_marked_rows_are_copied_in_memory_or_not() {
    let mut stage = all_marked(UiLang::En);
    marks_arrive(&mut stage);
    stage.keys("y");
    assert!(stage.screen().contains("rows: 300"), "{}", stage.screen());
    stage.keys("i");
    let text = copied(&mut stage).unwrap();
    let expected: Vec<String> = (0..300).map(|n| id(n).as_str().to_owned()).collect();
    assert_eq!(text.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn while_rows_are_being_marked_it_is_seen_and_nothing_is_done_with_a_part_of_them() {
    let mut stage = all_marked(UiLang::En);
    assert!(stage.screen().contains("Marking 300 rows"), "{}", stage.screen());
    assert!(stage.state.needs_spinner());
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Keys { .. }));
    let some = (0..100).map(|n| id(n).as_str().to_owned()).collect();
    stage.event(Event::Followers(job, FollowersEvent::Keys(some)));
    assert!(stage.screen().contains("100 marked"), "{}", stage.screen());
    assert!(stage.screen().contains("100 of 300"), "{}", stage.screen());
    for key in ["y", "e", "m", "r", "*", "!"] {
        stage.effects.clear();
        stage.keys(key);
        assert!(
            stage.screen().contains("still being marked"),
            "{key}: {}",
            stage.screen()
        );
        assert!(stage.state.overlays.is_empty() && stage.effects.is_empty(), "{key}");
    }
    // Another view is shown meanwhile: those that were to be marked are marked.
    stage.keys("/b");
    stage.show_view(5, &[200, 201, 202, 203, 204], None);
    stage.key(KeyCode::Enter);
    let rest = (100..300).map(|n| id(n).as_str().to_owned()).collect();
    stage.answer(job, FollowersEvent::Keys(rest));
    assert!(stage.screen().contains("Rows marked: 300"), "{}", stage.screen());
    assert!(!stage.state.needs_spinner());
    stage.keys("y");
    assert!(stage.screen().contains("rows: 300"), "{}", stage.screen());
}

#[test]
fn marking_is_cancelled_like_any_work_and_given_up_with_the_marks() {
    let mut stage = all_marked(UiLang::En);
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Keys { .. }));
    let some = (0..100).map(|n| id(n).as_str().to_owned()).collect();
    stage.event(Event::Followers(job, FollowersEvent::Keys(some)));
    stage.keys("x");
    assert_eq!(stage.cancelled(), [job]);
    stage.event(Event::Finished(job, Err(Failure::cancelled())));
    assert!(
        stage.screen().contains("Marking stopped · rows marked: 100"),
        "{}",
        stage.screen()
    );
    stage.keys("*");
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Keys { .. }));
    stage.effects.clear();
    stage.keys("u");
    assert_eq!(stage.cancelled(), [job]);
    let late = (0..9).map(|n| id(n).as_str().to_owned()).collect();
    stage.answer(job, FollowersEvent::Keys(late));
    assert_eq!(stage.state.table().marks(), 0);
}

#[test]
fn a_range_that_is_not_loaded_is_ended_before_anything_is_done_with_it() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("v");
    stage.key(KeyCode::End);
    for key in ["y", "e", "m", "r"] {
        stage.keys(key);
        assert!(
            stage.screen().contains("end the range first"),
            "{key}: {}",
            stage.screen()
        );
        assert!(stage.state.overlays.is_empty(), "{key}");
    }
    stage.keys("v");
    stage.followers_job(|job| matches!(job, FollowersJob::Keys { window, .. } if window.len == 1_000_000));
}

/// The order is asked for and not there yet.
fn sorting() -> Stage {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("s");
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    stage
}

#[test]
fn an_order_is_not_claimed_before_the_rows_are_in_it() {
    let mut stage = sorting();
    let screen = stage.screen();
    assert!(screen.contains("sorting by Openid…"), "{screen}");
    assert!(!screen.contains("Openid▴"), "{screen}");
    stage.show_view(1_000_000, &(0..60).collect::<Vec<_>>(), Some(0));
    let screen = stage.screen();
    assert!(screen.contains("by Openid ▴") && screen.contains("Openid▴"), "{screen}");
    // One that cannot be had is not claimed either.
    stage.keys("sn");
    let (job, ..) = stage.view_asked();
    stage.event(Event::Finished(job, Err(Failure::local("no room"))));
    assert!(stage.screen().contains("no room"), "{}", stage.screen());
}

#[test]
fn marks_on_everybody_wait_for_the_view_that_was_asked_for() {
    let mut stage = sorting();
    stage.keys("*");
    let has_keys = |stage: &Stage| {
        let is_keys = |effect: &Effect| matches!(effect, Effect::Submit(_, Job::Followers(FollowersJob::Keys { .. })));
        stage.effects.iter().any(is_keys)
    };
    assert!(!has_keys(&stage));
    let (view, ..) = stage.view_asked();
    stage.show_view(300, &(0..60).collect::<Vec<_>>(), Some(0));
    stage.followers_job(
        |job| matches!(job, FollowersJob::Keys { view: of, window } if *of == view && (window.at, window.len) == (0, 300)),
    );
    // Where all of them come at once they are marked at once.
    let mut stage = sorting();
    stage.keys("*");
    stage.show_view(3, &[7, 8, 9], Some(0));
    assert_eq!(stage.state.table().marks(), 3);
    assert!(!has_keys(&stage));
}

/// The newest question for a match: whose view, from where, how far.
fn match_asked(stage: &Stage) -> (JobId, JobId, u64, i64) {
    let found = stage.effects.iter().rev().find_map(|effect| match effect {
        Effect::Submit(
            id,
            Job::Followers(FollowersJob::Match {
                view,
                from,
                steps,
                query,
                ..
            }),
        ) if !query.is_empty() => Some((*id, *view, *from, *steps)),
        _ => None,
    });
    found.expect("no match was asked for")
}

/// Everybody is listed again after a search.
fn searched() -> (Stage, JobId) {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("/老客户");
    stage.show_view(9, &(0..9).collect::<Vec<_>>(), Some(0));
    stage.key(KeyCode::Enter);
    stage.key(KeyCode::Esc);
    let (view, ..) = stage.view_asked();
    stage.show_view(1_000_000, &(0..60).collect::<Vec<_>>(), Some(0));
    stage.effects.clear();
    (stage, view)
}

#[test]
fn matches_are_gone_to_over_the_whole_mirror() {
    let (mut stage, view) = searched();
    stage.keys("n");
    let (job, of, from, steps) = match_asked(&stage);
    assert_eq!((of, from, steps), (view, 0, 1));
    stage.answer(job, FollowersEvent::Matched(Some(700_000)));
    assert!(stage.screen().contains("700 001 / 1 000 000"), "{}", stage.screen());
    stage.followers_job(|job| matches!(job, FollowersJob::Page { window, .. } if window.at <= 700_000));
    stage.keys("N");
    let (_, _, from, steps) = match_asked(&stage);
    assert_eq!((from, steps), (700_000, -1));
}

#[test]
fn of_several_keys_the_last_place_counts_and_late_matches_change_nothing() {
    let (mut stage, _) = searched();
    stage.keys("n");
    let (first, ..) = match_asked(&stage);
    stage.keys("nn");
    let (last, _, from, steps) = match_asked(&stage);
    assert_eq!((from, steps), (0, 3));
    assert!(stage.cancelled().contains(&first));
    stage.answer(first, FollowersEvent::Matched(Some(5)));
    assert_eq!(stage.state.table().cursor(), Some(0), "superseded");
    // Whoever moves meanwhile is left where they are.
    stage.key(KeyCode::Down);
    stage.answer(last, FollowersEvent::Matched(Some(500)));
    assert_eq!(stage.state.table().cursor(), Some(1));
    stage.keys("n");
    let (job, _, from, steps) = match_asked(&stage);
    assert_eq!((from, steps), (1, 1));
    stage.answer(job, FollowersEvent::Matched(None));
    assert!(stage.screen().contains("No row holds: 老客户"), "{}", stage.screen());
}

#[test]
fn a_match_waits_for_the_view_it_is_looked_for_in() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("n");
    assert!(
        stage.screen().contains("Nothing has been searched for"),
        "{}",
        stage.screen()
    );
    stage.keys("/老客户");
    stage.show_view(9, &(0..9).collect::<Vec<_>>(), Some(0));
    stage.key(KeyCode::Enter);
    // Everybody shown holds the words.
    stage.keys("nn");
    assert_eq!(stage.state.table().cursor(), Some(2));
    stage.keys("NNN");
    assert_eq!(stage.state.table().cursor(), Some(8), "round the end");
    // The search ends first, then the filter.
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Esc);
    stage
        .effects
        .retain(|effect| matches!(effect, Effect::Submit(_, Job::Followers(FollowersJob::View { .. }))));
    stage.keys("n");
    let (view, ..) = stage.view_asked();
    stage.show_view(1_000_000, &(0..60).collect::<Vec<_>>(), Some(8));
    let (_, of, from, _) = match_asked(&stage);
    assert_eq!((of, from), (view, 8));
}

#[test]
fn a_part_of_the_marked_rows_is_not_copied_for_the_whole() {
    let said = [
        (
            UiLang::En,
            "240 of 300 marked rows are not loaded; e exports all of them",
        ),
        (UiLang::Zh, "已标记的行中有 240 行未加载（共 300 行）；按 e 可导出全部"),
    ];
    for (lang, words) in said {
        for form in ["r", "s"] {
            let mut stage = all_marked(lang);
            marks_arrive(&mut stage);
            stage.keys("y");
            stage.keys(form);
            assert_eq!(copied(&mut stage), None);
            assert!(stage.screen().contains(words), "{}", stage.screen());
        }
    }
    // Where all of them are loaded they are copied.
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("  ");
    stage.keys("yr");
    assert_eq!(copied(&mut stage).unwrap().lines().count(), 2);
}

#[test]
fn orders_ask_the_whole_mirror_and_jumps_bring_their_page() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.effects.clear();
    stage.control('g');
    stage.keys("50%");
    stage.key(KeyCode::Enter);
    assert!(stage.screen().contains("500 000 / 1 000 000"), "{}", stage.screen());
    stage.followers_job(|job| matches!(job, FollowersJob::Page { window, .. } if window.at <= 499_999));
    // The menu of orders: another one than the list's own.
    stage.keys("s");
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    stage.view_asked();
}

#[test]
fn orders_that_the_mirror_does_not_have_are_not_offered() {
    let labels = |stage: &mut Stage| {
        stage.keys("s");
        match stage.state.overlays.pop() {
            Some(fanscope::app::overlay::Overlay::Menu(menu)) => menu.entries.all,
            other => panic!("{other:?}"),
        }
    };
    let mut stage = mirrored(UiLang::En, (120, 40));
    let of_mirror = labels(&mut stage);
    assert_eq!(of_mirror.len(), 1 + fanscope::mirror::Order::ALL.len());
    let mut stage = loaded();
    assert!(labels(&mut stage).len() > of_mirror.len());
}

#[test]
fn views_are_saved_chosen_and_deleted() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("/tag:VIP");
    stage.key(KeyCode::Enter);
    stage.keys("b");
    stage.keys("my VIPs");
    stage.key(KeyCode::Enter);
    let view = SavedView {
        name: "my VIPs".to_owned(),
        query: "tag:VIP".to_owned(),
        sort: String::new(),
    };
    let wanted = view.clone();
    let job = stage.followers_job(|job| matches!(job, FollowersJob::SaveView(view) if *view == wanted));
    stage.answer(job, FollowersEvent::Saved(vec![view]));
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Left);
    stage.key(KeyCode::End);
    assert!(stage.screen().contains("/ my VIPs"));
    stage.key(KeyCode::Enter);
    assert_eq!(stage.state.table().filter.field.text(), "tag:VIP");
    stage.key(KeyCode::Left);
    stage.key(KeyCode::Delete);
    stage.key(KeyCode::Enter);
    let job = stage.followers_job(|job| matches!(job, FollowersJob::DeleteView(name) if name == "my VIPs"));
    stage.answer(job, FollowersEvent::Saved(Vec::new()));
    assert!(!stage.screen().contains("/ my VIPs"));
}

fn need() -> SyncNeed {
    SyncNeed {
        continues: false,
        people: 1_000_000,
        pages: 101,
        batches: 10_000,
        others: 0,
        pages_left: Some(499),
        batches_left: Some(499_999),
    }
}

fn asked_to_sync(lang: UiLang, size: (u16, u16)) -> Stage {
    ask_to_sync(mirrored(lang, size))
}

fn ask_to_sync(mut stage: Stage) -> Stage {
    stage.keys("S");
    let job = stage.job(|job| job_of(job) == Some(SyncJob::Prepare));
    stage.event(Event::Sync(job, SyncEvent::Needs(need())));
    stage.event(Event::Finished(job, Ok(())));
    stage
}

fn job_of(job: &Job) -> Option<SyncJob> {
    match job {
        Job::Sync(job) => Some(*job),
        _ => None,
    }
}

fn syncing(lang: UiLang, size: (u16, u16)) -> (Stage, JobId) {
    begin_sync(asked_to_sync(lang, size))
}

/// The question is answered with yes, and the sync is under way.
fn begin_sync(mut stage: Stage) -> (Stage, JobId) {
    stage.key(KeyCode::Enter);
    let job = stage.job(|job| job_of(job) == Some(SyncJob::Run));
    let progress = SyncProgress {
        stage: SyncStage::Fetching,
        people: 1_000_000,
        done: 420_000,
        done_now: 420_000,
        elapsed: std::time::Duration::from_secs(7),
        calls: 4_301,
        calls_left: Some(495_699),
    };
    stage.event(Event::Sync(job, SyncEvent::Progress(progress)));
    (stage, job)
}

fn end_sync(stage: &mut Stage, job: JobId) {
    let summary = SyncSummary {
        people: 1_000_001,
        counts: SyncCounts {
            new: 3,
            left: 2,
            back: 1,
            changed: 4,
            missed: 0,
        },
        first: false,
        short_of: None,
        calls: fanscope::model::CallCounts::default(),
        began_at: at(NOW),
    };
    stage.event(Event::Sync(job, SyncEvent::Done(Box::new(summary))));
    stage.event(Event::Finished(job, Ok(())));
}

/// A whole sync, wherever it is asked for.
pub fn sync(stage: Stage) -> Stage {
    let (mut stage, job) = begin_sync(ask_to_sync(stage));
    end_sync(&mut stage, job);
    stage
}

#[test]
fn a_sync_is_asked_about_with_its_cost_and_left_again() {
    let mut stage = asked_to_sync(UiLang::En, (120, 40));
    let screen = stage.screen();
    assert!(
        screen.contains("1 000 000 followers: this needs about 10 101 calls"),
        "{screen}"
    );
    assert!(screen.contains("of 499 999 left"), "{screen}");
    stage.key(KeyCode::Esc);
    stage.job(|job| job_of(job) == Some(SyncJob::Leave));
    stage.keys("S");
    let job = stage.job(|job| job_of(job) == Some(SyncJob::Prepare));
    stage.event(Event::Sync(job, SyncEvent::Busy));
    stage.event(Event::Finished(job, Ok(())));
    assert!(stage.screen().contains("Another fanscope is syncing"));
    stage.keys("S");
    stage.job(|job| job_of(job) == Some(SyncJob::Prepare));
}

#[test]
fn a_question_left_by_another_screen_is_answered_with_no() {
    for (key, screen) in [(KeyCode::F(2), Screen::Lookup), (KeyCode::F(5), Screen::Stats)] {
        let mut stage = asked_to_sync(UiLang::En, (120, 40));
        stage.key(key);
        assert_eq!((stage.state.screen, stage.state.overlays.len()), (screen, 0));
        stage.job(|job| job_of(job) == Some(SyncJob::Leave));
        stage.key(KeyCode::F(3));
        stage.effects.clear();
        stage.keys("S");
        stage.job(|job| job_of(job) == Some(SyncJob::Prepare));
    }
}

#[test]
fn a_click_beside_the_windows_of_a_sync_closes_them() {
    let beside = Input::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 0,
        row: 10,
        modifiers: KeyModifiers::NONE,
    });
    let mut stage = asked_to_sync(UiLang::En, (120, 40));
    stage.input(&beside);
    assert!(stage.state.overlays.is_empty());
    stage.job(|job| job_of(job) == Some(SyncJob::Leave));
    let (mut stage, _) = syncing(UiLang::En, (120, 40));
    stage.keys("S");
    assert_eq!(stage.state.overlays.len(), 1);
    stage.input(&beside);
    assert!(stage.state.overlays.is_empty());
}

#[test]
fn a_running_sync_rests_goes_on_and_ends_with_what_it_found() {
    let (mut stage, job) = syncing(UiLang::En, (120, 40));
    assert!(stage.screen().contains("42 %"));
    stage.keys("S");
    assert!(stage.screen().contains("60 000 people/s"), "{}", stage.screen());
    stage.keys("p");
    stage.job(|job| job_of(job) == Some(SyncJob::Rest(true)));
    assert!(stage.screen().contains("Paused"));
    stage.keys("p");
    stage.job(|job| job_of(job) == Some(SyncJob::Rest(false)));
    // Other screens work meanwhile.
    stage.key(KeyCode::F(2));
    stage.effects.clear();
    end_sync(&mut stage, job);
    assert!(
        stage.screen().contains("3 new, 2 left, 1 back, 4 changed"),
        "{}",
        stage.screen()
    );
    // What is shown is read anew, and the same people are looked for.
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Open));
    let (card, tags, views) = (card(Some(NOW)), tags(), Vec::new());
    stage.answer(job, FollowersEvent::Opened { card, tags, views });
    stage.key(KeyCode::F(3));
    let (_, _, seek) = stage.view_asked();
    assert_eq!(seek.as_deref(), Some(id(0).as_str()));
}

#[test]
fn a_cancelled_sync_says_how_to_go_on() {
    let (mut stage, job) = syncing(UiLang::En, (120, 40));
    stage.keys("x");
    assert_eq!(stage.cancelled(), [job]);
    stage.event(Event::Finished(job, Err(Failure::cancelled())));
    assert!(stage.screen().contains("S goes on where it was"), "{}", stage.screen());
    // The line on the list says the same.
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Open));
    let card = MirrorCard {
        unfinished: true,
        ..card(Some(NOW - 3_600))
    };
    let (tags, views) = (tags(), Vec::new());
    stage.answer(job, FollowersEvent::Opened { card, tags, views });
    stage.key(KeyCode::Down);
    assert!(stage.screen().contains("unfinished"), "{}", stage.screen());
}

fn changes() -> Vec<FollowerChange> {
    let change = |n: usize, kind, before: Option<&str>, after: Option<&str>| FollowerChange {
        place: ChangePlace {
            at: at(NOW - 3_000),
            id: i64::try_from(n).unwrap(),
        },
        openid: id(n).as_str().to_owned(),
        kind,
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    vec![
        change(1, ChangeKind::New, None, None),
        change(2, ChangeKind::Left, None, None),
        change(3, ChangeKind::Tags, Some("[128]"), Some("[128,2]")),
        change(4, ChangeKind::Remark, Some(""), Some("\u{1b}[31m会员")),
    ]
}

fn with_changes(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = mirrored(lang, size);
    stage.keys("D");
    let job = stage.followers_job(|job| matches!(job, FollowersJob::Changes { .. }));
    let (changes, more) = (changes(), false);
    stage.answer(job, FollowersEvent::Changes { changes, more });
    stage
}

#[test]
fn those_who_changed_have_no_query_words_so_neither_view_nor_chart_is_made_of_them() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.key(KeyCode::Left);
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    let (_, ask, _) = stage.view_asked();
    assert!(ask.changed_since.is_some());
    for key in ["F", "b"] {
        stage.keys(key);
        assert_eq!(stage.state.screen, Screen::Followers);
        assert!(stage.screen().contains("no query words"), "{}", stage.screen());
    }
    stage.key(KeyCode::Left);
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    stage.keys("F");
    assert_eq!(stage.state.screen, Screen::Stats, "those who left have words");
}

#[test]
fn a_change_leads_to_its_person() {
    let mut stage = with_changes(UiLang::En, (120, 40));
    let screen = stage.screen();
    assert!(screen.contains("VIP → VIP, 星标组"), "{screen}");
    (0..3).for_each(|_| stage.key(KeyCode::Down));
    stage.key(KeyCode::Enter);
    let (_, _, seek) = stage.view_asked();
    assert_eq!(seek.as_deref(), Some(id(4).as_str()));
    stage.show_view(1_000_000, &[1, 2, 3, 4], Some(3));
    assert_eq!(stage.selected(), id(4).as_str());
}

#[test]
fn the_detail_of_a_mirror_row_says_where_its_raw_reply_is() {
    for (lang, words) in [
        (UiLang::En, "the mirror keeps no raw replies; o fetches one"),
        (UiLang::Zh, "镜像不保存原始回复；按 o 可获取"),
    ] {
        let stage = mirrored(lang, (200, 60));
        assert!(stage.screen().contains(words), "{}", stage.screen());
    }
}

#[test]
fn a_mirror_row_fetches_its_reply_when_asked_and_looks_people_up() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    stage.keys("o");
    assert!(stage.screen().contains("keeps no raw replies"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    let mut reply = regular();
    id(0).as_str().clone_into(&mut reply.record.openid);
    stage.event(Event::Rows(job, vec![reply]));
    stage.event(Event::Finished(job, Ok(())));
    assert!(stage.screen().contains("\"subscribe\": 1"), "{}", stage.screen());
    stage.key(KeyCode::Esc);
    stage.keys("r");
    stage.lookup();
    assert!(
        stage
            .state
            .results
            .lists(id(0).as_str(), fanscope::model::Source::Follower)
    );
}

#[test]
fn another_account_starts_anew() {
    let mut stage = browsing((120, 40));
    stage.event(Event::Account(fanscope::job::AccountCard {
        key: fanscope::model::AccountKey {
            name: "second".to_owned(),
            app_id: "wx2".to_owned(),
        },
        label: "Second".to_owned(),
        host: "api.weixin.qq.com".to_owned(),
        has_web_token: false,
    }));
    assert_eq!(stage.state.table().shown(), 0);
    stage.followers_job(|job| matches!(job, FollowersJob::Open));
}

#[test]
fn pictures_of_browsing() {
    assert_pictures("followers", |lang, size| {
        let mut stage = Stage::new(lang, size).on_followers(MirrorCard::default());
        stage.list(0..10_000, 1_000_000);
        let [(job, _)] = stage.profiles_asked().try_into().unwrap();
        let answer = |n: usize| {
            let mut answer = regular();
            id(n).as_str().clone_into(&mut answer.record.openid);
            answer
        };
        stage.event(Event::Rows(job, (0..5).map(answer).collect()));
        stage
    });
}

#[test]
fn pictures_of_the_mirror() {
    assert_pictures("followers_mirror", |lang, size| {
        let mut stage = mirrored(lang, size);
        stage.keys("/老客户");
        stage.show_view(60, &(0..60).collect::<Vec<_>>(), Some(0));
        stage
    });
    assert_pictures("followers_sidebar", |lang, size| {
        let mut stage = mirrored(lang, size);
        stage.key(KeyCode::Left);
        stage
    });
}

#[test]
fn pictures_of_a_sync() {
    assert_pictures("sync_question", asked_to_sync);
    assert_pictures("sync_progress", |lang, size| {
        let (mut stage, _) = syncing(lang, size);
        stage.keys("S");
        stage
    });
    assert_pictures("sync_changes", with_changes);
}
