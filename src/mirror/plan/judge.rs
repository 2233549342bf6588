//! Which entries of a chunk's dictionaries fit a term. The code that judges a record judges here, too; what is the same
//! in every chunk is judged once, and a chunk of which nothing can fit is not looked into.

use std::collections::HashMap;

use super::record;
use crate::mirror::chunk::{Dictionaries, Kind, Qr};
use crate::model::{Profile, Status, named_tags};
use crate::query::{Beside, Term};
use crate::store::Naming;

/// A term made ready for dictionaries.
#[derive(Debug)]
pub(super) struct Judge {
    term: Term,
    of_kinds: bool,
    tags: Tags,
    of_qrs: bool,
}

/// Which tags fit: a set of tags fits where one of them does.
#[derive(Debug)]
enum Tags {
    /// None, whatever their names.
    Never,
    /// Those with a name are judged; others may fit by their id.
    Some(HashMap<u64, bool>),
}

/// Whether each entry fits, in the dictionaries' order; empty where none does.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) kinds: Vec<bool>,
    pub(super) tag_sets: Vec<bool>,
    pub(super) qrs: Vec<bool>,
}

impl Judge {
    pub(super) fn new(term: &Term, naming: &Naming) -> Self {
        let has_labels = !naming.qr_labels.0.is_empty();
        Self {
            term: term.clone(),
            of_kinds: matches!(term, Term::Has(_) | Term::Scene(_) | Term::Status(_)),
            tags: Tags::new(term, naming),
            of_qrs: match term {
                // Only the label counts here: the fields themselves are among those of the kind.
                Term::Plain(_) | Term::Has(_) => has_labels,
                Term::Qr(_) => true,
                _ => false,
            },
        }
    }

    /// Whether an entry of any dictionary can fit.
    pub(super) fn is_needed(&self) -> bool {
        self.of_kinds || self.of_qrs || matches!(self.tags, Tags::Some(_))
    }

    pub(super) fn judge(&self, dictionaries: Dictionaries<'_>, naming: &Naming) -> Judged {
        let mut judged = Judged::default();
        if self.of_kinds {
            // Many kinds differ in what else the person has: the same question is answered once.
            let mut known = HashMap::new();
            let fits = |kind: Kind| match self.term {
                Term::Has(field) => kind.fields >> field & 1 == 1,
                _ => *known
                    .entry((kind.status, kind.scene))
                    .or_insert_with_key(|(status, scene)| self.kind(*status, scene.as_ref(), naming)),
            };
            judged.kinds = dictionaries.kinds().into_iter().map(fits).collect();
        }
        if let Tags::Some(known) = &self.tags {
            let fits = |id: &u64| {
                let judged = known.get(id).copied();
                judged.unwrap_or_else(|| fits_tag(&self.term, *id, naming))
            };
            let sets = dictionaries.tag_sets();
            judged.tag_sets = sets.iter().map(|set| set.iter().flatten().any(fits)).collect();
        }
        if self.of_qrs {
            judged.qrs = dictionaries.qrs().iter().map(|qr| self.qr(qr, naming)).collect();
        }
        judged
    }

    fn kind(&self, status: Status, scene: Option<&String>, naming: &Naming) -> bool {
        let mut of_kind = record(naming, Profile::default());
        of_kind.status = status;
        of_kind.profile.subscribe_scene = scene.cloned();
        let beside = Beside {
            note: None,
            left: status == Status::Left,
        };
        self.term.matches(&of_kind, beside)
    }

    fn qr(&self, qr: &Qr, naming: &Naming) -> bool {
        let scanned = Profile {
            qr_scene: qr.number,
            qr_scene_str: qr.text.clone(),
            ..Profile::default()
        };
        self.term.matches(&record(naming, scanned), Beside::default())
    }
}

impl Tags {
    fn new(term: &Term, naming: &Naming) -> Self {
        let by_id = match term {
            // A tag without a name is shown as `#128`.
            Term::Plain(word) => word.chars().all(|letter| letter == '#' || letter.is_ascii_digit()),
            Term::TagId(_) => true,
            Term::TagName(_) => false,
            _ => return Self::Never,
        };
        let judged = named_tags(&naming.tags).map(|id| (id, fits_tag(term, id, naming)));
        let known: HashMap<u64, bool> = judged.collect();
        if by_id || known.values().any(|fits| *fits) {
            Self::Some(known)
        } else {
            Self::Never
        }
    }
}

fn fits_tag(term: &Term, id: u64, naming: &Naming) -> bool {
    let tagged = Profile {
        tagid_list: Some(vec![id]),
        ..Profile::default()
    };
    term.matches(&record(naming, tagged), Beside::default())
}
