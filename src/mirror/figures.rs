//! Adding people up to the figures behind the charts: per chunk by dictionary code, then by what the codes stand for.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::{Arc, PoisonError};

use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

use super::bits::ChunkBits;
use super::chunk::{Column, codes, lefts, times};
use super::order::Order;
use super::plan::Chunk;
use super::search::Search;
use super::{Error, Inner, Result};
use crate::model::{Day, Figures, Slice, Status, Tally, resolve_tags};
use crate::query::{Query, field_place};
use crate::store::{Naming, ReadResult, Reading};

mod local;

use local::Clock;

/// Answers that are kept: a screen asks for the same again whenever it is opened.
const KEPT: usize = 8;

/// Days since 1970 that have a place of their own: until the year 2243.
const USUAL_DAYS: usize = 100_000;

/// Figures and what they are of.
#[derive(Debug)]
pub(super) struct Kept {
    of: Of,
    figures: Figures,
}

/// A question, and the state of the file it was asked of.
#[derive(Clone, Debug, PartialEq)]
struct Of {
    mirror: i64,
    data_version: i64,
    query: Query,
    zone: TimeZone,
}

impl Inner {
    /// The figures of everybody whom the query finds.
    pub(super) async fn figures(&self, query: &Query, zone: &TimeZone, cancel: &CancellationToken) -> Result<Figures> {
        loop {
            let Some(packed) = self.packed(Order::Since).await? else {
                return Ok(Figures::default());
            };
            let of = Of {
                mirror: packed.mirror,
                data_version: self.readers().await?[0].run(|reading| reading.data_version()).await?,
                query: query.clone(),
                zone: zone.clone(),
            };
            if let Some(figures) = self.kept(&of) {
                return Ok(figures);
            }
            let plan = self.plan(&packed, query, None).await?;
            let search = Arc::new(Search::new(packed, Order::Since, plan, cancel));
            let work = async |place: usize| {
                let (search, zone) = (search.clone(), zone.clone());
                let run = move |reading: Reading<'_>| count(&search, &reading, &zone);
                self.readers().await?[place].run(run).await.map_err(Error::from)
            };
            let (one, other) = tokio::join!(work(0), work(1));
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let (Some(mut counts), Some(other)) = (one?, other?) else {
                continue;
            };
            counts.join(other);
            let figures = counts.figures(&search.plan.naming);
            self.keep(of, &figures);
            return Ok(figures);
        }
    }

    fn kept(&self, of: &Of) -> Option<Figures> {
        let kept = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.of == *of).map(|kept| kept.figures.clone())
    }

    fn keep(&self, of: Of, figures: &Figures) {
        let mut kept = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        kept.truncate(KEPT - 1);
        let figures = figures.clone();
        kept.insert(0, Kept { of, figures });
    }
}

/// One worker's share; `None` where the search came to nothing.
fn count(search: &Search, reading: &Reading<'_>, zone: &TimeZone) -> ReadResult<Option<Counts>> {
    let mut counts = Counts::new(zone);
    let is_whole = search.each_chunk(reading, |chunk, found| counts.add(chunk, found))?;
    Ok(is_whole.then_some(counts))
}

/// Figures in the making.
struct Counts {
    clock: Clock,
    total: Tally,
    /// Follows and leavings by day.
    days: BTreeMap<i64, (u64, u64)>,
    /// The same of days from 1970 on, where nearly all are.
    usual_days: Vec<(u64, u64)>,
    scenes: HashMap<String, Tally>,
    tags: HashMap<u64, Tally>,
    untagged: Tally,
    qrs: HashMap<String, Tally>,
    without_qr: Tally,
    unfetched: Tally,
    hours: [[u64; 24]; 7],
}

/// What the kinds of a chunk tell about its rows.
struct Standing {
    has_left: ChunkBits,
    /// Rows whose profile was fetched.
    is_fetched: ChunkBits,
}

impl Counts {
    fn new(zone: &TimeZone) -> Self {
        Self {
            clock: Clock::new(zone),
            total: Tally::default(),
            days: BTreeMap::new(),
            usual_days: Vec::new(),
            scenes: HashMap::new(),
            tags: HashMap::new(),
            untagged: Tally::default(),
            qrs: HashMap::new(),
            without_qr: Tally::default(),
            unfetched: Tally::default(),
            hours: [[0; 24]; 7],
        }
    }

