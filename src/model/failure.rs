use serde::{Deserialize, Serialize};

use super::Malformed;

/// What sort of failure it is: what a caller can do about it (product contract, "Kinds").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Malformed, of another account or app, or unknown to the platform.
    InvalidOpenid,
    /// Token, secret, app id or code refused.
    Credential,
    /// The account or user did not grant this.
    Permission,
    /// The caller's address is not allowed.
    IpWhitelist,
    /// The day's quota is used up, here or by `--max-calls`.
    Quota,
    /// The minute's limit is reached.
    RateLimit,
    /// The platform is busy, or sent a code of no other kind.
    Platform,
    /// No connection, or it broke.
    Network,
    /// No answer in time.
    Timeout,
    /// An answer that cannot be used.
    BadReply,
    /// Cancelled by the operator.
    Cancelled,
    /// A fault of this machine: a file, the clock, a command that did not run.
    Local,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::InvalidOpenid,
        Self::Credential,
        Self::Permission,
        Self::IpWhitelist,
        Self::Quota,
        Self::RateLimit,
        Self::Platform,
        Self::Network,
        Self::Timeout,
        Self::BadReply,
        Self::Cancelled,
        Self::Local,
    ];

    /// The word in JSON and CSV.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidOpenid => "invalid_openid",
            Self::Credential => "credential",
            Self::Permission => "permission",
            Self::IpWhitelist => "ip_whitelist",
            Self::Quota => "quota",
            Self::RateLimit => "rate_limit",
            Self::Platform => "platform",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::BadReply => "bad_reply",
            Self::Cancelled => "cancelled",
            Self::Local => "local",
        }
    }

    /// The kind an errcode belongs to (product contract, "Kinds"; codes from the API reference, section 10).
    pub const fn of_errcode(errcode: i64) -> Self {
        match errcode {
            40003 | 43004 | 46004 | 49003 | 50005 => Self::InvalidOpenid,
            40001 | 40002 | 40013 | 40014 | 40029 | 40030 | 40125 | 40163 | 40243 | 41000..=41999 | 42000..=42999 => {
                Self::Credential
            }
            48001 | 48004 | 50001 | 50002 | 50004 | 50007 | 61007 | 61016 => Self::Permission,
            40164 | 45035 | 61004 | 61024 | 89500..=89509 => Self::IpWhitelist,
            45009 | 48006 => Self::Quota,
            45011 => Self::RateLimit,
            _ => Self::Platform,
        }
    }
}

/// What exactly happened, in values: words are made of it in either language by [`crate::errcode::hint`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// The platform sent an errcode; the catalogue knows the rest.
    Errcode,
    /// The text cannot be an openid; nothing was sent.
    Malformed(Malformed),
    /// HTTP status other than 200 where a reply was expected.
    HttpStatus {
        /// The status.
        status: u16,
    },
    /// A redirect, which is never followed.
    Redirect {
        /// Host it pointed to, without path and query.
        to: String,
    },
    /// An empty body.
    EmptyBody,
    /// A body that ended before its JSON did, or before its announced length.
    Truncated,
    /// A body that is no JSON at all; HTML comes from a proxy or gateway.
    NotJson {
        /// It looked like HTML.
        html: bool,
    },
    /// JSON of another shape than this endpoint's.
    WrongShape,
    /// A body over the size limit.
    TooBig {
        /// The limit in bytes.
        limit: u64,
    },
    /// A profile without a usable `subscribe`.
    NoSubscribe,
    /// A profile of another openid than the one asked for.
    OtherOpenid,
    /// Asked in a batch and singly, and in neither reply.
    MissingFromReply,
    /// `errcode: 0` where a profile was expected.
    BareOk,
    /// No answer within the configured time.
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The host name did not resolve.
    NameResolution,
    /// No connection, or it broke. `detail` is the transport's own text without address, token or secret.
    Connection {
        /// e.g. `connection refused`.
        detail: String,
    },
    /// TLS failed.
    Tls {
        /// The TLS library's own text.
        detail: String,
    },
    /// The endpoint was stopped after this many failures in a row; this openid was not asked.
    EndpointStopped {
        /// Consecutive failures.
        failures: u32,
    },
    /// `--max-calls` was reached; this openid was not asked.
    CallLimit {
        /// The limit.
        limit: u64,
    },
    /// As many calls as the platform had said are left were spent; this one was not sent.
    QuotaSpent {
        /// Calls that were left.
        left: u64,
    },
    /// The list of followers broke off: the platform refuses its own cursor, however often it is begun anew.
    ListBrokeOff,
    /// The platform refuses so many openids of its own list that it is not about these people.
    ListRefused,
    /// A refreshed token was refused again.
    TokenRefusedAgain,
    /// `FANSCOPE_ACCESS_TOKEN` (or the account's `token_env`) was refused; such a token is never refreshed.
    GivenTokenRefused,
    /// The token command failed or printed nothing.
    TokenCommand {
        /// Exit status or system error, never its output.
        detail: String,
    },
    /// No web token was given for the web source.
    NoWebToken,
    /// No app secret or token is set up for this account.
    NoCredentials {
        /// What is missing or could not be read, without its value.
        detail: String,
    },
    /// Cancelled by the operator.
    Cancelled,
    /// A fault of this machine.
    Local {
        /// What the system said.
        detail: String,
    },
}

/// Why there is no answer. Everything the platform said is kept apart: code, message, request id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// What a caller can do about it.
    pub kind: Kind,
    /// The platform's code, where it sent one.
    pub errcode: Option<i64>,
    /// The platform's message without its hint and rid tails. Remote text: clean it before it is shown.
    pub errmsg: Option<String>,
    /// Request id `xxxxxxxx-xxxxxxxx-xxxxxxxx`; its first group is the Unix time in hex (API reference, section 8).
    pub rid: Option<String>,
    /// What exactly happened.
    pub cause: Cause,
    /// The failure came from the web source, where some codes mean something else (API reference, section 4).
    #[serde(default)]
    pub web: bool,
}

impl Failure {
    /// A failure without a reply of the platform.
    pub const fn new(kind: Kind, cause: Cause) -> Self {
        Self {
            kind,
            errcode: None,
            errmsg: None,
            rid: None,
            cause,
            web: false,
        }
    }

    /// The failure of a text that cannot be an openid.
    pub const fn malformed(fault: Malformed) -> Self {
        Self::new(Kind::InvalidOpenid, Cause::Malformed(fault))
    }

    /// Work that the operator cancelled.
    pub const fn cancelled() -> Self {
        Self::new(Kind::Cancelled, Cause::Cancelled)
    }

    /// A fault of this machine.
    pub fn local(detail: impl std::fmt::Display) -> Self {
        Self::new(
            Kind::Local,
            Cause::Local {
                detail: detail.to_string(),
            },
        )
    }

    /// Whether the verdict is about this openid and not about the account, the line or this machine:
    /// only such failures belong into a person's history.
    pub const fn is_about_the_person(&self) -> bool {
        match self.cause {
            Cause::NoSubscribe | Cause::OtherOpenid | Cause::BareOk | Cause::MissingFromReply => true,
            Cause::Errcode => matches!(self.kind, Kind::InvalidOpenid) || matches!(self.errcode, Some(50002)),
            _ => false,
        }
    }
}
