//! Fetching a token from where the account's settings say.

use std::pin::Pin;
use std::process::Stdio;
use std::sync::PoisonError;
use std::time::Duration;

use serde::Serialize;
use tokio::process::Command;

use super::ask::{Ask, Auth, to_json};
use super::engine::Engine;
use super::fault::Fault;
use super::gate::Run;
use super::settings::Credentials;
use super::token::Grant;
use super::wire::{bad_reply, read_object, text, unsigned};
use crate::model::{Cause, Endpoint, Failure, Kind, Secret};

impl Engine {
    /// Makes sure that there is a token, or a verdict why there is none. Many may ask; one fetches.
    ///
    /// Boxed, because fetching a token is a call too.
    pub(super) fn obtain_token(&self, run: Run) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            let _flight = self.tokens.flight.lock().await;
            if !matches!(self.tokens.current(run), Ok(None)) {
                return;
            }
            match self.fetch_token(run).await {
                Ok(grant) => self.tokens.store(grant),
                Err(fault) => self.tokens.not_fetched(self.gates.newest(), fault),
            }
        })
    }

    async fn fetch_token(&self, run: Run) -> Result<Grant, Fault> {
        match &self.settings.credentials {
            Credentials::Stable { app_id, secret } => self.ask_for_token(run, self.stable(app_id, secret)).await,
            Credentials::Classic { app_id, secret } => self.ask_for_token(run, classic(app_id, secret)).await,
            Credentials::Given(secret) => Ok(Grant {
                secret: secret.clone(),
                lives: None,
            }),
            Credentials::Command(argv) => run_command(argv, self.settings.timeout.max(COMMAND_TIME)).await,
            Credentials::Missing(detail) => {
                let detail = detail.clone();
                Err(Fault::unsent(Failure::new(
                    Kind::Credential,
                    Cause::NoCredentials { detail },
                )))
            }
        }
    }

    async fn ask_for_token(&self, run: Run, ask: Ask) -> Result<Grant, Fault> {
        match self.call(run, &ask, read_grant).await {
            Ok(reply) => Ok(reply.value),
            // A reply of this endpoint may hold a token: its bytes go nowhere.
            Err(fault) => Err(Fault {
                raw: Vec::new(),
                ..fault
            }),
        }
    }

    /// The stable token; forced only where the user typed it, in one single request.
    fn stable(&self, app_id: &str, secret: &Secret) -> Ask {
        #[derive(Serialize)]
        struct Body<'a> {
            grant_type: &'a str,
            appid: &'a str,
            secret: &'a str,
            force_refresh: bool,
        }
        let mut pending = self.force_refresh.lock().unwrap_or_else(PoisonError::into_inner);
        let force_refresh = std::mem::take(&mut *pending);
        let body = |force_refresh| Body {
            grant_type: "client_credential",
            appid: app_id,
            secret: secret.expose(),
            force_refresh,
        };
        Ask {
            next_body: Some(to_json(&body(false))),
            ..Ask::post(Endpoint::StableToken, Auth::Inside, &body(force_refresh))
        }
    }
}

fn classic(app_id: &str, secret: &Secret) -> Ask {
    Ask::get(Endpoint::Token, Auth::Inside)
        .with("grant_type", "client_credential")
        .with("appid", app_id)
        .with("secret", secret.expose())
}

fn read_grant(bytes: &[u8]) -> Result<Grant, Failure> {
    let map = read_object(bytes)?.value;
    let secret = map.get("access_token").and_then(text).map(Secret::new);
    Ok(Grant {
        secret: secret
            .filter(|secret| !secret.is_empty())
            .ok_or(bad_reply(Cause::WrongShape))?,
        lives: map.get("expires_in").and_then(unsigned),
    })
}

/// A token server may ask its own user or a far machine: it gets at least this long.
const COMMAND_TIME: Duration = Duration::from_secs(30);

/// Runs the user's command; its standard output is the token. Nothing it prints goes into an error.
async fn run_command(argv: &[String], time: Duration) -> Result<Grant, Fault> {
    let failed = |detail: String| {
        Fault::now(
            Failure::new(Kind::Credential, Cause::TokenCommand { detail }),
            Vec::new(),
        )
    };
    let [program, arguments @ ..] = argv else {
        return Err(failed("no command is set up".to_owned()));
    };
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = match tokio::time::timeout(time, output).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) => return Err(failed(error.to_string())),
        Err(_) => return Err(failed(format!("no answer within {} s", time.as_secs()))),
    };
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    match printed.trim() {
        "" => Err(failed("it printed nothing".to_owned())),
        token if token.contains(|c: char| c.is_whitespace() || c.is_control()) => {
            Err(failed("it printed more than a token".to_owned()))
        }
        token => Ok(Grant {
            secret: Secret::new(token),
            lives: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_of_all_kinds_are_read() {
        let cases = [
            (r#"{"access_token":" t ","expires_in":7200}"#, Some(7200)),
            (r#"{"access_token":"t","expires_in":"345"}"#, Some(345)),
            (r#"{"access_token":"t","expires_in":-5}"#, None),
            (r#"{"access_token":"t","expires_in":1e300}"#, None),
            (r#"{"access_token":"t"}"#, None),
        ];
        for (reply, lives) in cases {
            let grant = read_grant(reply.as_bytes()).unwrap();
            assert_eq!((grant.secret.expose(), grant.lives), ("t", lives), "{reply}");
        }
        for reply in ["{}", r#"{"access_token":""}"#, r#"{"access_token":{}}"#, "[]"] {
            let failure = read_grant(reply.as_bytes()).err().unwrap();
            assert_eq!(failure.cause, Cause::WrongShape, "{reply}");
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_command_gives_its_output_and_tells_nothing_of_it() {
        let run = async |script: &str| {
            let argv = ["sh", "-c", script].map(str::to_owned);
            run_command(&argv, Duration::from_secs(20)).await
        };
        assert_eq!(
            run("echo; echo ' tok-en_1 '").await.unwrap().secret.expose(),
            "tok-en_1"
        );
        for script in ["true", "echo se cret", "echo secret; exit 3", "echo secret >&2; exit 1"] {
            let fault = run(script).await.err().unwrap();
            assert_eq!(fault.failure.kind, Kind::Credential);
            assert!(!format!("{fault:?}").contains("secret"), "{fault:?}");
        }
        let slow = run_command(
            &["sh", "-c", "exec sleep 60"].map(str::to_owned),
            Duration::from_millis(50),
        )
        .await;
        assert!(slow.is_err());
        assert!(
            run_command(&["/no/such/program".to_owned()], Duration::from_secs(1))
                .await
                .is_err()
        );
        assert!(run_command(&[], Duration::from_secs(1)).await.is_err());
    }
}
