//! The reply decoder and its neighbours under arbitrary bytes: `cargo +nightly fuzz run decode`.
#![no_main]

use fanscope::api::{lenient, read_batch, read_json, read_page, read_profile, redact, split_errmsg};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reading) = read_json(bytes) {
        // What was read once is read again, as the same and without a mend.
        let written = reading.value.to_string();
        let again = read_json(written.as_bytes()).expect("what was written is JSON");
        assert!(!again.repaired);
    }
    let _ = read_profile(bytes);
    let _ = read_page(bytes);
    if let Ok(records) = read_batch(bytes) {
        for record in records {
            assert!(!record.openid.is_empty() && !record.raw.is_empty());
            // An element alone is the same element.
            let alone = [b"{\"user_info_list\":[", record.raw.as_slice(), b"]}"].concat();
            let again = read_batch(&alone).expect("a record that was read can be read");
            assert_eq!(again[0].openid, record.openid);
        }
    }
    let text = String::from_utf8_lossy(bytes);
    if let Some(value) = lenient::parse(&text) {
        // Not compared: a number beyond 64 bits may change in its last digit.
        assert!(lenient::parse(&value.to_string()).is_some());
    }
    let (base, _, _) = split_errmsg(&text);
    assert!(base.len() <= text.len());
    let redacted = redact(&text);
    assert_eq!(redact(&redacted), redacted);
});
