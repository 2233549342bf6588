//! The production loop without a terminal: scripted keys, the real background task, the demo server.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use fanscope::config::{Config, Env, Flags};
use fanscope::demo::Demo;
use fanscope::model::UiLang;
use fanscope::tui::{self, ColorChoice, Input, Screen, Setup, Signal};
use ratatui::backend::TestBackend;
use ratatui::{Frame, Terminal};
use tokio::sync::{mpsc, watch};

use crate::support::server::{ABSENT, OLD, TODAY};

const LIMIT: Duration = Duration::from_secs(30);

/// A terminal in memory that tells what it shows.
struct Mirror {
    terminal: Terminal<TestBackend>,
    shown: watch::Sender<String>,
    log: Arc<Mutex<Vec<Done>>>,
}

/// What the loop did to the terminal besides drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Done {
    Drawn,
    Copied(String),
    Suspended,
    Resumed,
}

impl Mirror {
    fn note(&self, done: Done) {
        self.log.lock().unwrap().push(done);
    }
}

impl Screen for Mirror {
    fn size(&self) -> io::Result<(u16, u16)> {
        let area = self.terminal.backend().buffer().area;
        Ok((area.width, area.height))
    }

    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> io::Result<()> {
        self.terminal.draw(paint).unwrap();
        self.note(Done::Drawn);
        self.shown.send_replace(self.terminal.backend().to_string());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear().unwrap();
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.note(Done::Copied(text.to_owned()));
        Ok(())
    }

    fn capture_mouse(&mut self, _on: bool) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.note(Done::Suspended);
        Ok(())
    }

    fn resume(&mut self) -> io::Result<()> {
        self.note(Done::Resumed);
        Ok(())
    }
}

/// The operator's side: types, pastes, watches.
pub struct Operator {
    inputs: mpsc::Sender<Input>,
    shown: watch::Receiver<String>,
    log: Arc<Mutex<Vec<Done>>>,
}

impl Operator {
    async fn send(&self, input: Input) {
        self.inputs.send(input).await.unwrap();
    }

    pub async fn key(&self, code: KeyCode) {
        self.send(Input::Terminal(Event::Key(KeyEvent::new(code, KeyModifiers::NONE))))
            .await;
    }

    pub async fn control(&self, letter: char) {
        let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
        self.send(Input::Terminal(Event::Key(key))).await;
    }

    /// Ends the program: the first time `Ctrl-C` may only mean work that is still going on, the second it does not.
    pub async fn quits(&self) {
        self.control('c').await;
        let again = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        // Nobody listens any more where the first was enough.
        let _ = self.inputs.send(Input::Terminal(Event::Key(again))).await;
    }

    pub async fn paste(&self, text: &str) {
        self.send(Input::Terminal(Event::Paste(text.to_owned()))).await;
    }

    /// Waits until the screen is as wanted.
    pub async fn sees(&mut self, is_met: impl Fn(&str) -> bool) {
        let met = tokio::time::timeout(LIMIT, self.shown.wait_for(|screen| is_met(screen))).await;
        let is_met = matches!(met, Ok(Ok(_)));
        drop(met);
        assert!(is_met, "never seen; now:\n{}", *self.shown.borrow());
    }

    pub async fn sees_all(&mut self, texts: &[&str]) {
        self.sees(|screen| texts.iter().all(|text| screen.contains(text))).await;
    }

    fn done(&self) -> Vec<Done> {
        self.log.lock().unwrap().clone()
    }

