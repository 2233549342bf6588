//! A state driven by keys and events, and what it draws.

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use fanscope::app::{AccountChoice, Action, Effect, Setup, State, Suggestion, update};
use fanscope::job::{AccountCard, Event, Job, JobId};
use fanscope::model::{Snapshot, UiLang};
use fanscope::store::{HistoryRow, Person};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::people::{NOW, account, at};

pub struct Stage {
    pub state: State,
    pub effects: Vec<Effect>,
}

impl Stage {
    pub fn new(lang: UiLang, size: (u16, u16)) -> Self {
        Self::with(Setup {
            suggestions: vec![Suggestion {
                text: super::people::BAND.to_owned(),
                about: "the documentation's first example".to_owned(),
            }],
            accounts: [("main", "Brand 服务号"), ("second", "Second")]
                .map(|(name, label)| AccountChoice {
                    name: name.to_owned(),
                    label: label.to_owned(),
                })
                .to_vec(),
            demo: true,
            data_file: "~/.local/share/fanscope/fanscope.db".to_owned(),
            ..Setup::plain(lang, size)
        })
    }

    pub fn with(setup: Setup) -> Self {
        let (begun, effects) = State::new(setup, at(NOW)).unwrap();
        let mut stage = Self { state: begun, effects };
        stage.event(Event::Account(AccountCard {
            key: account(),
            label: "Brand 服务号".to_owned(),
            host: "api.weixin.qq.com".to_owned(),
            has_web_token: false,
        }));
        stage
    }

    /// Recent people arrive and the start is over.
    pub fn started(mut self, recent: Vec<Snapshot>) -> Self {
        let job = self.job(|job| matches!(job, Job::Recent { .. }));
        self.event(Event::Rows(job, recent));
        self.event(Event::Finished(job, Ok(())));
        self
    }

    /// The History screen with these people and how often each was looked up.
    pub fn with_history(mut self, people: Vec<(Snapshot, u64)>) -> Self {
        self.key(KeyCode::F(4));
        let job = self.job(|job| matches!(job, Job::History));
        let row = |(latest, lookups)| HistoryRow {
            latest,
            lookups,
            first_at: at(NOW - 86_400),
        };
        self.event(Event::History(job, people.into_iter().map(row).collect()));
        self.event(Event::Finished(job, Ok(())));
        self
    }

    pub fn event(&mut self, event: Event) {
        let effects = update::on_event(&mut self.state, event, at(NOW));
        self.effects.extend(effects);
    }

    pub fn input(&mut self, input: &Input) {
        let effects = update::on_terminal_event(&mut self.state, input, at(NOW));
        self.effects.extend(effects);
    }

    pub fn key(&mut self, code: KeyCode) {
        self.chord(code, KeyModifiers::NONE);
    }

    pub fn control(&mut self, letter: char) {
        self.chord(KeyCode::Char(letter), KeyModifiers::CONTROL);
    }

    /// What comes of an action where the keys go now.
    pub fn after(&self, action: Action) -> Self {
        let mut after = Self {
            state: self.state.clone(),
            effects: Vec::new(),
        };
        after.state.message = None;
        update::perform(&mut after.state, action, &mut after.effects);
        after.input(&Input::FocusGained);
        after
    }

    fn chord(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.input(&Input::Key(KeyEvent::new(code, modifiers)));
    }

    pub fn keys(&mut self, text: &str) {
        text.chars().for_each(|c| self.key(KeyCode::Char(c)));
    }

    pub fn paste(&mut self, text: &str) {
        self.input(&Input::Paste(text.to_owned()));
    }

    /// The newest submitted job that fits.
    pub fn job(&self, fits: impl Fn(&Job) -> bool) -> JobId {
        let found = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit(id, job) if fits(job) => Some(*id),
            _ => None,
        });
        found.expect("no such job was submitted")
    }

    pub fn lookup(&self) -> JobId {
        self.job(|job| matches!(job, Job::Lookup { .. }))
    }

    /// Answers every question about people, from nothing but these snapshots.
    pub fn answer_people(&mut self, snapshots: &[Snapshot]) {
        while let Some((id, openid)) = self.take_person_job() {
            let of = |found: &&Snapshot| found.record.openid == openid;
            let person = Person {
                snapshots: snapshots.iter().filter(of).cloned().collect(),
                changes: Vec::new(),
                ..Person::default()
            };
            self.event(Event::Person(id, Box::new(person)));
            self.event(Event::Finished(id, Ok(())));
        }
    }

    fn take_person_job(&mut self) -> Option<(JobId, String)> {
        let place = self
            .effects
            .iter()
            .position(|effect| matches!(effect, Effect::Submit(_, Job::Person { .. })))?;
        match self.effects.remove(place) {
            Effect::Submit(id, Job::Person { openid }) => Some((id, openid)),
            _ => None,
        }
    }

    /// The jobs submitted since this was last asked.
    pub fn take_jobs(&mut self) -> Vec<(JobId, Job)> {
        let jobs = std::mem::take(&mut self.effects).into_iter();
        let submitted = jobs.filter_map(|effect| match effect {
            Effect::Submit(id, job) => Some((id, job)),
            _ => None,
        });
        submitted.collect()
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.input(&Input::Resize(size.0, size.1));
    }

    pub fn buffer(&self) -> Buffer {
        drawn(&self.state)
    }

    /// The cell of the cursor, where it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let mut terminal = terminal(&self.state);
        let shown = terminal.backend().cursor_visible();
        shown.then(|| terminal.get_cursor_position().unwrap().into())
    }

    /// The screen as text, one line a row.
    pub fn screen(&self) -> String {
        picture(&self.buffer())
    }
}

/// What a state looks like.
pub fn drawn(state: &State) -> Buffer {
    terminal(state).backend().buffer().clone()
}

fn terminal(state: &State) -> Terminal<TestBackend> {
    let (width, height) = state.setup.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| fanscope::ui::draw(state, frame)).unwrap();
    terminal
}

/// A buffer as text: a wide character stands for its two cells.
pub fn picture(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            text.push_str(symbol);
            x += u16::try_from(fanscope::text::width(symbol).max(1)).unwrap();
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}
