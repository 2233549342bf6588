//! Jobs of the first run: an account tried before it is kept, then kept; the sample written.

use std::path::Path;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::run::Context;
use crate::job::{Checked, Event, Proposal, SetUp};
use crate::locale::{fill, texts};
use crate::model::{Failure, Verdict};
use crate::ops::doctor::{self, Detail, Finding, words};
use crate::ops::set_up::{self, Draft, Trouble};
use crate::session::{Overrides, Session, credentials};

/// Tries a proposed account with the steps of `doctor` and tells each as it ends. Nothing is written.
pub(super) async fn check(context: Context<'_>, proposal: Proposal, cancel: &CancellationToken) -> Result<(), Failure> {
    let draft = match draft(context, proposal).await? {
        Ok(draft) => draft,
        Err(trouble) => return refuse(context, &trouble).await,
    };
    let credentials = credentials(&draft.account, context.env).await;
    let session = Session::new(&draft.config, &draft.account, credentials, None, Overrides::default());
    let (sender, mut findings) = mpsc::unbounded_channel();
    let asking = async {
        // The sender moves in here, so that the findings end with the check.
        let mut emit = move |finding| {
            sender.send(finding).ok();
        };
        let web_token = draft.config.web_token.as_ref();
        doctor::examine(&draft.config, &session, web_token, cancel, &mut emit).await;
    };
    let telling = async {
        while let Some(finding) = findings.recv().await {
            let checked = in_words(&finding, context);
            context.tell(Event::Checked(context.id, checked)).await;
        }
    };
    tokio::join!(asking, telling);
    if cancel.is_cancelled() {
        return Err(Failure::cancelled());
    }
    Ok(())
}

fn in_words(finding: &Finding, context: Context<'_>) -> Checked {
    let lang = context.config.ui.language;
    let name = words::name(finding.step, lang);
    // The account is not in the file before the operator keeps it.
    if let Detail::Configured(Some(path)) = &finding.detail {
        return Checked {
            verdict: Verdict::Skipped,
            name,
            lines: vec![fill(texts(lang).screen.welcome.not_kept_yet, &[&path.display()])],
        };
    }
    let mut lines = words::detail(finding, lang);
    lines.extend(words::advice(finding, lang));
    Checked {
        verdict: finding.verdict,
        name,
        lines,
    }
}

/// Writes a proposed account into the configuration.
pub(super) async fn save(context: Context<'_>, proposal: Proposal) -> Result<(), Failure> {
    let saved = match draft(context, proposal).await? {
        Ok(draft) => tokio::task::spawn_blocking(move || {
            let secret = set_up::save(&draft)?;
            let shown = |path: &Path| path.display().to_string();
            Ok(SetUp::Saved {
                path: shown(&draft.path),
                secret: secret.as_deref().map(shown),
            })
        })
        .await
        .map_err(Failure::local)?,
        Err(trouble) => Err(trouble),
    };
    answer(context, saved).await
}

/// Writes the sample configuration.
pub(super) async fn sample(context: Context<'_>) -> Result<(), Failure> {
    let (flags, env) = (context.config.flags.clone(), context.env.clone());
    let written = tokio::task::spawn_blocking(move || set_up::write_sample(&flags, &env));
    let written = written.await.map_err(Failure::local)?;
    let sampled = written.map(|path| SetUp::Sampled {
        path: path.display().to_string(),
    });
    answer(context, sampled).await
}

async fn draft(context: Context<'_>, proposal: Proposal) -> Result<Result<Draft, Trouble>, Failure> {
    let (flags, env) = (context.config.flags.clone(), context.env.clone());
    let drafting = tokio::task::spawn_blocking(move || set_up::draft(&flags, &env, &proposal));
    drafting.await.map_err(Failure::local)
}

async fn answer(context: Context<'_>, result: Result<SetUp, Trouble>) -> Result<(), Failure> {
    match result {
        Ok(done) => {
            context.tell(Event::SetUp(context.id, done)).await;
            Ok(())
        }
        Err(trouble) => refuse(context, &trouble).await,
    }
}

async fn refuse(context: Context<'_>, trouble: &Trouble) -> Result<(), Failure> {
    let said = match trouble {
        Trouble::Exists(path) => SetUp::Exists {
            path: path.display().to_string(),
        },
        other => SetUp::Refused {
            reason: reason(other, context),
        },
    };
    context.tell(Event::SetUp(context.id, said)).await;
    Ok(())
}

fn reason(trouble: &Trouble, context: Context<'_>) -> String {
    let texts = texts(context.config.ui.language);
    match trouble {
        Trouble::NoPlace => texts.config.no_home.to_owned(),
        Trouble::Problems(problems) => {
            let lines = problems
                .iter()
                .map(|found| format!("{}: {}", found.place, found.message));
            lines.collect::<Vec<_>>().join("; ")
        }
        Trouble::NotToml(path) => fill(texts.screen.welcome.not_toml, &[&path.display()]),
        Trouble::Exists(path) => path.display().to_string(),
        Trouble::Io(path, error) => format!("{}: {error}", path.display()),
    }
}
