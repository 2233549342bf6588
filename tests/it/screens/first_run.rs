//! The first run: one question at a time, a way back from each, nothing kept before it is tried.

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::first_run::{Page, area};
use fanscope::app::{Context, Effect, Setup, State, update};
use fanscope::job::{Again, Checked, Event, Job, Proposal, SecretPlan, SetUp};
use fanscope::model::{Secret, UiLang, Verdict};

use super::people::{NOW, at};
use super::stage::{drawn, picture};

const APP_ID: &str = "wx0123456789abcdef";

/// A state without an account, and what it asked for.
pub struct Newcomer {
    pub state: State,
    effects: Vec<Effect>,
}

impl Newcomer {
    pub fn new(lang: UiLang, size: (u16, u16)) -> Self {
        let setup = Setup {
            first_run: Some("~/.config/fanscope/config.toml".to_owned()),
            ..Setup::plain(lang, size)
        };
        let (state, effects) = State::new(setup, at(NOW)).unwrap();
        Self { state, effects }
    }

    fn input(&mut self, input: &Input) {
        self.effects
            .extend(update::on_terminal_event(&mut self.state, input, at(NOW)));
    }

    fn key(&mut self, code: KeyCode) -> &mut Self {
        self.input(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        self
    }

    pub fn types(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| {
            self.key(KeyCode::Char(c));
        });
        self
    }

    fn event(&mut self, event: Event) {
        self.effects.extend(update::on_event(&mut self.state, event, at(NOW)));
    }

    fn page(&self) -> Page {
        self.state.first_run.as_ref().unwrap().page
    }

    pub fn screen(&self) -> String {
        picture(&drawn(&self.state))
    }

    fn submitted(&self, fits: impl Fn(&Job) -> bool) -> Option<(fanscope::job::JobId, Job)> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Submit(id, job) if fits(job) => Some((*id, job.clone())),
            _ => None,
        })
    }

    fn trial(&self) -> (fanscope::job::JobId, Proposal) {
        match self.submitted(|job| matches!(job, Job::CheckSetUp(_))) {
            Some((id, Job::CheckSetUp(proposal))) => (id, proposal),
            _ => panic!("nothing is tried"),
        }
    }
}

/// All answers given up to the trial, with the secret in this variable.
fn tried(lang: UiLang, size: (u16, u16)) -> Newcomer {
    let mut newcomer = Newcomer::new(lang, size);
    newcomer.types("2").types(APP_ID).key(KeyCode::Enter);
    newcomer.types("1").types("WX_SECRET").key(KeyCode::Enter);
    newcomer
}

fn step(verdict: Verdict, name: &'static str, line: &str) -> Checked {
    Checked {
        verdict,
        name,
        lines: vec![line.to_owned()],
    }
}

/// The trial of an account that fails, with these words of the platform.
pub fn refused(lang: UiLang, size: (u16, u16), said: &str) -> Newcomer {
    let mut newcomer = tried(lang, size);
    let (job, _) = newcomer.trial();
    newcomer.event(Event::Checked(
        job,
        step(Verdict::Ok, "Network", "api.weixin.qq.com answers"),
    ));
    newcomer.event(Event::Checked(job, step(Verdict::Fail, "Access token", said)));
    newcomer.event(Event::Finished(job, Ok(())));
    newcomer
}

