//! The figures behind the charts as JSON and as tables with bars.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::table::{Cell, Column, Layout, Table};
use crate::locale::{MirrorTexts, fill, texts};
use crate::model::{Figures, Slice, SubscribeScene, Tally, UiLang};
use crate::text;

/// Bars of a section; the rest is only counted.
const MOST_BARS: usize = 20;

/// Cells of the longest bar.
const LONGEST: u64 = 30;

/// The figures as `stats --format json` prints them. Names are stable:
///
/// ```json
/// {"total":{"people":3,"left":1},
///  "days":[{"date":"2024-01-31","new":2,"left":1,"net":1}],
///  "scenes":[{"scene":"ADD_SCENE_QR_CODE","label":"QR code scan","people":2,"left":1}],
///  "tags":[{"id":128,"name":"VIP","people":1,"left":0}],"untagged":{"people":2,"left":1},
///  "qr_scenes":[{"qr_scene":"98765","label":null,"people":2,"left":1}],"without_qr_scene":{"people":1,"left":0},
///  "unfetched":{"people":0,"left":0},
///  "hours":[[0,…],…]}
/// ```
///
/// `people` counts those who left, too. Days are those with at least one event, oldest first; `new` counts last
/// follows, `left` people found gone that day. Bars are largest first; a scene that is not known is `""`. Those whose
/// profile was never fetched are counted in `total` and `unfetched` only. `hours` has
/// seven lists of 24, from Monday and from midnight; days and hours are of the interface's time zone.
pub fn figures_json(figures: &Figures) -> Value {
    let day = |day: &crate::model::Day| {
        let net = i128::from(day.new) - i128::from(day.left);
        json!({"date": day.date.to_string(), "new": day.new, "left": day.left, "net": i64::try_from(net).unwrap_or_default()})
    };
    let scene = |bar: &Slice| {
        let label = (!bar.key.is_empty()).then(|| SubscribeScene::parse(&bar.key).label(UiLang::En).to_owned());
        bar_json(bar, json!({"scene": bar.key, "label": label}))
    };
    let tag = |bar: &Slice| bar_json(bar, json!({"id": bar.key.parse::<u64>().ok(), "name": bar.name}));
    let qr = |bar: &Slice| bar_json(bar, json!({"qr_scene": bar.key, "label": bar.name}));
    json!({
        "total": tally_json(figures.total),
        "days": figures.days.iter().map(day).collect::<Vec<_>>(),
        "scenes": figures.scenes.iter().map(scene).collect::<Vec<_>>(),
        "tags": figures.tags.iter().map(tag).collect::<Vec<_>>(),
        "untagged": tally_json(figures.untagged),
        "qr_scenes": figures.qrs.iter().map(qr).collect::<Vec<_>>(),
        "without_qr_scene": tally_json(figures.without_qr),
        "unfetched": tally_json(figures.unfetched),
        "hours": figures.hours,
    })
}

fn tally_json(tally: Tally) -> Value {
    json!({"people": tally.people, "left": tally.left})
}

fn bar_json(bar: &Slice, mut value: Value) -> Value {
    value["people"] = json!(bar.tally.people);
    value["left"] = json!(bar.tally.left);
    value
}

