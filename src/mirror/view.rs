//! Everybody who fits a query, in an order, page by page.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::{Ask, Error, Inner, Result, fits, order};
use crate::model::Follower;
use crate::store::Reading;

/// The people whom an [`Ask`] found, in its order.
#[derive(Clone, Debug)]
pub struct View {
    inner: Arc<Inner>,
    mirror: i64,
    ordinals: Arc<Vec<u32>>,
}

impl View {
    pub(super) async fn find(inner: Arc<Inner>, ask: Ask, cancel: &CancellationToken) -> Result<Self> {
        let (asked, stop) = (inner.clone(), cancel.clone());
        let find = move |reading: Reading<'_>| search(&asked, &ask, &stop, &reading);
        let (mirror, ordinals) = inner.reader().await?.run(find).await?;
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        Ok(Self {
            inner,
            mirror,
            ordinals: Arc::new(ordinals),
        })
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.ordinals.len() as u64
    }

    /// At most `len` people from the place `at` on, counted from 0.
    pub async fn page(&self, at: u64, len: usize) -> Result<Vec<Follower>> {
        let from = usize::try_from(at).unwrap_or(usize::MAX).min(self.ordinals.len());
        let to = from.saturating_add(len).min(self.ordinals.len());
        let wanted: Vec<u32> = self.ordinals[from..to].to_vec();
        let (inner, mirror) = (self.inner.clone(), self.mirror);
        let read = move |reading: Reading<'_>| {
            let naming = reading.naming(&inner.account, &inner.qr_labels)?;
            reading.followers(mirror, &wanted, &naming)
        };
        Ok(self.inner.reader().await?.run(read).await?)
    }

    /// Where a person stands, counted from 0; `None` for one who is not in the view.
    pub async fn place_of(&self, openid: &str) -> Result<Option<u64>> {
        let (mirror, openid) = (self.mirror, openid.to_owned());
        let find = move |reading: Reading<'_>| reading.ordinal(mirror, &openid);
        let ordinal = self.inner.reader().await?.run(find).await?;
        let place = ordinal.and_then(|ordinal| self.ordinals.iter().position(|other| *other == ordinal));
        Ok(place.map(|place| place as u64))
    }
}

fn search(
    inner: &Inner,
    ask: &Ask,
    cancel: &CancellationToken,
    reading: &Reading<'_>,
) -> crate::store::ReadResult<(i64, Vec<u32>)> {
    let Some(found) = reading.mirror(&inner.account.app_id)? else {
        return Ok((0, Vec::new()));
    };
    let naming = reading.naming(&inner.account, &inner.qr_labels)?;
    let changed = ask.changed_since.map(|since| reading.changed_since(found.id, since));
    let changed = changed.transpose()?;
    let mut places = Vec::new();
    reading.each_follower(found.id, 0..found.rows, &naming, |follower| {
        let wanted = changed
            .as_ref()
            .is_none_or(|ordinals| ordinals.contains(&follower.ordinal));
        if wanted && !cancel.is_cancelled() && fits(&ask.query, &follower) {
            places.push(order::place(ask.order, &follower));
        }
    })?;
    places.sort_by(|one, other| order::compare(one, other, ask.descending));
    Ok((found.id, places.into_iter().map(|(_, _, ordinal)| ordinal).collect()))
}
