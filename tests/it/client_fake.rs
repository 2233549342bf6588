//! A scripted platform for the client's tests: raw TCP, so that it can misbehave in every way.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fanscope::api::{Answer, Client, Credentials, Rhythm, Settings};
use fanscope::model::{Lang, OpenId, Secret};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Call {
    pub path: String,
    pub query: BTreeMap<String, String>,
    pub body: String,
    /// How many calls of this path came before it.
    pub earlier: usize,
}

impl Call {
    pub fn token(&self) -> &str {
        self.query.get("access_token").map_or("", String::as_str)
    }

    /// The openids asked for, singly or in a batch.
    pub fn openids(&self) -> Vec<String> {
        if let Some(openid) = self.query.get("openid") {
            return vec![openid.clone()];
        }
        let body: Value = serde_json::from_str(&self.body).unwrap_or_default();
        let list = body["user_list"].as_array().cloned().unwrap_or_default();
        list.iter()
            .filter_map(|item| item["openid"].as_str().map(str::to_owned))
            .collect()
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Act {
    /// Status 200 with this body.
    Body(Vec<u8>),
    /// Another status with this body.
    Status(u16, &'static str),
    /// A redirect to this address.
    Redirect(String),
    /// The first, a while later.
    After(Duration, Box<Act>),
    /// Closes the connection with a reset, without a reply.
    Reset,
    /// Never answers.
    Hang,
    /// Sends a body byte by byte, slowly, without end.
    Drip,
    /// Announces more than it sends, then closes.
    Cut(Vec<u8>),
    /// Announces and sends so many bytes.
    Flood(usize),
    /// Sends so many bytes in chunks, announcing nothing.
    ChunkedFlood(usize),
    /// The body, gzipped by the test.
    Gzip(Vec<u8>),
    /// Bytes that are not HTTP.
    Raw(&'static [u8]),
}

impl Act {
    pub fn json(value: &Value) -> Self {
        Self::Body(value.to_string().into_bytes())
    }

    pub fn text(text: impl Into<String>) -> Self {
        Self::Body(text.into().into_bytes())
    }

    pub fn errcode(code: i64) -> Self {
        Self::json(&json!({"errcode": code, "errmsg": format!("refused rid: 66f43076-700f44ff-0465cb1b")}))
    }

    pub fn after_ms(self, ms: u64) -> Self {
        Self::After(Duration::from_millis(ms), Box::new(self))
    }
}

type Script = dyn Fn(&Call) -> Act + Send + Sync;

/// The server; stops when dropped.
pub struct Fake {
    pub base: String,
    log: Arc<Mutex<Vec<Call>>>,
    task: JoinHandle<()>,
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Fake {
    pub async fn start(script: impl Fn(&Call) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let log = Arc::new(Mutex::new(Vec::new()));
        let script: Arc<Script> = Arc::new(script);
        let shared = Arc::clone(&log);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&shared)));
            }
        });
        Self { base, log, task }
    }

    /// A server that gives tokens and otherwise follows the script.
    pub async fn with_tokens(script: impl Fn(&Call) -> Act + Send + Sync + 'static) -> Self {
        Self::start(move |call| match call.path.as_str() {
            "/cgi-bin/stable_token" | "/cgi-bin/token" => token(call),
            _ => script(call),
        })
        .await
    }

    pub fn log(&self) -> Vec<Call> {
        self.log.lock().unwrap().clone()
    }

    pub fn calls(&self, path: &str) -> usize {
        self.log().iter().filter(|call| call.path == path).count()
    }

    pub fn settings(&self) -> Settings {
        Settings {
            web_token: Some(Secret::new("web-token")),
            timeout: Duration::from_secs(10),
            ..Settings::new(
                self.base.clone(),
                Credentials::Stable {
                    app_id: "wx0123456789abcdef".to_owned(),
                    secret: Secret::new("app-secret"),
                },
            )
        }
    }

    pub fn client(&self) -> Client {
        client(self.settings())
    }
}

/// A client whose pauses and minutes are short.
pub fn client(settings: Settings) -> Client {
    Client::with_rhythm(settings, rhythm())
}

pub fn rhythm() -> Rhythm {
    Rhythm {
        backoff: Duration::from_millis(4),
        minute: Duration::from_millis(120),
        gather: Duration::from_millis(10),
    }
}

/// A token reply; each call gives another token.
pub fn token(call: &Call) -> Act {
    Act::json(&json!({"access_token": format!("token-{}", call.earlier + 1), "expires_in": 7200}))
}

pub fn profile(openid: &str) -> Value {
    json!({"subscribe": 1, "openid": openid, "remark": format!("remark of {openid}"), "tagid_list": []})
}

