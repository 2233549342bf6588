//! The demo server inside the test's own process, for tests that are not asynchronous themselves.

use std::ops::Deref;

use fanscope::demo::{Demo, Fault, Setup};
use tokio::runtime::Runtime;

/// The documentation's example in the old filled shape.
pub const OLD: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
/// The documentation's example in today's shape.
pub const TODAY: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
/// The documentation's example that does not follow.
pub const ABSENT: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";
/// Looks well and belongs to nobody.
pub const NOBODY: &str = "oXXXXXXXXXXXXXXXXXXXXXXXXXXX";

/// A running demo server; its own methods (script, requests, …) are reached by `Deref`.
pub struct Server {
    demo: Demo,
    _runtime: Runtime,
}

impl Server {
    pub fn start() -> Self {
        Self::with(Setup::default())
    }

    pub fn faulty(fault: Fault) -> Self {
        Self::with(Setup {
            faults: vec![fault],
            ..Setup::default()
        })
    }

    pub fn with(setup: Setup) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let demo = runtime.block_on(Demo::start(setup)).unwrap();
        Self {
            demo,
            _runtime: runtime,
        }
    }

    /// A complete set-up by environment.
    pub fn env(&self) -> [(&'static str, String); 3] {
        [
            ("FANSCOPE_API_BASE", self.base()),
            ("FANSCOPE_APP_ID", self.app_id.clone()),
            ("FANSCOPE_APP_SECRET", self.app_secret.clone()),
        ]
    }
}

impl Deref for Server {
    type Target = Demo;

    fn deref(&self) -> &Demo {
        &self.demo
    }
}
