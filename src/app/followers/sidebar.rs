use crate::job::Roll;
use crate::model::Tag;

/// Id of the tag of starred followers (API reference, section 6).
const STARRED: u64 = 2;

/// A part of the followers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Everybody.
    #[default]
    All,
    /// Those with a tag.
    Tag(u64),
    /// Those who are blacklisted.
    Blacklist,
}

impl Part {
    /// The platform's list of it, where there is one.
    pub const fn roll(&self) -> Option<Roll> {
        match self {
            Self::All => Some(Roll::All),
            Self::Tag(id) => Some(Roll::Tag(*id)),
            Self::Blacklist => Some(Roll::Blacklist),
        }
    }

    /// Whether it is the tag of starred followers.
    pub const fn is_starred(&self) -> bool {
        matches!(self, Self::Tag(STARRED))
    }
}

/// One line of the sidebar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SidebarEntry {
    /// What choosing it lists.
    pub part: Part,
    /// The tag's name; remote text.
    pub name: Option<String>,
    /// How many there are, where that is known.
    pub count: Option<u64>,
}

/// The parts to choose from.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The lines, top to bottom.
    pub entries: Vec<SidebarEntry>,
    /// The part that is listed.
    pub chosen: Part,
    /// The line that the keys stand on.
    pub cursor: usize,
    /// First line drawn.
    pub offset: usize,
}

impl Sidebar {
    /// Makes the lines anew; the keys stay on their line.
    pub fn fill(&mut self, everybody: Option<u64>, tags: &[Tag], blacklisted: Option<u64>) {
        let there = self.entries.get(self.cursor).map(|entry| entry.part.clone());
        let all = SidebarEntry {
            part: Part::All,
            name: None,
            count: everybody,
        };
        let tag = |tag: &Tag| SidebarEntry {
            part: Part::Tag(tag.id),
            name: Some(tag.name.clone()),
            count: Some(tag.count),
        };
        let (starred, others): (Vec<&Tag>, Vec<&Tag>) = tags.iter().partition(|tag| tag.id == STARRED);
        let tags = starred.into_iter().chain(others).map(tag);
        let blacklist = SidebarEntry {
            part: Part::Blacklist,
            name: None,
            count: blacklisted,
        };
        self.entries = std::iter::once(all).chain(tags).chain([blacklist]).collect();
        let place = there.and_then(|part| self.entries.iter().position(|entry| entry.part == part));
        self.cursor = place.unwrap_or_default();
    }

    /// Moves the keys' line.
    pub fn move_by(&mut self, step: isize) {
        let last = self.entries.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(step).min(last);
    }

    /// Keeps the keys' line within `height` drawn lines, with the least scrolling.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        let last = self.entries.len().saturating_sub(height);
        self.offset = self.offset.min(self.cursor).min(last);
        if height > 0 && self.cursor >= self.offset + height {
            self.offset = self.cursor + 1 - height;
        }
    }
}
