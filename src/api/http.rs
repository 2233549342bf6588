//! One exchange over HTTP: bounded in time and size, no redirects, no secrets in errors.

use std::error::Error;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode};
use tracing::debug;
use url::{Host, Url};

use super::ask::Ask;
use super::fault::Fault;
use super::redact::{redact, scrub};
use super::wire::bad_reply;
use crate::model::{Cause, Endpoint, Failure, Kind, Secret};

/// The transport. TLS is set up at the first call, so that a start without calls does not pay for it.
pub(super) struct Transport {
    base: Result<Url, Failure>,
    timeout: Duration,
    client: OnceLock<Client>,
}

impl Transport {
    pub(super) fn new(base: &str, timeout: Duration) -> Self {
        Self {
            base: Url::parse(base).map_err(|error| Failure::local(format!("API base: {error}"))),
            timeout,
            client: OnceLock::new(),
        }
    }

    /// Host, with the port where one is given.
    pub(super) fn host(&self) -> String {
        self.base.as_ref().map_or_else(|_| String::new(), host_of)
    }

    /// Sends one call and returns the body of a reply with status 200.
    pub(super) async fn exchange(
        &self,
        ask: &Ask,
        body: Option<&[u8]>,
        token: Option<&Secret>,
    ) -> Result<Vec<u8>, Fault> {
        let began = Instant::now();
        let outcome = match tokio::time::timeout(self.timeout, self.send(ask, body, token)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Fault::now(self.timed_out(), Vec::new())),
        };
        let ms = began.elapsed().as_millis();
        let path = ask.endpoint.path();
        match &outcome {
            Ok(body) => debug!(path, ms, bytes = body.len(), "answered"),
            Err(fault) => debug!(path, ms, cause = ?fault.failure.cause, "no usable answer"),
        }
        outcome
    }

    async fn send(&self, ask: &Ask, body: Option<&[u8]>, token: Option<&Secret>) -> Result<Vec<u8>, Fault> {
        let base = self.base.clone().map_err(Fault::unsent)?;
        let client = self.client(&base).map_err(Fault::unsent)?;
        let url = address(&base, ask, token).map_err(Fault::unsent)?;
        let request = match body {
            Some(body) => client
                .post(url)
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_vec()),
            None => client.get(url),
        };
        let response = request
            .send()
            .await
            .map_err(|error| Fault::now(self.broken(error, false), Vec::new()))?;
        let status = response.status();
        if status.is_redirection() {
            return Err(Fault::now(
                bad_reply(Cause::Redirect {
                    to: target(&base, &response),
                }),
                Vec::new(),
            ));
        }
        let limit = size_limit(ask.endpoint);
        let read = read_body(response, limit).await;
        let read = read.map(|body| match token {
            Some(token) => scrub(body, token.expose()),
            None => body,
        });
        if status != StatusCode::OK {
            let cause = Cause::HttpStatus {
                status: status.as_u16(),
            };
            return Err(Fault::now(bad_reply(cause), read.unwrap_or_default()));
        }
        read.map_err(|stop| match stop {
            Stop::TooBig => Fault::now(bad_reply(Cause::TooBig { limit }), Vec::new()),
            Stop::Broken(error) => Fault::now(self.broken(error, true), Vec::new()),
        })
    }

    fn client(&self, base: &Url) -> Result<&Client, Failure> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = build(base, self.timeout)
            .map_err(|error| Failure::local(format!("HTTP client: {}", innermost(&error.without_url()))))?;
        Ok(self.client.get_or_init(|| client))
    }

    fn timed_out(&self) -> Failure {
        let seconds = u64::try_from(self.timeout.as_millis().div_ceil(1000)).unwrap_or(u64::MAX);
        Failure::new(Kind::Timeout, Cause::TimedOut { seconds })
    }

    /// What a transport error means. `in_body` says whether the head of a reply had come.
    fn broken(&self, error: reqwest::Error, in_body: bool) -> Failure {
        let error = error.without_url();
        let detail = redact(&innermost(&error));
        if error.is_timeout() {
            self.timed_out()
        } else if error.is_dns() {
            Failure::new(Kind::Network, Cause::NameResolution)
        } else if is_tls(&error) {
            Failure::new(Kind::Network, Cause::Tls { detail })
        } else if in_body && is_reset(&error) {
            Failure::new(Kind::Network, Cause::Connection { detail })
        } else if in_body && (is_cut(&error) || !error.is_decode()) {
            bad_reply(Cause::Truncated)
        } else if in_body {
            bad_reply(Cause::NotJson { html: false })
        } else {
            Failure::new(Kind::Network, Cause::Connection { detail })
        }
    }
}

