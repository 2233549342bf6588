//! The HTTP side: one handler for every path, and the faults that spoil an answer.

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::serve::ListenerExt;
use futures_util::{StreamExt, stream};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::gzip;
use super::refusal::Refusal;
use super::request::Request;
use super::script::Act;
use super::world::{Answer, World};

/// What the handler and the owner of a server share.
#[derive(Debug)]
pub(super) struct Shared {
    world: Mutex<World>,
    latency: Duration,
    /// Cancelled when the server stops: ends what hangs or drips.
    pub(super) stop: CancellationToken,
}

impl Shared {
    pub(super) fn new(world: World, latency: Duration) -> Self {
        Self {
            world: Mutex::new(world),
            latency,
            stop: CancellationToken::new(),
        }
    }

    /// The state; a panic elsewhere does not take the server down.
    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves until `shared.stop` is cancelled.
pub(super) async fn run(listener: TcpListener, shared: Arc<Shared>) {
    let stop = shared.stop.clone();
    let router: Router = Router::new().fallback(handle).with_state(shared);
    // Small replies must not wait for an acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "demo server: no TCP_NODELAY");
        }
    });
    let served = axum::serve(listener, router)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "demo server ended");
    }
}

/// Counts a call as running until it is answered or its client has gone.
struct InFlight<'a>(&'a Shared);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.world().journal.leave();
    }
}

async fn handle(State(shared): State<Arc<Shared>>, method: Method, uri: Uri, body: Bytes) -> Response {
    let request = Request::new(
        method == Method::POST,
        uri.path(),
        uri.query().unwrap_or_default(),
        body.to_vec(),
    );
    let acts = {
        let mut world = shared.world();
        world.journal.arrive(&request.kind);
        world.script.next(&request.kind)
    };
    let _in_flight = InFlight(&shared);
    let mut spoiler = None;
    let mut wait = shared.latency;
    for act in acts {
        match act {
            Act::Delay(delay) => wait += delay,
            Act::ExpireTokens => shared.world().expire_tokens(),
            Act::RevokeTokens => shared.world().revoke_tokens(),
            act => spoiler = Some(act),
        }
    }
    if !wait.is_zero() {
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = shared.stop.cancelled() => return broken(Vec::new()),
        }
    }
    spoil(&shared, &request, spoiler).await
}

async fn spoil(shared: &Arc<Shared>, request: &Request, act: Option<Act>) -> Response {
    let Some(act) = act else {
        let answer = shared.world().answer(request);
        return send(answer);
    };
    match act {
        Act::Errcode(code) => send(shared.world().refuse(request, Refusal(code), None)),
        Act::Error(code, text) => send(shared.world().refuse(request, Refusal(code), Some(&text))),
        Act::Truncated | Act::Rewrite(_) | Act::Gzip | Act::CutOff | Act::Drip(_) => {
            let answer = shared.world().answer(request);
            deface(answer, &act, shared.stop.clone())
        }
        act => {
            shared.world().note(request);
            replace(act, &shared.stop).await
        }
    }
}

/// Spoils an honest answer on its way.
fn deface(mut answer: Answer, act: &Act, stop: CancellationToken) -> Response {
    let half = answer.body.len() / 2;
    match act {
        Act::Rewrite(rewrite) => {
            answer.body = rewrite(answer.body);
            send(answer)
        }
        Act::Gzip => {
            answer.body = gzip::wrap(&answer.body);
            let mut response = send(answer);
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
            response
        }
        Act::CutOff => {
            answer.body.truncate(half);
            broken(answer.body)
        }
        Act::Drip(pause) => {
            let body = drip(std::mem::take(&mut answer.body), *pause, stop);
            send_with(&answer, body)
        }
        _ => {
            answer.body.truncate(half);
            send(answer)
        }
    }
}

/// Answers something else altogether.
async fn replace(act: Act, stop: &CancellationToken) -> Response {
    let page = |status, text: &str| Answer {
        status,
        content_type: "text/html",
        location: None,
        body: format!("<html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>\r\n").into_bytes(),
    };
    let plain = |body| Answer {
        status: 200,
        content_type: "application/json; encoding=utf-8",
        location: None,
        body,
    };
    match act {
        Act::Status(status) => send(page(status, &format!("{status} from the gateway"))),
        Act::Redirect(location) => send(Answer {
            location: Some(location),
            ..page(302, "302 Found")
        }),
        Act::Html => send(page(200, "Welcome to the guest network")),
        Act::Empty => send(plain(Vec::new())),
        Act::Raw(body) => send(plain(body)),
        Act::Huge(bytes) => send_with(&plain(Vec::new()), huge(bytes)),
        Act::Hang => {
            stop.cancelled().await;
            broken(Vec::new())
        }
        _ => broken(Vec::new()),
    }
}

fn send(mut answer: Answer) -> Response {
    let body = Body::from(std::mem::take(&mut answer.body));
    send_with(&answer, body)
}

fn send_with(answer: &Answer, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static(answer.content_type),
    );
    if let Some(Ok(location)) = answer.location.as_deref().map(header::HeaderValue::from_str) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// A body that breaks the connection after these bytes; with none, not even the head is sent.
fn broken(bytes: Vec<u8>) -> Response {
    let is_begun = !bytes.is_empty();
    let start = is_begun.then_some(Ok(Bytes::from(bytes)));
    let end = stream::once(async move {
        if is_begun {
            // What was written before leaves the buffer only when the body makes the server wait.
            tokio::task::yield_now().await;
        }
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Response::new(Body::from_stream(stream::iter(start).chain(end)))
}

/// A body of one byte at a time.
fn drip(bytes: Vec<u8>, pause: Duration, stop: CancellationToken) -> Body {
    Body::from_stream(stream::unfold(
        (bytes.into_iter(), stop),
        move |(mut rest, stop)| async move {
            let byte = rest.next()?;
            tokio::select! {
                () = tokio::time::sleep(pause) => Some((Ok::<_, Infallible>(Bytes::from(vec![byte])), (rest, stop))),
                () = stop.cancelled() => None,
            }
        },
    ))
}

/// A body that begins as JSON and goes on for `bytes` bytes.
fn huge(bytes: u64) -> Body {
    const CHUNK: u64 = 64 * 1024;
    let filler = Bytes::from(vec![b'x'; 64 * 1024]);
    let head = Bytes::from_static(b"{\"subscribe\":1,\"remark\":\"");
    let chunks = (0..bytes / CHUNK).map(move |_| filler.clone());
    Body::from_stream(stream::iter(
        std::iter::once(head).chain(chunks).map(Ok::<_, Infallible>),
    ))
}
