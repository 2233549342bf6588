//! What the operator did to the detail: folded groups and how far each person was scrolled. Kept while the program runs.

use std::collections::{BTreeSet, HashMap};

use crate::app::table::Key;

/// Folds and scroll positions.
#[derive(Clone, Debug, Default)]
pub struct DetailView {
    closed: BTreeSet<&'static str>,
    /// The group that folding means; `None` until one was pointed at.
    pub current: Option<&'static str>,
    offsets: HashMap<Key, usize>,
}

impl DetailView {
    /// Whether a group shows its title only.
    pub fn is_closed(&self, title: &'static str) -> bool {
        self.closed.contains(title)
    }

    /// Folds a group, or opens it.
    pub fn toggle(&mut self, title: &'static str) {
        if !self.closed.remove(title) {
            self.closed.insert(title);
        }
    }

    /// Folds all groups; with all of them folded, opens them.
    pub fn toggle_all(&mut self, titles: &[&'static str]) {
        if titles.iter().all(|title| self.closed.contains(title)) {
            self.closed.clear();
        } else {
            self.closed.extend(titles);
        }
    }

    /// Keeps how far somebody was scrolled.
    pub fn keep(&mut self, key: Key, offset: usize) {
        if offset == 0 {
            self.offsets.remove(&key);
        } else {
            self.offsets.insert(key, offset);
        }
    }

    /// How far somebody was scrolled.
    pub fn offset(&self, key: &Key) -> usize {
        self.offsets.get(key).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    #[test]
    fn all_fold_and_open_together() {
        let mut view = DetailView::default();
        view.toggle("a");
        view.toggle_all(&["a", "b"]);
        assert!(view.is_closed("a") && view.is_closed("b"));
        view.toggle_all(&["a", "b"]);
        assert!(!view.is_closed("a") && !view.is_closed("b"));
    }

    #[test]
    fn everybody_has_a_place_of_their_own() {
        let mut view = DetailView::default();
        let key = |openid: &str| (openid.to_owned(), Source::Follower);
        view.keep(key("a"), 7);
        assert_eq!((view.offset(&key("a")), view.offset(&key("b"))), (7, 0));
        view.keep(key("a"), 0);
        assert!(view.offsets.is_empty());
    }
}
