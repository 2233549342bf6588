//! `doctor --rid RID`: one request as the platform recorded it.

use std::fmt::Write as _;

use serde_json::json;

use super::Out;
use crate::api::RidRecord;
use crate::cli::context::Context;
use crate::cli::format::Format;
use crate::cli::{interrupt, setup};
use crate::config::Config;
use crate::error::{Error, Exit};
use crate::export::{time, to_text};
use crate::locale::{fill, texts};
use crate::model::{Source, UiLang};
use crate::ops::lookup::now;
use crate::person::clock;
use crate::session::Overrides;
use crate::text::{pad_right, sanitize, width};

/// Asks for the record and prints it. The client has cut tokens out of it already.
pub(super) async fn run(
    context: &Context,
    config: Config,
    rid: &str,
    format: Format,
    out: Out<'_>,
) -> Result<Exit, Error> {
    let zone = config.ui.time_zone.clone();
    let opened = setup::open(context, config, Source::Follower, Overrides::default(), true).await?;
    let record = opened.session.client.rid(rid.trim(), &interrupt::watch()).await;
    // A counter that cannot be written must not hide the answer.
    let _ = opened.session.save_calls(now()).await;
    opened.close().await;
    let record = record?;
    let printed = match format {
        Format::Json => out.write_all(format!("{}\n", to_text(&value(rid, &record))).as_bytes()),
        _ => out.write_all(table(rid, &record, &zone, context.lang()).as_bytes()),
    };
    printed.map(|()| Exit::Done).map_err(Error::output)
}

fn value(rid: &str, record: &RidRecord) -> serde_json::Value {
    json!({
        "rid": rid.trim(),
        "invoke_time": record.invoke_time.map(time),
        "cost_in_ms": record.cost_in_ms,
        "client_ip": record.client_ip,
        "request_url": record.request_url,
        "request_body": record.request_body,
        "response_body": record.response_body,
    })
}

fn table(rid: &str, record: &RidRecord, zone: &jiff::tz::TimeZone, lang: UiLang) -> String {
    let words = &texts(lang).doctor;
    let rows = [
        (words.rid_time, record.invoke_time.map(|at| clock(at, zone))),
        (words.rid_cost, record.cost_in_ms.map(|ms| format!("{ms} ms"))),
        (words.rid_client, record.client_ip.clone()),
        (words.rid_request, record.request_url.clone()),
        (words.rid_body, record.request_body.clone()),
        (words.rid_reply, record.response_body.clone()),
    ];
    let column = rows.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
    let mut text = format!("{}\n", sanitize(&fill(words.rid_heading, &[&rid.trim()])));
    for (name, value) in rows {
        let value = value
            .filter(|value| !value.is_empty())
            .unwrap_or_else(|| "–".to_owned());
        // Writing into a string cannot fail.
        let _ = writeln!(text, "  {}  {}", pad_right(name, column), sanitize(&value));
    }
    text
}