    /// Adds the rows of a chunk that fit.
    fn add(&mut self, chunk: &mut Chunk<'_, '_>, found: &ChunkBits) -> ReadResult<()> {
        let standing = self.add_kinds(chunk, found)?;
        let mut fetched = found.clone();
        fetched.keep(&standing.is_fetched, false);
        self.add_tags(chunk, &fetched, &standing.has_left)?;
        self.add_qrs(chunk, &fetched, &standing.has_left)?;
        let times: Vec<i64> = times(chunk.read(Column::Times)?).collect();
        for row in found.rows() {
            if let Some(time @ 1..) = times.get(row) {
                self.follow(*time);
            }
        }
        let gone: Vec<i64> = lefts(chunk.read(Column::Lefts)?)
            .filter(|(row, _)| found.is_set(*row))
            .map(|(_, time)| time)
            .collect();
        for time in gone {
            let day = self.clock.local(time).day;
            self.day(day).1 += 1;
        }
        Ok(())
    }

    /// Counts scenes.
    fn add_kinds(&mut self, chunk: &mut Chunk<'_, '_>, found: &ChunkBits) -> ReadResult<Standing> {
        let answered = field_place("subscribe");
        let kinds: Vec<(bool, bool, String)> = chunk
            .dictionaries()?
            .kinds()
            .into_iter()
            .map(|kind| {
                let is_fetched = answered.is_some_and(|place| kind.fields >> place & 1 == 1);
                (kind.status == Status::Left, is_fetched, kind.scene.unwrap_or_default())
            })
            .collect();
        let mut tallies = vec![0; kinds.len()];
        let mut standing = Standing {
            has_left: ChunkBits::none(),
            is_fetched: ChunkBits::none(),
        };
        for (row, code) in codes(chunk.read(Column::Kinds)?).enumerate() {
            let is_found = found.is_set(row);
            if let (Some(tally), Some((left, fetched, _))) = (tallies.get_mut(code), kinds.get(code)) {
                *tally += u64::from(is_found);
                standing.has_left.set_if(row, *left);
                standing.is_fetched.set_if(row, *fetched);
            }
        }
        for ((left, fetched, scene), people) in kinds.into_iter().zip(tallies) {
            let tally = Tally {
                people,
                left: if left { people } else { 0 },
            };
            join(&mut self.total, tally);
            if fetched {
                count_for(&mut self.scenes, scene, tally);
            } else {
                join(&mut self.unfetched, tally);
            }
        }
        Ok(standing)
    }

    fn add_tags(&mut self, chunk: &mut Chunk<'_, '_>, found: &ChunkBits, has_left: &ChunkBits) -> ReadResult<()> {
        let sets = chunk.dictionaries()?.tag_sets();
        let tallies = tally(chunk.read(Column::TagSets)?, sets.len(), found, has_left);
        for (set, tally) in sets.into_iter().zip(tallies) {
            let mut tags = set.unwrap_or_default();
            tags.sort_unstable();
            tags.dedup();
            if tags.is_empty() {
                join(&mut self.untagged, tally);
            }
            for tag in tags {
                count_for(&mut self.tags, tag, tally);
            }
        }
        Ok(())
    }

    fn add_qrs(&mut self, chunk: &mut Chunk<'_, '_>, found: &ChunkBits, has_left: &ChunkBits) -> ReadResult<()> {
        let qrs = chunk.dictionaries()?.qrs();
        let tallies = tally(chunk.read(Column::Qrs)?, qrs.len(), found, has_left);
        for (qr, tally) in qrs.into_iter().zip(tallies) {
            let number = qr.number.filter(|number| *number != 0).map(|number| number.to_string());
            match number.or(qr.text.filter(|text| !text.is_empty())) {
                Some(key) => count_for(&mut self.qrs, key, tally),
                None => join(&mut self.without_qr, tally),
            }
        }
        Ok(())
    }

