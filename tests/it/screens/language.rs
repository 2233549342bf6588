//! The language of the screen, changed while the program runs.

use crossterm::event::KeyCode;
use fanscope::model::UiLang;

use super::first_run::Newcomer;
use super::people::{BAND, band};
use super::stage::Stage;

#[test]
fn one_key_changes_every_word_and_the_same_again_changes_it_back() {
    let mut stage = Stage::new(UiLang::En, (120, 40)).started(vec![band()]);
    stage.key(KeyCode::Esc);
    let english = stage.screen();
    stage.keys("L");
    assert_eq!(stage.state.setup.lang, UiLang::Zh);
    let chinese = stage.screen();
    for words in ["查询", "结果", "扫描二维码", "13 年前", "language = \"zh\""] {
        assert!(chinese.contains(words), "{words} is missing in\n{chinese}");
    }
    for words in ["Results", "Following", "QR code scan", "quit"] {
        assert!(english.contains(words), "{words} is missing in\n{english}");
        assert!(!chinese.contains(words), "{words} stayed in\n{chinese}");
    }
    stage.keys("L");
    stage.key(KeyCode::Down);
    assert_eq!(stage.screen(), english);
}

#[test]
fn it_is_found_by_whoever_reads_only_one_of_them() {
    for (lang, words) in [(UiLang::En, "中文"), (UiLang::En, "language"), (UiLang::Zh, "english")] {
        let mut stage = Stage::new(lang, (120, 40)).started(vec![band()]);
        stage.key(KeyCode::Esc);
        stage.keys(":");
        stage.paste(words);
        stage.key(KeyCode::Enter);
        assert_ne!(stage.state.setup.lang, lang, "{words}\n{}", stage.screen());
        assert!(stage.screen().contains(BAND));
    }
}

#[test]
fn a_newcomer_can_change_it_on_the_first_page() {
    let mut newcomer = Newcomer::new(UiLang::En, (80, 24));
    newcomer.types("L");
    assert!(newcomer.screen().contains("试用演示"), "{}", newcomer.screen());
}