    /// Waits until the loop has done this.
    async fn notices(&self, done: &Done) {
        let seen = async {
            while !self.done().contains(done) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(LIMIT, seen).await.expect("done");
    }
}

/// Runs the interface against a demo server of the test's own while the script goes on; the exit code.
pub async fn run_against<F: Future<Output = ()>>(demo: &Demo, home: &Path, script: impl FnOnce(Operator) -> F) -> u8 {
    let flags = Flags {
        data_dir: Some(home.to_path_buf()),
        ui_lang: Some(UiLang::En),
        ..Flags::default()
    };
    let variables = [
        ("HOME", home.display().to_string()),
        ("XDG_CONFIG_HOME", home.display().to_string()),
        ("FANSCOPE_APP_ID", demo.app_id.clone()),
        ("FANSCOPE_APP_SECRET", demo.app_secret.clone()),
        ("FANSCOPE_API_BASE", demo.base()),
    ];
    let env = Env(variables.map(|(name, value)| (name.to_owned(), value)).into());
    run_with(&flags, env, script).await
}

/// Runs the interface on the demo account with its data in `home` while the script goes on; the exit code.
async fn run<F: Future<Output = ()>>(home: &Path, script: impl FnOnce(Operator) -> F) -> u8 {
    let flags = Flags {
        demo: true,
        data_dir: Some(home.to_path_buf()),
        ui_lang: Some(UiLang::En),
        ..Flags::default()
    };
    let env = Env([("HOME".to_owned(), home.display().to_string())].into());
    run_with(&flags, env, script).await
}

async fn run_with<F: Future<Output = ()>>(flags: &Flags, env: Env, script: impl FnOnce(Operator) -> F) -> u8 {
    let setup = Setup {
        config: Config::load(flags, &env).unwrap(),
        env,
        color: ColorChoice::Auto,
        log: None,
    };
    let (shown, watched) = watch::channel(String::new());
    let log = Arc::new(Mutex::new(Vec::new()));
    let screen = Mirror {
        terminal: Terminal::new(TestBackend::new(130, 30)).unwrap(),
        shown,
        log: log.clone(),
    };
    let queue = tui::queue();
    let operator = Operator {
        inputs: queue.0.clone(),
        shown: watched,
        log,
    };
    let running = async { tokio::join!(tui::run_on(screen, queue, setup), script(operator)) };
    let (code, ()) = tokio::time::timeout(2 * LIMIT, running)
        .await
        .expect("the program ends");
    code.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paste_becomes_decoded_rows_and_is_there_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let code = run(home.path(), async |mut operator: Operator| {
        operator.sees_all(&["DEMO"]).await;
        operator.paste(&format!("{OLD} {TODAY}\n{ABSENT}\nabc")).await;
        operator.sees_all(&["3 new", "1 malformed"]).await;
        operator.key(KeyCode::Enter).await;
        operator
            .sees_all(&[OLD, TODAY, ABSENT, "not following", "abc", "QR code"])
            .await;
        operator.key(KeyCode::Char('q')).await;
    })
    .await;
    assert_eq!(code, 0);
    let code = run(home.path(), async |mut operator: Operator| {
        operator.sees_all(&[OLD, TODAY, ABSENT]).await;
        operator.quits().await;
    })
    .await;
    assert_eq!(code, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_frame_comes_before_the_account_is_known() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), async |mut operator: Operator| {
        operator.sees(|screen| !screen.is_empty()).await;
        operator.sees_all(&["DEMO", "127.0.0.1"]).await;
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_inputs_at_once_make_few_frames() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), async |mut operator: Operator| {
        operator.sees_all(&["DEMO", "127.0.0.1"]).await;
        let before = operator.done().len();
        // Nothing is awaited that lets the loop run in between: the queue holds them all.
        for letter in OLD.chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
            operator.inputs.try_send(Input::Terminal(Event::Key(key))).unwrap();
        }
        operator.sees_all(&[OLD]).await;
        let frames = operator.done().len() - before;
        assert!(frames < OLD.len(), "{frames} frames");
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copying_goes_through_the_terminal_and_is_confirmed() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), async |mut operator: Operator| {
        operator.paste(OLD).await;
        operator.key(KeyCode::Enter).await;
        operator.sees_all(&[OLD, "QR code"]).await;
        operator.key(KeyCode::Char('y')).await;
        operator.key(KeyCode::Char('i')).await;
        operator.notices(&Done::Copied(OLD.to_owned())).await;
        operator.sees_all(&["terminal's clipboard"]).await;
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_drawn_between_suspending_and_going_on() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), async |mut operator: Operator| {
        operator.sees_all(&["DEMO", "127.0.0.1"]).await;
        operator.control('z').await;
        operator.notices(&Done::Suspended).await;
        operator.key(KeyCode::Char('o')).await;
        operator.send(Input::Signal(Signal::Continue)).await;
        operator.notices(&Done::Resumed).await;
        operator.quits().await;
        let done = operator.done();
        let suspended = done.iter().position(|done| *done == Done::Suspended).unwrap();
        assert_eq!(done[suspended + 1], Done::Resumed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_without_effect_of_the_stop_takes_the_terminal_again() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), async |mut operator: Operator| {
        operator.sees_all(&["DEMO"]).await;
        operator.control('z').await;
        // No signal comes: where no shell could wake the process, the system does not stop it.
        operator.notices(&Done::Resumed).await;
        operator.quits().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signals_and_a_lost_terminal_end_with_their_codes() {
    for (input, code) in [
        (Input::Signal(Signal::Terminate), 143),
        (Input::Signal(Signal::HangUp), 129),
        (Input::Gone, 129),
        (Input::Panicked, 101),
    ] {
        let home = tempfile::tempdir().unwrap();
        let ended = run(home.path(), async |operator: Operator| operator.send(input).await).await;
        assert_eq!(ended, code);
    }
}
