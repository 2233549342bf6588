//! Fetching somebody's picture: only from hosts on the list, never larger than an avatar, and made ready to be drawn off
//! every task that somebody waits for. No token ever goes with it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

use super::run::Context;
use crate::job::{Event, PictureFault, PictureOrder};
use crate::model::Failure;
use crate::picture::Picture;

/// Whole time for one picture.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest reply that is read, in bytes; an avatar of 640 pixels has a tenth of it.
const LARGEST: usize = 2 * 1024 * 1024;
/// Redirects that are followed, none of them off the list.
const REDIRECTS: usize = 3;

/// Fetches and tells; a cancelled one tells nothing.
pub(super) async fn run(context: Context<'_>, order: PictureOrder, cancel: &CancellationToken) -> Result<(), Failure> {
    let hosts: Arc<[String]> = context.config.ui.picture_hosts.clone().into();
    let base = demo_base(&context);
    let answer = tokio::select! {
        answer = make(order, hosts, base) => answer,
        () = cancel.cancelled() => return Err(Failure::cancelled()),
    };
    context.tell(Event::Picture(context.id, answer)).await;
    Ok(())
}

/// Under `--demo` its server has the pictures of all hosts.
fn demo_base(context: &Context<'_>) -> Option<String> {
    let account = context.desk.account().filter(|_| context.config.demo);
    account.map(|account| account.api_base.clone())
}

async fn make(order: PictureOrder, hosts: Arc<[String]>, base: Option<String>) -> Result<Picture, PictureFault> {
    let url = address(&order.address, &hosts, base.as_deref())?;
    let bytes = fetch(url, hosts).await?;
    let made = tokio::task::spawn_blocking(move || Picture::make(&bytes, order.canvas)).await;
    let made = made.map_err(|_| PictureFault::Unreadable)?;
    made.map_err(PictureFault::from)
}

/// Where to ask: the address itself, if its host is on the list; in the demo the same path on its server.
fn address(address: &str, hosts: &[String], demo: Option<&str>) -> Result<Url, PictureFault> {
    let url = Url::parse(address).map_err(|_| PictureFault::Host(String::new()))?;
    if !is_listed(&url, hosts) {
        return Err(PictureFault::Host(url.host_str().unwrap_or_default().to_owned()));
    }
    let Some(base) = demo else { return Ok(url) };
    Url::parse(&format!("{base}/picture{}", url.path())).map_err(|_| PictureFault::Host(String::new()))
}

/// A plain web address on a listed host: no port, user or password of its own.
fn is_listed(url: &Url, hosts: &[String]) -> bool {
    let is_plain = url.port().is_none() && url.username().is_empty() && url.password().is_none();
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web
        && is_plain
        && url
            .host_str()
            .is_some_and(|host| hosts.iter().any(|listed| listed == host))
}

async fn fetch(url: Url, hosts: Arc<[String]>) -> Result<Vec<u8>, PictureFault> {
    let failed = |error: reqwest::Error| PictureFault::Failed(error.without_url().to_string());
    let client = client(&url, hosts).map_err(failed)?;
    let mut response = client.get(url).send().await.map_err(failed)?;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NOT_FOUND | StatusCode::GONE => return Err(PictureFault::Gone),
        status => return Err(PictureFault::Failed(format!("HTTP {}", status.as_u16()))),
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        if bytes.len() + chunk.len() > LARGEST {
            return Err(PictureFault::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn client(url: &Url, hosts: Arc<[String]>) -> reqwest::Result<Client> {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .user_agent(concat!("fanscope/", env!("CARGO_PKG_VERSION")))
        .referer(false)
        .timeout(PATIENCE);
    if is_loopback(url) {
        // The demo: no proxy, no redirect, and loading certificates would take longer than the picture.
        return builder.no_proxy().redirect(Policy::none()).tls_certs_only([]).build();
    }
    let stays_listed = Policy::custom(move |attempt| {
        if attempt.previous().len() <= REDIRECTS && is_listed(attempt.url(), &hosts) {
            attempt.follow()
        } else {
            attempt.stop()
        }
    });
    builder.redirect(stays_listed).build()
}

fn is_loopback(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(address)) if IpAddr::V4(address) == IpAddr::V4(Ipv4Addr::LOCALHOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Demo, Setup};
    use crate::picture::{Canvas, Way};

    fn hosts() -> Vec<String> {
        crate::config::PICTURE_HOSTS.map(str::to_owned).to_vec()
    }

    #[test]
    fn only_plain_addresses_of_listed_hosts_are_asked() {
        for (text, expected) in [
            ("http://wx.qlogo.cn/mmopen/x/0", Ok("http://wx.qlogo.cn/mmopen/x/0")),
            ("https://thirdwx.qlogo.cn/a/132", Ok("https://thirdwx.qlogo.cn/a/132")),
            ("https://WX.QLOGO.CN/a", Ok("https://wx.qlogo.cn/a")),
            ("https://wx.qlogo.cn.evil.example/a", Err("wx.qlogo.cn.evil.example")),
            ("https://evil.example/wx.qlogo.cn", Err("evil.example")),
            ("https://wx.qlogo.cn@evil.example/a", Err("evil.example")),
            ("https://me:pw@wx.qlogo.cn/a", Err("wx.qlogo.cn")),
            ("http://wx.qlogo.cn:8080/a", Err("wx.qlogo.cn")),
            ("http://127.0.0.1/a", Err("127.0.0.1")),
            ("file:///etc/passwd", Err("")),
            ("javascript:alert(1)", Err("")),
            ("no address", Err("")),
        ] {
            let found = address(text, &hosts(), None).map(|url| url.to_string());
            let expected = match expected {
                Ok(url) => Ok(url.to_owned()),
                Err(host) => Err(PictureFault::Host(host.to_owned())),
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_demo_asks_its_own_server_for_the_same_path() {
        let base = Some("http://127.0.0.1:4242");
        let found = address("http://wx.qlogo.cn/mmopen/x/0", &hosts(), base).unwrap();
        assert_eq!(found.as_str(), "http://127.0.0.1:4242/picture/mmopen/x/0");
        assert!(address("http://evil.example/mmopen/x/0", &hosts(), base).is_err());
    }

    #[tokio::test]
    async fn the_demos_pictures_come_and_dead_addresses_are_told() {
        let demo = Demo::start(Setup::default()).await.unwrap();
        let order = |address: String| PictureOrder {
            address,
            canvas: Canvas {
                way: Way::HalfBlocks,
                cells: (4, 2),
                cell: (10, 20),
                slot: 0,
            },
        };
        let base = Some(demo.base());
        let mut outcomes = Vec::new();
        for number in 0..60 {
            let address = format!("http://wx.qlogo.cn/mmopen/picture{number}/46");
            outcomes.push(make(order(address), hosts().into(), base.clone()).await);
        }
        assert!(outcomes.iter().any(Result::is_ok), "{outcomes:?}");
        let is_gone = |outcome: &Result<Picture, PictureFault>| matches!(outcome, Err(PictureFault::Gone));
        assert!(outcomes.iter().any(is_gone), "{outcomes:?}");
        assert!(
            outcomes.iter().all(|outcome| outcome.is_ok() || is_gone(outcome)),
            "{outcomes:?}"
        );
    }
}
