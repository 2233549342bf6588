//! Doctor: checks the set-up step by step, in the order in which one step needs the one before.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use tokio_util::sync::CancellationToken;

use crate::api::{Client, Quota};
use crate::config::Config;
use crate::model::{CallCounts, Endpoint, Failure, Kind, OpenId, QuotaMark, Secret, Timestamp};
use crate::session::{Session, platform_day};

pub use crate::model::Verdict;

pub mod words;

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The configuration and the modes of the files it names.
    Config,
    /// Name resolution, connection and TLS to the API host.
    Network,
    /// The access token.
    Token,
    /// `get_api_domain_ip`: the token is accepted.
    DomainIp,
    /// Quota of the endpoints fanscope uses.
    Quota,
    /// `user/get`: the account may list followers.
    UserGet,
    /// `tags/get`.
    TagsGet,
    /// The web token, if one is given.
    WebToken,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 8] = [
        Self::Config,
        Self::Network,
        Self::Token,
        Self::DomainIp,
        Self::Quota,
        Self::UserGet,
        Self::TagsGet,
        Self::WebToken,
    ];

    /// The word in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Network => "network",
            Self::Token => "token",
            Self::DomainIp => "domain_ip",
            Self::Quota => "quota",
            Self::UserGet => "user_get",
            Self::TagsGet => "tags_get",
            Self::WebToken => "web_token",
        }
    }
}

/// What a step found, in values; [`words`] says them.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// The file read; `None` where there is none and the environment or the demo serves.
    Configured(Option<PathBuf>),
    /// Things worth mending in the configuration, worded already.
    Warnings(Vec<String>),
    /// A file or directory that others can read.
    Exposed {
        /// The file or directory.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The host answers.
    Reached {
        /// Host with port where it is not the usual one.
        host: String,
        /// Its addresses.
        addresses: Vec<IpAddr>,
    },
    /// A token was obtained.
    TokenObtained,
    /// The platform's own addresses, which proves that the token is accepted.
    TokenAccepted {
        /// How many it named.
        addresses: usize,
    },
    /// Quotas, as far as the platform told them, and today's calls of this machine.
    Quotas {
        /// Endpoint and its quota.
        platform: Vec<(Endpoint, Quota)>,
        /// Calls counted here today.
        spent_here: CallCounts,
    },
    /// Followers of the account.
    Followers(u64),
    /// Tags of the account.
    Tags(usize),
    /// The web token is good for an openid of the history.
    WebTokenGood,
    /// The web token is accepted, but no openid of its own is known to check it with.
    WebTokenAccepted,
    /// No web token is given.
    NoWebToken,
    /// A step before failed.
    NotTried,
    /// The failure says it all.
    SeeFailure,
}

/// One step's result.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The step.
    pub step: Step,
    /// How it went.
    pub verdict: Verdict,
    /// What was found.
    pub detail: Detail,
    /// Why it failed.
    pub failure: Option<Failure>,
}

impl Finding {
    fn new(step: Step, verdict: Verdict, detail: Detail) -> Self {
        Self {
            step,
            verdict,
            detail,
            failure: None,
        }
    }

    fn failed(step: Step, failure: Failure) -> Self {
        Self {
            step,
            verdict: Verdict::Fail,
            detail: Detail::SeeFailure,
            failure: Some(failure),
        }
    }
}

type Emit<'a> = &'a mut (dyn FnMut(Finding) + Send);

/// Runs all steps. After a failure, steps that cannot succeed any more are skipped.
pub async fn examine(
    config: &Config,
    session: &Session,
    web_token: Option<&Secret>,
    cancel: &CancellationToken,
    emit: Emit<'_>,
) {
    emit(check_config(config));
    let client = &session.client;
    if !tell(check_network(client, cancel).await, emit) {
        skip(
            &[
                Step::Token,
                Step::DomainIp,
                Step::Quota,
                Step::UserGet,
                Step::TagsGet,
                Step::WebToken,
            ],
            emit,
        );
        return;
    }
    check_account(session, cancel, emit).await;
    emit(check_web_token(session, web_token, cancel).await);
}

async fn check_account(session: &Session, cancel: &CancellationToken, emit: Emit<'_>) {
    let client = &session.client;
    let token = client.check_token(cancel).await.map(|()| Detail::TokenObtained);
    if !tell(finding(Step::Token, token), emit) {
        skip(&[Step::DomainIp, Step::Quota, Step::UserGet, Step::TagsGet], emit);
        return;
    }
    let accepted = client
        .domain_ips(cancel)
        .await
        .map(|ips| Detail::TokenAccepted { addresses: ips.len() });
    if !tell(finding(Step::DomainIp, accepted), emit) {
        skip(&[Step::Quota, Step::UserGet, Step::TagsGet], emit);
        return;
    }
    emit(check_quota(session, cancel).await);
    let followers = client.user_get(None, cancel).await;
    emit(finding(
        Step::UserGet,
        followers.map(|page| Detail::Followers(page.total.unwrap_or_default())),
    ));
    let tags = client.tags(cancel).await;
    emit(finding(Step::TagsGet, tags.map(|tags| Detail::Tags(tags.len()))));
}

/// Emits a finding; whether to go on.
fn tell(finding: Finding, emit: Emit<'_>) -> bool {
    let goes_on = finding.verdict != Verdict::Fail;
    emit(finding);
    goes_on
}

