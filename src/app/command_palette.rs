//! The command palette: every action of a context, found by its words and run by name.

use std::cmp::Reverse;

use crate::locale::texts;
use crate::model::UiLang;

use super::bindings::{BINDINGS, Binding, Context};
use super::field::Field;
use super::fuzzy::Search;
use super::picker::Picker;
use super::{Action, State, why_not};

/// The open palette.
#[derive(Clone, Debug)]
pub struct CommandPalette {
    /// Where the keys went when it was opened: its actions are those of this context.
    pub about: Context,
    /// What is searched for.
    pub field: Field,
    /// The actions that fit, best first.
    pub found: Picker<Found>,
}

/// An action that fits what is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The action.
    pub action: Action,
    /// Graphemes of its phrase, in the language shown, that match.
    pub in_phrase: Vec<usize>,
    /// Graphemes of its name that match.
    pub in_name: Vec<usize>,
}

impl CommandPalette {
    /// A palette of everything that exists where the keys go now.
    pub fn new(state: &State) -> Self {
        let about = state.context();
        Self {
            about,
            field: Field::default(),
            found: Picker::new(search(state, about, "")),
        }
    }
}

/// The actions of a context that fit, best first, those that would do something now before the others; in the table's
/// order where nothing tells them apart. English, Chinese and the names of `[keys]` are searched whatever the
/// interface speaks.
pub fn search(state: &State, about: Context, wanted: &str) -> Vec<Found> {
    let mut search = Search::new(wanted);
    let here = BINDINGS.iter().filter(|binding| binding.contexts.contains(&about));
    let is_named = |action: Action| action.name() == wanted.trim();
    let mut found: Vec<((bool, u32, bool), Found)> = here
        .filter_map(|binding| {
            let (score, found) = find(&mut search, binding, state.setup.lang)?;
            let is_possible = why_not(state, binding.action).is_none();
            Some(((is_named(binding.action), score, is_possible), found))
        })
        .collect();
    found.sort_by_key(|(rank, _)| Reverse(*rank));
    found.into_iter().map(|(_, found)| found).collect()
}

fn find(search: &mut Search, binding: &Binding, shown: UiLang) -> Option<(u32, Found)> {
    let phrase = |lang: UiLang| (binding.phrase)(&texts(lang).screen.actions).help;
    let other = match shown {
        UiLang::En => UiLang::Zh,
        UiLang::Zh => UiLang::En,
    };
    let in_phrase = search.find(phrase(shown));
    let in_name = search.find(binding.action.name());
    let in_other = search.find(phrase(other));
    let best = [&in_phrase, &in_name, &in_other]
        .into_iter()
        .flatten()
        .map(|hit| hit.score)
        .max()?;
    let found = Found {
        action: binding.action,
        in_phrase: in_phrase.unwrap_or_default().places,
        in_name: in_name.unwrap_or_default().places,
    };
    Some((best, found))
}
