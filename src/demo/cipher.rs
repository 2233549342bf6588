//! Openids without a list: a keyed permutation between a person's index and the letters of an openid.
//!
//! With tens of millions of followers nothing is stored per person: an openid is decoded back to the index that made it.

/// What real openids of one account share: their first letters. The same as of the documentation's newer examples.
const PREFIX: &str = "otvxTs";
/// Letters after the prefix: 22 × 6 bits carry the 128 bits of the block and 4 bits of check.
const TAIL: usize = 22;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const ROUNDS: u64 = 4;

/// The place of each byte among [`LETTERS`]; 64 for what is none of them.
const VALUES: [u8; 256] = {
    let mut values = [64; 256];
    let mut place = 0;
    while place < 64 {
        values[LETTERS[place as usize] as usize] = place;
        place += 1;
    }
    values
};

/// The seed of everything invented; the same seed gives the same account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seed(u64);

/// What a draw is for: keeps the draws of one person independent of each other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Draw {
    /// A round of the openid permutation.
    Openid,
    /// The app id.
    AppId,
    /// The app secret.
    Secret,
    /// A token, code or rid.
    Token,
    /// The hint tail of an errmsg.
    Hint,
    /// In which of the known shapes a profile is sent.
    Shape,
    /// Nickname.
    Nickname,
    /// Sex.
    Sex,
    /// Country, province and city.
    Region,
    /// Interface language.
    Language,
    /// Avatar address.
    Avatar,
    /// Size at the end of an avatar address.
    AvatarSize,
    /// Follow time.
    Since,
    /// A second follow time, so that newer ones are more common.
    SinceAgain,
    /// Subscribe scene.
    Scene,
    /// Which kind of QR scene.
    QrKind,
    /// QR scene.
    Qr,
    /// Remark.
    Remark,
    /// Union id.
    UnionId,
    /// Web privilege.
    Privilege,
    /// What an avatar shows.
    Picture,
    /// Who and what changes between two sweeps.
    Churn,
}

impl Seed {
    pub(super) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    /// A number that looks random and is always the same for the same seed, purpose and value.
    pub(super) fn draw(self, purpose: Draw, value: u64) -> u64 {
        mix(mix(self.0 ^ mix(purpose as u64)) ^ value)
    }

    /// `count` letters of the openid alphabet.
    pub(super) fn letters(self, purpose: Draw, value: u64, count: usize) -> String {
        let mut state = self.draw(purpose, value);
        let mut text = String::with_capacity(count);
        for _ in 0..count {
            state = mix(state);
            text.push(letter(state >> 58));
        }
        text
    }

    /// `count` lower-case hexadecimal digits.
    pub(super) fn hex(self, purpose: Draw, value: u64, count: usize) -> String {
        let mut state = self.draw(purpose, value);
        let mut text = String::with_capacity(count);
        for _ in 0..count {
            state = mix(state);
            text.push(char::from_digit(u32::try_from(state >> 60).unwrap_or(0), 16).unwrap_or('0'));
        }
        text
    }

    /// The openid of the person with this index.
    pub(super) fn openid(self, index: u64) -> String {
        let (mut left, mut right) = (index, 0);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ self.round(round, right));
        }
        let mut text = String::with_capacity(PREFIX.len() + TAIL);
        text.push_str(PREFIX);
        let block = (u128::from(left) << 64) | u128::from(right);
        text.push(letter((self.check(left, right) << 2) | low_bits(block >> 126)));
        for place in (0..TAIL - 1).rev() {
            text.push(letter(low_bits(block >> (6 * place))));
        }
        text
    }

    /// The index that made this openid; `None` for a text that this account never issued.
    pub(super) fn index(self, openid: &str) -> Option<u64> {
        let tail = openid.strip_prefix(PREFIX)?.as_bytes();
        if tail.len() != TAIL {
            return None;
        }
        let first = value_of(tail[0])?;
        let mut block = u128::from(first & 3);
        for byte in &tail[1..] {
            block = (block << 6) | u128::from(value_of(*byte)?);
        }
        let (mut left, mut right) = (low_64(block >> 64), low_64(block));
        if first >> 2 != self.check(left, right) {
            return None;
        }
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ self.round(round, left), left);
        }
        (right == 0).then_some(left)
    }

    fn round(self, round: u64, half: u64) -> u64 {
        self.draw(Draw::Openid, half.wrapping_add(mix(round)))
    }

    fn check(self, left: u64, right: u64) -> u64 {
        self.draw(Draw::Openid, left ^ right.rotate_left(29)) & 0xf
    }
}

/// One of `items`, chosen by a draw.
pub(super) fn pick<T: Copy>(items: &[T], draw: u64) -> T {
    items[usize::try_from(draw % items.len() as u64).unwrap_or(0)]
}

/// splitmix64: a bijection that scatters every bit.
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn low_64(block: u128) -> u64 {
    u64::try_from(block & u128::from(u64::MAX)).unwrap_or(0)
}

fn low_bits(block: u128) -> u64 {
    low_64(block & 63)
}

fn letter(value: u64) -> char {
    char::from(pick(LETTERS, value))
}

fn value_of(byte: u8) -> Option<u64> {
    let value = VALUES[usize::from(byte)];
    (value < 64).then_some(u64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_openid_leads_back_to_its_index() {
        let seed = Seed::new(1);
        for index in (0..2000).chain([u64::from(u32::MAX), 50_000_000, u64::MAX]) {
            let openid = seed.openid(index);
            assert_eq!(openid.len(), 28, "{openid}");
            assert!(
                openid
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-'),
                "{openid}"
            );
            assert_eq!(seed.index(&openid), Some(index));
        }
    }

    #[test]
    fn any_changed_letter_makes_a_foreign_openid() {
        let seed = Seed::new(1);
        let openid = seed.openid(77);
        for place in 0..openid.len() {
            let mut bytes = openid.clone().into_bytes();
            bytes[place] = if bytes[place] == b'x' { b'y' } else { b'x' };
            let changed = String::from_utf8(bytes).unwrap();
            assert_eq!(seed.index(&changed), None, "{changed}");
        }
        assert_eq!(Seed::new(2).index(&openid), None, "another seed is another account");
        assert_eq!(seed.index(&openid[..27]), None);
        assert_eq!(seed.index(""), None);
    }
}
