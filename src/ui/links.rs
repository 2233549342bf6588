//! Addresses that the terminal opens on a click (OSC 8). Every cell carries its own whole sequence, so that a frame which
//! writes some of them again leaves no link open and none cut.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use crate::app::detail::Link;

/// Makes the links in view ones that can be clicked; `offset` is the first line drawn.
pub fn mark(links: &[Link], offset: usize, area: Rect, buffer: &mut Buffer) {
    for link in links.iter().filter(|link| is_safe(&link.address)) {
        let line = link.line.checked_sub(offset).and_then(|line| u16::try_from(line).ok());
        let Some(y) = line.filter(|line| *line < area.height).map(|line| area.y + line) else {
            continue;
        };
        let start = area.x + link.column.min(area.width);
        for x in start..(start + link.width).min(area.right()) {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                let symbol = format!(
                    "\u{1b}]8;id=avatar;{}\u{1b}\\{}\u{1b}]8;;\u{1b}\\",
                    link.address,
                    cell.symbol()
                );
                cell.set_symbol(&symbol);
                cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
            }
        }
    }
}

/// A web address of plain visible characters: nothing in it can end the sequence or begin another.
fn is_safe(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && address.len() <= 1024 && address.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_plain_web_addresses_becomes_a_link() {
        for (address, expected) in [
            ("https://wx.qlogo.cn/mmopen/x/0", true),
            ("http://wx.qlogo.cn/a?b=c#d", true),
            ("https://x/\u{1b}\\evil", false),
            ("https://x/\u{7}", false),
            ("https://x/a b", false),
            ("https://x/\u{9c}", false),
            ("https://例/", false),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
        ] {
            assert_eq!(is_safe(address), expected, "{address:?}");
        }
    }

    #[test]
    fn each_cell_opens_and_closes_its_link() {
        let mut buffer = Buffer::with_lines(["ab cd", "efghi"]);
        let link = Link {
            line: 3,
            column: 1,
            width: 9,
            address: "https://x/".to_owned(),
        };
        mark(&[link], 2, buffer.area, &mut buffer);
        assert_eq!(buffer[(0, 1)].symbol(), "e");
        for (x, letter) in [(1, "f"), (4, "i")] {
            let expected = format!("\u{1b}]8;id=avatar;https://x/\u{1b}\\{letter}\u{1b}]8;;\u{1b}\\");
            assert_eq!(buffer[(x, 1)].symbol(), expected);
        }
        assert_eq!(buffer[(1, 0)].symbol(), "b");
    }
}
