//! "Did you mean": the allowed word nearest to a wrong one. Pure.

/// The nearest allowed word: equal but for case and `-`/`_`/`.`, one the beginning of the other, or few typing errors away.
pub fn nearest<'a>(word: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let plain = plain(word);
    let same = allowed.iter().find(|candidate| self::plain(candidate) == plain);
    let near = allowed
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&self::plain(candidate), &plain), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate);
    let begins = allowed
        .iter()
        .filter(|candidate| shares_beginning(&self::plain(candidate), &plain))
        .max_by_key(|candidate| candidate.len());
    same.or(near).or(begins).copied()
}

fn shares_beginning(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 2 && (a.starts_with(b) || b.starts_with(a))
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', '.', ' '], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_words() {
        for (word, allowed, expected) in [
            ("zh-CN", &["zh_CN", "zh_TW", "en"][..], Some("zh_CN")),
            ("ZH_tw", &["zh_CN", "zh_TW", "en"], Some("zh_TW")),
            ("zh_CN", &["auto", "en", "zh"], Some("zh")),
            ("concurency", &["concurrency", "retries"], Some("concurrency")),
            ("timeout", &["timeout_s", "retries"], Some("timeout_s")),
            ("stabel", &["stable", "env"], Some("stable")),
            ("x", &["en", "zh"], None),
            ("colour", &["concurrency", "retries"], None),
        ] {
            assert_eq!(nearest(word, allowed), expected, "{word}");
        }
    }
}
