//! What the bar charts show, made of the figures one bar at a time: an account may have a hundred thousand QR scenes.

use std::cmp::Reverse;

use crate::locale::StatsTexts;
use crate::model::{Figures, Slice, SubscribeScene, Tally, UiLang};
use crate::text;

use super::chart::Chart;
use super::scale;

/// Longest label worth cleaning, in characters.
const LONGEST: usize = 120;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it counts; safe for a terminal.
    pub label: String,
    /// How many.
    pub tally: Tally,
    /// It counts those whom the chart's question does not fit, such as those without a tag.
    pub is_rest: bool,
    /// The words that find these people; `None` where no query can name them.
    pub query: Option<String>,
}

/// Those whom a chart's question does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// Without tag, without QR scene.
    Without,
    /// It is not known of them: they were listed, and their profile was never fetched.
    Unfetched,
}

/// The bars of all charts.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    /// Scenes and QR scenes by the share who left, largest first, as places in the figures.
    left_scenes: Vec<usize>,
    left_qrs: Vec<usize>,
}

impl Bars {
    /// Puts the bars in order.
    pub fn of(figures: &Figures) -> Self {
        Self {
            left_scenes: by_share(&figures.scenes),
            left_qrs: by_share(&figures.qrs),
        }
    }

    /// How many bars a chart has.
    pub fn len(&self, figures: &Figures, chart: Chart) -> usize {
        slices(figures, chart).len() + rests(figures, chart).count()
    }

    /// A bar of a chart; those whom it does not fit stand last.
    pub fn bar(&self, figures: &Figures, chart: Chart, place: usize, words: &StatsTexts, lang: UiLang) -> Option<Bar> {
        let slices = slices(figures, chart);
        let slice = match chart {
            Chart::LeftScenes => self.left_scenes.get(place).and_then(|at| slices.get(*at)),
            Chart::LeftQrs => self.left_qrs.get(place).and_then(|at| slices.get(*at)),
            _ => slices.get(place),
        };
        if let Some(slice) = slice {
            return Some(bar(slice, chart, words, lang));
        }
        let (rest, tally) = rests(figures, chart).nth(place.checked_sub(slices.len())?)?;
        Some(rest_bar(chart, rest, tally, words))
    }

    /// What the longest bar of a chart stands for: people, or thousandths who left.
    pub fn most(&self, figures: &Figures, chart: Chart) -> u64 {
        let slices = slices(figures, chart);
        let first = match chart {
            Chart::LeftScenes => self.left_scenes.first().map(|at| &slices[*at]),
            Chart::LeftQrs => self.left_qrs.first().map(|at| &slices[*at]),
            _ => return slices.iter().map(|slice| slice.tally.people).max().unwrap_or(0),
        };
        first.map_or(0, |slice| share(slice.tally))
    }
}

/// The thousandths who left.
pub fn share(tally: Tally) -> u64 {
    scale::per_mille(tally.left, tally.people)
}

fn by_share(slices: &[Slice]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..slices.len()).collect();
    places.sort_by_key(|at| Reverse((share(slices[*at].tally), slices[*at].tally.people)));
    places
}

fn slices(figures: &Figures, chart: Chart) -> &[Slice] {
    match chart {
        Chart::Scenes | Chart::LeftScenes => &figures.scenes,
        Chart::Tags => &figures.tags,
        Chart::Qrs | Chart::LeftQrs => &figures.qrs,
        Chart::Time | Chart::Week => &[],
    }
}

fn rests(figures: &Figures, chart: Chart) -> impl Iterator<Item = (Rest, Tally)> + use<> {
    let without = match chart {
        Chart::Tags => figures.untagged,
        Chart::Qrs | Chart::LeftQrs => figures.without_qr,
        _ => Tally::default(),
    };
    let unfetched = match chart {
        Chart::Time | Chart::Week => Tally::default(),
        _ => figures.unfetched,
    };
    let rests = [(Rest::Without, without), (Rest::Unfetched, unfetched)];
    rests.into_iter().filter(|(_, tally)| tally.people > 0)
}

fn bar(slice: &Slice, chart: Chart, words: &StatsTexts, lang: UiLang) -> Bar {
    let label = match (chart, &slice.name) {
        (Chart::Scenes | Chart::LeftScenes, _) if slice.key.is_empty() => words.no_scene.to_owned(),
        (Chart::Scenes | Chart::LeftScenes, _) => SubscribeScene::parse(&slice.key).label(lang).to_owned(),
        (Chart::Tags, Some(name)) => name.clone(),
        (Chart::Tags, None) => format!("#{}", slice.key),
        (_, Some(name)) => format!("{name} · {}", slice.key),
        (_, None) => slice.key.clone(),
    };
    let label: String = label.chars().take(LONGEST).collect();
    let query = match chart {
        Chart::Scenes | Chart::LeftScenes if slice.key.is_empty() => {
            Some("-has:subscribe_scene has:subscribe".to_owned())
        }
        Chart::Scenes | Chart::LeftScenes => {
            let lower = slice.key.to_lowercase();
            word("scene", lower.strip_prefix("add_scene_").unwrap_or(&lower))
        }
        Chart::Tags => word("tag", &format!("#{}", slice.key)),
        _ => word("qr", &slice.key),
    };
    Bar {
        label: text::sanitize(&label),
        tally: slice.tally,
        is_rest: false,
        query,
    }
}