/// Answers `user/info`, `batchget` and `sns/userinfo`, the latter two as the platform would; `is_bad` names foreign ids.
pub fn profiles(call: &Call, is_bad: impl Fn(&str) -> bool) -> Act {
    let openids = call.openids();
    if openids.iter().any(|openid| is_bad(openid)) {
        return Act::errcode(40003);
    }
    match call.path.as_str() {
        "/cgi-bin/user/info/batchget" => {
            let list: Vec<_> = openids.iter().rev().map(|openid| profile(openid)).collect();
            Act::json(&json!({"user_info_list": list}))
        }
        _ => Act::json(&profile(&openids[0])),
    }
}

pub fn ids(range: std::ops::Range<usize>) -> Vec<OpenId> {
    range
        .map(|n| OpenId::parse(&format!("oFAKE{n:023}")).unwrap())
        .collect()
}

/// What a lookup reported, in order of arrival.
pub async fn look_up(client: &Client, ids: &[OpenId]) -> Vec<(OpenId, Answer)> {
    let mut found = Vec::new();
    let cancel = CancellationToken::new();
    client
        .followers(ids, Lang::ZhCn, &cancel, &mut |id, answer| found.push((id, answer)))
        .await;
    assert_complete(ids, &found);
    found
}

/// Every id was answered exactly once.
pub fn assert_complete(ids: &[OpenId], found: &[(OpenId, Answer)]) {
    let mut asked: Vec<_> = ids.iter().collect();
    let mut answered: Vec<_> = found.iter().map(|(id, _)| id).collect();
    asked.sort();
    answered.sort();
    assert_eq!(asked, answered);
}

async fn serve(mut stream: TcpStream, script: Arc<Script>, log: Arc<Mutex<Vec<Call>>>) {
    let _ = stream.set_nodelay(true);
    let mut buffer = Vec::new();
    while let Some(mut call) = read_call(&mut stream, &mut buffer).await {
        {
            let mut log = log.lock().unwrap();
            call.earlier = log.iter().filter(|earlier| earlier.path == call.path).count();
            log.push(call.clone());
        }
        if !perform(&mut stream, script(&call)).await {
            return;
        }
    }
}

async fn read_call(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Call> {
    let head_end = loop {
        if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&buffer[..head_end]).into_owned();
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().unwrap());
    while buffer.len() < head_end + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8_lossy(&buffer[head_end..head_end + length]).into_owned();
    buffer.drain(..head_end + length);
    let target = head.split(' ').nth(1)?;
    let url = url::Url::parse(&format!("http://x{target}")).ok()?;
    Some(Call {
        path: url.path().to_owned(),
        query: url.query_pairs().into_owned().collect(),
        body,
        earlier: 0,
    })
}

/// Answers; false where the connection is over.
async fn perform(stream: &mut TcpStream, act: Act) -> bool {
    match act {
        Act::Body(body) => reply(stream, "200 OK", "", &body).await,
        Act::Gzip(body) => reply(stream, "200 OK", "Content-Encoding: gzip\r\n", &body).await,
        Act::Status(status, body) => reply(stream, &format!("{status} Odd"), "", body.as_bytes()).await,
        Act::Redirect(to) => reply(stream, "302 Found", &format!("Location: {to}\r\n"), b"").await,
        Act::After(pause, act) => {
            tokio::time::sleep(pause).await;
            Box::pin(perform(stream, *act)).await
        }
        Act::Reset => {
            #[allow(deprecated, reason = "a zero linger is how a reset is made, and it does not block")]
            let _ = stream.set_linger(Some(Duration::ZERO));
            false
        }
        Act::Hang => {
            let _ = stream.read_u8().await;
            false
        }
        Act::Drip => drip(stream).await,
        Act::Cut(body) => {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len() + 10);
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(&body).await;
            let _ = stream.shutdown().await;
            false
        }
        Act::Flood(size) => {
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).await;
            flood(stream, size, false).await
        }
        Act::ChunkedFlood(size) => {
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                .await;
            flood(stream, size, true).await
        }
        Act::Raw(bytes) => {
            let _ = stream.write_all(bytes).await;
            let _ = stream.shutdown().await;
            false
        }
    }
}

async fn reply(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> bool {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    let whole = [head.as_bytes(), body].concat();
    stream.write_all(&whole).await.is_ok()
}

async fn drip(stream: &mut TcpStream) -> bool {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"a\":\"";
    let mut alive = stream.write_all(head).await.is_ok();
    while alive {
        tokio::time::sleep(Duration::from_millis(20)).await;
        alive = stream.write_all(b"x").await.is_ok();
    }
    false
}

async fn flood(stream: &mut TcpStream, size: usize, chunked: bool) -> bool {
    const PIECE: usize = 1 << 16;
    let piece = vec![b' '; PIECE];
    for _ in 0..size.div_ceil(PIECE) {
        let sent = if chunked {
            let framed = [b"10000\r\n".as_slice(), &piece, b"\r\n"].concat();
            stream.write_all(&framed).await
        } else {
            stream.write_all(&piece).await
        };
        if sent.is_err() {
            return false;
        }
    }
    false
}
