//! The program as its demo shows it: real keys, the real background task, the real demo server. Only what differs from
//! run to run is held still: the clock and the server's port.

use std::time::Duration;

use fanscope::app::{Setup, State};
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::{self, Demo};
use fanscope::job::{Event, FollowersEvent};
use fanscope::model::{Follower, Secret, Snapshot, Timestamp, UiLang};
use fanscope::worker::{self, Command, Worker};
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::people::{NOW, at};
use super::stage::Stage;

const LIMIT: Duration = Duration::from_secs(30);
const HOST: &str = "127.0.0.1:4711";

pub struct Tour {
    pub stage: Stage,
    worker: Worker,
    under_way: usize,
    runtime: Runtime,
    demo: Demo,
    _home: TempDir,
}

impl Tour {
    /// The demo has started and waits for the operator.
    pub fn new(lang: UiLang, size: (u16, u16)) -> Self {
        let runtime = Runtime::new().unwrap();
        let demo = runtime.block_on(Demo::start(demo::Setup::default())).unwrap();
        let home = tempfile::tempdir().unwrap();
        let flags = Flags {
            demo: true,
            data_dir: Some(home.path().to_owned()),
            ui_lang: Some(lang),
            ..Flags::default()
        };
        let env = Env([("HOME".to_owned(), home.path().display().to_string())].into());
        let secrets = (Secret::new(&demo.app_secret), Secret::new(&demo.web_token));
        let config = Config::load(&flags, &env).unwrap();
        let config = config.with_demo(&demo.base(), &demo.app_id, secrets.0, secrets.1);
        let setup = Setup {
            demo: true,
            web_token_given: true,
            ..Setup::plain(lang, size)
        };
        let (state, effects) = State::new(setup, at(NOW)).unwrap();
        let worker = {
            let _inside = runtime.enter();
            worker::spawn(config, env)
        };
        let mut tour = Self {
            stage: Stage { state, effects },
            worker,
            under_way: 0,
            runtime,
            demo,
            _home: home,
        };
        tour.settle();
        tour
    }

    /// One in seven of those who follow leaves.
    pub fn let_some_leave(&self) {
        for openid in self.demo.openids(1_000).iter().skip(5).step_by(7) {
            assert!(self.demo.change(openid, demo::Change::Leaves));
        }
    }

    /// Hands over all that was asked for, and takes all that comes of it, until nothing is left.
    pub fn settle(&mut self) {
        loop {
            for (id, job) in self.stage.take_jobs() {
                self.under_way += 1;
                let command = Command::Start(id, job);
                self.runtime.block_on(self.worker.commands.send(command)).unwrap();
            }
            if self.under_way == 0 {
                return;
            }
            let event = async { tokio::time::timeout(LIMIT, self.worker.events.recv()).await };
            let event = self.runtime.block_on(event).expect("an answer").unwrap();
            self.under_way -= usize::from(matches!(event, Event::Finished(..)));
            self.stage.event(held_still(event));
        }
    }
}

fn held_still(mut event: Event) -> Event {
    match &mut event {
        Event::Account(card) => HOST.clone_into(&mut card.host),
        Event::Rows(_, snapshots) => snapshots.iter_mut().for_each(hold_snapshot),
        Event::Person(_, person) => person.snapshots.iter_mut().for_each(hold_snapshot),
        Event::Figures(_, Some(charted)) => {
            charted.synced_at = charted.synced_at.map(an_hour_ago);
            // All who left were found gone by the last sync.
            let days = charted.figures.days.iter_mut().filter(|day| day.left > 0);
            days.for_each(|day| day.date = at(NOW).to_zoned(TimeZone::UTC).date());
        }
        Event::Followers(_, event) => match event {
            FollowersEvent::Opened { card, .. } => {
                (card.began_at, card.synced_at) = (card.began_at.map(an_hour_ago), card.synced_at.map(an_hour_ago));
            }
            FollowersEvent::Viewed(viewed) => viewed.rows.iter_mut().for_each(hold_follower),
            FollowersEvent::Page { rows, .. } => rows.iter_mut().for_each(hold_follower),
            FollowersEvent::Person(_, Some(person)) => hold_follower(&mut person.follower),
            _ => {}
        },
        _ => {}
    }
    event
}

fn hold_snapshot(snapshot: &mut Snapshot) {
    HOST.clone_into(&mut snapshot.host);
    snapshot.record.fetched_at = snapshot.record.fetched_at.map(|_| at(NOW - 60));
}

fn hold_follower(follower: &mut Follower) {
    follower.first_at = an_hour_ago(follower.first_at);
    follower.left_at = follower.left_at.map(an_hour_ago);
    follower.record.fetched_at = follower.record.fetched_at.map(an_hour_ago);
}

fn an_hour_ago(_: Timestamp) -> Timestamp {
    at(NOW - 3_600)
}
