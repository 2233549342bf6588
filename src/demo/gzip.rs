//! Gzip without compression: enough to see whether a client undoes it.

/// Bytes that one stored block can hold.
const BLOCK: usize = 0xffff;

/// Wraps `body` as a gzip stream of stored blocks (RFC 1951, section 3.2.4; RFC 1952).
pub(super) fn wrap(body: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let blocks = body.len().div_ceil(BLOCK).max(1);
    for at in 0..blocks {
        let part = &body[at * BLOCK..body.len().min((at + 1) * BLOCK)];
        let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
        out.push(u8::from(at + 1 == blocks));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(part);
    }
    out.extend(crc32(body).to_le_bytes());
    out.extend(
        u32::try_from(body.len() & 0xffff_ffff)
            .unwrap_or(u32::MAX)
            .to_le_bytes(),
    );
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let rest = bytes.iter().fold(u32::MAX, |rest, byte| {
        (0..8).fold(rest ^ u32::from(*byte), |rest, _| {
            if rest & 1 == 1 {
                (rest >> 1) ^ 0xedb8_8320
            } else {
                rest >> 1
            }
        })
    });
    !rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_long_body_takes_several_blocks() {
        let body = vec![b'x'; BLOCK + 10];
        let wrapped = wrap(&body);
        assert_eq!(wrapped.len(), 10 + 5 + BLOCK + 5 + 10 + 8);
        assert_eq!(
            (wrapped[10], wrapped[10 + 5 + BLOCK]),
            (0, 1),
            "only the last block says so"
        );
        assert_eq!(wrap(b"").len(), 10 + 5 + 8);
    }
}