fn rest_bar(chart: Chart, rest: Rest, tally: Tally, words: &StatsTexts) -> Bar {
    let (label, query) = match (rest, chart) {
        (Rest::Unfetched, _) => (words.unfetched, "-has:subscribe"),
        (Rest::Without, Chart::Tags) => (words.no_tag, "-has:tag has:subscribe"),
        (Rest::Without, _) => (words.no_qr, "-has:qr has:subscribe"),
    };
    Bar {
        label: label.to_owned(),
        tally,
        is_rest: true,
        query: Some(query.to_owned()),
    }
}

/// A query word for a value; quotes within it cannot be written, so nothing names such a value exactly.
fn word(prefix: &str, value: &str) -> Option<String> {
    if value.is_empty() || value.contains(['"', '“', '”', '＂']) {
        return None;
    }
    if value.contains(char::is_whitespace) {
        return Some(format!("{prefix}:\"{value}\""));
    }
    Some(format!("{prefix}:{value}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::texts;

    fn slice(key: &str, name: Option<&str>, people: u64, left: u64) -> Slice {
        Slice {
            key: key.to_owned(),
            name: name.map(str::to_owned),
            tally: Tally { people, left },
        }
    }

    fn figures() -> Figures {
        Figures {
            scenes: vec![
                slice("ADD_SCENE_QR_CODE", None, 80, 8),
                slice("", None, 15, 0),
                slice("ADD_SCENE_PAID", None, 5, 4),
            ],
            tags: vec![slice("128", Some("VIP"), 40, 1), slice("7", None, 9, 0)],
            untagged: Tally { people: 51, left: 11 },
            qrs: vec![
                slice("98765", Some("Shanghai \u{202e}poster"), 50, 5),
                slice("two words", None, 2, 0),
                slice("say \"x\"", None, 1, 0),
            ],
            without_qr: Tally { people: 47, left: 7 },
            unfetched: Tally { people: 6, left: 1 },
            ..Figures::default()
        }
    }

    #[test]
    fn bars_name_their_people_and_the_words_that_find_them() {
        let figures = figures();
        let bars = Bars::of(&figures);
        let words = &texts(UiLang::En).screen.stats;
        let all = |chart| {
            let bars = (0..bars.len(&figures, chart)).filter_map(|at| bars.bar(&figures, chart, at, words, UiLang::En));
            bars.map(|bar| (bar.label, bar.query.unwrap_or_default()))
                .collect::<Vec<_>>()
        };
        let want = |bars: &[(&str, &str)]| {
            let bars = bars
                .iter()
                .map(|(label, query)| ((*label).to_owned(), (*query).to_owned()));
            bars.collect::<Vec<_>>()
        };
        assert_eq!(
            all(Chart::Scenes),
            want(&[
                ("QR code scan", "scene:qr_code"),
                (words.no_scene, "-has:subscribe_scene has:subscribe"),
                ("After payment", "scene:paid"),
                (words.unfetched, "-has:subscribe"),
            ])
        );
        assert_eq!(
            all(Chart::Tags),
            want(&[
                ("VIP", "tag:#128"),
                ("#7", "tag:#7"),
                (words.no_tag, "-has:tag has:subscribe"),
                (words.unfetched, "-has:subscribe"),
            ])
        );
        let qrs = all(Chart::Qrs);
        assert_eq!(qrs[0].1, "qr:98765");
        assert!(!qrs[0].0.contains('\u{202e}'), "{}", qrs[0].0);
        assert_eq!(qrs[1].1, "qr:\"two words\"");
        assert_eq!(qrs[2].1, "", "a quote within a value cannot be asked for");
        assert_eq!(qrs[3], (words.no_qr.to_owned(), "-has:qr has:subscribe".to_owned()));
        assert_eq!(qrs[4].1, "-has:subscribe");
        assert_eq!(bars.bar(&figures, Chart::Qrs, 5, words, UiLang::En), None);
    }

    #[test]
    fn those_who_left_are_ordered_by_share() {
        let figures = figures();
        let bars = Bars::of(&figures);
        let words = &texts(UiLang::En).screen.stats;
        let bar = |chart, at| bars.bar(&figures, chart, at, words, UiLang::En).unwrap().label;
        assert_eq!(bar(Chart::LeftScenes, 0), "After payment");
        assert_eq!(bar(Chart::LeftScenes, 1), "QR code scan");
        assert_eq!(bars.most(&figures, Chart::LeftScenes), 800);
        assert_eq!(bars.most(&figures, Chart::Scenes), 80);
        assert_eq!(bars.bar(&figures, Chart::Time, 0, words, UiLang::En), None);
    }

    #[test]
    fn the_words_of_a_bar_are_understood() {
        let figures = figures();
        let bars = Bars::of(&figures);
        let words = &texts(UiLang::En).screen.stats;
        for chart in Chart::ALL {
            for at in 0..bars.len(&figures, chart) {
                let bar = bars.bar(&figures, chart, at, words, UiLang::En).unwrap();
                let Some(query) = bar.query else { continue };
                assert!(
                    crate::query::Query::parse(&query, &jiff::tz::TimeZone::UTC).is_ok(),
                    "{query}"
                );
            }
        }
    }
}
