//! From a theme's colours to those that the terminal can show.

use ratatui::style::Color;

use crate::app::Depth;
use crate::config::Colour;

type Rgb = (u8, u8, u8);

/// The sixteen as xterm has them; a terminal's own may differ, so they only serve to find the nearest.
const ANSI: [Rgb; 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// Steps of red, green and blue in xterm's cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest colour that the terminal shows; `Reset` where it shows none.
pub fn shown(colour: Colour, depth: Depth) -> Color {
    match (colour, depth) {
        (Colour::Default, _) | (_, Depth::Mono) => Color::Reset,
        (Colour::Ansi(place), _) => named(place),
        (Colour::Indexed(place), Depth::Indexed | Depth::Full) => Color::Indexed(place),
        (Colour::Rgb(red, green, blue), Depth::Full) => Color::Rgb(red, green, blue),
        (Colour::Rgb(red, green, blue), Depth::Indexed) => Color::Indexed(nearest_indexed((red, green, blue))),
        (colour, Depth::Sixteen) => named(rgb(colour).map_or(7, nearest_ansi)),
    }
}

fn named(place: u8) -> Color {
    NAMED.get(usize::from(place)).copied().unwrap_or(Color::Reset)
}

/// Red, green and blue; `None` for the terminal's own text or ground.
pub(super) fn rgb(colour: Colour) -> Option<Rgb> {
    match colour {
        Colour::Default => None,
        Colour::Rgb(red, green, blue) => Some((red, green, blue)),
        Colour::Ansi(place) | Colour::Indexed(place) => Some(of_index(place)),
    }
}

fn of_index(place: u8) -> Rgb {
    match place {
        0..=15 => ANSI[usize::from(place)],
        16..=231 => {
            let cube = place - 16;
            let step = |part: u8| STEPS[usize::from(part % 6)];
            (step(cube / 36), step(cube / 6), step(cube))
        }
        232..=255 => {
            let grey = 8 + (place - 232) * 10;
            (grey, grey, grey)
        }
    }
}

/// From here on a colour has a hue; below it is a grey.
const HUED: i32 = 28;
/// From here on a colour is one of the bright ones.
const BRIGHT: u8 = 220;

/// By hue: the nearest in distance would make every soft colour a grey.
fn nearest_ansi(wanted: Rgb) -> u8 {
    let (red, green, blue) = (i32::from(wanted.0), i32::from(wanted.1), i32::from(wanted.2));
    let most = red.max(green).max(blue);
    let span = most - red.min(green).min(blue);
    if span < HUED {
        return match most {
            0..64 => 0,
            64..160 => 8,
            160..225 => 7,
            _ => 15,
        };
    }
    let degrees = match most {
        most if most == red => (60 * (green - blue) / span).rem_euclid(360),
        most if most == green => 120 + 60 * (blue - red) / span,
        _ => 240 + 60 * (red - green) / span,
    };
    let hue = match degrees {
        22..75 => 3,
        75..165 => 2,
        165..205 => 6,
        205..265 => 4,
        265..340 => 5,
        _ => 1,
    };
    let is_bright = wanted.0.max(wanted.1).max(wanted.2) >= BRIGHT;
    if is_bright { hue + 8 } else { hue }
}

/// Not among the first sixteen, which terminals change.
fn nearest_indexed(wanted: Rgb) -> u8 {
    let all: Vec<Rgb> = (16..=255).map(of_index).collect();
    nearest(&all, wanted).saturating_add(16)
}

fn nearest(all: &[Rgb], wanted: Rgb) -> u8 {
    let place = (0..all.len()).min_by_key(|place| distance(all[*place], wanted));
    u8::try_from(place.unwrap_or_default()).unwrap_or_default()
}

/// Weighted by how well eyes tell the parts apart.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    3 * part(one.0, other.0) + 6 * part(one.1, other.1) + part(one.2, other.2)
}

/// How much two colours differ in brightness, as WCAG 2 has it: 1 (not at all) to 21.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance((red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.03928 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// Black or white, whichever reads better on this ground.
pub(super) fn ink(ground: Colour) -> Colour {
    let ground = rgb(ground).unwrap_or((0, 0, 0));
    if contrast((0, 0, 0), ground) >= contrast((255, 255, 255), ground) {
        Colour::Ansi(0)
    } else {
        Colour::Ansi(15)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_colours_show_the_nearest() {
        let orange = Colour::Rgb(255, 136, 0);
        for (colour, depth, expected) in [
            (orange, Depth::Full, Color::Rgb(255, 136, 0)),
            (orange, Depth::Indexed, Color::Indexed(208)),
            (orange, Depth::Sixteen, Color::LightYellow),
            (orange, Depth::Mono, Color::Reset),
            (Colour::Rgb(163, 190, 140), Depth::Sixteen, Color::Green),
            (Colour::Rgb(129, 161, 193), Depth::Sixteen, Color::Blue),
            (Colour::Rgb(136, 192, 208), Depth::Sixteen, Color::Cyan),
            (Colour::Rgb(251, 73, 52), Depth::Sixteen, Color::LightRed),
            (Colour::Rgb(136, 57, 239), Depth::Sixteen, Color::LightMagenta),
            (Colour::Rgb(0, 0, 0), Depth::Sixteen, Color::Black),
            (Colour::Rgb(0, 0, 0), Depth::Indexed, Color::Indexed(16)),
            (Colour::Rgb(255, 255, 255), Depth::Indexed, Color::Indexed(231)),
            (Colour::Rgb(128, 128, 128), Depth::Indexed, Color::Indexed(244)),
            (Colour::Indexed(208), Depth::Full, Color::Indexed(208)),
            (Colour::Indexed(255), Depth::Sixteen, Color::White),
            (Colour::Ansi(1), Depth::Full, Color::Red),
            (Colour::Ansi(1), Depth::Mono, Color::Reset),
            (Colour::Default, Depth::Full, Color::Reset),
        ] {
            assert_eq!(shown(colour, depth), expected, "{colour:?} {depth:?}");
        }
    }

    #[test]
    fn ink_is_what_reads_better() {
        assert_eq!(ink(Colour::Rgb(255, 255, 0)), Colour::Ansi(0));
        assert_eq!(ink(Colour::Rgb(0, 0, 120)), Colour::Ansi(15));
        assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.01);
    }
}
