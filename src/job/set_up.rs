use crate::model::{Secret, Verdict};

/// An account that is to be set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its app id.
    pub app_id: String,
    /// Where its secret is.
    pub secret: SecretPlan,
}

/// How the app secret is to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlan {
    /// In this environment variable.
    Variable(String),
    /// Printed by this command, written as for a shell.
    Command(String),
    /// In this file, which is there already.
    File(String),
    /// This one; it gets a private file of its own and never stands in the configuration.
    Typed(Secret),
}

/// One step of the check of a set-up, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// How it went.
    pub verdict: Verdict,
    /// The step's name.
    pub name: &'static str,
    /// What was found and, last, what to do about it; never empty.
    pub lines: Vec<String>,
}

/// What came of writing a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// The account stands in this file.
    Saved {
        /// Its path.
        path: String,
        /// The file that holds the secret, where it was typed.
        secret: Option<String>,
    },
    /// The sample was written to this file.
    Sampled {
        /// Its path.
        path: String,
    },
    /// There is such a file already; it was left as it is.
    Exists {
        /// Its path.
        path: String,
    },
    /// It could not be done.
    Refused {
        /// Why, in words.
        reason: String,
    },
}

/// How the interface is to begin again, without leaving the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// On the demo.
    Demo,
    /// With the configuration as it is now.
    Configured,
}
