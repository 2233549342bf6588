use fanscope::job::Event;
use fanscope::model::UiLang;

use super::people::{BAND, GONE, REGULAR, band, gone, gone_before, hostile, refused, regular};
use super::stage::Stage;

fn looked_up(lang: UiLang, size: (u16, u16)) -> Stage {
    let mut stage = Stage::new(lang, size).started(vec![hostile()]);
    stage.paste(&format!(
        "{BAND}\n{REGULAR} {GONE}\nabc oREFUSED_refused_refused_0123 oWAITING_waiting_waiting_012"
    ));
    stage.key(crossterm::event::KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(
        job,
        vec![band(), regular(), gone(), refused("oREFUSED_refused_refused_0123")],
    ));
    stage.answer_people(&[gone(), gone_before()]);
    stage
}

#[test]
fn show() {
    for size in [(120, 40), (80, 24), (40, 10)] {
        for lang in [UiLang::En, UiLang::Zh] {
            println!("{}", looked_up(lang, size).screen());
            println!("{}", Stage::new(lang, size).started(vec![]).screen());
        }
    }
    let mut stage = looked_up(UiLang::En, (80, 24));
    stage.keys("?");
    println!("{}", stage.screen());
    stage.keys("?y");
    println!("{}", stage.screen());
}
