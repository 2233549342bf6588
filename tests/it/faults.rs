//! The fault matrix: every endpoint against every way in which a call can fail. Each case states what kind of
//! failure comes of it, how many calls it may cost, the exit code it means, and that it ends in time.

use std::time::{Duration, Instant};

use fanscope::api::{Answer, Client, Credentials, Settings};
use fanscope::error::Exit;
use fanscope::model::{Cause, Endpoint, Failure, Kind, Lang, OpenId, Secret};
use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

use crate::client_fake::{Act, Fake, client, ids, profile, profiles, token};

/// A call that needs longer is given up: soon where that is what is tested, so that the whole matrix takes seconds,
/// and otherwise not because other tests keep the machine busy.
const SHORT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(30);

/// Retries of the product's default, plus the first attempt.
const ATTEMPTS: usize = 4;

#[derive(Clone, Debug)]
struct Fault {
    name: &'static str,
    act: Act,
    kind: Kind,
    /// Calls to the endpoint, per endpoint class: with the account's token, or without.
    calls: (usize, usize),
    cause: fn(&Cause) -> bool,
    /// Exit code of a `lookup` that met nothing else.
    exit: u8,
}

impl Fault {
    fn timeout(&self) -> Duration {
        if self.kind == Kind::Timeout { SHORT } else { LONG }
    }
}

fn errcode(code: i64, calls: (usize, usize)) -> Fault {
    Fault {
        name: "errcode",
        act: Act::errcode(code),
        kind: Kind::of_errcode(code),
        calls,
        cause: |cause| matches!(cause, Cause::Errcode | Cause::TokenRefusedAgain),
        exit: match code {
            40001 | 42001 | 40013 | 40125 | 40164 | 40243 | 48001 | 50007 | 89503 => 3,
            45009 => 5,
            _ => 4,
        },
    }
}

fn fault(name: &'static str, act: Act, kind: Kind, cause: fn(&Cause) -> bool) -> Fault {
    Fault {
        name,
        act,
        kind,
        calls: (ATTEMPTS, ATTEMPTS),
        cause,
        exit: 4,
    }
}