fn build(base: &Url, timeout: Duration) -> reqwest::Result<Client> {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .user_agent(concat!("fanscope/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .gzip(true)
        // A call that timed out closes its connection here; with HTTP/2 its retries would go down the same dead line.
        .http1_only()
        // Sooner than servers do it, so that no call is sent down a line that is just being closed.
        .pool_idle_timeout(Duration::from_secs(20))
        // Shorter than the whole time, so that a second address of the host gets its chance.
        .connect_timeout(timeout.mul_f32(0.7).min(Duration::from_secs(10)));
    let builder = if is_loopback(base) { builder.no_proxy() } else { builder };
    if base.scheme() == "http" {
        // Without TLS no certificates are needed; loading the system's takes longer than the demo's whole start.
        builder.tls_certs_only([]).build()
    } else {
        builder.build()
    }
}

/// Whether the base is on this machine: such calls never go through a proxy.
fn is_loopback(base: &Url) -> bool {
    match base.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn address(base: &Url, ask: &Ask, token: Option<&Secret>) -> Result<Url, Failure> {
    let text = format!("{}{}", base.as_str().trim_end_matches('/'), ask.endpoint.path());
    let mut url = Url::parse(&text).map_err(|error| Failure::local(format!("API base: {error}")))?;
    if token.is_some() || !ask.query.is_empty() {
        let mut pairs = url.query_pairs_mut();
        pairs.extend_pairs(token.map(|token| ("access_token", token.expose())));
        pairs.extend_pairs(ask.query.iter().map(|(name, value)| (*name, value.as_str())));
    }
    Ok(url)
}

fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Host of a redirect's target; its path and query may hold the token.
fn target(base: &Url, response: &Response) -> String {
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    location
        .and_then(|location| base.join(location).ok())
        .map(|url| host_of(&url))
        .unwrap_or_default()
}

/// Most bytes worth reading: a full batch or page is far below a megabyte.
const fn size_limit(endpoint: Endpoint) -> u64 {
    const MIB: u64 = 1024 * 1024;
    match endpoint {
        Endpoint::BatchGet | Endpoint::UserGet | Endpoint::TagMembers | Endpoint::Blacklist => 16 * MIB,
        _ => 4 * MIB,
    }
}

enum Stop {
    TooBig,
    Broken(reqwest::Error),
}

async fn read_body(mut response: Response, limit: u64) -> Result<Vec<u8>, Stop> {
    if response.content_length().is_some_and(|announced| announced > limit) {
        return Err(Stop::TooBig);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Stop::Broken)? {
        let so_far = u64::try_from(body.len() + chunk.len()).unwrap_or(u64::MAX);
        if so_far > limit {
            return Err(Stop::TooBig);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// An error and what caused it, outermost first.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // An I/O error hides its own cause behind the cause's cause.
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner
            .map(|inner| inner as &(dyn Error + 'static))
            .or_else(|| error.source())
    })
}

fn innermost(error: &(dyn Error + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

fn is_tls(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(<dyn Error>::is::<rustls::Error>)
}

fn io_kinds<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = std::io::ErrorKind> + 'a {
    chain(error).filter_map(|error| error.downcast_ref::<std::io::Error>().map(std::io::Error::kind))
}

fn is_reset(error: &(dyn Error + 'static)) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    io_kinds(error).any(|kind| matches!(kind, ConnectionReset | ConnectionAborted | BrokenPipe))
}

fn is_cut(error: &(dyn Error + 'static)) -> bool {
    io_kinds(error).any(|kind| kind == std::io::ErrorKind::UnexpectedEof)
}