#[test]
fn every_page_at_every_size_in_both_languages() {
    for (lang, word) in [(UiLang::En, "en"), (UiLang::Zh, "zh")] {
        for size in [(40, 10), (80, 24), (120, 40)] {
            let mut newcomer = Newcomer::new(lang, size);
            let name = |page: &str| format!("first_run_{page}_{}x{}_{word}", size.0, size.1);
            insta::assert_snapshot!(name("welcome"), newcomer.screen());
            newcomer.types("2").types("wx0123");
            insta::assert_snapshot!(name("app_id"), newcomer.screen());
            newcomer.key(KeyCode::Enter);
            insta::assert_snapshot!(name("ways"), newcomer.screen());
            newcomer.types("4").types("s3cret");
            insta::assert_snapshot!(name("secret"), newcomer.screen());
            newcomer.key(KeyCode::Enter);
            let (job, _) = newcomer.trial();
            newcomer.event(Event::Checked(
                job,
                step(Verdict::Ok, "Network", "api.weixin.qq.com answers"),
            ));
            let refused = "40125 invalid appsecret (rid: 1) and a long sentence on what to do about that next";
            newcomer.event(Event::Checked(job, step(Verdict::Fail, "Access token", refused)));
            newcomer.event(Event::Finished(job, Ok(())));
            insta::assert_snapshot!(name("check"), newcomer.screen());
            assert!(!newcomer.screen().contains("s3cret"));
        }
    }
}

#[test]
fn the_account_is_tried_then_kept_then_used() {
    let mut newcomer = tried(UiLang::En, (100, 30));
    let (job, proposal) = newcomer.trial();
    let expected = Proposal {
        app_id: APP_ID.to_owned(),
        secret: SecretPlan::Variable("WX_SECRET".to_owned()),
    };
    assert_eq!(proposal, expected);
    assert!(newcomer.state.needs_spinner());
    newcomer.key(KeyCode::Enter);
    assert!(
        newcomer.submitted(|job| matches!(job, Job::SaveSetUp(_))).is_none(),
        "not before the test is over"
    );
    newcomer.event(Event::Checked(job, step(Verdict::Ok, "Followers", "312 followers")));
    newcomer.event(Event::Finished(job, Ok(())));
    assert!(
        newcomer.screen().contains("The account works."),
        "{}",
        newcomer.screen()
    );
    newcomer.key(KeyCode::Enter);
    let (saving, _) = newcomer.submitted(|job| matches!(job, Job::SaveSetUp(_))).unwrap();
    let path = "/home/x/config.toml".to_owned();
    newcomer.event(Event::SetUp(saving, SetUp::Saved { path, secret: None }));
    assert!(matches!(
        newcomer.effects.last(),
        Some(Effect::Again(Again::Configured))
    ));
    assert!(
        newcomer
            .screen()
            .contains("The account was saved in /home/x/config.toml")
    );
}

#[test]
fn escape_goes_back_through_all_pages_and_loses_no_answer() {
    let mut newcomer = tried(UiLang::En, (80, 24));
    let (job, _) = newcomer.trial();
    for page in [Page::Place, Page::Ways, Page::AppId, Page::Welcome, Page::Welcome] {
        newcomer.key(KeyCode::Esc);
        assert_eq!(newcomer.page(), page);
    }
    assert!(
        newcomer
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Cancel(id) if *id == job))
    );
    newcomer.event(Event::Checked(job, step(Verdict::Ok, "Network", "too late")));
    newcomer.types("2");
    assert!(newcomer.screen().contains(APP_ID));
    newcomer.key(KeyCode::Enter).key(KeyCode::Enter);
    assert!(newcomer.screen().contains("WX_SECRET"));
    assert!(!newcomer.screen().contains("too late"));
}

#[test]
fn wrong_answers_say_what_would_be_right() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    newcomer.types("2").key(KeyCode::Enter);
    assert!(newcomer.screen().contains("Type it first; Esc goes back"));
    newcomer.types("wx 1").key(KeyCode::Enter);
    assert!(
        newcomer.screen().contains("such as wx0123456789abcdef"),
        "{}",
        newcomer.screen()
    );
    newcomer.input(&Input::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    newcomer.input(&Input::Paste(format!(" {APP_ID}\n")));
    newcomer.key(KeyCode::Enter);
    for (way, typed, said) in [
        ("1", "1WX", "begins with no digit"),
        ("2", "pass 'wx", "every quotation mark is closed"),
        ("4", " ", "Type it first"),
    ] {
        assert_eq!(newcomer.page(), Page::Ways);
        newcomer.types(way).types(typed).key(KeyCode::Enter);
        assert!(newcomer.screen().contains(said), "{}", newcomer.screen());
        newcomer.key(KeyCode::Esc);
    }
    let mut newcomer = tried(UiLang::En, (80, 24));
    let (job, _) = newcomer.trial();
    let reason = "/etc/fanscope: permission denied".to_owned();
    newcomer.event(Event::SetUp(job, SetUp::Refused { reason }));
    newcomer.event(Event::Finished(job, Ok(())));
    assert!(
        newcomer.screen().contains("Mend it and try again"),
        "{}",
        newcomer.screen()
    );
}

