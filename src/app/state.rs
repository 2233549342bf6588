//! Everything the interface knows. Changed by [`super::update`] only; drawing reads it.

use std::collections::BTreeMap;

use crate::job::{AccountCard, InputKind, JobId, Spent};
use crate::locale::{ScreenTexts, texts};
use crate::model::{AccountKey, OpenId, Source, Timestamp};

use super::bindings::Context;
use super::detail::DetailView;
use super::effect::Effect;
use super::first_run::FirstRun;
use super::followers::Followers;
use super::input::InputPane;
use super::input_history::InputHistory;
use super::jobs::{Jobs, Purpose};
use super::keymap::{Keymap, KeymapProblem};
use super::layout::{Shares, Split};
use super::messages::MessageLog;
use super::notes::Notes;
use super::overlay::{Overlay, Pending};
use super::people::People;
use super::pictures::Pictures;
use super::setup::Setup;
use super::stats::Stats;
use super::table::{Key, Row, Table};
use crate::job::Job;

/// People of history that are listed at start (product contract, section 6).
const RECENT: usize = 50;

/// The screens that are built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Input, results, detail.
    #[default]
    Lookup,
    /// Everybody who follows the account: tags, list, detail.
    Followers,
    /// Everybody looked up so far, and detail.
    History,
    /// Charts of the mirror.
    Stats,
}

impl Screen {
    /// All screens, in the order of their tabs.
    pub const ALL: [Self; 4] = [Self::Lookup, Self::Followers, Self::History, Self::Stats];
}

/// The pane that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The input (Lookup only).
    #[default]
    Input,
    /// The tags and other parts of the account's followers (Followers only).
    Sidebar,
    /// The list.
    List,
    /// The filter field of the list.
    Filter,
    /// The detail of the selected row.
    Detail,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Done.
    Good,
    /// To be known.
    Plain,
    /// Something needs attention.
    Warning,
    /// It did not work.
    Bad,
}

/// A line above the footer; it goes with the next key, so no clock is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How it is meant.
    pub mood: Mood,
    /// What it says; remote parts are cleaned when it is drawn.
    pub text: String,
}

/// How far history is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// Nobody asked.
    #[default]
    Idle,
    /// Asked, not answered.
    Running(JobId),
    /// Answered.
    Ready,
}

/// Everything the interface knows.
#[derive(Clone, Debug)]
pub struct State {
    /// What was given at start; `size` follows the terminal.
    pub setup: Setup,
    /// The keys in force.
    pub keymap: Keymap,
    /// The time of the last event.
    pub now: Timestamp,
    /// The account in use, once the background task has named it.
    pub account: Option<AccountCard>,
    /// A web token is there: given at start, or typed since.
    pub has_web_token: bool,
    /// The screen shown.
    pub screen: Screen,
    /// The pane with the focus.
    pub focus: Focus,
    /// The first run, until something is configured: it stands in the place of all screens.
    pub first_run: Option<FirstRun>,
    /// What lies on top, the last one uppermost.
    pub overlays: Vec<Overlay>,
    /// The input.
    pub input: InputPane,
    /// Inputs typed before.
    pub inputs: InputHistory,
    /// The mouse works in the interface.
    pub mouse: bool,
    /// Where the border between list and detail was dragged to.
    pub shares: Shares,
    /// That border is being dragged.
    pub(super) dragged: Option<Split>,
    /// The source that the next lookup asks.
    pub source: Source,
    /// The Followers screen.
    pub followers: Followers,
    /// The Lookup screen's rows.
    pub results: Table,
    /// The recent people have not arrived yet.
    pub recent: Loading,
    /// The History screen's rows.
    pub history: Table,
    /// How far they are known.
    pub history_loading: Loading,
    /// The Stats screen.
    pub stats: Stats,
    /// First line of the detail that is drawn.
    pub detail_offset: usize,
    /// Folds of the detail, and how far others were scrolled.
    pub detail_view: DetailView,
    /// Pictures of people.
    pub pictures: Pictures,
    /// What history knows about people looked at.
    pub people: People,
    /// Local notes on people listed or looked at.
    pub notes: Notes,
    /// Work under way.
    pub jobs: Jobs,
    /// Exports under way.
    pub(super) exports: BTreeMap<JobId, Pending>,
    /// Calls spent.
    pub spent: Spent,
    /// The minute's limit was reached; work goes on then.
    pub waiting_until: Option<Timestamp>,
    /// The line above the footer.
    pub message: Option<Message>,
    /// What was said in this run.
    pub messages: MessageLog,
    /// Step of the spinner.
    pub spinner: usize,
    /// Row whose detail is shown, to notice that it changed.
    pub(super) detail_of: Option<Key>,
    /// The pane that has the focus when a screen is shown again.
    pub(super) kept_focus: [Focus; Screen::ALL.len()],
    pub(super) dirty: bool,
}