/// The figures for a reader: a table for each chart, with bars.
pub fn write_figures(figures: &Figures, lang: UiLang, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let words = &texts(lang).mirror;
    let Tally { people, left } = figures.total;
    writeln!(out, "{}", fill(words.total.phrase(people), &[&people, &left]))?;
    if people == 0 {
        return Ok(());
    }
    months(figures, words, layout, out)?;
    let scene = |bar: &Slice| match bar.key.as_str() {
        "" => words.unknown.to_owned(),
        key => SubscribeScene::parse(key).label(lang).to_owned(),
    };
    let unfetched = (words.unfetched.to_owned(), figures.unfetched);
    let mut scenes: Vec<_> = figures.scenes.iter().map(|bar| (scene(bar), bar.tally)).collect();
    scenes.insert(0, unfetched.clone());
    bars(words.by_scene, words.scene, scenes, words, layout, out)?;
    let tag = |bar: &Slice| bar.name.clone().unwrap_or_else(|| format!("#{}", bar.key));
    let mut tags: Vec<_> = figures.tags.iter().map(|bar| (tag(bar), bar.tally)).collect();
    tags.splice(0..0, [unfetched.clone(), (words.untagged.to_owned(), figures.untagged)]);
    bars(words.by_tag, words.tag, tags, words, layout, out)?;
    let qr = |bar: &Slice| match &bar.name {
        Some(name) => format!("{} {name}", bar.key),
        None => bar.key.clone(),
    };
    let mut qrs: Vec<_> = figures.qrs.iter().map(|bar| (qr(bar), bar.tally)).collect();
    qrs.splice(0..0, [unfetched, (words.without_qr.to_owned(), figures.without_qr)]);
    bars(words.by_qr, words.qr, qrs, words, layout, out)?;
    hours(figures, words, out)
}

fn months(figures: &Figures, words: &MirrorTexts, layout: Layout, out: &mut impl Write) -> io::Result<()> {
    let mut months: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for day in &figures.days {
        let sums = months.entry(day.date.strftime("%Y-%m").to_string()).or_default();
        *sums = (sums.0 + day.new, sums.1 + day.left);
    }
    if months.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", words.by_month)?;
    let columns = [
        Column::text(words.month),
        Column::number(words.new),
        Column::number(words.left),
        Column::number(words.net),
        Column::text(""),
    ];
    let most = months.values().map(|(new, _)| *new).max().unwrap_or_default();
    let mut table = Table::new(columns.into());
    for (month, (new, left)) in months {
        let net = i128::from(new) - i128::from(left);
        let cells = [
            month,
            new.to_string(),
            left.to_string(),
            format!("{net:+}"),
            bar(new, most),
        ];
        table.push(cells.map(Cell::from));
    }
    table.write(out, layout)
}

fn bars(
    heading: &str,
    title: &str,
    mut bars: Vec<(String, Tally)>,
    words: &MirrorTexts,
    layout: Layout,
    out: &mut impl Write,
) -> io::Result<()> {
    bars.retain(|(_, tally)| tally.people > 0);
    if bars.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{heading}")?;
    let columns = [
        Column::text(title),
        Column::number(words.people),
        Column::number(words.left),
        Column::number(words.share_left),
        Column::text(""),
    ];
    let most = bars.iter().map(|(_, tally)| tally.people).max().unwrap_or_default();
    let mut table = Table::new(columns.into());
    for (name, tally) in bars.iter().take(MOST_BARS) {
        let share = tenths(tally.left * 100, tally.people);
        let cells = [
            name.clone(),
            tally.people.to_string(),
            tally.left.to_string(),
            share,
            bar(tally.people, most),
        ];
        table.push(cells.map(Cell::from));
    }
    table.write(out, layout)?;
    match bars.len().saturating_sub(MOST_BARS) {
        0 => Ok(()),
        more => writeln!(out, "{}", fill(words.more, &[&more])),
    }
}

