//! The Followers screen without a mirror: parts, filters and orders one after the other, and how each goes on.

use crossterm::event::KeyCode;
use fanscope::app::overlay::Overlay;
use fanscope::job::{Event, FollowersJob, Job, JobId, Roll};
use fanscope::mirror::MirrorCard;
use fanscope::model::{Failure, OpenId, UiLang};

use super::followers::{browsing, mirrored};
use super::people::regular;
use super::stage::Stage;

/// The newest question about profiles is answered; how many were asked about.
fn profiles(stage: &mut Stage) -> Option<usize> {
    let (job, ids) = stage.profiles_asked().pop()?;
    answer(stage, job, &ids);
    Some(ids.len())
}

fn answer(stage: &mut Stage, job: JobId, ids: &[OpenId]) {
    let known = ids.iter().map(|id| {
        let mut answer = regular();
        id.as_str().clone_into(&mut answer.record.openid);
        answer
    });
    stage.event(Event::Rows(job, known.collect()));
    stage.event(Event::Finished(job, Ok(())));
}

/// Chooses the line of the sidebar so many steps below the first.
fn choose(stage: &mut Stage, steps: usize) {
    stage.key(KeyCode::Left);
    stage.key(KeyCode::Home);
    (0..steps).for_each(|_| stage.key(KeyCode::Down));
    stage.key(KeyCode::Enter);
}

fn filter(stage: &mut Stage, words: &str) {
    stage.keys("/");
    stage.keys(words);
    stage.key(KeyCode::Enter);
}

fn pages_asked(stage: &Stage, roll: Roll) -> usize {
    let jobs = stage.effects.iter().filter(|effect| {
        matches!(effect, fanscope::app::Effect::Submit(_, Job::Followers(FollowersJob::List { roll: asked, .. })) if *asked == roll)
    });
    jobs.count()
}

fn begun() -> Stage {
    Stage::new(UiLang::En, (120, 40)).on_followers(MirrorCard::default())
}

#[test]
fn a_part_chosen_while_filtered_is_listed_without_the_filter() {
    for (steps, roll) in [(2, Roll::Tag(128)), (5, Roll::Blacklist)] {
        let mut stage = browsing((120, 40));
        filter(&mut stage, "tag:VIP");
        choose(&mut stage, steps);
        assert!(!stage.state.table().filter.is_active());
        assert_eq!(pages_asked(&stage, roll), 1);
        stage.list(0..3, 3);
        assert!(stage.screen().contains("1 / 3"), "{}", stage.screen());
        // And back.
        filter(&mut stage, "nobody");
        choose(&mut stage, 0);
        assert!(stage.screen().contains("/ 10 000"), "{}", stage.screen());
    }
    // The same part is listed anew.
    let mut stage = browsing((120, 40));
    filter(&mut stage, "tag:VIP");
    stage.effects.clear();
    choose(&mut stage, 0);
    stage.list(0..3, 3);
    assert!(stage.screen().contains("1 / 3"), "{}", stage.screen());
}

#[test]
fn a_part_of_the_mirror_is_shown_without_the_filter_before() {
    let mut stage = mirrored(UiLang::En, (120, 40));
    filter(&mut stage, "nobody");
    stage.show_view(0, &[], None);
    choose(&mut stage, 1);
    let (_, ask, _) = stage.view_asked();
    assert!(ask.query.is_empty(), "{:?}", ask.query);
}

#[test]
fn a_part_chosen_while_ordered_is_listed_as_it_comes() {
    let mut stage = browsing((120, 40));
    profiles(&mut stage);
    stage.keys("s");
    assert!(matches!(stage.state.overlays.last(), Some(Overlay::Menu(_))));
    stage.key(KeyCode::Down);
    stage.key(KeyCode::Enter);
    assert!(stage.screen().contains("of the 100 loaded"), "{}", stage.screen());
    choose(&mut stage, 2);
    stage.list(0..3, 3);
    assert!(stage.screen().contains("1 / 3"), "{}", stage.screen());
}