    fn follow(&mut self, time: i64) {
        let local = self.clock.local(time);
        self.day(local.day).0 += 1;
        if let Some(count) = self
            .hours
            .get_mut(local.weekday())
            .and_then(|day| day.get_mut(local.hour))
        {
            *count += 1;
        }
    }

    /// Follows and leavings of a day.
    fn day(&mut self, day: i64) -> &mut (u64, u64) {
        let Some(usual) = usize::try_from(day).ok().filter(|day| *day < USUAL_DAYS) else {
            return self.days.entry(day).or_default();
        };
        if self.usual_days.len() <= usual {
            self.usual_days.resize(usual + 1, (0, 0));
        }
        &mut self.usual_days[usual]
    }

    /// Adds another worker's share.
    fn join(&mut self, other: Self) {
        join(&mut self.total, other.total);
        join(&mut self.untagged, other.untagged);
        join(&mut self.without_qr, other.without_qr);
        join(&mut self.unfetched, other.unfetched);
        for (day, (new, left)) in other.all_days() {
            let sums = self.day(day);
            *sums = (sums.0 + new, sums.1 + left);
        }
        other
            .scenes
            .into_iter()
            .for_each(|(key, tally)| count_for(&mut self.scenes, key, tally));
        other
            .tags
            .into_iter()
            .for_each(|(key, tally)| count_for(&mut self.tags, key, tally));
        other
            .qrs
            .into_iter()
            .for_each(|(key, tally)| count_for(&mut self.qrs, key, tally));
        for (mine, others) in self.hours.as_flattened_mut().iter_mut().zip(other.hours.as_flattened()) {
            *mine += others;
        }
    }

    /// Days with an event, oldest first.
    fn all_days(&self) -> Vec<(i64, (u64, u64))> {
        let is_early = |(day, _): &(i64, (u64, u64))| *day < 0;
        let (early, late): (Vec<_>, Vec<_>) = self.days.iter().map(|(day, sums)| (*day, *sums)).partition(is_early);
        let usual = (0..).zip(self.usual_days.iter().copied());
        let usual = usual.filter(|(_, (new, left))| new + left > 0);
        early.into_iter().chain(usual).chain(late).collect()
    }

    fn figures(self, naming: &Naming) -> Figures {
        let days = self.all_days().into_iter();
        let day = |(day, (new, left))| local::date(day).map(|date| Day { date, new, left });
        let tag_name = |id: &u64| resolve_tags(&[*id], &naming.tags).pop().and_then(|tag| tag.name);
        Figures {
            total: self.total,
            days: days.filter_map(day).collect(),
            scenes: slices(self.scenes, |_| None),
            tags: slices(self.tags, tag_name),
            untagged: self.untagged,
            qrs: slices(self.qrs, |key| naming.qr_labels.0.get(key).cloned()),
            without_qr: self.without_qr,
            unfetched: self.unfetched,
            hours: self.hours,
        }
    }
}

/// People by code, and those of them who left.
fn tally(piece: &[u8], count: usize, found: &ChunkBits, has_left: &ChunkBits) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); count];
    for (row, code) in codes(piece).enumerate() {
        if let Some(tally) = tallies.get_mut(code) {
            let is_found = found.is_set(row);
            tally.people += u64::from(is_found);
            tally.left += u64::from(is_found && has_left.is_set(row));
        }
    }
    tallies
}

fn count_for<K: Hash + Eq>(tallies: &mut HashMap<K, Tally>, key: K, tally: Tally) {
    if tally.people > 0 {
        join(tallies.entry(key).or_default(), tally);
    }
}

fn join(tally: &mut Tally, other: Tally) {
    tally.people += other.people;
    tally.left += other.left;
}

/// Largest first, then by key.
fn slices<K: ToString>(tallies: HashMap<K, Tally>, name: impl Fn(&K) -> Option<String>) -> Vec<Slice> {
    let slice = |(of, tally): (K, Tally)| Slice {
        key: of.to_string(),
        name: name(&of),
        tally,
    };
    let mut slices: Vec<Slice> = tallies.into_iter().map(slice).collect();
    slices.sort_by(|one, other| (other.tally.people, &one.key).cmp(&(one.tally.people, &other.key)));
    slices
}