#[test]
fn a_typed_secret_is_handed_over_and_never_shown() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    newcomer.types("2").types(APP_ID).key(KeyCode::Enter);
    newcomer.types("4").types("s3cret");
    assert!(newcomer.screen().contains("› ••••••"));
    newcomer.key(KeyCode::Enter);
    assert_eq!(newcomer.trial().1.secret, SecretPlan::Typed(Secret::new("s3cret")));
    assert!(!format!("{:?}{:?}", newcomer.state, newcomer.effects).contains("s3cret"));
}

#[test]
fn the_demo_the_sample_and_the_way_out_are_one_key_away() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    newcomer.key(KeyCode::Enter);
    assert!(matches!(newcomer.effects.last(), Some(Effect::Again(Again::Demo))));
    newcomer.key(KeyCode::Down).key(KeyCode::Down).key(KeyCode::Enter);
    let (job, _) = newcomer.submitted(|job| matches!(job, Job::WriteSample)).unwrap();
    let path = "/x/config.toml".to_owned();
    newcomer.event(Event::SetUp(job, SetUp::Exists { path }));
    assert!(
        newcomer
            .screen()
            .contains("/x/config.toml is there already and was left as it is")
    );
    newcomer.types("4");
    assert!(matches!(newcomer.effects.last(), Some(Effect::Quit)));
}

#[test]
fn screens_and_panes_wait_while_help_palette_and_messages_work() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    for code in [
        KeyCode::F(2),
        KeyCode::F(3),
        KeyCode::Tab,
        KeyCode::Char('i'),
        KeyCode::Char('/'),
    ] {
        newcomer.key(code);
        assert_eq!(newcomer.state.context(), Context::Welcome, "{code:?}");
    }
    for (keys, context) in [("?", Context::Help), (":", Context::Palette), ("M", Context::Messages)] {
        newcomer.types(keys);
        assert_eq!(newcomer.state.context(), context);
        newcomer.key(KeyCode::Esc);
    }
    newcomer.input(&Input::Paste("o6_bmjrPTlm6_2sgVt7hMZOPfL2M".to_owned()));
    assert!(newcomer.state.input.is_empty());
}

#[test]
fn a_click_chooses() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    let row = newcomer
        .screen()
        .lines()
        .position(|line| line.contains("Set up an account"))
        .unwrap();
    newcomer.input(&Input::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: area((80, 24)).x + 6,
        row: u16::try_from(row).unwrap(),
        modifiers: KeyModifiers::NONE,
    }));
    assert_eq!(newcomer.page(), Page::AppId);
}

#[test]
fn a_variable_that_is_not_set_is_told_at_once_and_tried_all_the_same() {
    for (set, lang, words) in [
        (&[][..], UiLang::En, Some("WX_SECRET is not set here")),
        (&["OTHER"], UiLang::Zh, Some("没有设置 WX_SECRET")),
        (&["WX_SECRET"], UiLang::En, None),
    ] {
        let mut newcomer = Newcomer::new(lang, (120, 40));
        newcomer.state.setup.variables = set.iter().map(|name| (*name).to_owned()).collect();
        newcomer.types("2").types(APP_ID).key(KeyCode::Enter);
        newcomer.types("1").types("WX_SECRET").key(KeyCode::Enter);
        assert_eq!(newcomer.page(), Page::Check);
        newcomer.trial();
        let screen = newcomer.screen();
        match words {
            Some(words) => assert!(screen.contains(words), "{screen}"),
            None => assert!(!screen.contains("is not set"), "{screen}"),
        }
    }
}
