//! Adding people up to the figures behind the charts.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Day, Figures, Follower, QrLabels, Slice, Tag, Tally, Timestamp, resolve_tags};
use crate::store::Naming;

/// Figures in the making.
pub(super) struct Counts {
    zone: TimeZone,
    qr_labels: QrLabels,
    tags: Vec<Tag>,
    total: Tally,
    days: BTreeMap<Date, (u64, u64)>,
    scenes: HashMap<String, Tally>,
    tagged: HashMap<u64, Tally>,
    untagged: Tally,
    qrs: HashMap<String, Tally>,
    without_qr: Tally,
    hours: [[u64; 24]; 7],
}

impl Counts {
    pub(super) fn new(zone: TimeZone, naming: &Naming) -> Self {
        Self {
            zone,
            qr_labels: naming.qr_labels.clone(),
            tags: naming.tags.clone(),
            total: Tally::default(),
            days: BTreeMap::new(),
            scenes: HashMap::new(),
            tagged: HashMap::new(),
            untagged: Tally::default(),
            qrs: HashMap::new(),
            without_qr: Tally::default(),
            hours: [[0; 24]; 7],
        }
    }

    pub(super) fn add(&mut self, follower: &Follower) {
        let profile = &follower.record.profile;
        let one = Tally {
            people: 1,
            left: u64::from(!follower.listed),
        };
        join(&mut self.total, one);
        let scene = profile.subscribe_scene.clone().unwrap_or_default();
        join(self.scenes.entry(scene).or_default(), one);
        let mut tags = profile.tagid_list.clone().unwrap_or_default();
        tags.sort_unstable();
        tags.dedup();
        if tags.is_empty() {
            join(&mut self.untagged, one);
        }
        for tag in tags {
            join(self.tagged.entry(tag).or_default(), one);
        }
        match qr(profile.qr_scene, profile.qr_scene_str.as_deref()) {
            Some(key) => join(self.qrs.entry(key).or_default(), one),
            None => join(&mut self.without_qr, one),
        }
        self.follow(profile.subscribed_at());
        if let Some(date) = follower.left_at.and_then(|at| self.date(at)) {
            self.days.entry(date).or_default().1 += 1;
        }
    }

    fn follow(&mut self, at: Option<Timestamp>) {
        let Some(at) = at else { return };
        let local = at.to_zoned(self.zone.clone());
        self.days.entry(local.date()).or_default().0 += 1;
        let weekday = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or_default();
        let hour = usize::try_from(local.hour()).unwrap_or_default();
        self.hours[weekday][hour] += 1;
    }

    fn date(&self, at: Timestamp) -> Option<Date> {
        Some(at.to_zoned(self.zone.clone()).date())
    }

    pub(super) fn figures(self) -> Figures {
        let day = |(date, (new, left))| Day { date, new, left };
        let tag_name = |id: u64| resolve_tags(&[id], &self.tags).pop().and_then(|tag| tag.name);
        let label = |key: &str| self.qr_labels.0.get(key).cloned();
        Figures {
            total: self.total,
            days: self.days.into_iter().map(day).collect(),
            scenes: slices(self.scenes, |_| None, |scene| scene),
            tags: slices(self.tagged, |id| tag_name(*id), |id| id.to_string()),
            untagged: self.untagged,
            qrs: slices(self.qrs, |key| label(key), |key| key),
            without_qr: self.without_qr,
            hours: self.hours,
        }
    }
}

fn join(tally: &mut Tally, other: Tally) {
    tally.people += other.people;
    tally.left += other.left;
}

/// What a query asks for: the number, else the text.
fn qr(number: Option<u64>, text: Option<&str>) -> Option<String> {
    let number = number.filter(|number| *number != 0).map(|number| number.to_string());
    let text = text.filter(|text| !text.is_empty()).map(str::to_owned);
    number.or(text)
}

/// Largest first, then by key.
fn slices<K>(tallies: HashMap<K, Tally>, name: impl Fn(&K) -> Option<String>, key: impl Fn(K) -> String) -> Vec<Slice> {
    let slice = |(of, tally)| Slice {
        name: name(&of),
        key: key(of),
        tally,
    };
    let mut slices: Vec<Slice> = tallies.into_iter().map(slice).collect();
    slices.sort_by(|one, other| (other.tally.people, &one.key).cmp(&(one.tally.people, &other.key)));
    slices
}