impl State {
    /// The state at start and the first work. The first frame can be drawn before any of it is answered.
    ///
    /// # Errors
    /// Everything that is wrong in `[keys]`.
    pub fn new(setup: Setup, now: Timestamp) -> Result<(Self, Vec<Effect>), Vec<KeymapProblem>> {
        let keymap = Keymap::new(&setup.keys, &texts(setup.lang).screen)?;
        let mut state = Self {
            keymap,
            now,
            account: None,
            has_web_token: setup.web_token_given,
            screen: Screen::Lookup,
            focus: Focus::Input,
            first_run: setup.first_run.as_deref().map(FirstRun::new),
            overlays: Vec::new(),
            input: InputPane::default(),
            inputs: InputHistory::default(),
            mouse: setup.mouse,
            shares: Shares::default(),
            dragged: None,
            source: Source::Follower,
            followers: Followers::default(),
            results: Table::default(),
            recent: Loading::Idle,
            history: Table::default(),
            history_loading: Loading::Idle,
            stats: Stats::default(),
            detail_offset: 0,
            detail_view: DetailView::default(),
            pictures: Pictures::new(setup.drawing),
            people: People::default(),
            notes: Notes::default(),
            jobs: Jobs::default(),
            exports: BTreeMap::new(),
            spent: Spent::default(),
            waiting_until: None,
            message: None,
            messages: MessageLog::default(),
            spinner: 0,
            detail_of: None,
            kept_focus: [Focus::List; Screen::ALL.len()],
            dirty: true,
            setup,
        };
        let mut effects = vec![state.ask_for_recent()];
        let job = state.jobs.start(Purpose::Inputs);
        let kind = InputKind::Lookup;
        effects.push(Effect::Submit(job, Job::Inputs { kind }));
        if let Some(greeting) = state.setup.greeting.take() {
            state.say(Mood::Good, greeting);
        }
        Ok((state, effects))
    }

