//! From a key to its frame with 100 000 rows in the table: `cargo bench --bench screen`.
//!
//! Criterion compares means between runs; the wanted number is a percentile (under 5 ms for 99 of 100 keys), so that
//! is measured first and printed.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use fanscope::app::table::Row;
use fanscope::app::{Effect, Outcome, Setup, State, update};
use fanscope::job;
use fanscope::model::{Lang, Profile, Record, Snapshot, Source, Status, TagRef, Timestamp, UiLang};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

const ROWS: u32 = 100_000;
const SIZE: (u16, u16) = (120, 40);
/// Keys measured for a percentile.
const KEYS: usize = 2_000;

/// The program without its tasks: a state and a terminal.
struct Desk {
    state: State,
    terminal: Terminal<TestBackend>,
}

impl Desk {
    fn new() -> Self {
        let setup = Setup::plain(UiLang::En, SIZE);
        let time_zone = setup.time_zone.clone();
        let (mut state, effects) = State::new(setup, Timestamp::UNIX_EPOCH).unwrap_or_else(|_| unreachable!());
        for effect in effects {
            if let Effect::Submit(id, _) = effect {
                update::on_event(&mut state, job::Event::Finished(id, Ok(())), Timestamp::UNIX_EPOCH);
            }
        }
        let rows = (0..ROWS).map(|number| Row::known(snapshot(number))).collect();
        state.results.replace(rows, &time_zone);
        let Ok(terminal) = Terminal::new(TestBackend::new(SIZE.0, SIZE.1));
        let mut desk = Self { state, terminal };
        desk.press(KeyCode::Esc);
        desk
    }

    /// A key and its frame; what another thread has to do stays to be done.
    fn press(&mut self, code: KeyCode) -> Vec<Effect> {
        let key = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        self.send(&key)
    }

    fn send(&mut self, event: &Event) -> Vec<Effect> {
        let effects = update::on_terminal_event(&mut self.state, event, Timestamp::UNIX_EPOCH);
        self.draw();
        effects
    }

    fn draw(&mut self) {
        let Ok(_) = self.terminal.draw(|frame| fanscope::ui::draw(&self.state, frame));
    }

    /// What other threads do meanwhile, and the frames that show what came of it, each with how long it took.
    fn catch_up(&mut self, effects: Vec<Effect>) -> Vec<Duration> {
        let mut frames = Vec::new();
        let mut waiting = effects;
        while let Some(effect) = waiting.pop() {
            let Effect::Arrange(screen, work) = effect else {
                continue;
            };
            let outcome = Outcome::Arranged(screen, Box::new(work.carry_out()));
            let start = Instant::now();
            waiting.extend(update::on_outcome(&mut self.state, outcome, Timestamp::UNIX_EPOCH));
            self.draw();
            frames.push(start.elapsed());
        }
        frames
    }

    fn press_all(&mut self, keys: &[KeyCode]) {
        for key in keys {
            let effects = self.press(*key);
            self.catch_up(effects);
        }
    }

    fn resize(&mut self, turn: usize) -> Vec<Effect> {
        let (width, height) = (SIZE.0 - u16::try_from(turn % 60).unwrap_or(0), SIZE.1);
        self.terminal.backend_mut().resize(width, height);
        self.send(&Event::Resize(width, height))
    }
}

fn snapshot(number: u32) -> Snapshot {
    let profile = Profile {
        subscribe: Some(1),
        subscribe_time: Some(1_400_000_000 + i64::from(number) * 1_000),
        subscribe_scene: Some("ADD_SCENE_QR_CODE".to_owned()),
        remark: Some(format!("老客户 {number}")),
        tagid_list: Some(vec![128, 2]),
        ..Profile::default()
    };
    let record = Record {
        openid: format!("oBENCH{number:022}"),
        account: "main".to_owned(),
        source: Source::Follower,
        status: if number.is_multiple_of(7) {
            Status::NotFollowing
        } else {
            Status::Following
        },
        fetched_at: Some(Timestamp::UNIX_EPOCH),
        from_history: false,
        repaired: false,
        tags: Some(vec![TagRef {
            id: 128,
            name: Some("VIP".to_owned()),
        }]),
        qr_label: None,
        profile,
        error: None,
    };
    Snapshot {
        record,
        app_id: "wx0123456789abcdef".to_owned(),
        lang: Lang::ZhCn,
        host: "api.weixin.qq.com".to_owned(),
        raw: b"{\"subscribe\":1}".to_vec(),
    }
}

const fn letter(letter: char) -> KeyCode {
    KeyCode::Char(letter)
}

