//! A chart as numbers: for the clipboard and for files.

use serde_json::{Value, json};

use crate::job::Sheet;
use crate::locale::StatsTexts;
use crate::model::UiLang;

use super::chart::Chart;
use super::{Ready, Unit, bars};

/// The numbers of a chart, one line per bar, column or hour. Column names are wire names, as in `stats --format json`.
pub fn sheet(ready: &Ready, chart: Chart, unit: Unit, words: &StatsTexts, lang: UiLang) -> Sheet {
    match chart {
        Chart::Time => time(ready, unit),
        Chart::Week => week(ready),
        _ => of_bars(ready, chart, words, lang),
    }
}

fn time(ready: &Ready, unit: Unit) -> Sheet {
    let series = ready.series(unit);
    let row = |place| {
        let bucket = series.bucket(place);
        let net = bucket.new.cast_signed() - bucket.left.cast_signed();
        vec![
            json!(bucket.from.to_string()),
            json!(bucket.to.to_string()),
            json!(bucket.new),
            json!(bucket.left),
            json!(net),
        ]
    };
    Sheet {
        columns: vec!["from", "to", "new", "left", "net"],
        rows: (0..series.len()).map(row).collect(),
    }
}

fn week(ready: &Ready) -> Sheet {
    let hours = ready.charted.figures.hours;
    let days = (1_usize..).zip(hours);
    let row = |(day, (hour, count)): (usize, (usize, u64))| vec![json!(day), json!(hour), json!(count)];
    let rows = days.flat_map(|(day, hours)| hours.into_iter().enumerate().map(move |hour| row((day, hour))));
    Sheet {
        columns: vec!["weekday", "hour", "follows"],
        rows: rows.collect(),
    }
}

fn of_bars(ready: &Ready, chart: Chart, words: &StatsTexts, lang: UiLang) -> Sheet {
    let figures = &ready.charted.figures;
    let row = |place| {
        let bar = ready.bars.bar(figures, chart, place, words, lang)?;
        Some(vec![
            json!(bar.label),
            bar.query.clone().map_or(Value::Null, Value::String),
            json!(bar.tally.people),
            json!(bar.tally.left),
            json!(share(&bar)),
        ])
    };
    Sheet {
        columns: vec!["label", "query", "people", "left", "left_share"],
        rows: (0..ready.bars.len(figures, chart)).filter_map(row).collect(),
    }
}

/// The share who left, from 0 to 1.
fn share(bar: &bars::Bar) -> f64 {
    f64::from(u32::try_from(bars::share(bar.tally)).unwrap_or(1000)) / 1000.0
}

/// A line for a spreadsheet.
pub fn tabbed(row: &[Value]) -> String {
    let cell = |value: &Value| match value {
        Value::String(text) => text.replace(['\t', '\r', '\n'], " "),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    row.iter().map(cell).collect::<Vec<_>>().join("\t")
}
