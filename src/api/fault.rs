use crate::model::{Failure, Timestamp};

/// A call that brought no usable answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fault {
    /// Why. Boxed, since most calls succeed.
    pub(super) failure: Box<Failure>,
    /// The reply as it came, cut at [`Fault::MOST_RAW`]; empty where none did.
    pub(super) raw: Vec<u8>,
    /// When it failed; `None` where nothing was sent.
    pub(super) at: Option<Timestamp>,
}

impl Fault {
    /// A refused batch hands its reply to a hundred rows, so an outsized page from a proxy must not be kept whole.
    const MOST_RAW: usize = 64 * 1024;

    /// Nothing was sent.
    pub(super) fn unsent(failure: Failure) -> Self {
        Self {
            failure: Box::new(failure),
            raw: Vec::new(),
            at: None,
        }
    }

    /// It was sent and failed now.
    pub(super) fn now(failure: Failure, mut raw: Vec<u8>) -> Self {
        raw.truncate(Self::MOST_RAW);
        raw.shrink_to_fit();
        Self {
            failure: Box::new(failure),
            raw,
            at: Some(now()),
        }
    }
}

/// A call that was answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply<T> {
    /// What was read.
    pub(super) value: T,
    /// The body.
    pub(super) raw: Vec<u8>,
    /// When it came.
    pub(super) at: Timestamp,
}

/// The time now, to the second, as records print it.
pub(super) fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
