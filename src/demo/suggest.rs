//! What is worth pasting into the demo.

use super::cipher::Seed;
use super::examples;
use super::special::{self, Oddity, UNDOCUMENTED_SCENE};

/// What a suggested text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DemoHint {
    /// The documentation's follower in the old filled shape: name, picture, region, QR scene, tags.
    OldFilled,
    /// A follower as the platform sends them today: names empty.
    Today,
    /// Someone who does not follow any more.
    NotFollowing,
    /// A nickname full of terminal control sequences.
    HostileName,
    /// A subscribe scene that no documentation lists.
    UnknownScene,
    /// Not an openid at all.
    Malformed,
}

/// A few texts to paste, for an account of the default seed.
pub fn suggestions() -> Vec<(String, DemoHint)> {
    let seed = Seed::new(super::Setup::default().seed);
    let invented = |wanted: fn(Oddity) -> bool| {
        special::find(wanted)
            .map(|index| seed.openid(index))
            .unwrap_or_default()
    };
    vec![
        (examples::OLD.to_owned(), DemoHint::OldFilled),
        (examples::TODAY.to_owned(), DemoHint::Today),
        (examples::ABSENT.to_owned(), DemoHint::NotFollowing),
        (
            invented(|oddity| matches!(oddity, Oddity::Nickname(text) if text.starts_with('\u{1b}'))),
            DemoHint::HostileName,
        ),
        (
            invented(|oddity| matches!(oddity, Oddity::Scene(scene) if scene == UNDOCUMENTED_SCENE)),
            DemoHint::UnknownScene,
        ),
        ("oops, not an openid".to_owned(), DemoHint::Malformed),
    ]
}
