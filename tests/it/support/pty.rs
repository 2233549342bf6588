//! The real program in a pseudo-terminal: type, wait for the screen, look at modes and bytes.
//!
//! Waiting is always for a condition; the only clock is a limit after which the test fails and prints the screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// After this a wait has failed. Generous: the machine may be busy with other tests.
const LIMIT: Duration = Duration::from_secs(30);

/// Signals that end a program, each with the exit code that tells of it.
pub const ENDING: [(Signal, u32); 4] = [
    (Signal::TERM, 143),
    (Signal::HUP, 129),
    (Signal::INT, 130),
    (Signal::QUIT, 131),
];

/// What has come out of the terminal so far.
struct Output {
    parser: vt100::Parser,
    raw: Vec<u8>,
    last: Instant,
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<Output>, Condvar)>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Output> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A program in a terminal; dropping it kills the program.
pub struct Pty {
    output: Shared,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    // Kept open so that the terminal's modes can be read after the program has ended.
    _slave: Box<dyn SlavePty + Send>,
    modes_before: String,
}

impl Pty {
    /// Starts fanscope with a home of its own below `home`; columns and rows as in `size`.
    pub fn fanscope(home: &Path, arguments: &[&str], size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_fanscope"));
        command.args(arguments);
        Self::start(home, command, size)
    }

    /// Starts a shell script in which `$FANSCOPE` is the program.
    pub fn shell(home: &Path, script: &str, size: (u16, u16)) -> Self {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        Self::start(home, command, size)
    }

    /// Starts fanscope under a shell with job control, as an operator would: see [`Pty::suspend`].
    pub fn job(home: &Path, arguments: &str, size: (u16, u16)) -> Self {
        let script =
            format!("set -m; \"$FANSCOPE\" {arguments}; echo \"stopped $?\"; read line; fg; echo \"ended $?\"");
        Self::shell(home, &script, size)
    }

    fn start(home: &Path, mut command: CommandBuilder, (cols, rows): (u16, u16)) -> Self {
        set_up(&mut command, home);
        let pair = native_pty_system().openpty(pty_size(cols, rows)).unwrap();
        let modes_before = format!("{:?}", pair.master.get_termios());
        let output = Shared(Arc::new((
            Mutex::new(Output {
                parser: vt100::Parser::new(cells(rows), cells(cols), 0),
                raw: Vec::new(),
                last: Instant::now(),
            }),
            Condvar::new(),
        )));
        let reader = pair.master.try_clone_reader().unwrap();
        let shared = output.clone();
        std::thread::spawn(move || collect(reader, &shared));
        Self {
            output,
            writer: pair.master.take_writer().unwrap(),
            child: pair.slave.spawn_command(command).unwrap(),
            master: pair.master,
            _slave: pair.slave,
            modes_before,
        }
    }

