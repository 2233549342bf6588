use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::terminal::enable_raw_mode;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::answers::Told;
use super::replies::ASKED;
use super::{Answers, Question, Raw};

/// How long the answers may take, all together.
const PATIENCE: Duration = Duration::from_millis(200);

/// Asks and waits for the answer to the last part, which every terminal knows, or until the time is over.
pub(super) fn question(asked: Question) -> (Answers, Option<Raw>) {
    // Without raw mode the answers would show on the screen and wait for a line's end.
    if enable_raw_mode().is_err() {
        return (Answers::default(), None);
    }
    let raw = Some(Raw(()));
    let mut out = io::stdout().lock();
    if out
        .write_all(words(asked).as_bytes())
        .and_then(|()| out.flush())
        .is_err()
    {
        return (Answers::default(), raw);
    }
    (listen(), raw)
}

/// The question. Where a terminal takes the picture for text, that text goes again. Answers end with ST and not with BEL: should they come late, they are told from keys by their ends.
fn words(asked: Question) -> String {
    let ground = if asked.ground { "\x1b]11;?\x1b\\" } else { "" };
    let pictures = if asked.pictures {
        format!("\x1b[>0q\x1b7\x1b_G{ASKED},s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b8\x1b[K\x1b[16t")
    } else {
        String::new()
    };
    format!("{ground}{pictures}\x1b[c")
}

fn listen() -> Answers {
    let end = Instant::now() + PATIENCE;
    let terminal = io::stdin();
    let mut came = Vec::new();
    let mut chunk = [0; 512];
    loop {
        let answers = Answers::read(&came);
        let left = end.saturating_duration_since(Instant::now());
        let Ok(left) = Timespec::try_from(left) else {
            return answers;
        };
        if answers.state == Told::All {
            return answers;
        }
        match poll(&mut [PollFd::new(&terminal, PollFlags::IN)], Some(&left)) {
            Err(Errno::INTR) => continue,
            Ok(1..) => {}
            _ => return answers,
        }
        // Past the standard library's buffer: what stays in there would be lost to the reader of keys.
        match rustix::io::read(&terminal, &mut chunk) {
            Err(Errno::INTR) => {}
            Ok(count @ 1..) => came.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            _ => return answers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_ends_with_one_that_all_terminals_answer() {
        for (ground, pictures) in [(true, true), (true, false), (false, true)] {
            let words = words(Question { ground, pictures });
            assert_eq!((words.contains("]11;?"), words.contains("_Gi=31")), (ground, pictures));
            assert!(words.ends_with("\x1b[c") && !words.contains('\u{7}'), "{words:?}");
        }
    }
}
