//! What follows a failed call: decided here from values alone, performed by the engine.

use std::time::Duration;

use crate::model::{Cause, Failure, Kind};

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// This answer stands.
    Settle,
    /// The same call again after a pause, while retries are left.
    Retry,
    /// The same call again in the next minute.
    AwaitMinute,
    /// The same call again with another token.
    NewToken,
    /// This answer stands, and no other call to this endpoint can do better.
    Stop,
}

/// Decides. `account` says whether the call carried the account's access token, the only one we can renew.
pub(super) fn next(failure: &Failure, account: bool) -> Next {
    match (&failure.cause, failure.kind) {
        (Cause::Redirect { .. } | Cause::BareOk, _) => Next::Settle,
        (Cause::Errcode, _) => after_errcode(failure, account),
        (_, Kind::Network | Kind::Timeout | Kind::BadReply) => Next::Retry,
        _ => Next::Settle,
    }
}

fn after_errcode(failure: &Failure, account: bool) -> Next {
    match failure.errcode {
        // 61450 is the -1 of a subsystem (API reference, section 10).
        Some(-1 | 61450) => Next::Retry,
        Some(40001 | 40014 | 42001) if account => Next::NewToken,
        Some(45011) => Next::AwaitMinute,
        _ if failure.is_about_the_person() => Next::Settle,
        _ => match failure.kind {
            Kind::Credential | Kind::Permission | Kind::IpWhitelist | Kind::Quota => Next::Stop,
            _ => Next::Settle,
        },
    }
}

/// Whether a failure says that the endpoint does not work, as opposed to an answer about a person or a limit.
pub(super) fn is_outage(failure: &Failure) -> bool {
    let is_of_kind = matches!(
        failure.kind,
        Kind::Network | Kind::Timeout | Kind::BadReply | Kind::Platform
    );
    is_of_kind && !failure.is_about_the_person()
}

/// The pause before retry number `retry` (from 0): doubled each time, half of it left to chance (`luck`, 0 to 1),
/// so that calls that failed together do not come back together.
pub(super) fn pause(base: Duration, retry: u32, luck: f64) -> Duration {
    const LONGEST: Duration = Duration::from_secs(30);
    let full = base.saturating_mul(2_u32.saturating_pow(retry)).min(LONGEST);
    full.mul_f64(0.5 + luck.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errcode(code: i64) -> Failure {
        Failure {
            errcode: Some(code),
            ..Failure::new(Kind::of_errcode(code), Cause::Errcode)
        }
    }

    #[test]
    fn every_class_of_errcode_has_its_next_step() {
        let cases: [(&[i64], Next); 5] = [
            (&[-1, 61450], Next::Retry),
            (&[40001, 40014, 42001], Next::NewToken),
            (&[45011], Next::AwaitMinute),
            (
                &[
                    40013, 40125, 40164, 40243, 41001, 42007, 45009, 48001, 48004, 48006, 50001, 50004, 50007, 61004,
                    61024, 89501, 89503, 89506, 89507,
                ],
                Next::Stop,
            ),
            (
                &[40003, 43004, 46004, 49003, 50002, 50005, 40032, 47001, 76021],
                Next::Settle,
            ),
        ];
        for (codes, expected) in cases {
            for code in codes {
                assert_eq!(next(&errcode(*code), true), expected, "{code}");
            }
        }
        assert_eq!(next(&errcode(40001), false), Next::Stop);
        assert_eq!(next(&errcode(42001), false), Next::Stop);
    }

    #[test]
    fn faults_of_the_line_and_unusable_replies_are_tried_again_but_a_redirect_is_not() {
        let again = [
            (Kind::Network, Cause::NameResolution),
            (Kind::Timeout, Cause::TimedOut { seconds: 1 }),
            (Kind::BadReply, Cause::HttpStatus { status: 502 }),
            (Kind::BadReply, Cause::EmptyBody),
            (Kind::BadReply, Cause::Truncated),
            (Kind::BadReply, Cause::NotJson { html: true }),
            (Kind::BadReply, Cause::WrongShape),
            (Kind::BadReply, Cause::TooBig { limit: 1 }),
        ];
        for (kind, cause) in again {
            let failure = Failure::new(kind, cause);
            assert_eq!(next(&failure, true), Next::Retry, "{failure:?}");
            assert!(is_outage(&failure));
        }
        for cause in [Cause::Redirect { to: String::new() }, Cause::BareOk] {
            assert_eq!(next(&Failure::new(Kind::BadReply, cause), true), Next::Settle);
        }
        assert_eq!(next(&Failure::local("no"), true), Next::Settle);
        assert!(is_outage(&errcode(-1)) && !is_outage(&errcode(40003)) && !is_outage(&errcode(45009)));
    }

    #[test]
    fn pauses_double_and_stay_bounded() {
        let base = Duration::from_millis(500);
        assert_eq!(pause(base, 0, 1.0), Duration::from_millis(500));
        assert_eq!(pause(base, 0, 0.0), Duration::from_millis(250));
        assert_eq!(pause(base, 2, 1.0), Duration::from_secs(2));
        assert_eq!(pause(base, 40, 1.0), Duration::from_secs(30));
    }
}
