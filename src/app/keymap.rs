//! Keys in force: the binding table with the overrides of the configuration.

use std::collections::BTreeMap;

use crate::config::KeyOverride;
use crate::locale::{ScreenTexts, fill};

use super::bindings::{BINDINGS, Binding, Context};
use super::{Action, Chord};

/// Something wrong in `[keys]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapProblem {
    /// `file:line:column` of the entry.
    pub place: String,
    /// What is wrong and what would be right, in the interface language.
    pub message: String,
}

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    chords: BTreeMap<Action, Vec<Chord>>,
}

impl Keymap {
    /// Checks the overrides and lays them over the table. All problems at once.
    pub fn new(overrides: &[KeyOverride], texts: &ScreenTexts) -> Result<Self, Vec<KeymapProblem>> {
        let mut keymap = Self {
            chords: BINDINGS
                .iter()
                .map(|binding| (binding.action, defaults(binding)))
                .collect(),
        };
        let mut problems = Vec::new();
        let mut places = BTreeMap::new();
        for entry in overrides {
            match read(entry, texts) {
                Ok((action, chords)) => {
                    keymap.chords.insert(action, chords);
                    places.insert(action, entry.place.as_str());
                }
                Err(found) => problems.extend(found),
            }
        }
        problems.extend(keymap.conflicts(&places, texts));
        if problems.is_empty() { Ok(keymap) } else { Err(problems) }
    }

    /// What a chord means where the keys go now.
    pub fn action(&self, context: Context, chord: Chord) -> Option<Action> {
        if context.is_text() && chord.is_printable() {
            return None;
        }
        let found = BINDINGS
            .iter()
            .find(|binding| binding.contexts.contains(&context) && self.all(binding.action).contains(&chord));
        found.map(|binding| binding.action)
    }

    /// The chords of an action that work in a context, as shown.
    pub fn shown(&self, action: Action, context: Context) -> Vec<String> {
        let works = |chord: &&Chord| !(context.is_text() && chord.is_printable());
        self.all(action).iter().filter(works).map(Chord::to_string).collect()
    }

    /// All chords of an action.
    pub fn all(&self, action: Action) -> &[Chord] {
        self.chords.get(&action).map_or(&[], Vec::as_slice)
    }

    /// Two actions on one key in one context, where an override is to blame for at least one of them.
    fn conflicts(&self, places: &BTreeMap<Action, &str>, texts: &ScreenTexts) -> Vec<KeymapProblem> {
        let mut problems: Vec<KeymapProblem> = Vec::new();
        for (index, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[index + 1..] {
                let Some(chord) = self.clash(one, other) else { continue };
                let (blamed, kept) = if places.contains_key(&other.action) {
                    (other, one)
                } else {
                    (one, other)
                };
                let Some(place) = places.get(&blamed.action) else {
                    continue;
                };
                let names: (&str, &str) = (blamed.action.name(), kept.action.name());
                let message = match places.get(&kept.action) {
                    Some(other) => fill(texts.keys.conflict, &[&chord.to_string(), &names.0, &names.1, other]),
                    None => fill(
                        texts.keys.conflict_default,
                        &[&chord.to_string(), &names.0, &names.1, &names.1],
                    ),
                };
                problems.push(KeymapProblem {
                    place: (*place).to_owned(),
                    message,
                });
            }
        }
        problems
    }

    fn clash(&self, one: &Binding, other: &Binding) -> Option<Chord> {
        let shared = |chord: &&Chord| {
            self.all(other.action).contains(chord)
                && one
                    .contexts
                    .iter()
                    .any(|context| other.contexts.contains(context) && !(context.is_text() && chord.is_printable()))
        };
        self.all(one.action).iter().find(shared).copied()
    }
}

/// The row of the table that belongs to an action.
pub fn binding(action: Action) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.action == action)
}

fn defaults(binding: &Binding) -> Vec<Chord> {
    binding.chords.iter().filter_map(|text| Chord::parse(text)).collect()
}

fn read(entry: &KeyOverride, texts: &ScreenTexts) -> Result<(Action, Vec<Chord>), Vec<KeymapProblem>> {
    let problem = |message: String| KeymapProblem {
        place: entry.place.clone(),
        message,
    };
    let Some(binding) = BINDINGS.iter().find(|binding| binding.action.name() == entry.action) else {
        return Err(vec![problem(unknown_action(&entry.action, texts))]);
    };
    let mut chords = Vec::new();
    let mut problems = Vec::new();
    for text in &entry.chords {
        match Chord::parse(text) {
            Some(chord) if chords.contains(&chord) => {}
            Some(chord) => chords.push(chord),
            None => problems.push(problem(fill(texts.keys.unknown_chord, &[text]))),
        }
    }
    let only_text = binding.contexts.iter().all(|context| context.is_text());
    if problems.is_empty() && only_text && chords.iter().any(|chord| chord.is_printable()) {
        problems.push(problem(fill(texts.keys.would_type, &[&entry.action])));
    }
    // The footer promises a way to quit everywhere, text fields included.
    let quits = binding.action == Action::Interrupt;
    if problems.is_empty() && quits && chords.iter().all(|chord| chord.is_printable()) {
        problems.push(problem(fill(texts.keys.no_way_out, &[&entry.action])));
    }
    if problems.is_empty() {
        Ok((binding.action, chords))
    } else {
        Err(problems)
    }
}

fn unknown_action(name: &str, texts: &ScreenTexts) -> String {
    let similarity = |known: &str| strsim::jaro_winkler(name, known);
    let closest = Action::all()
        .map(Action::name)
        .max_by(|a, b| similarity(a).total_cmp(&similarity(b)))
        .filter(|known| similarity(known) > 0.75);
    let names = Action::all().map(Action::name).collect::<Vec<_>>().join(", ");
    match closest {
        Some(known) => fill(texts.keys.unknown_action_close, &[&name, &known]),
        None => fill(texts.keys.unknown_action, &[&name, &names]),
    }
}

/// The README's key section: a Markdown table of every action with its default keys.
pub fn markdown(texts: &ScreenTexts) -> String {
    let mut table = format!(
        "| {} | `[keys]` | {} |\n|---|---|---|\n",
        texts.keys.column_keys, texts.keys.column_action
    );
    for binding in BINDINGS {
        let chords: Vec<String> = defaults(binding).iter().map(|chord| format!("`{chord}`")).collect();
        let help = (binding.phrase)(&texts.actions).help;
        let (keys, name) = (chords.join(" "), binding.action.name());
        table.extend(["| ", &keys, " | `", name, "` | ", help, " |\n"]);
    }
    table
}
