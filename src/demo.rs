//! The embedded API server: invented followers, the platform's behaviour. Shares no type with [`crate::api`].

use std::net::SocketAddr;

/// How a demo server is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// Invented followers; `None` for the default set with the documentation's examples.
    pub followers: Option<u64>,
    /// Seed of everything invented.
    pub seed: u64,
}

/// A running server; dropping it stops it.
#[derive(Debug)]
pub struct Demo {
    /// Where it listens.
    pub address: SocketAddr,
    /// App id.
    pub app_id: String,
    /// App secret (worthless: of the demo only).
    pub app_secret: String,
    /// A web token that answers `sns/userinfo` for every openid of the account.
    pub web_token: String,
}

impl Demo {
    /// Binds and starts serving on the current tokio runtime.
    pub async fn start(setup: Setup) -> std::io::Result<Self> {
        let _ = setup;
        Err(std::io::ErrorKind::Unsupported.into())
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }
}