/// What is measured: its name, the keys before, the keys measured in turn.
const TOURS: [(&str, &[KeyCode], &[KeyCode]); 10] = [
    (
        "moving in the table",
        &[],
        &[
            letter('j'),
            KeyCode::PageDown,
            letter('j'),
            letter('G'),
            letter('k'),
            KeyCode::PageUp,
            letter('g'),
            KeyCode::Tab,
            KeyCode::BackTab,
        ],
    ),
    (
        "typing into the input",
        &[letter('i')],
        &[letter('o'), letter('x'), letter('9'), KeyCode::Backspace],
    ),
    (
        "typing into the palette",
        &[letter(':')],
        &[
            letter('s'),
            letter('o'),
            KeyCode::Down,
            KeyCode::Backspace,
            KeyCode::Backspace,
        ],
    ),
    (
        "moving below a filter",
        &[letter('/'), letter('7'), KeyCode::Enter],
        &[letter('j'), KeyCode::PageDown, letter('G'), letter('g')],
    ),
    (
        "typing into the filter",
        &[letter('/')],
        &[
            letter('客'),
            letter('7'),
            letter('1'),
            KeyCode::Backspace,
            KeyCode::Backspace,
            KeyCode::Backspace,
        ],
    ),
    // By time, by name, the other way round, by openid, as they came.
    (
        "sorting",
        &[],
        &[
            letter('s'),
            letter('s'),
            letter('s'),
            letter('n'),
            letter('s'),
            letter('n'),
            letter('s'),
            letter('o'),
            letter('s'),
            letter('a'),
        ],
    ),
    (
        "filtering by more than words",
        &[letter('/')],
        &[
            letter('s'),
            letter('t'),
            letter('a'),
            letter('t'),
            letter('u'),
            letter('s'),
            letter(':'),
            letter('l'),
            letter('e'),
            letter('f'),
            letter('t'),
            KeyCode::Esc,
            letter('/'),
        ],
    ),
    (
        "marking",
        &[],
        &[
            letter(' '),
            letter('v'),
            letter('G'),
            letter('v'),
            letter('!'),
            letter('*'),
            letter('u'),
            letter('g'),
        ],
    ),
    (
        "searching",
        &[
            letter('/'),
            letter('9'),
            letter('9'),
            letter('9'),
            KeyCode::Enter,
            KeyCode::Esc,
        ],
        &[letter('n'), letter('n'), letter('N')],
    ),
    (
        "choosing columns",
        &[letter('c'), letter('G')],
        &[letter(' '), letter('K'), letter('+'), letter('J'), letter('-')],
    ),
];

/// Prints how long 99 of 100 keys take at most, tour by tour; and the same for the frames that show what another
/// thread has worked out.
fn percentiles(_: &mut Criterion) {
    for (name, before, keys) in TOURS {
        let mut desk = Desk::new();
        desk.press_all(before);
        report(name, KEYS, |turn| {
            let start = Instant::now();
            let effects = desk.press(keys[turn % keys.len()]);
            let taken = start.elapsed();
            (taken, desk.catch_up(effects))
        });
    }
    let mut desk = Desk::new();
    report("resizing", KEYS, |turn| {
        let start = Instant::now();
        let effects = desk.resize(turn);
        (start.elapsed(), desk.catch_up(effects))
    });
}

fn report(name: &str, keys: usize, mut press: impl FnMut(usize) -> (Duration, Vec<Duration>)) {
    let (mut times, mut later) = (Vec::new(), Vec::new());
    for turn in 0..keys {
        let (taken, frames) = press(turn);
        times.push(taken);
        later.extend(frames);
    }
    println!("{name}: {}", spread(&mut times));
    if !later.is_empty() {
        println!(
            "{name}, {} frames after another thread's work: {}",
            later.len(),
            spread(&mut later)
        );
    }
}

fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    format!("median {:?}, 99th percentile {:?}", at(50), at(99))
}

fn key_to_frame(c: &mut Criterion) {
    let mut group = c.benchmark_group("key to frame");
    for (name, before, keys) in TOURS {
        let mut desk = Desk::new();
        desk.press_all(before);
        let mut turns = keys.iter().cycle();
        group.bench_function(name, |b| {
            b.iter_custom(|rounds| {
                let mut taken = Duration::ZERO;
                for _ in 0..rounds {
                    let key = turns.next().copied().unwrap_or(KeyCode::Null);
                    let start = Instant::now();
                    let effects = desk.press(key);
                    taken += start.elapsed();
                    desk.catch_up(effects);
                }
                taken
            });
        });
    }
    group.finish();
}

criterion_group!(benches, percentiles, key_to_frame);
criterion_main!(benches);
