//! Copying: the system's clipboard on a thread of its own, OSC 52 through the terminal. Never fails silently.

use crate::config::{ClipboardMode, Env};

/// Longest text for OSC 52, in bytes: 100,000 after base64 and frame, the least that common terminals accept.
pub const OSC52_LONGEST: usize = 74_994;

/// A way of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system's clipboard.
    Native,
    /// An escape sequence that asks the terminal to do it; works over SSH.
    Osc52,
}

/// The ways to try, in order; at least one.
///
/// Over SSH the system's clipboard is the remote machine's, so the terminal comes first. Without a display there is no
/// clipboard to ask, and asking would only cost time.
pub fn ways(mode: ClipboardMode, env: &Env) -> &'static [Way] {
    let is_remote = env.get("SSH_TTY").is_some() || env.get("SSH_CONNECTION").is_some();
    match mode {
        ClipboardMode::Osc52 => &[Way::Osc52],
        ClipboardMode::Native => &[Way::Native],
        ClipboardMode::Auto if !has_display(env) => &[Way::Osc52],
        ClipboardMode::Auto if is_remote => &[Way::Osc52, Way::Native],
        ClipboardMode::Auto => &[Way::Native, Way::Osc52],
    }
}

fn has_display(env: &Env) -> bool {
    cfg!(feature = "clipboard")
        && (cfg!(any(windows, target_os = "macos"))
            || env.get("DISPLAY").is_some()
            || env.get("WAYLAND_DISPLAY").is_some())
}

pub use native::Native;

#[cfg(feature = "clipboard")]
mod native {
    use std::sync::mpsc;
    use std::time::Duration;

    use tokio::sync::oneshot;

    use crate::tui::guard::CLIPBOARD_THREAD;

    /// How long the system may take; a display that does not answer must not keep the text from the other way.
    const PATIENCE: Duration = Duration::from_secs(1);

    type Order = (String, oneshot::Sender<Result<(), String>>);

    /// The system's clipboard. Its thread starts with the first copy and keeps the clipboard open: on X11 the text lives
    /// in the program that copied it.
    #[derive(Debug, Default)]
    pub struct Native {
        orders: Option<mpsc::Sender<Order>>,
    }

    impl Native {
        /// Orders a copy; the answer is what the system said.
        pub fn copy(&mut self, text: String) -> impl Future<Output = Result<(), String>> + Send + 'static {
            let (reply, answer) = oneshot::channel();
            let started = self.order((text, reply));
            async move {
                started?;
                match tokio::time::timeout(PATIENCE, answer).await {
                    Ok(Ok(result)) => result,
                    Ok(Err(_)) => Err("the clipboard's thread has ended".to_owned()),
                    Err(_) => Err("the clipboard does not answer".to_owned()),
                }
            }
        }

        fn order(&mut self, order: Order) -> Result<(), String> {
            let order = match &self.orders {
                // A thread that has panicked has dropped its end; start another.
                Some(orders) => match orders.send(order) {
                    Ok(()) => return Ok(()),
                    Err(mpsc::SendError(order)) => order,
                },
                None => order,
            };
            let (orders, queue) = mpsc::channel();
            std::thread::Builder::new()
                .name(CLIPBOARD_THREAD.to_owned())
                .spawn(move || serve(&queue))
                .map_err(|error| error.to_string())?;
            let sent = orders.send(order).map_err(|error| error.to_string());
            self.orders = Some(orders);
            sent
        }
    }

    fn serve(queue: &mpsc::Receiver<Order>) {
        let mut clipboard = None;
        while let Ok((text, reply)) = queue.recv() {
            let _ = reply.send(put(&mut clipboard, text).map_err(|error| error.to_string()));
        }
    }

    fn put(clipboard: &mut Option<arboard::Clipboard>, text: String) -> Result<(), arboard::Error> {
        let mut open = match clipboard.take() {
            Some(open) => open,
            None => arboard::Clipboard::new()?,
        };
        open.set_text(text)?;
        // Kept only after success, so that a clipboard that has gone is opened anew.
        *clipboard = Some(open);
        Ok(())
    }
}

#[cfg(not(feature = "clipboard"))]
mod native {
    /// Built without the system's clipboard.
    #[derive(Debug)]
    pub struct Native {
        refusal: &'static str,
    }

    impl Default for Native {
        fn default() -> Self {
            Self {
                refusal: "this build has no native clipboard",
            }
        }
    }

    impl Native {
        /// Always fails.
        pub fn copy(&mut self, _text: String) -> impl Future<Output = Result<(), String>> + Send + 'static {
            std::future::ready(Err(self.refusal.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(all(feature = "clipboard", target_os = "linux"))]
    fn env(names: &[&str]) -> Env {
        Env(names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect())
    }

    #[test]
    #[cfg(all(feature = "clipboard", target_os = "linux"))]
    fn the_order_of_ways_follows_mode_and_environment() {
        use ClipboardMode::{Auto, Native, Osc52};
        for (mode, names, expected) in [
            (Auto, &["DISPLAY"][..], &[Way::Native, Way::Osc52][..]),
            (Auto, &["WAYLAND_DISPLAY"], &[Way::Native, Way::Osc52]),
            (Auto, &["DISPLAY", "SSH_TTY"], &[Way::Osc52, Way::Native]),
            (Auto, &["DISPLAY", "SSH_CONNECTION"], &[Way::Osc52, Way::Native]),
            (Auto, &["SSH_TTY"], &[Way::Osc52]),
            (Auto, &[], &[Way::Osc52]),
            (Native, &[], &[Way::Native]),
            (Native, &["SSH_TTY"], &[Way::Native]),
            (Osc52, &["DISPLAY"], &[Way::Osc52]),
        ] {
            assert_eq!(ways(mode, &env(names)), expected, "{mode:?} {names:?}");
        }
    }

    #[test]
    fn a_variable_set_to_nothing_is_no_display() {
        let blank = Env([("DISPLAY".to_owned(), String::new())].into());
        assert_eq!(ways(ClipboardMode::Auto, &blank), env_without_display());
    }

    fn env_without_display() -> &'static [Way] {
        ways(ClipboardMode::Auto, &Env::default())
    }
}