    /// Types bytes as they are.
    pub fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Pastes a text as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Changes the terminal's size.
    pub fn resize(&mut self, cols: u16, rows: u16) {
        self.output
            .lock()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(cols));
        self.master.resize(pty_size(cols, rows)).unwrap();
    }

    /// A storm of sizes, back to `size` at its end.
    pub fn resize_storm(&mut self, size: (u16, u16)) {
        for (cols, rows) in [(40, 10), (1, 1), (300, 100), (20, 5), (80, 24), (2, 40), (200, 3), size] {
            self.resize(cols, rows);
        }
    }

    /// Suspends a [`Pty::job`] by its key; the shell has the terminal as it was.
    pub fn suspend(&mut self) {
        self.send("\u{1a}");
        // 128 and the number of SIGTSTP, which differs between systems.
        self.wait_for(&format!("stopped {}", 128 + Signal::TSTP.as_raw()));
        self.wait_until_restored();
    }

    /// Brings a suspended [`Pty::job`] back, which then shows `text`.
    pub fn resume(&mut self, text: &str) {
        self.send("go on\n");
        self.wait("the interface again", |screen| {
            screen.alternate_screen() && screen.bracketed_paste() && screen.contents().contains(text)
        });
        assert!(self.is_raw());
    }

    /// Quits a [`Pty::job`] by a key; every mode is as it was.
    pub fn quit_job(&mut self, key: &str) {
        self.send(key);
        self.wait_for("ended 0");
        self.wait_until_restored();
    }

    /// Ends the program by a signal; every mode is as it was.
    pub fn end_by(&mut self, (signal, code): (Signal, u32)) {
        assert!(self.is_raw());
        self.signal(signal);
        assert_eq!(self.exit_code(), code, "{signal:?}");
        self.wait_until_restored();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = self
            .child
            .process_id()
            .and_then(|id| Pid::from_raw(id.cast_signed()))
            .unwrap();
        kill_process(pid, signal).unwrap();
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen shows all of these texts.
    pub fn wait_for_all(&self, texts: &[&str]) {
        self.wait(&texts.join(" & "), |screen| {
            let contents = screen.contents();
            texts.iter().all(|text| contents.contains(text))
        });
    }

    /// Waits until the screen is as wanted.
    pub fn wait(&self, what: &str, is_met: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + LIMIT;
        let mut output = self.output.lock();
        while !is_met(output.parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never on the screen: {what}\n{}",
                output.parser.screen().contents()
            );
            output = self.output.0.1.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until nothing has been written for this long.
    pub fn wait_for_quiet(&self, quiet: Duration) {
        let end = Instant::now() + LIMIT;
        let mut output = self.output.lock();
        loop {
            let since = output.last.elapsed();
            if since >= quiet {
                return;
            }
            assert!(Instant::now() < end, "the terminal is never quiet");
            output = self
                .output
                .0
                .1
                .wait_timeout(output, quiet.saturating_sub(since))
                .unwrap()
                .0;
        }
    }

    /// Waits for the program's end; its exit code.
    pub fn exit_code(&mut self) -> u32 {
        let end = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "the program does not end\n{}", self.contents());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Looks at the screen.
    pub fn look<T>(&self, read: impl FnOnce(&vt100::Screen) -> T) -> T {
        read(self.output.lock().parser.screen())
    }

    /// The screen as text.
    pub fn contents(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// Bytes written by the program so far.
    pub fn written(&self) -> Vec<u8> {
        self.output.lock().raw.clone()
    }

    /// Waits until the bytes written so far are as wanted.
    pub fn wait_for_written(&self, what: &str, is_met: impl Fn(&[u8]) -> bool) {
        let end = Instant::now() + LIMIT;
        let mut output = self.output.lock();
        while !is_met(&output.raw) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "never written: {what}\n{}",
                output.parser.screen().contents()
            );
            output = self.output.0.1.wait_timeout(output, left).unwrap().0;
        }
    }

    /// Waits until every mode is as it was before the program started, and the main screen is back.
    pub fn wait_until_restored(&self) {
        self.wait("the restored terminal", |screen| {
            !screen.alternate_screen()
                && !screen.bracketed_paste()
                && !screen.hide_cursor()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        self.wait_for_written("focus events off", |written| {
            String::from_utf8_lossy(written).contains("\u{1b}[?1004l")
        });
        let end = Instant::now() + LIMIT;
        // The kernel's modes announce no change.
        while self.modes() != self.modes_before {
            assert!(Instant::now() < end, "{}\nis not\n{}", self.modes(), self.modes_before);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The kernel's terminal modes.
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    /// The kernel's modes differ from those before the start: raw mode.
    pub fn is_raw(&self) -> bool {
        self.modes() != self.modes_before
    }

    /// The program's number.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Milliseconds of processor time that the program has used.
    #[cfg(target_os = "linux")]
    pub fn cpu_ms(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks: u64 = [11, 12]
            .into_iter()
            .map(|at: usize| fields[at].parse::<u64>().unwrap())
            .sum();
        // Linux counts in hundredths of a second towards user space.
        ticks * 10
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        let mut output = shared.lock();
        output.parser.process(&buffer[..count]);
        output.raw.extend_from_slice(&buffer[..count]);
        output.last = Instant::now();
        drop(output);
        shared.0.1.notify_all();
    }
}

/// An environment in which everything is private to the test.
fn set_up(command: &mut CommandBuilder, home: &Path) {
    command.env_clear();
    command.env("FANSCOPE", env!("CARGO_BIN_EXE_fanscope"));
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("HOME", home);
    command.env("XDG_CONFIG_HOME", home.join("config"));
    command.env("XDG_DATA_HOME", home.join("data"));
    command.cwd(home);
}

/// Runs a shell script in a terminal until this text has been written, then closes the terminal.
pub fn until_hung_up(home: &Path, script: &str, (cols, rows): (u16, u16), text: &str) {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script]);
    set_up(&mut command, home);
    let pair = native_pty_system().openpty(pty_size(cols, rows)).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut written = Vec::new();
    let mut buffer = [0; 16 * 1024];
    while !String::from_utf8_lossy(&written).contains(text) {
        let count = reader.read(&mut buffer).unwrap();
        written.extend_from_slice(&buffer[..count]);
    }
    drop((reader, pair.master));
    child.wait().unwrap();
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn pty_size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