/// `12.3`.
fn tenths(part: u64, whole: u64) -> String {
    let tenths = (part * 10 + whole / 2) / whole.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A bar to the eighth of a cell; whatever is there at all has one.
fn bar(value: u64, most: u64) -> String {
    let eighths = value * LONGEST * 8 / most.max(1);
    let eighths = if value > 0 { eighths.max(1) } else { 0 };
    text::bar(usize::try_from(eighths).unwrap_or_default())
}

/// Two cells an hour, the darker the more.
fn hours(figures: &Figures, words: &MirrorTexts, out: &mut impl Write) -> io::Result<()> {
    const SHADES: [&str; 5] = ["··", "░░", "▒▒", "▓▓", "██"];
    let most = figures.hours.iter().flatten().copied().max().unwrap_or_default();
    if most == 0 {
        return Ok(());
    }
    writeln!(out, "\n{}", words.by_hour)?;
    let clock: Vec<String> = (0..24).step_by(3).map(|hour| format!("{hour:<6}")).collect();
    writeln!(out, "      {}", clock.concat().trim_end())?;
    for (weekday, day) in words.weekdays.iter().zip(&figures.hours) {
        let shade = |count: &u64| match *count {
            0 => SHADES[0],
            count => SHADES[usize::try_from(1 + (count * 4 - 1) / most).unwrap_or(4).min(4)],
        };
        let cells: String = day.iter().map(shade).collect();
        writeln!(out, "{}{cells}", text::pad_right(weekday, 6))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Day;

    fn figures() -> Figures {
        let tally = |people, left| Tally { people, left };
        let slice = |key: &str, name: Option<&str>, tally| Slice {
            key: key.to_owned(),
            name: name.map(str::to_owned),
            tally,
        };
        let mut hours = [[0; 24]; 7];
        hours[6][23] = 2;
        Figures {
            total: tally(3, 1),
            days: vec![Day {
                date: date(2024, 1, 31),
                new: 2,
                left: 3,
            }],
            scenes: vec![
                slice("ADD_SCENE_QR_CODE", None, tally(2, 1)),
                slice("", None, tally(1, 0)),
            ],
            tags: vec![slice("128", Some("VIP"), tally(1, 0))],
            untagged: tally(2, 1),
            qrs: vec![slice("98765", Some("poster\u{1b}[31m"), tally(2, 1))],
            without_qr: tally(1, 0),
            unfetched: tally(0, 0),
            hours,
        }
    }

    #[test]
    fn the_json_has_the_names_that_are_promised() {
        let value = figures_json(&figures());
        let keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        let expected = [
            "total",
            "days",
            "scenes",
            "tags",
            "untagged",
            "qr_scenes",
            "without_qr_scene",
            "unfetched",
            "hours",
        ];
        assert_eq!(keys, expected);
        assert_eq!(
            value["days"][0],
            json!({"date": "2024-01-31", "new": 2, "left": 3, "net": -1})
        );
        assert_eq!(
            value["scenes"][0],
            json!({"scene": "ADD_SCENE_QR_CODE", "label": "QR code scan", "people": 2, "left": 1})
        );
        assert_eq!(
            value["tags"][0],
            json!({"id": 128, "name": "VIP", "people": 1, "left": 0})
        );
        assert_eq!(value["hours"][6][23], 2);
    }

    #[test]
    fn tables_speak_the_language_and_are_clean() {
        for (lang, words) in [
            (
                UiLang::En,
                ["3 people, 1 of them left", "QR code scan", "untagged", "50.0", "-1"],
            ),
            (
                UiLang::Zh,
                ["共 3 人，其中 1 人已离开", "扫描二维码", "无标签", "50.0", "-1"],
            ),
        ] {
            let mut out = Vec::new();
            write_figures(&figures(), lang, Layout::default(), &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            for word in words {
                assert!(text.contains(word), "{word} in\n{text}");
            }
            assert!(!text.contains('\u{1b}'), "{text:?}");
            assert!(!text.contains(texts(lang).mirror.unfetched), "{text:?}");
        }
        let figures = Figures {
            unfetched: Tally { people: 7, left: 0 },
            ..figures()
        };
        let mut out = Vec::new();
        write_figures(&figures, UiLang::En, Layout::default(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("profile not fetched").count(), 3, "{text}");
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        assert_eq!(bar(0, 10), "");
        assert_eq!(bar(1, 100_000), "▏");
        assert_eq!(bar(10, 10).chars().count(), 30);
        assert_eq!(bar(5, 10).chars().count(), 15);
        assert_eq!((tenths(100, 3), tenths(200, 3)), ("33.3".to_owned(), "66.7".to_owned()));
    }
}