    /// The words in use.
    pub fn texts(&self) -> &'static ScreenTexts {
        &texts(self.setup.lang).screen
    }

    /// Whether something on the screen may have changed since the last call: draw exactly then.
    pub const fn take_dirty(&mut self) -> bool {
        std::mem::replace(&mut self.dirty, false)
    }

    /// Whether something moves: only then a timer may exist, and [`super::update::on_tick`] be called.
    pub fn needs_spinner(&self) -> bool {
        self.jobs.working() > 0
    }

    /// Whether keys go to this part of the screen: what lies on top takes them.
    pub fn is_at(&self, focus: Focus) -> bool {
        self.focus == focus && self.overlays.is_empty()
    }

    /// Where keys go.
    pub fn context(&self) -> Context {
        if let Some(overlay) = self.overlays.last() {
            return overlay.context();
        }
        if let Some(first) = &self.first_run {
            return first.context();
        }
        match (self.focus, self.screen) {
            (Focus::Input, _) => Context::Input,
            (Focus::Filter, _) => Context::Filter,
            (Focus::Detail, _) => Context::Detail,
            (Focus::Sidebar, _) => Context::Sidebar,
            (Focus::List, Screen::Lookup) => Context::Results,
            (Focus::List, Screen::Followers) => Context::Followers,
            (Focus::List, Screen::History) => Context::History,
            (Focus::List, Screen::Stats) => Context::Stats,
        }
    }

    /// The list of the screen shown.
    pub const fn table(&self) -> &Table {
        match self.screen {
            Screen::Lookup => &self.results,
            Screen::Followers => &self.followers.table,
            Screen::History => &self.history,
            Screen::Stats => &self.stats.list,
        }
    }

    /// The list of the screen shown, to change it.
    pub const fn table_mut(&mut self) -> &mut Table {
        self.table_of_mut(self.screen)
    }

    /// The list of a screen, to change it.
    pub const fn table_of_mut(&mut self, screen: Screen) -> &mut Table {
        match screen {
            Screen::Lookup => &mut self.results,
            Screen::Followers => &mut self.followers.table,
            Screen::History => &mut self.history,
            Screen::Stats => &mut self.stats.list,
        }
    }

    /// Whether the list of the screen shown is complete as far as the local file goes.
    pub fn is_loaded(&self) -> bool {
        match self.screen {
            Screen::Lookup => self.recent == Loading::Ready,
            Screen::Followers => self.followers.is_loaded(),
            Screen::History => self.history_loading == Loading::Ready && !self.history.is_filling(),
            Screen::Stats => self.stats.ready().is_some() || self.stats.has_no_mirror(),
        }
    }

    /// The selected row of the screen shown.
    pub fn selected(&self) -> Option<&Row> {
        self.table().selected()
    }

    /// Whether actions on rows mean the marked ones: there are any, and the list has the focus.
    pub fn means_marked(&self) -> bool {
        self.overlays.is_empty() && self.focus == Focus::List && self.table().has_marks()
    }

    /// The account's key; blank names until it is known.
    pub fn account_key(&self) -> AccountKey {
        let blank = AccountKey {
            name: String::new(),
            app_id: String::new(),
        };
        self.account.as_ref().map_or(blank, |account| account.key.clone())
    }

    /// How many ids of the input are new, how many listed already or repeated.
    pub fn input_counts(&self) -> (usize, usize) {
        let reading = self.input.reading();
        let listed = |id: &&OpenId| self.results.lists(id.as_str(), self.source);
        let known = reading.ids.iter().filter(listed).count();
        (reading.ids.len() - known, known + reading.duplicates)
    }

    /// What the line above the footer says: what happened, else what is wrong with the filter.
    pub fn notice(&self) -> Option<Message> {
        let error = || {
            let error = self.table().filter.error.as_ref()?;
            Some(Message {
                mood: Mood::Bad,
                text: error.message(self.setup.lang),
            })
        };
        self.message.clone().or_else(error)
    }

    pub(super) fn ask_for_recent(&mut self) -> Effect {
        let id = self.jobs.start(Purpose::Recent);
        self.recent = Loading::Running(id);
        Effect::Submit(id, Job::Recent { limit: RECENT })
    }

    /// Tells the operator, and keeps it in the log.
    pub(super) fn say(&mut self, mood: Mood, text: impl Into<String>) {
        let text = text.into();
        self.messages.keep(self.now, mood, &text);
        self.message = Some(Message { mood, text });
    }

    /// As [`State::say`], but what stands above the footer already stays there: it is read first.
    pub(super) fn report(&mut self, mood: Mood, text: impl Into<String>) {
        let text = text.into();
        self.messages.keep(self.now, mood, &text);
        self.message.get_or_insert(Message { mood, text });
    }

    /// Tells why a key does nothing: worth the moment, and not the log.
    pub(super) fn remark(&mut self, text: &str) {
        self.message = Some(Message {
            mood: Mood::Plain,
            text: text.to_owned(),
        });
    }
}