#[test]
fn a_filter_that_finds_nobody_loads_three_hundred_more_and_then_says_how_to_go_on() {
    let mut stage = browsing((120, 40));
    profiles(&mut stage);
    filter(&mut stage, "nobody");
    assert!(stage.screen().contains("loading more"), "{}", stage.screen());
    for _ in 0..3 {
        assert_eq!(profiles(&mut stage), Some(100));
    }
    assert_eq!(profiles(&mut stage), None);
    let words = "Only the 400 people whose profile is loaded are searched: End loads more";
    assert!(stage.screen().contains(words), "{}", stage.screen());
    stage.key(KeyCode::End);
    for _ in 0..3 {
        assert_eq!(profiles(&mut stage), Some(100));
    }
    assert!(stage.screen().contains("Only the 700 people"), "{}", stage.screen());
    // Nothing came: that is not asked again by itself.
    stage.key(KeyCode::Down);
    let (job, _) = stage.profiles_asked().pop().unwrap();
    stage.event(Event::Finished(job, Err(Failure::local("the line is dead"))));
    assert_eq!(stage.profiles_asked(), []);
    stage.key(KeyCode::End);
    assert_eq!(profiles(&mut stage), Some(100));
    stage.key(KeyCode::Esc);
    assert!(stage.screen().contains("/ 10 000"), "{}", stage.screen());
}

#[test]
fn beyond_the_last_hit_the_filter_looks_further() {
    let mut stage = browsing((120, 40));
    profiles(&mut stage);
    filter(&mut stage, "客户");
    stage.key(KeyCode::End);
    assert_eq!(stage.profiles_asked(), [], "this is the way to the last hit");
    stage.key(KeyCode::Down);
    assert_eq!(profiles(&mut stage), Some(100));
    assert!(
        stage.screen().contains("100 / 200 · 50% · of the 200 loaded"),
        "{}",
        stage.screen()
    );
    assert_eq!(stage.profiles_asked(), [], "somebody was found");
}

#[test]
fn a_filter_finds_its_people_in_the_pages_after_the_first() {
    let mut stage = begun();
    stage.list(0..100, 250);
    profiles(&mut stage);
    filter(&mut stage, "nobody");
    stage.list(100..250, 250);
    assert_eq!(profiles(&mut stage), Some(100));
    assert_eq!(profiles(&mut stage), Some(50));
    assert_eq!(profiles(&mut stage), None);
    let screen = stage.screen();
    assert!(
        screen.contains("of the 250 loaded") && !screen.contains("loads more"),
        "{screen}"
    );
}

#[test]
fn a_filter_typed_before_anybody_is_listed_waits_for_them() {
    let mut stage = begun();
    filter(&mut stage, "客户");
    assert!(stage.screen().contains("loading more"), "{}", stage.screen());
    stage.list(0..10_000, 20_000);
    assert_eq!(profiles(&mut stage), Some(100));
    assert!(
        stage.screen().contains("1 / 100 · of the 100 loaded"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_list_that_failed_under_a_filter_is_asked_for_again() {
    for again in [KeyCode::End, KeyCode::Down] {
        let mut stage = begun();
        filter(&mut stage, "客户");
        let job = stage.job(|job| matches!(job, Job::Followers(FollowersJob::List { .. })));
        stage.event(Event::Finished(job, Err(Failure::local("the line is dead"))));
        assert_eq!(pages_asked(&stage, Roll::All), 1);
        assert!(stage.screen().contains("End loads more"), "{}", stage.screen());
        stage.key(again);
        assert_eq!(pages_asked(&stage, Roll::All), 2);
        stage.list(0..10, 10);
        assert_eq!(profiles(&mut stage), Some(10));
        assert!(
            stage.screen().contains("1 / 10 · of the 10 loaded"),
            "{}",
            stage.screen()
        );
    }
    // Another part, and back: it is listed then.
    let mut stage = begun();
    let job = stage.job(|job| matches!(job, Job::Followers(FollowersJob::List { .. })));
    stage.event(Event::Finished(job, Err(Failure::local("the line is dead"))));
    choose(&mut stage, 2);
    stage.list(0..3, 3);
    choose(&mut stage, 0);
    assert_eq!(pages_asked(&stage, Roll::All), 2);
}
