//! The terminal interface on a mirror of that size: first frame, keys, search, charts, memory, idleness.

use std::path::Path;
use std::time::{Duration, Instant};

use super::account::Account;
use super::pty::Pty;
use super::sync::memory;

const SIZE: (u16, u16) = (120, 40);
/// Repeated to find a percentile.
const KEYS: usize = 200;
/// How the list's border begins.
const TITLE: &str = "Followers · ";

pub fn measure(account: &Account) {
    let empty = tempfile::tempdir().unwrap();
    let first = |home: &Path| {
        let frames = (0..5).map(|_| first_frame(account, home));
        let mut frames: Vec<f64> = frames.collect();
        frames.sort_by(f64::total_cmp);
        frames[2]
    };
    println!("first frame of Followers, empty file: {:.1} ms", first(empty.path()));
    println!("first frame of Followers, this mirror: {:.1} ms", first(account.home()));
    let mut pty = open(account, account.home());
    pty.send("\u{1b}OR");
    pty.wait("people", |screen| place(screen).is_some());
    keys(&mut pty);
    search(&mut pty);
    charts(&mut pty);
    println!(
        "resident memory: {} MiB, peak {} MiB",
        memory(pty.id(), "VmRSS:") / 1024,
        memory(pty.id(), "VmHWM:") / 1024
    );
    pty.wait_for_quiet(Duration::from_secs(1));
    let (written, cpu) = (pty.written().len(), pty.cpu_ms());
    std::thread::sleep(Duration::from_secs(10));
    println!(
        "idle for 10 s: {} bytes, {} ms of processor",
        pty.written().len() - written,
        pty.cpu_ms() - cpu
    );
}

/// From the key that opens the screen to the screen.
fn first_frame(account: &Account, home: &Path) -> f64 {
    let mut pty = open(account, home);
    let begun = Instant::now();
    pty.send("\u{1b}OR");
    pty.wait_for(TITLE.trim_end_matches([' ', '·']));
    pty.wait_for("Tags");
    millis(begun)
}

fn open(account: &Account, home: &Path) -> Pty {
    let variables = account.environment().iter();
    let variables: Vec<String> = variables.map(|(name, value)| format!("{name}='{value}'")).collect();
    let script = format!("exec env {} \"$FANSCOPE\" --ui-lang en", variables.join(" "));
    let pty = Pty::shell(home, &script, SIZE);
    pty.wait_for("Lookup");
    pty
}

/// What stands in the list's border: who is selected, how many there are.
fn title(screen: &vt100::Screen) -> Option<String> {
    let contents = screen.contents();
    let told = contents.split_once(TITLE)?.1.split('─').next()?;
    Some(told.trim().to_owned())
}

/// The place and the total that the list's border tells.
fn place(screen: &vt100::Screen) -> Option<(u64, u64)> {
    let told = title(screen)?;
    let (place, total) = told.split_once('/')?;
    let number = |text: &str| {
        // The percentage behind the total is not told.
        let text = text.split('·').next()?;
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    Some((number(place)?, number(total)?))
}

fn keys(pty: &mut Pty) {
    pty.send("\u{1b}[H");
    pty.wait("the first", |screen| place(screen).is_some_and(|(place, _)| place == 1));
    let total = pty.look(place).unwrap().1;
    let key = |key: &'static str, place: u64| Step {
        typed: None,
        key,
        place,
    };
    report("one down", (2..=1 + KEYS as u64).map(|place| key("j", place)), pty);
    let ends = (0..KEYS).flat_map(|_| [key("G", total), key("g", 1)]);
    report("to the end and back", ends, pty);
    let go_to = |typed: String, place: u64| Step {
        typed: Some(typed),
        key: "\r",
        place,
    };
    let half = (0..KEYS / 2).flat_map(|_| [go_to("50%".to_owned(), total.div_ceil(2)), key("g", 1)]);
    report("to 50 % and back", half, pty);
    let nth = (1..=KEYS as u64).map(|n| {
        let place = 1 + n * 4_211 % total;
        go_to(place.to_string(), place)
    });
    report("to the nth", nth, pty);
}

/// A key whose time is taken.
struct Step {
    /// Typed into the question where to go, before.
    typed: Option<String>,
    key: &'static str,
    /// Where it leads.
    place: u64,
}

/// Sends keys and waits for the place that each leads to; prints median and 99th percentile.
fn report(name: &str, steps: impl Iterator<Item = Step>, pty: &mut Pty) {
    let mut times: Vec<f64> = steps
        .map(|step| {
            if let Some(typed) = &step.typed {
                pty.send("\u{7}");
                pty.send(typed);
                pty.wait_for(&format!(" {typed} "));
            }
            let begun = Instant::now();
            pty.send(step.key);
            pty.wait(name, |screen| shows(screen, step.place));
            millis(begun)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{name}: median {:.2} ms, 99th percentile {:.2} ms",
        times[times.len() / 2],
        times[times.len() * 99 / 100]
    );
}

/// The place is told, and the row there is loaded: a row under the selection begins with its openid.
fn shows(screen: &vt100::Screen, wanted: u64) -> bool {
    let is_there = place(screen).is_some_and(|(place, _)| wanted.abs_diff(place) <= 1);
    is_there
        && screen
            .contents()
            .lines()
            .any(|line| line.contains('›') && line.contains(" o"))
}

/// Words typed as a whole: from the last key to their rows.
fn search(pty: &mut Pty) {
    let openid = pty.look(|screen| {
        let contents = screen.contents();
        // More columns to the right are marked alike.
        let mut words = contents
            .lines()
            .filter(|line| line.contains('›'))
            .flat_map(str::split_whitespace);
        let id = words.find(|word| word.len() == 28 && word.starts_with('o')).unwrap();
        id.to_owned()
    });
    let part = openid[15..20].to_owned();
    for word in ["老", "朋友", "q", "Q7", &part, "没有的人"] {
        pty.send("/");
        pty.wait_for("Filter");
        let (before, all) = pty.look(|screen| (title(screen), place(screen)));
        let begun = Instant::now();
        pty.send(word);
        pty.wait("results", |screen| {
            title(screen).is_some_and(|now| now.starts_with(|digit: char| digit.is_ascii_digit()))
                && title(screen) != before
        });
        println!("search {word:?}: {:.1} ms", millis(begun));
        pty.send("\u{1b}");
        // The selection stays with the person found.
        let total = all.map(|(_, total)| total);
        pty.wait("everybody", |screen| place(screen).map(|(_, total)| total) == total);
    }
}

fn charts(pty: &mut Pty) {
    for name in ["first", "again"] {
        let begun = Instant::now();
        pty.send("\u{1b}[15~");
        // All seven come at once; the first tells a total, the third how many came in the hour selected.
        pty.wait_for_all(&["so far", " follows"]);
        println!("all charts, {name}: {:.1} ms", millis(begun));
        pty.send("\u{1b}OR");
        pty.wait("people", |screen| place(screen).is_some());
    }
}

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1_000.0
}
