//! Everybody who fits a query, in an order, page by page.

use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use super::bits::Places;
use super::order::Order;
use super::packing::Packed;
use super::plan::Chunk;
use super::{Ask, Inner, Result};
use crate::model::Follower;
use crate::query::Query;
use crate::store::{CHUNK, ReadResult, Reading};

/// The people whom an [`Ask`] found, in its order: a bit a person at most.
///
/// A sync may change the mirror while somebody pages: then the view is found anew at the next page.
#[derive(Clone, Debug)]
pub struct View {
    inner: Arc<Inner>,
    ask: Arc<Ask>,
    hits: Arc<Mutex<Option<Arc<Hits>>>>,
    /// Those whom a further query finds among them, see [`View::match_from`].
    matches: Arc<Mutex<Option<Matches>>>,
}

/// A query and those in a view whom it finds.
type Matches = (Query, Arc<Hits>);

/// Where those who fit stand in a packed order.
#[derive(Debug)]
pub(super) struct Hits {
    pub(super) packed: Packed,
    /// `None` for everybody.
    pub(super) places: Option<Places>,
    /// How many of them have a value in the order.
    pub(super) valued: u32,
}

impl View {
    pub(super) async fn find(
        inner: Arc<Inner>,
        ask: Ask,
        cancel: &CancellationToken,
        early: impl FnOnce(Self),
    ) -> Result<Self> {
        let ask = Arc::new(ask);
        let view = |hits: Option<Hits>| Self {
            inner: inner.clone(),
            ask: ask.clone(),
            hits: Arc::new(Mutex::new(hits.map(Arc::new))),
            matches: Arc::default(),
        };
        let hits = inner.search_early(&ask, cancel, |hits| early(view(Some(hits)))).await?;
        Ok(view(hits))
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.hits().map_or(0, |hits| hits.total().into())
    }

    /// At most `len` people from the place `at` on, counted from 0.
    pub async fn page(&self, at: u64, len: usize) -> Result<Vec<Follower>> {
        self.read(move |inner, ask, hits, reading| {
            let places = hits.places_from(at, len, ask.descending);
            let ordinals = ordinals(reading, &hits.packed, ask.order, &places)?;
            let naming = reading.naming(&inner.account, &inner.qr_labels)?;
            reading.followers(hits.packed.mirror, &ordinals, &naming)
        })
        .await
        .map(Option::unwrap_or_default)
    }

    /// Where a person stands, counted from 0; `None` for one who is not in the view.
    pub async fn place_of(&self, openid: &str) -> Result<Option<u64>> {
        let openid = openid.to_owned();
        let found = self.read(move |_, ask, hits, reading| {
            let packed = &hits.packed;
            let ordinal = reading.ordinal(packed.mirror, &openid)?;
            let Some(ordinal) = ordinal.filter(|ordinal| *ordinal < packed.people) else {
                return Ok(None);
            };
            let place = number_at(reading, packed, ask.order.places(), ordinal)?;
            Ok(hits.nth_at(place, ask.descending).map(u64::from))
        });
        Ok(found.await?.flatten())
    }

    /// Openids of at most `len` people from the place `at` on: cheaper than [`View::page`].
    pub async fn openids(&self, at: u64, len: usize) -> Result<Vec<String>> {
        self.read(move |_, ask, hits, reading| {
            let places = hits.places_from(at, len, ask.descending);
            let ordinals = ordinals(reading, &hits.packed, ask.order, &places)?;
            reading.openids(hits.packed.mirror, &ordinals)
        })
        .await
        .map(Option::unwrap_or_default)
    }

    /// Where the person stands who is so many `steps` behind the place `from` among those whom `query` finds in this
    /// view, round the end; before it where `steps` is negative. `None` where it finds nobody.
    ///
    /// # Errors
    /// [`super::Error::Cancelled`] soon after `cancel` is tripped.
    pub async fn match_from(
        &self,
        query: &Query,
        from: u64,
        steps: i64,
        cancel: &CancellationToken,
    ) -> Result<Option<u64>> {
        loop {
            let Some(hits) = self.hits() else { return Ok(None) };
            let Some(matches) = self.matches(query, hits.packed, cancel).await? else {
                return Ok(None);
            };
            if matches.packed == hits.packed {
                let from = u32::try_from(from).unwrap_or(u32::MAX);
                let found = hits.match_from(&matches, from, steps, self.ask.descending);
                return Ok(found.map(u64::from));
            }
            self.find_anew().await?;
        }
    }

