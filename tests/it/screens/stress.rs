//! Any keys at any size: nothing panics, nothing leaves its cell.

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::Effect;
use fanscope::job::{
    Event, Exported, FollowersEvent, FollowersJob, Job, JobId, ListedPage, PartCounts, SyncEvent, Viewed,
};
use fanscope::mirror::MirrorCard;
use fanscope::model::{NotesKept, OpenId, Tag, UiLang};
use fanscope::store::HistoryRow;
use proptest::prelude::*;

use super::figures;
use super::people::{NOW, at, band, gone, hostile, refused, regular, web};
use super::stage::Stage;

#[derive(Clone, Debug)]
enum Step {
    Key(KeyCode, KeyModifiers),
    Paste(String),
    Resize(u16, u16),
    Click(u16, u16),
    Wheel(u16, u16),
    /// The background task answers everything asked so far.
    Answer,
}

fn step() -> impl Strategy<Value = Step> {
    let named = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Delete,
        KeyCode::Backspace,
        KeyCode::F(1),
        KeyCode::F(2),
        KeyCode::F(3),
        KeyCode::F(4),
        KeyCode::F(9),
    ]);
    let letters = prop::sample::select(
        "yorxdswaiq/?:nNgGhjkl12ev 老\u{200b}"
            .chars()
            .map(KeyCode::Char)
            .collect::<Vec<_>>(),
    );
    let control = prop::sample::select("cudlzwkatr".chars().map(KeyCode::Char).collect::<Vec<_>>());
    let texts = prop_oneof![
        Just("o6_bmjrPTlm6_2sgVt7hMZOPfL2M otvxTs4dckWG7imySrJd6jSi0CWE abc".to_owned()),
        any::<String>(),
        Just("\u{1b}[2J\u{202e}\n,\t".repeat(900)),
    ];
    prop_oneof![
        4 => named.prop_map(|code| Step::Key(code, KeyModifiers::NONE)),
        4 => letters.prop_map(|code| Step::Key(code, KeyModifiers::NONE)),
        1 => control.prop_map(|code| Step::Key(code, KeyModifiers::CONTROL)),
        1 => texts.prop_map(Step::Paste),
        1 => (0_u16..140, 0_u16..50).prop_map(|(width, height)| Step::Resize(width, height)),
        1 => (0_u16..140, 0_u16..50).prop_map(|(x, y)| Step::Click(x, y)),
        1 => (0_u16..140, 0_u16..50).prop_map(|(x, y)| Step::Wheel(x, y)),
        2 => Just(Step::Answer),
    ]
}

fn answer(stage: &mut Stage) {
    for effect in std::mem::take(&mut stage.effects) {
        let Effect::Submit(id, job) = effect else { continue };
        match job {
            Job::Recent { .. } => stage.event(Event::Rows(id, vec![band(), hostile(), web()])),
            Job::Lookup { .. } => stage.event(Event::Rows(id, vec![band(), regular(), gone(), refused("oX")])),
            Job::History => {
                let row = |latest| HistoryRow {
                    latest,
                    lookups: 3,
                    first_at: at(NOW),
                };
                stage.event(Event::History(id, vec![row(hostile()), row(gone())]));
            }
            Job::Figures { .. } => stage.event(Event::Figures(id, Some(Box::new(figures::charted())))),
            Job::Person { .. }
            | Job::SwitchAccount { .. }
            | Job::SetWebToken(_)
            | Job::Picture(_)
            | Job::KeepInput { .. }
            | Job::CheckSetUp(_)
            | Job::SaveSetUp(_)
            | Job::WriteSample => {}
            Job::KeepNotes { .. } => {
                let kept = NotesKept {
                    written: 1,
                    ..NotesKept::default()
                };
                stage.event(Event::NotesKept(id, at(NOW), kept));
            }
            Job::Layout(_) => stage.event(Event::Layouts(id, Vec::new())),
            Job::Inputs { kind } => stage.event(Event::Inputs(
                id,
                kind,
                vec!["tag:VIP".to_owned(), "老\nabc".to_owned()],
            )),
            Job::Export(_) => stage.event(Event::Exported(id, Exported::Exists)),
            Job::Forget { .. } => stage.event(Event::Forgotten(id, 1)),
            Job::Sync(_) => stage.event(Event::Sync(id, SyncEvent::Busy)),
            Job::Followers(job) => answer_followers(stage, id, job),
        }
        stage.event(Event::Finished(id, Ok(())));
    }
}

fn answer_followers(stage: &mut Stage, id: JobId, job: FollowersJob) {
    let tags = || {
        let nasty = hostile().record.profile.remark.unwrap();
        let named = |(id, name)| Tag { id, name, count: 1 };
        [(2, "星标组".to_owned()), (128, nasty)].map(named).to_vec()
    };
    let answer = match job {
        FollowersJob::Open => FollowersEvent::Opened {
            card: MirrorCard::default(),
            tags: Vec::new(),
            views: Vec::new(),
        },
        FollowersJob::Tags => FollowersEvent::Tags(tags()),
        FollowersJob::List { .. } => FollowersEvent::Listed(ListedPage {
            ids: [band(), gone()]
                .map(|found| OpenId::parse(&found.record.openid).unwrap())
                .to_vec(),
            total: Some(1_000_000),
            next: Some(gone().record.openid),
        }),
        FollowersJob::View { .. } => FollowersEvent::Viewed(Viewed::default()),
        FollowersJob::Page { .. } | FollowersJob::Keys { .. } => FollowersEvent::Keys(Vec::new()),
        FollowersJob::Match { from, .. } => FollowersEvent::Matched(Some(from + 1)),
        FollowersJob::Count => FollowersEvent::Counted(PartCounts::default()),
        FollowersJob::Person { openid } => FollowersEvent::Person(openid, None),
        FollowersJob::Changes { .. } => FollowersEvent::Changes {
            changes: Vec::new(),
            more: false,
        },
        FollowersJob::SaveView(view) => FollowersEvent::Saved(vec![view]),
        FollowersJob::DeleteView(_) => FollowersEvent::Saved(Vec::new()),
        FollowersJob::Profiles { .. } => return stage.event(Event::Rows(id, vec![band(), gone()])),
    };
    stage.event(Event::Followers(id, answer));
}

fn take(stage: &mut Stage, step: &Step) {
    let mouse = |kind, column, row| {
        Input::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })
    };
    match step {
        Step::Key(code, modifiers) => stage.input(&Input::Key(KeyEvent::new(*code, *modifiers))),
        Step::Paste(text) => stage.paste(text),
        Step::Resize(width, height) => stage.resize((*width, *height)),
        Step::Click(x, y) => stage.input(&mouse(MouseEventKind::Down(MouseButton::Left), *x, *y)),
        Step::Wheel(x, y) => stage.input(&mouse(MouseEventKind::ScrollDown, *x, *y)),
        Step::Answer => answer(stage),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(steps in prop::collection::vec(step(), 1..60), zh in any::<bool>()) {
        let mut stage = Stage::new(if zh { UiLang::Zh } else { UiLang::En }, (80, 24));
        for step in &steps {
            take(&mut stage, step);
            let buffer = stage.buffer();
            let bad = buffer.content.iter().find(|cell| cell.symbol().chars().any(char::is_control));
            prop_assert!(bad.is_none(), "{bad:?} after {step:?}");
        }
    }
}
