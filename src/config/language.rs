//! The interface's language: flag, file, then the locale variables.

use super::Env;
use crate::model::UiLang;

/// `--ui-lang`, else `[ui] language`, else what `LC_ALL`, `LC_MESSAGES` or `LANG` says, else English.
pub(super) fn choose(flag: Option<UiLang>, file: Option<UiLang>, env: &Env) -> UiLang {
    flag.or(file).unwrap_or_else(|| of_locale(env))
}

/// The first locale variable that is set decides, as POSIX has it.
fn of_locale(env: &Env) -> UiLang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env.get(name));
    let is_chinese = locale.is_some_and(|locale| {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        language.eq_ignore_ascii_case("zh")
    });
    if is_chinese { UiLang::Zh } else { UiLang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locale_variables_in_their_order() {
        for (pairs, expected) in [
            (&[][..], UiLang::En),
            (&[("LANG", "zh_CN.UTF-8")], UiLang::Zh),
            (&[("LANG", "zh")], UiLang::Zh),
            (&[("LANG", "zha_CN")], UiLang::En),
            (&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")], UiLang::En),
            (&[("LC_MESSAGES", "en_US.UTF-8"), ("LC_ALL", "zh_TW.UTF-8")], UiLang::Zh),
            (&[("LC_ALL", ""), ("LANG", "zh_CN")], UiLang::Zh),
            (&[("LC_ALL", "C"), ("LANG", "zh_CN")], UiLang::En),
        ] {
            let env = Env(pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect());
            assert_eq!(choose(None, None, &env), expected, "{pairs:?}");
            assert_eq!(choose(None, Some(UiLang::Zh), &env), UiLang::Zh);
            assert_eq!(choose(Some(UiLang::En), Some(UiLang::Zh), &env), UiLang::En);
        }
    }
}
