//! Pictures in the detail: asked for by one key, one at a time, hidden below what lies on top.

use std::io::Cursor;

use crossterm::event::KeyCode;
use fanscope::app::pictures::{self, Drawing, Undrawn};
use fanscope::app::{Depth, Effect, Looks, Setup};
use fanscope::job::{Event, Job, JobId, PictureFault, PictureOrder};
use fanscope::model::{Failure, Snapshot, UiLang};
use fanscope::picture::{Picture, Way};

use super::people::{band, regular};
use super::stage::Stage;

fn stage(people: Vec<Snapshot>, way: Way) -> Stage {
    let setup = Setup {
        drawing: Ok(Drawing { way, cell: (10, 20) }),
        looks: Looks {
            depth: Depth::Full,
            ..Looks::default()
        },
        ..Setup::plain(UiLang::En, (120, 40))
    };
    let mut stage = Stage::with(setup).started(people);
    stage.key(KeyCode::Esc);
    stage
}

fn orders(stage: &Stage) -> Vec<(JobId, PictureOrder)> {
    let order = |effect: &Effect| match effect {
        Effect::Submit(id, Job::Picture(order)) => Some((*id, order.clone())),
        _ => None,
    };
    stage.effects.iter().filter_map(order).collect()
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(46, 46, image::Rgb([200, 10, 10])))
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    bytes
}

fn answer(stage: &mut Stage, order: &(JobId, PictureOrder)) {
    let picture = Picture::make(&png(), order.1.canvas).unwrap();
    stage.event(Event::Picture(order.0, Ok(picture)));
    stage.event(Event::Finished(order.0, Ok(())));
}

#[test]
fn nothing_is_fetched_before_the_key_and_the_picture_goes_below_overlays() {
    let mut stage = stage(vec![band()], Way::HalfBlocks);
    assert!(orders(&stage).is_empty());
    stage.keys("p");
    let order = orders(&stage).remove(0);
    assert!(
        order.1.address.ends_with("/46"),
        "as small as is enough: {}",
        order.1.address
    );
    assert!(stage.screen().contains("fetching …"), "{}", stage.screen());
    answer(&mut stage, &order);
    assert!(
        stage.screen().contains('▀')
            || stage
                .buffer()
                .content
                .iter()
                .any(|cell| cell.bg == ratatui::style::Color::Rgb(200, 10, 10))
    );
    assert!(pictures::shown(&stage.state).is_some());
    stage.keys("?");
    assert!(pictures::shown(&stage.state).is_none());
    stage.key(KeyCode::Esc);
    stage.keys("p");
    assert!(!stage.screen().contains('▀'));
    stage.keys("p");
    assert_eq!(orders(&stage).len(), 1, "it is kept");
}

#[test]
fn where_half_blocks_would_be_two_columns_wide_each_cell_has_one_colour() {
    fanscope::text::set_ambiguous_wide(true);
    let mut stage = stage(vec![band()], Way::HalfBlocks);
    stage.keys("p");
    let order = orders(&stage).remove(0);
    answer(&mut stage, &order);
    let (buffer, place) = (stage.buffer(), pictures::shown(&stage.state).unwrap().0);
    fanscope::text::set_ambiguous_wide(false);
    for place in place.positions() {
        let cell = &buffer[(place.x, place.y)];
        assert_eq!(
            (cell.symbol(), cell.bg),
            (" ", ratatui::style::Color::Rgb(200, 10, 10)),
            "{place}"
        );
    }
}

#[test]
fn rushing_past_people_asks_for_one_at_a_time() {
    let mut other = band();
    other.record.openid = "oSECOND_second_second_012345".to_owned();
    other.record.profile.headimgurl = Some("http://wx.qlogo.cn/mmopen/second/0".to_owned());
    let mut stage = stage(vec![band(), other, regular()], Way::HalfBlocks);
    stage.keys("p");
    stage.key(KeyCode::Down);
    assert_eq!(orders(&stage).len(), 1);
    stage.key(KeyCode::Down);
    assert!(stage.screen().contains("no picture"), "{}", stage.screen());
    stage.key(KeyCode::Up);
    let first = orders(&stage).remove(0);
    answer(&mut stage, &first);
    let asked = orders(&stage);
    assert_eq!(asked.len(), 2, "the one shown now");
    assert!(asked[1].1.address.contains("second"));
}

#[test]
fn why_there_is_none_is_said() {
    for (fault, words) in [
        (PictureFault::Gone, "picture"),
        (PictureFault::Host("evil.example".to_owned()), "evil.example"),
        (PictureFault::TooLarge, "too large"),
        (PictureFault::Failed("HTTP 503\u{1b}[2J".to_owned()), "HTTP 503"),
    ] {
        let mut stage = stage(vec![band()], Way::HalfBlocks);
        stage.keys("p");
        let order = orders(&stage).remove(0);
        stage.event(Event::Picture(order.0, Err(fault)));
        stage.event(Event::Finished(order.0, Ok(())));
        assert!(stage.screen().contains(words), "{words}\n{}", stage.screen());
    }
}

#[test]
fn a_busy_worker_is_not_asked_again_and_again() {
    let mut stage = stage(vec![band()], Way::HalfBlocks);
    stage.keys("p");
    let order = orders(&stage).remove(0);
    stage.event(Event::Finished(order.0, Err(Failure::cancelled())));
    stage.key(KeyCode::Left);
    assert_eq!(orders(&stage).len(), 1);
    stage.keys("pp");
    assert_eq!(orders(&stage).len(), 2, "asked again on request");
}

#[test]
fn what_would_leave_traces_is_cleared_by_a_whole_frame() {
    for (way, expected) in [
        (Way::Sixel, true),
        (Way::Iterm2, true),
        (Way::HalfBlocks, false),
        (Way::Kitty, false),
    ] {
        let mut stage = stage(vec![band()], way);
        stage.keys("p");
        let order = orders(&stage).remove(0);
        answer(&mut stage, &order);
        stage.effects.clear();
        stage.keys("?");
        let redraws = stage.effects.iter().any(|effect| matches!(effect, Effect::Redraw));
        assert_eq!(redraws, expected, "{way:?}");
    }
}

#[test]
fn the_key_says_why_there_are_no_pictures() {
    for (undrawn, words) in [
        (Undrawn::NotBuilt, "built without pictures"),
        (Undrawn::Off, "[ui] images"),
        (Undrawn::Colours, "256 colours"),
    ] {
        let setup = Setup {
            drawing: Err(undrawn),
            ..Setup::plain(UiLang::En, (120, 40))
        };
        let mut stage = Stage::with(setup).started(vec![band()]);
        stage.key(KeyCode::Esc);
        stage.keys("p");
        assert!(orders(&stage).is_empty());
        assert!(stage.screen().contains(words), "{}", stage.screen());
    }
}