fn skip(steps: &[Step], emit: Emit<'_>) {
    for step in steps {
        emit(Finding::new(*step, Verdict::Skipped, Detail::NotTried));
    }
}

fn finding(step: Step, result: Result<Detail, Failure>) -> Finding {
    match result {
        Ok(detail) => Finding::new(step, Verdict::Ok, detail),
        Err(failure) => Finding::failed(step, failure),
    }
}

fn check_config(config: &Config) -> Finding {
    let warn = |detail| Finding::new(Step::Config, Verdict::Warn, detail);
    if !config.warnings.is_empty() {
        return warn(Detail::Warnings(config.warnings.clone()));
    }
    let files = [config.data_dir.as_path(), config.db.as_path()];
    match files.into_iter().find_map(exposed) {
        Some((path, mode)) => warn(Detail::Exposed { path, mode }),
        None => Finding::new(Step::Config, Verdict::Ok, Detail::Configured(config.file.clone())),
    }
}

/// A file that others than its owner can open. A missing one exposes nothing.
#[cfg(unix)]
fn exposed(path: &Path) -> Option<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| (path.to_owned(), mode))
}

/// Other systems keep private files by where they lie.
#[cfg(not(unix))]
fn exposed(_: &Path) -> Option<(PathBuf, u32)> {
    None
}

async fn check_network(client: &Client, cancel: &CancellationToken) -> Finding {
    let host = client.host();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.parse::<u16>().is_ok() => (name, port.parse().unwrap_or(443)),
        _ => (host.as_str(), 443_u16),
    };
    // A proxy may resolve names that this machine cannot, so what counts is whether the host answers.
    let lookup = tokio::net::lookup_host((name.trim_matches(['[', ']']), port)).await;
    let mut addresses: Vec<IpAddr> = lookup
        .map(|found| found.map(|address| address.ip()).collect())
        .unwrap_or_default();
    addresses.sort_unstable();
    addresses.dedup();
    finding(
        Step::Network,
        client.reach(cancel).await.map(|()| Detail::Reached {
            host: host.clone(),
            addresses,
        }),
    )
}

/// Endpoints whose quota an operator of fanscope watches.
const WATCHED: [Endpoint; 3] = [Endpoint::UserInfo, Endpoint::BatchGet, Endpoint::UserGet];

async fn check_quota(session: &Session, cancel: &CancellationToken) -> Finding {
    let mut platform = Vec::new();
    for endpoint in WATCHED {
        match session.client.quota(endpoint, cancel).await {
            Ok(quota) => platform.push((endpoint, quota)),
            // Not every kind of account has every endpoint; the others still have something to say.
            Err(failure) if failure.kind == Kind::Platform => {}
            Err(failure) => return Finding::failed(Step::Quota, failure),
        }
    }
    let spent_here = session.calls_today().await;
    keep_marks(session, &platform, &spent_here).await;
    let used_up = platform.iter().any(|(_, quota)| quota.remain == Some(0));
    let verdict = if used_up || platform.is_empty() {
        Verdict::Warn
    } else {
        Verdict::Ok
    };
    Finding::new(Step::Quota, verdict, Detail::Quotas { platform, spent_here })
}

/// Keeps what is left, for the header of the interface. That the file cannot be written spoils no check.
async fn keep_marks(session: &Session, platform: &[(Endpoint, Quota)], spent_here: &CallCounts) {
    let Some(store) = &session.store else { return };
    let marks = platform.iter().filter_map(|(endpoint, quota)| {
        Some(QuotaMark {
            endpoint: *endpoint,
            remain: quota.remain?,
            counted: spent_here.of(*endpoint),
        })
    });
    let day = platform_day(Timestamp::now());
    store.keep_quotas(&session.key.app_id, &day, marks.collect()).await.ok();
}

/// `sns/auth` wants an openid of the token. Without one, any openid shows at least whether the token is accepted:
/// the platform looks at the token first (API reference, section 4).
async fn check_web_token(session: &Session, token: Option<&Secret>, cancel: &CancellationToken) -> Finding {
    let Some(token) = token else {
        return Finding::new(Step::WebToken, Verdict::Skipped, Detail::NoWebToken);
    };
    let known = known_web_openid(session).await;
    let Some(openid) = known.clone().or_else(placeholder) else {
        return Finding::new(Step::WebToken, Verdict::Skipped, Detail::NotTried);
    };
    match session.client.web_check(token, &openid, cancel).await {
        Ok(()) => Finding::new(Step::WebToken, Verdict::Ok, Detail::WebTokenGood),
        Err(failure) if failure.kind == Kind::InvalidOpenid && known.is_none() => {
            Finding::new(Step::WebToken, Verdict::Ok, Detail::WebTokenAccepted)
        }
        Err(failure) => Finding::failed(Step::WebToken, failure),
    }
}

fn placeholder() -> Option<OpenId> {
    OpenId::parse(&format!("o{}", "0".repeat(27))).ok()
}

/// The newest openid that the web source has answered for.
async fn known_web_openid(session: &Session) -> Option<OpenId> {
    use crate::model::{Source, Status};
    let store = session.store.as_ref()?;
    let wanted = crate::store::Wanted {
        app_id: Some(session.key.app_id.clone()),
        limit: None,
    };
    let people = store.history(wanted).await.ok()?;
    let mut records = people.into_iter().map(|row| row.latest.record);
    let authorized = records.find(|record| record.source == Source::Web && record.status == Status::Authorized)?;
    OpenId::parse(&authorized.openid).ok()
}
