//! Folding in the detail and in the raw reply, scroll positions, tags with and without colours.

use crossterm::event::{Event as Input, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use fanscope::app::layout::Areas;
use fanscope::app::{Depth, Looks, Setup, detail};
use fanscope::model::UiLang;

use super::people::{BAND, band, hostile, regular};
use super::stage::Stage;

fn in_detail() -> Stage {
    let mut stage = Stage::new(UiLang::En, (80, 24)).started(vec![band(), regular()]);
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Enter);
    stage
}

#[test]
fn groups_fold_by_key_and_stay_folded_for_the_next_person() {
    let mut stage = in_detail();
    assert!(stage.screen().contains("▾ Identity"));
    stage.keys("]z");
    assert!(stage.screen().contains("▸ Identity · 2"), "{}", stage.screen());
    stage.keys("]z");
    assert!(stage.screen().contains("▸ Following"), "{}", stage.screen());
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Down);
    assert!(stage.screen().contains("▸ Identity · 2"), "{}", stage.screen());
    stage.key(KeyCode::Enter);
    stage.keys("Z");
    assert!(
        !stage.screen().contains("▾ Identity") && stage.screen().contains("▸ Raw"),
        "{}",
        stage.screen()
    );
    stage.keys("Z");
    assert!(stage.screen().contains("▾ Identity"));
}

#[test]
fn a_click_on_a_title_folds_its_group() {
    let mut stage = in_detail();
    let pane = Areas::of(&stage.state).and_then(|areas| areas.detail).unwrap();
    let heading = detail::body(&stage.state, pane.inner).headings[0];
    let click = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: pane.inner.x + 4,
        row: pane.inner.y + u16::try_from(heading.line).unwrap(),
        modifiers: KeyModifiers::NONE,
    };
    stage.input(&Input::Mouse(click));
    assert!(stage.screen().contains("▸ Identity"), "{}", stage.screen());
    stage.input(&Input::Mouse(click));
    assert!(stage.screen().contains("▾ Identity"), "{}", stage.screen());
}

#[test]
fn everybody_stays_scrolled_as_they_were_left() {
    let mut stage = in_detail();
    stage.keys("jjj");
    assert_eq!(stage.state.detail_offset, 3);
    stage.key(KeyCode::Esc);
    stage.key(KeyCode::Down);
    assert_eq!(stage.state.detail_offset, 0);
    stage.key(KeyCode::Up);
    assert_eq!(stage.state.detail_offset, 3);
    stage.key(KeyCode::F(3));
    stage.key(KeyCode::F(2));
    assert_eq!(stage.state.detail_offset, 3);
}

#[test]
fn objects_and_lists_of_the_raw_reply_fold_and_a_search_opens_them() {
    let mut stage = Stage::new(UiLang::En, (80, 24)).started(vec![band()]);
    stage.key(KeyCode::Esc);
    stage.keys("o");
    let open = stage.screen();
    assert!(open.contains("▾ {") && open.contains("\"openid\""), "{open}");
    stage.keys("]z");
    assert!(!stage.screen().contains("\"openid\""), "{}", stage.screen());
    stage.keys("/openid");
    assert!(stage.screen().contains("\"openid\""), "{}", stage.screen());
}

#[test]
fn tags_are_chips_and_brackets_where_there_are_no_colours() {
    for (depth, chip) in [(Depth::Full, " VIP  #128"), (Depth::Mono, "[VIP] #128")] {
        let looks = Looks {
            depth,
            ..Looks::default()
        };
        let setup = Setup {
            looks,
            ..Setup::plain(UiLang::En, (120, 40))
        };
        let mut stage = Stage::with(setup).started(vec![band()]);
        stage.key(KeyCode::Esc);
        assert!(stage.screen().contains(chip), "{depth:?}:\n{}", stage.screen());
    }
}

#[test]
fn addresses_are_links_as_a_whole_and_never_hostile() {
    let mut stage = Stage::new(UiLang::En, (60, 24)).started(vec![band(), hostile()]);
    stage.key(KeyCode::Esc);
    let pane = Areas::of(&stage.state).and_then(|areas| areas.detail).unwrap();
    let links = detail::body(&stage.state, pane.inner).links;
    assert!(links.len() > 1, "the address takes several lines: {links:?}");
    let address = band().record.profile.headimgurl.unwrap();
    assert!(links.iter().all(|link| link.address == address), "{BAND}: {links:?}");
    stage.key(KeyCode::Down);
}
