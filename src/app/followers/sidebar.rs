use crate::app::picker::Picker;
use crate::job::PartCounts;
use crate::mirror::MirrorCard;
use crate::model::Tag;
use crate::store::SavedView;

/// Id of the tag of starred followers (API reference, section 6).
const STARRED: u64 = 2;

/// A part of the followers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Everybody; in the mirror with those who left.
    #[default]
    All,
    /// Those of whom the newest sync saw a change.
    Changed,
    /// Those who left.
    Left,
    /// Those with a tag.
    Tag(u64),
    /// Those without any tag.
    Untagged,
    /// Those who are blacklisted.
    Blacklist,
    /// Those whom a saved view finds.
    Saved(String),
}

impl Part {
    /// Whether it is the tag of starred followers.
    pub const fn is_starred(&self) -> bool {
        matches!(self, Self::Tag(STARRED))
    }

    /// The words that find it in the mirror; those who left are found by asking for them.
    pub fn query(&self) -> String {
        match self {
            Self::Tag(id) => format!("tag:#{id} -status:left"),
            Self::Untagged => "-has:tag has:subscribe -status:left".to_owned(),
            Self::Left => "status:left".to_owned(),
            Self::All | Self::Changed | Self::Blacklist | Self::Saved(_) => String::new(),
        }
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

/// What the lines are made of.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The mirror, where there is one.
    pub card: Option<MirrorCard>,
    /// How many the platform lists.
    pub listed: Option<u64>,
    /// How many are blacklisted.
    pub blacklisted: Option<u64>,
    /// People in the mirror.
    pub counts: Option<&'a PartCounts>,
    /// The account's tags.
    pub tags: &'a [Tag],
    /// The saved views.
    pub saved: &'a [SavedView],
}

/// The parts to choose from.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    /// The lines, top to bottom.
    pub entries: Picker<SidebarEntry>,
    /// The part that is listed.
    pub chosen: Part,
}

impl Sidebar {
    /// Makes the lines anew; the keys stay on their line.
    pub fn fill(&mut self, known: &Known<'_>) {
        let entries = entries(known);
        let there = self.entries.selected().map(|entry| &entry.part);
        let place = there.and_then(|part| entries.iter().position(|entry| entry.part == *part));
        self.entries = Picker {
            all: entries,
            cursor: place.unwrap_or_default(),
            offset: self.entries.offset,
        };
    }
}

/// Everybody, what a mirror adds, tags with the starred first, what the platform keeps apart, saved views.
fn entries(known: &Known<'_>) -> Vec<SidebarEntry> {
    let plain = |part, count| SidebarEntry {
        part,
        name: None,
        count,
    };
    let mut entries = vec![plain(Part::All, known.card.map(|card| card.people).or(known.listed))];
    if let Some(card) = known.card {
        entries.push(plain(Part::Changed, None));
        entries.push(plain(Part::Left, Some(card.left)));
    }
    let (starred, others): (Vec<&Tag>, Vec<&Tag>) = known.tags.iter().partition(|tag| tag.id == STARRED);
    entries.extend(starred.into_iter().chain(others).map(|tag| SidebarEntry {
        part: Part::Tag(tag.id),
        name: Some(tag.name.clone()),
        count: Some(match known.counts {
            Some(counts) => counts.tags.get(&tag.id).copied().unwrap_or_default(),
            None => tag.count,
        }),
    }));
    entries.push(plain(Part::Untagged, known.counts.map(|counts| counts.untagged)));
    entries.push(plain(Part::Blacklist, known.blacklisted));
    entries.extend(known.saved.iter().map(|view| SidebarEntry {
        part: Part::Saved(view.name.clone()),
        name: Some(view.name.clone()),
        count: None,
    }));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(tags: &[Tag]) -> Known<'_> {
        Known {
            card: None,
            listed: Some(9),
            blacklisted: None,
            counts: None,
            tags,
            saved: &[],
        }
    }

    fn tag(id: u64, count: u64) -> Tag {
        let name = format!("tag {id}");
        Tag { id, name, count }
    }

    #[test]
    fn starred_comes_first_and_the_keys_stay_on_their_line() {
        let tags = [tag(128, 5), tag(2, 3)];
        let mut sidebar = Sidebar::default();
        sidebar.fill(&known(&tags));
        let lines: Vec<_> = sidebar
            .entries
            .all
            .iter()
            .map(|entry| (&entry.part, entry.count))
            .collect();
        let expected = [
            (&Part::All, Some(9)),
            (&Part::Tag(2), Some(3)),
            (&Part::Tag(128), Some(5)),
            (&Part::Untagged, None),
            (&Part::Blacklist, None),
        ];
        assert_eq!(lines, expected);
        sidebar.entries.move_by(2);
        sidebar.fill(&known(&tags[..1]));
        assert_eq!(
            sidebar.entries.selected().map(|entry| &entry.part),
            Some(&Part::Tag(128))
        );
        sidebar.fill(&known(&[]));
        assert_eq!(sidebar.entries.cursor, 0, "the line is gone");
    }

    #[test]
    fn with_a_mirror_its_own_counts_are_shown() {
        let tags = [tag(128, 5), tag(129, 7)];
        let counts = PartCounts {
            tags: [(128, 4)].into(),
            untagged: 6,
        };
        let card = MirrorCard {
            people: 12,
            left: 2,
            ..MirrorCard::default()
        };
        let known = Known {
            card: Some(card),
            counts: Some(&counts),
            ..known(&tags)
        };
        let counted: Vec<Option<u64>> = entries(&known).iter().map(|entry| entry.count).collect();
        assert_eq!(counted, [Some(12), None, Some(2), Some(4), Some(0), Some(6), None]);
    }

    #[test]
    fn every_part_of_the_mirror_is_found_by_words_that_are_understood() {
        for part in [Part::All, Part::Changed, Part::Left, Part::Tag(2), Part::Untagged] {
            let parsed = crate::query::Query::parse(&part.query(), &jiff::tz::TimeZone::UTC);
            assert!(parsed.is_ok(), "{part:?}");
        }
    }
}
