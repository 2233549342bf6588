//! The first run: nothing is configured. One question at a time, and a way back from each.

use ratatui::layout::{Position, Rect};

use crate::config::is_app_id;
use crate::job::{Checked, JobId, Proposal, SecretPlan};
use crate::locale::WelcomeTexts;
use crate::model::{Secret, Verdict};
use crate::text;

use super::bindings::Context;
use super::field::Field;
use super::windows::centred;

mod page;

pub use page::{Body, body};

/// Widest text that reads well.
const WIDEST: u16 = 96;

/// What is asked, or shown, now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// What can be done.
    #[default]
    Welcome,
    /// The app id.
    AppId,
    /// How the secret is given.
    Ways,
    /// Where it is, or the secret itself.
    Place,
    /// The account is tried.
    Check,
}

/// What the first page offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The demo.
    Demo,
    /// An account.
    Account,
    /// The sample configuration.
    Sample,
    /// The way out.
    Quit,
}

impl Offer {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Demo, Self::Account, Self::Sample, Self::Quit];
}

/// How the secret is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// An environment variable.
    Variable,
    /// A command that prints it.
    Command,
    /// A file that is there.
    File,
    /// Typed now.
    Typed,
}

impl Way {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Variable, Self::Command, Self::File, Self::Typed];
}

/// How far the trial of the account is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trial {
    /// Not begun, cancelled or refused.
    #[default]
    Idle,
    /// Under way.
    Running(JobId),
    /// At its end.
    Ended,
}

/// The first run so far. Answers stay when a page is left, so that going back loses nothing.
#[derive(Clone, Debug, Default)]
pub struct FirstRun {
    /// The configuration's file.
    pub config_file: String,
    /// The page shown.
    pub page: Page,
    /// The selected offer.
    pub offer: usize,
    /// The app id as typed.
    pub app_id: Field,
    /// The selected way.
    pub way: usize,
    /// What was typed for each way, in their order.
    pub places: [Field; 4],
    /// Steps of the trial so far.
    pub steps: Vec<Checked>,
    /// How far it is.
    pub trial: Trial,
    /// First line drawn.
    pub offset: usize,
}

impl FirstRun {
    /// The first page; the account will stand in this file.
    pub fn new(config_file: &str) -> Self {
        Self {
            config_file: config_file.to_owned(),
            ..Self::default()
        }
    }

    /// Where keys go.
    pub const fn context(&self) -> Context {
        match self.page {
            Page::Welcome | Page::Ways => Context::Welcome,
            Page::AppId | Page::Place => Context::SetUp,
            Page::Check => Context::SetUpCheck,
        }
    }

    /// The selected way of giving the secret.
    pub fn chosen_way(&self) -> Way {
        Way::ALL.get(self.way).copied().unwrap_or(Way::Variable)
    }

    /// The selected offer.
    pub fn chosen_offer(&self) -> Offer {
        Offer::ALL.get(self.offer).copied().unwrap_or(Offer::Demo)
    }

    /// The field of the page, where it has one.
    pub fn field(&self) -> Option<&Field> {
        match self.page {
            Page::AppId => Some(&self.app_id),
            Page::Place => self.places.get(self.way),
            _ => None,
        }
    }

    /// The same, to type into it.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self.page {
            Page::AppId => Some(&mut self.app_id),
            Page::Place => self.places.get_mut(self.way),
            _ => None,
        }
    }

    /// Whether what is typed must not be seen.
    pub fn is_masked(&self) -> bool {
        self.page == Page::Place && self.chosen_way() == Way::Typed
    }

    /// The page that `Esc` goes back to; `None` on the first one.
    pub const fn before(&self) -> Option<Page> {
        match self.page {
            Page::Welcome => None,
            Page::AppId => Some(Page::Welcome),
            Page::Ways => Some(Page::AppId),
            Page::Place => Some(Page::Ways),
            Page::Check => Some(Page::Place),
        }
    }

    /// Goes to a page, at its top.
    pub fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.offset = 0;
    }

    /// The list of the page: the selected entry and how many there are.
    pub fn list(&mut self) -> Option<(&mut usize, usize)> {
        match self.page {
            Page::Welcome => Some((&mut self.offer, Offer::ALL.len())),
            Page::Ways => Some((&mut self.way, Way::ALL.len())),
            _ => None,
        }
    }

    /// What is wrong with what the page's field holds, and what would be right.
    pub fn fault(&self, texts: &'static WelcomeTexts) -> Option<&'static str> {
        let typed = self.field()?.text().trim();
        if typed.is_empty() {
            return Some(texts.nothing_typed);
        }
        match (self.page, self.chosen_way()) {
            (Page::AppId, _) if !is_app_id(typed) => Some(texts.bad_app_id),
            (Page::Place, Way::Variable) if !is_variable(typed) => Some(texts.bad_variable),
            (Page::Place, Way::Command) if shlex::split(typed).is_none_or(|words| words.is_empty()) => {
                Some(texts.bad_command)
            }
            _ => None,
        }
    }

    /// The account as asked for so far.
    pub fn proposal(&self) -> Proposal {
        let typed = self.places.get(self.way).map_or("", Field::text).trim().to_owned();
        Proposal {
            app_id: self.app_id.text().trim().to_owned(),
            secret: match self.chosen_way() {
                Way::Variable => SecretPlan::Variable(typed),
                Way::Command => SecretPlan::Command(typed),
                Way::File => SecretPlan::File(typed),
                Way::Typed => SecretPlan::Typed(Secret::new(typed)),
            },
        }
    }

    /// Whether every step of the trial went well enough to work with.
    pub fn is_good(&self) -> bool {
        self.trial == Trial::Ended && self.steps.iter().all(|step| step.verdict != Verdict::Fail)
    }
}

fn is_variable(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// Where the page stands, frame included: between header and footer.
pub fn area(size: (u16, u16)) -> Rect {
    Rect {
        y: 1,
        height: size.1.saturating_sub(2),
        ..centred(size, (WIDEST, 0))
    }
}

/// Lines of it that are shown at once.
pub fn height(size: (u16, u16)) -> usize {
    usize::from(area(size).height).saturating_sub(2)
}

/// Columns of its text.
pub fn columns(size: (u16, u16)) -> usize {
    usize::from(area(size).width).saturating_sub(4)
}

/// The entry of the page's list that stands at a place of the screen.
pub fn entry_at(body: &Body, offset: usize, size: (u16, u16), place: Position) -> Option<usize> {
    let area = area(size);
    if !area.contains(place) || place.y <= area.y {
        return None;
    }
    let line = usize::from(place.y - area.y - 1) + offset;
    body.entries.iter().position(|lines| lines.contains(&line))
}

/// A label with what it means beside it, the meanings below each other.
fn label_width(labels: &[&str]) -> usize {
    labels.iter().map(|label| text::width(label)).max().unwrap_or_default()
}
