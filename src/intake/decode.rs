//! From bytes to text.

/// A zip archive (`.xlsx`, `.ods`) or an OLE file (`.xls`).
pub(super) fn is_spreadsheet(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

/// UTF-8, or UTF-16 where a byte order mark says so (spreadsheets' "Unicode text"). What cannot be decoded is skipped.
///
/// In UTF-16 every openid is full of zero bytes; without any, the mark is no mark but two more bytes to skip.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFF, 0xFE, rest @ ..] if rest.contains(&0) => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] if rest.contains(&0) => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}