fn faults() -> Vec<Fault> {
    use Kind::{BadReply, Network, Timeout};
    const HUGE: usize = 100 * 1024 * 1024;
    let not_json = |cause: &Cause| matches!(cause, Cause::NotJson { html: false });
    vec![
        errcode(-1, (ATTEMPTS, ATTEMPTS)),
        errcode(40001, (2, 1)),
        errcode(42001, (2, 1)),
        errcode(40013, (1, 1)),
        errcode(40125, (1, 1)),
        errcode(40164, (1, 1)),
        errcode(40243, (1, 1)),
        errcode(45009, (1, 1)),
        errcode(45011, (3, 3)),
        errcode(48001, (1, 1)),
        errcode(50007, (1, 1)),
        errcode(89503, (1, 1)),
        errcode(47001, (1, 1)),
        errcode(99999, (1, 1)),
        fault("500", Act::Status(500, "oops"), BadReply, |cause| {
            matches!(cause, Cause::HttpStatus { status: 500 })
        }),
        fault(
            "502 with HTML",
            Act::Status(502, "<html>Bad Gateway</html>"),
            BadReply,
            |cause| matches!(cause, Cause::HttpStatus { status: 502 }),
        ),
        fault("reset", Act::Reset, Network, |cause| {
            matches!(cause, Cause::Connection { .. })
        }),
        fault("no HTTP", Act::Raw(b"SSH-2.0-OpenSSH\r\n"), Network, |cause| {
            matches!(cause, Cause::Connection { .. })
        }),
        fault("hang", Act::Hang, Timeout, |cause| {
            matches!(cause, Cause::TimedOut { seconds: 1 })
        }),
        fault("slow drip", Act::Drip, Timeout, |cause| {
            matches!(cause, Cause::TimedOut { seconds: 1 })
        }),
        fault(
            "cut by the line",
            Act::Cut(br#"{"subscribe":1,"#.to_vec()),
            BadReply,
            |cause| *cause == Cause::Truncated,
        ),
        fault(
            "cut by the sender",
            Act::text(r#"{"subscribe":1,"op"#),
            BadReply,
            |cause| *cause == Cause::Truncated,
        ),
        fault(
            "garbage",
            Act::Body(vec![0x80, 0xFF, 0, 7, b'}', b'{']),
            BadReply,
            not_json,
        ),
        fault("empty", Act::text(""), BadReply, |cause| *cause == Cause::EmptyBody),
        fault("HTML", Act::text("<!DOCTYPE html><p>Log in"), BadReply, |cause| {
            matches!(cause, Cause::NotJson { html: true })
        }),
        fault("wrong type", Act::text("[1,2,3]"), BadReply, |cause| {
            *cause == Cause::WrongShape
        }),
        fault("wrong shape", Act::text(r#"{"something":"else"}"#), BadReply, |cause| {
            *cause == Cause::WrongShape
        }),
        fault("bad gzip", Act::Gzip(b"not gzip at all".to_vec()), BadReply, not_json),
        fault("100 MB announced", Act::Flood(HUGE), BadReply, |cause| {
            matches!(cause, Cause::TooBig { .. })
        }),
        Fault {
            calls: (1, 1),
            ..fault(
                "redirect",
                Act::Redirect("https://elsewhere.example/login?access_token=leak".to_owned()),
                BadReply,
                |cause| matches!(cause, Cause::Redirect { to } if to == "elsewhere.example"),
            )
        },
    ]
}

fn has_account_token(endpoint: Endpoint) -> bool {
    endpoint.path().starts_with("/cgi-bin/") && !matches!(endpoint, Endpoint::Token | Endpoint::StableToken)
}

/// Calls the endpoint once, whatever is needed for that.
async fn call(client: &Client, endpoint: Endpoint) -> Failure {
    let cancel = CancellationToken::new();
    let secret = Secret::new("SECRETVALUE");
    let outcome = match endpoint {
        Endpoint::Token | Endpoint::StableToken | Endpoint::TagsGet => client.tags(&cancel).await.map(|_| ()),
        Endpoint::UserInfo => return follower(client, &ids(0..1)).await,
        Endpoint::BatchGet => return follower(client, &ids(0..3)).await,
        Endpoint::UserGet => client.user_get(None, &cancel).await.map(|_| ()),
        Endpoint::TagMembers => client.tag_members(2, None, &cancel).await.map(|_| ()),
        Endpoint::Blacklist => client.blacklist(None, &cancel).await.map(|_| ()),
        Endpoint::DomainIp => client.domain_ips(&cancel).await.map(|_| ()),
        Endpoint::QuotaGet => client.quota(Endpoint::UserInfo, &cancel).await.map(|_| ()),
        Endpoint::RidGet => client.rid("617682e0-6126f6f9-040f19c4", &cancel).await.map(|_| ()),
        Endpoint::SnsUserInfo => {
            let mut failures = Vec::new();
            let mut sink = |_, answer: Answer| failures.push(answer.result.unwrap_err());
            client.web_profiles(&ids(0..1), Lang::ZhCn, &cancel, &mut sink).await;
            return failures.remove(0);
        }
        Endpoint::SnsAccessToken => client.web_code("wx", &secret, &secret, &cancel).await.map(|_| ()),
        Endpoint::SnsRefreshToken => client.web_refresh("wx", &secret, &cancel).await.map(|_| ()),
        Endpoint::SnsAuth => client.web_check(&secret, &ids(0..1)[0], &cancel).await,
    };
    outcome.unwrap_err()
}

async fn follower(client: &Client, ids: &[OpenId]) -> Failure {
    let cancel = CancellationToken::new();
    let mut failures = Vec::new();
    let mut sink = |_, answer: Answer| failures.push(answer.result.unwrap_err());
    client.followers(ids, Lang::ZhCn, &cancel, &mut sink).await;
    assert_eq!(failures.len(), ids.len());
    assert!(
        failures.windows(2).all(|pair| pair[0] == pair[1]),
        "one batch, one verdict: {failures:?}"
    );
    failures.remove(0)
}

fn settings(fake: &Fake, endpoint: Endpoint, timeout: Duration) -> Settings {
    let app_id = "wx0123456789abcdef".to_owned();
    let secret = Secret::new("SECRETVALUE");
    Settings {
        credentials: match endpoint {
            Endpoint::Token => Credentials::Classic { app_id, secret },
            _ => Credentials::Stable { app_id, secret },
        },
        timeout,
        ..fake.settings()
    }
}

async fn case(endpoint: Endpoint, fault: Fault) {
    let act = fault.act.clone();
    let fake = Fake::start(move |call| match call.path.as_str() {
        path if path == endpoint.path() => act.clone(),
        "/cgi-bin/token" | "/cgi-bin/stable_token" => token(call),
        _ => Act::errcode(40066),
    })
    .await;
    let client = client(settings(&fake, endpoint, fault.timeout()));
    let began = Instant::now();
    let failure = call(&client, endpoint).await;
    let took = began.elapsed();
    let name = format!("{} at {}: {failure:?}", fault.name, endpoint.path());

    assert_eq!(failure.kind, fault.kind, "{name}");
    assert!((fault.cause)(&failure.cause), "{name}");
    let exit = Exit::of_lookup(&[Some(failure.kind)], false).code();
    assert_eq!(exit, fault.exit, "{name}");
    assert_eq!(failure.web, endpoint.path().starts_with("/sns/"), "{name}");
    if fault.name == "errcode" {
        assert_eq!(failure.errmsg.as_deref(), Some("refused"), "{name}");
        assert!(failure.rid.is_some(), "{name}");
    }
    // A code for web authorisation can be used once, so that call is made once.
    let once = endpoint == Endpoint::SnsAccessToken;
    let expected = if has_account_token(endpoint) {
        fault.calls.0
    } else if once {
        1
    } else {
        fault.calls.1
    };
    let path = endpoint.path();
    assert_eq!(fake.calls(path), expected, "{name}");
    assert_eq!(client.calls().of(endpoint), u64::try_from(expected).unwrap(), "{name}");
    assert_eq!(
        client.calls().total(),
        u64::try_from(fake.log().len()).unwrap(),
        "{name}"
    );
    let texts = format!("{failure:?} {client:?}");
    assert!(
        !texts.contains("SECRETVALUE") && !texts.contains("token-1") && !texts.contains("leak"),
        "{name}"
    );
    // Each attempt that hangs has its timeout; all else is a matter of milliseconds on a machine with time.
    let limit = SHORT * u32::try_from(expected).unwrap() + SLACK;
    assert!(took < limit, "{name} took {took:?}");
}

/// What a machine busy with other tests may add.
const SLACK: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_every_endpoint_has_its_outcome_its_calls_and_its_end() {
    let cases = Endpoint::ALL
        .into_iter()
        .flat_map(|endpoint| faults().into_iter().map(move |fault| case(endpoint, fault)));
    join_all(cases).await;
}

#[tokio::test]
async fn an_endless_body_without_a_length_is_cut_off_at_the_limit() {
    let fake = Fake::with_tokens(|_| Act::ChunkedFlood(100 * 1024 * 1024)).await;
    let settings = Settings {
        retries: 0,
        ..fake.settings()
    };
    let failure = follower(&client(settings), &ids(0..2)).await;
    assert_eq!(
        failure.cause,
        Cause::TooBig {
            limit: 16 * 1024 * 1024
        }
    );
}

#[tokio::test]
async fn a_host_that_is_not_there_is_a_network_fault() {
    // A port that was free a moment ago.
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let mut settings = Settings::new(base, Credentials::Given(Secret::new("SECRETVALUE")));
    let failure = follower(&client(settings.clone()), &ids(0..1)).await;
    assert_eq!(failure.kind, Kind::Network);
    assert!(
        matches!(&failure.cause, Cause::Connection { detail } if detail.contains("refused")),
        "{failure:?}"
    );
    assert!(!format!("{failure:?}").contains("SECRETVALUE"));

    settings.base = "not an address".to_owned();
    assert_eq!(follower(&client(settings), &ids(0..1)).await.kind, Kind::Local);
}

#[tokio::test]
async fn a_gzipped_reply_is_read() {
    // gzip of {"subscribe":0,"openid":"oFAKE00000000000000000000000"}, made with gzip -9n.
    const PACKED: &[u8] = include_bytes!("client_reply.json.gz");
    let fake = Fake::with_tokens(|_| Act::Gzip(PACKED.to_vec())).await;
    let cancel = CancellationToken::new();
    let mut found = Vec::new();
    let mut sink = |_, answer: Answer| found.push(answer);
    fake.client()
        .followers(&ids(0..1), Lang::ZhCn, &cancel, &mut sink)
        .await;
    assert_eq!(found[0].result.as_ref().unwrap().subscribe, Some(0));
    assert_eq!(
        found[0].raw,
        br#"{"subscribe":0,"openid":"oFAKE00000000000000000000000"}"#
    );
}

/// A fault that passes is survived, and nothing that came before it is lost.
#[tokio::test]
async fn what_came_before_a_fault_stays_and_a_fault_that_passes_costs_nothing_but_calls() {
    let acts = || faults().into_iter().filter(|fault| fault.calls.0 == ATTEMPTS);
    for fault in acts() {
        let act = fault.act.clone();
        let fake = Fake::with_tokens(move |call| match call.earlier {
            1 | 2 => act.clone(),
            _ => profiles(call, |_| false),
        })
        .await;
        let settings = Settings {
            timeout: fault.timeout(),
            concurrency: 1,
            ..fake.settings()
        };
        let cancel = CancellationToken::new();
        let mut good = 0;
        let mut sink = |_, answer: Answer| good += usize::from(answer.result.is_ok());
        client(settings)
            .followers(&ids(0..400), Lang::ZhCn, &cancel, &mut sink)
            .await;
        assert_eq!(good, 400, "{}", fault.name);
        assert_eq!(fake.calls(Endpoint::BatchGet.path()), 6, "{}", fault.name);
    }
}

#[tokio::test]
async fn control_characters_and_stray_backslashes_do_not_kill_a_lookup() {
    let broken = |openid: &str| {
        profile(openid)
            .to_string()
            .replace("remark of", "\u{7}re\nmark\\ \u{14}")
    };
    let fake = Fake::with_tokens(move |call| {
        let list: Vec<_> = call.openids().iter().map(|openid| broken(openid)).collect();
        Act::text(format!(r#"{{"user_info_list":[{}]}}"#, list.join(",")))
    })
    .await;
    let cancel = CancellationToken::new();
    let mut found = Vec::new();
    let mut sink = |_, answer: Answer| found.push(answer);
    fake.client()
        .followers(&ids(0..50), Lang::ZhCn, &cancel, &mut sink)
        .await;
    for answer in &found {
        let remark = answer.result.as_ref().unwrap().remark.as_deref().unwrap();
        assert!(
            answer.repaired && remark.starts_with("\u{7}re\nmark\\ \u{14}"),
            "{remark:?}"
        );
        assert!(answer.raw.contains(&7), "the bytes as they came");
    }
    assert_eq!(fake.calls(Endpoint::BatchGet.path()), 1);
}

#[tokio::test]
async fn a_host_that_speaks_no_tls_is_named_as_such() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
    });
    let settings = Settings::new(base, Credentials::Given(Secret::new("SECRETVALUE")));
    let failure = follower(&client(settings), &ids(0..1)).await;
    server.abort();
    // A machine without any root certificate cannot set up TLS at all, and says that.
    let is_named = matches!(&failure.cause, Cause::Tls { detail } | Cause::Local { detail } if !detail.is_empty());
    assert!(is_named, "{failure:?}");
    assert!(!format!("{failure:?}").contains("SECRETVALUE"));
}