    /// Those in view whom a further query finds: kept, since one goes from match to match.
    async fn matches(&self, query: &Query, packed: Packed, cancel: &CancellationToken) -> Result<Option<Arc<Hits>>> {
        let keep = |kept: Option<Matches>| *self.matches.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        let kept = self.matches.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, matches)) = kept.filter(|(asked, matches)| asked == query && matches.packed == packed) {
            return Ok(Some(matches));
        }
        let mut ask = Ask::clone(&self.ask);
        ask.query = ask.query.and(query.clone());
        let found = self.inner.search(&ask, cancel).await?.map(Arc::new);
        keep(found.clone().map(|matches| (query.clone(), matches)));
        Ok(found)
    }

    fn hits(&self) -> Option<Arc<Hits>> {
        self.hits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Rows were packed since: their places are others.
    async fn find_anew(&self) -> Result<()> {
        let anew = self.inner.search(&self.ask, &CancellationToken::new()).await?;
        *self.hits.lock().unwrap_or_else(PoisonError::into_inner) = anew.map(Arc::new);
        Ok(())
    }

    /// Runs a question on the pages' own connection; `None` where there is no mirror.
    async fn read<T: Send + 'static>(
        &self,
        question: impl Fn(&Inner, &Ask, &Hits, &Reading<'_>) -> ReadResult<T> + Clone + Send + 'static,
    ) -> Result<Option<T>> {
        loop {
            let Some(hits) = self.hits() else { return Ok(None) };
            let (inner, ask, question) = (self.inner.clone(), self.ask.clone(), question.clone());
            let version = hits.packed.version;
            let run = move |reading: Reading<'_>| {
                let stored = reading.order(hits.packed.mirror, ask.order.number())?;
                if stored.is_some_and(|stored| stored.version == version) {
                    question(&inner, &ask, &hits, &reading).map(Some)
                } else {
                    Ok(None)
                }
            };
            if let Some(answer) = self.inner.pages().await?.run(run).await? {
                return Ok(Some(answer));
            }
            self.find_anew().await?;
        }
    }
}

impl Hits {
    pub(super) fn total(&self) -> u32 {
        self.places.as_ref().map_or(self.packed.people, Places::total)
    }

    /// The place in the stored order of the nth who is shown. Descending, those with a value go from their last to
    /// their first.
    fn place(&self, nth: u32, descending: bool) -> Option<u32> {
        let nth = if descending && nth < self.valued {
            self.valued - 1 - nth
        } else {
            nth
        };
        match &self.places {
            None => Some(nth),
            Some(places) => places.nth(nth),
        }
    }

    /// Places in the stored order of at most `len` people who are shown, from the place `at` on.
    fn places_from(&self, at: u64, len: usize, descending: bool) -> Vec<u32> {
        let from = u32::try_from(at).unwrap_or(u32::MAX).min(self.total());
        let len = u32::try_from(len).unwrap_or(u32::MAX);
        let to = from.saturating_add(len).min(self.total());
        (from..to).filter_map(|nth| self.place(nth, descending)).collect()
    }

    /// The inverse of [`Hits::place`]; `None` for a place where nobody stands who fits.
    fn nth_at(&self, place: u32, descending: bool) -> Option<u32> {
        self.has(place).then(|| self.shown_before(place, descending))
    }

    /// Whether somebody who fits stands at a place of the stored order.
    fn has(&self, place: u32) -> bool {
        self.places.as_ref().is_none_or(|places| places.is_set(place))
    }

    /// How many are shown before somebody at this place of the stored order is, or would be.
    fn shown_before(&self, place: u32, descending: bool) -> u32 {
        let before = |place| self.places.as_ref().map_or(place, |places| places.count_before(place));
        if descending && place < self.packed.valued {
            self.valued - before(place + 1)
        } else {
            before(place)
        }
    }

    /// See [`View::match_from`]; both are of the same stored order.
    fn match_from(&self, matches: &Self, from: u32, steps: i64, descending: bool) -> Option<u32> {
        let place = self.place(from.min(self.total().checked_sub(1)?), descending)?;
        let before = i64::from(matches.shown_before(place, descending));
        let ahead = match steps {
            1.. => before + i64::from(matches.has(place)) + steps - 1,
            _ => before + steps,
        };
        let nth = ahead.checked_rem_euclid(matches.total().into())?;
        let found = matches.place(u32::try_from(nth).ok()?, descending)?;
        self.nth_at(found, descending)
    }
}

/// Who stands at these places. Neighbours share a piece, which is read once.
fn ordinals(reading: &Reading<'_>, packed: &Packed, order: Order, places: &[u32]) -> ReadResult<Vec<u32>> {
    let mut columns = reading.columns();
    let mut found = Vec::with_capacity(places.len());
    for places in places.chunk_by(|one, other| one / CHUNK == other / CHUNK) {
        let Some(first) = places.first() else { continue };
        let mut chunk = Chunk::new(&mut columns, packed.mirror, first / CHUNK, packed.people);
        let piece = chunk.read_number(order.ordinals())?.as_chunks().0;
        let ordinal = |place: &u32| {
            piece
                .get((place % CHUNK) as usize)
                .map(|bytes| u32::from_le_bytes(*bytes))
        };
        found.extend(places.iter().filter_map(ordinal));
    }
    Ok(found)
}

/// One number of a column of numbers.
fn number_at(reading: &Reading<'_>, packed: &Packed, column: u8, at: u32) -> ReadResult<u32> {
    let mut columns = reading.columns();
    let mut chunk = Chunk::new(&mut columns, packed.mirror, at / CHUNK, packed.people);
    let piece = chunk.read_number(column)?.as_chunks().0;
    let number = piece.get((at % CHUNK) as usize);
    Ok(number.map_or(u32::MAX, |bytes| u32::from_le_bytes(*bytes)))
}
