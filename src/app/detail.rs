//! The detail of the selected row: its groups as lines of text. Both sources of one openid are one person here.

mod body;
mod folds;

use crate::locale::{fill, texts};
use crate::model::{Note, Snapshot, Source, Status, TagRef};
use crate::person::{self, Field, Value, Wording};
use crate::store::Person;
use crate::text;

use super::followers::change_words;
use super::line::{Line, Tone, wrap};
use super::overlay::other;
use super::people::left_between;
use super::state::{Screen, State};
use super::table::Row;
use super::viewer::value_words;

/// Changes listed in the detail; `d` lists all.
const CHANGES: usize = 3;

pub use body::{Body, Heading, Link, body};
pub use folds::DetailView;

/// What is shown of the selected row.
struct Subject<'a> {
    row: &'a Row,
    /// The newest answer of this row's source, else its failure.
    main: Option<&'a Snapshot>,
    /// The newest answer of the other source.
    beside: Option<&'a Snapshot>,
    person: Option<&'a Person>,
}

/// The wording at the time of the last event.
pub fn wording(state: &State) -> Wording {
    Wording {
        lang: state.setup.lang,
        now: state.now,
        time_zone: state.setup.time_zone.clone(),
    }
}

fn subject<'a>(state: &'a State, row: &'a Row) -> Subject<'a> {
    let person = state.people.get(&row.openid);
    let listed = state
        .results
        .get(&(row.openid.clone(), other(row.source)))
        .and_then(Row::answer);
    let stored = person.and_then(|person| {
        let mut answers = person.snapshots.iter();
        answers.find(|found| found.record.source != row.source && found.record.status != Status::Failed)
    });
    Subject {
        row,
        main: row.snapshot.as_ref(),
        beside: listed.or(stored),
        person,
    }
}

/// The addresses of the selected person's picture, largest first, each with its edge in pixels where it is known.
pub fn avatars(state: &State) -> Vec<(Option<u16>, String)> {
    let Some(row) = state.selected() else { return Vec::new() };
    let subject = subject(state, row);
    let answers = [subject.main, subject.row.earlier.as_deref(), subject.beside];
    let named = answers
        .into_iter()
        .flatten()
        .map(|found| person::avatars(&found.record.profile));
    named.into_iter().find(|sized| !sized.is_empty()).unwrap_or_default()
}

/// Labels and values that can be copied one by one.
pub fn copyable(state: &State) -> Vec<(String, String)> {
    let Some(row) = state.selected() else { return Vec::new() };
    let fields = groups(state, &subject(state, row))
        .into_iter()
        .flat_map(|(_, fields)| fields);
    fields
        .filter(|field| field.wire != "openid" && field.wire != "unionid" && !field.is_change)
        .filter_map(|field| match field.value {
            Value::Text(text) => Some((field.label, text)),
            Value::Empty(_) => None,
        })
        .collect()
}

/// One field as shown: with the source that named it where two sources speak.
struct Shown {
    wire: String,
    label: String,
    value: Value,
    source: Option<&'static str>,
    tone: Tone,
    is_change: bool,
    /// Number and words of every tag, where the field holds tags.
    chips: Vec<(u64, String)>,
    /// What the text is the address of.
    link: Option<String>,
}

type Titled = (&'static str, Vec<Shown>);

fn groups(state: &State, subject: &Subject<'_>) -> Vec<Titled> {
    let Some(main) = subject.main.or(subject.row.earlier.as_deref()) else {
        return Vec::new();
    };
    let wording = wording(state);
    let mut titled: Vec<Titled> = Vec::new();
    let both = subject.beside.is_some();
    add(&mut titled, state, main, both, &wording);
    if main.record.status == Status::Failed
        && let Some(earlier) = subject.row.earlier.as_deref()
    {
        add(&mut titled, state, earlier, true, &wording);
    }
    if let Some(beside) = subject.beside {
        add(&mut titled, state, beside, true, &wording);
    }
    note(state, subject.row, &mut titled);
    left(state, subject, &mut titled);
    titled.extend(elsewhere(state, subject));
    titled.extend(mirror(state, subject.row));
    titled.extend(changes(state, subject));
    titled
}

/// Adds a record's groups; a field that is there already stays, unless it is empty and this record can fill it.
fn add(titled: &mut Vec<Titled>, state: &State, snapshot: &Snapshot, named: bool, wording: &Wording) {
    let source = named.then(|| person::source_label(snapshot.record.source, state.setup.lang));
    let host = (state.texts().detail.host, &snapshot.host);
    for group in person::groups(&snapshot.record, wording) {
        let is_provenance = group.fields.iter().any(|field| field.wire == "source");
        let mut fields: Vec<Shown> = shown(group.fields, source, snapshot);
        if is_provenance && !host.1.is_empty() {
            fields.push(Shown::text("host", host.0, host.1.clone()));
        }
        match titled.iter_mut().find(|(title, _)| *title == group.title) {
            Some((_, there)) if is_provenance => there.extend(fields),
            Some((_, there)) => merge(there, fields),
            None => titled.push((group.title, fields)),
        }
    }
    let words = &texts(state.setup.lang).person;
    let order = [
        words.identity,
        words.following_group,
        words.labels,
        words.person,
        words.other_fields,
        words.provenance,
    ];
    titled.sort_by_key(|(title, _)| order.iter().position(|known| known == title));
}

fn shown(fields: Vec<Field>, source: Option<&'static str>, snapshot: &Snapshot) -> Vec<Shown> {
    let show = |field: Field| Shown {
        tone: tone(&field, snapshot),
        // The openid is the same in both, provenance names its source itself, and why a field is empty says it too.
        source: source.filter(|_| {
            let names_itself = matches!(field.wire.as_str(), "openid" | "source" | "fetched_at" | "repaired");
            !names_itself && matches!(field.value, Value::Text(_))
        }),
        chips: chips(&field, snapshot),
        link: link(&field, snapshot),
        wire: field.wire,
        label: field.label,
        value: field.value,
        is_change: false,
    };
    fields.into_iter().map(show).collect()
}

fn chips(field: &Field, snapshot: &Snapshot) -> Vec<(u64, String)> {
    if field.wire != "tagid_list" {
        return Vec::new();
    }
    let name = |tag: &TagRef| tag.name.clone().unwrap_or_else(|| format!("#{}", tag.id));
    let tags = snapshot.record.tags.iter().flatten();
    tags.map(|tag| (tag.id, name(tag))).collect()
}

/// The avatar's address, as large as it is to be had.
fn link(field: &Field, snapshot: &Snapshot) -> Option<String> {
    let is_avatar = field.wire == "headimgurl" && matches!(field.value, Value::Text(_));
    let addresses = is_avatar.then(|| person::avatars(&snapshot.record.profile))?;
    addresses.into_iter().next().map(|(_, address)| address)
}

fn tone(field: &Field, snapshot: &Snapshot) -> Tone {
    match (field.wire.as_str(), &field.value, snapshot.record.status) {
        (_, Value::Empty(_), _) => Tone::Quiet,
        ("status", _, Status::Following | Status::Authorized) => Tone::Good,
        ("status" | "hint", _, Status::Failed) => Tone::Bad,
        ("status", _, Status::NotFollowing | Status::Left) | ("repaired", ..) => Tone::Warning,
        ("openid" | "nickname" | "remark", ..) => Tone::Strong,
        _ => Tone::Plain,
    }
}

fn merge(there: &mut Vec<Shown>, coming: Vec<Shown>) {
    for field in coming {
        let place = there.iter().position(|known| known.wire == field.wire);
        let Some(place) = place else {
            there.push(field);
            continue;
        };
        let known = &there[place];
        match (&known.value, &field.value) {
            (Value::Empty(_), Value::Text(_)) => there[place] = field,
            (Value::Text(one), Value::Text(two)) if one != two => there.insert(place + 1, field),
            _ => {}
        }
    }
}

/// What the mirror knows about a follower beside the record.
fn mirror(state: &State, row: &Row) -> Option<Titled> {
    let texts = &state.texts().followers;
    let known = state
        .followers
        .person(&row.openid)
        .filter(|_| state.screen == Screen::Followers)?;
    let follower = &known.follower;
    let clock = |moment| person::clock(moment, &state.setup.time_zone);
    let is_listed = if follower.listed { texts.yes } else { texts.no };
    let listed = Shown::text("listed", texts.is_listed, is_listed.to_owned());
    let mut fields = vec![
        listed,
        Shown::text("first_at", texts.first_seen, clock(follower.first_at)),
    ];
    for change in known.changes.iter().take(CHANGES) {
        let words = change_words(state, change);
        let day = person::day(change.place.at, &state.setup.time_zone);
        let mut field = Shown::text("change", texts.changes, format!("{words}  {day}"));
        field.is_change = true;
        fields.push(field);
    }
    Some((texts.mirror, fields))
}

/// The same person in other accounts: openid, then status, follow time and remark.
fn elsewhere(state: &State, subject: &Subject<'_>) -> Option<Titled> {
    let others = &subject.person?.elsewhere;
    let mut fields = Vec::new();
    for record in others {
        fields.push(Shown::text("elsewhere", &record.account, record.openid.clone()));
        let status = person::status_label(record.status, state.setup.lang).to_owned();
        let since = record.profile.subscribed_at();
        let since = since.map(|moment| person::day(moment, &state.setup.time_zone));
        let remark = record.profile.remark.clone().filter(|remark| !remark.is_empty());
        let words: Vec<String> = std::iter::once(status).chain(since).chain(remark).collect();
        let mut about = Shown::text("elsewhere", "", words.join(" · "));
        about.is_change = true;
        fields.push(about);
    }
    (!fields.is_empty()).then_some((state.texts().detail.elsewhere, fields))
}

/// The local note and when it was written, at the end of the labels.
fn note(state: &State, row: &Row, titled: &mut Vec<Titled>) {
    let known = state.notes.get(&row.openid);
    let text = known.map(|note| &note.text).or(row.note.as_ref());
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        return;
    };
    let words = &texts(state.setup.lang).person;
    let mut fields = vec![Shown::text("note", words.note, text.clone())];
    fields[0].tone = Tone::Strong;
    if let Some(note) = known {
        let written = fill(state.texts().jotting.written, &[&note_age(state, note)]);
        let mut age = Shown::text("noted_at", "", written);
        age.tone = Tone::Quiet;
        age.is_change = true;
        fields.push(age);
    }
    if let Some((_, there)) = titled.iter_mut().find(|(title, _)| *title == words.labels) {
        there.extend(fields);
    } else {
        let after = [words.identity, words.following_group];
        let place = titled.iter().filter(|(title, _)| after.contains(title)).count();
        titled.insert(place, (words.labels, fields));
    }
}

/// When a note was written, and how long ago that is.
pub fn note_age(state: &State, note: &Note) -> String {
    let zone = &state.setup.time_zone;
    let clock = person::clock(note.at, zone);
    match person::ago(note.at, state.now, zone, state.setup.lang) {
        Some(ago) => format!("{clock} · {ago}"),
        None => clock,
    }
}

/// "left between A and B", below the status.
fn left(state: &State, subject: &Subject<'_>, titled: &mut [Titled]) {
    let gone = || gone_words(state, subject.row);
    let Some(words) = left_words(state, subject.row).or_else(gone) else {
        return;
    };
    for (_, fields) in titled {
        if let Some(place) = fields.iter().position(|field| field.wire == "status") {
            let mut field = Shown::text("left", "", words);
            field.tone = Tone::Warning;
            fields.insert(place + 1, field);
            return;
        }
    }
}

/// "found gone A", where a sweep of the mirror noticed it.
fn gone_words(state: &State, row: &Row) -> Option<String> {
    let left_at = row.left_at.filter(|_| row.status() == Some(Status::Left))?;
    let clock = person::clock(left_at, &state.setup.time_zone);
    Some(fill(state.texts().followers.found_gone, &[&clock]))
}

/// "left between A and B", where the row is of somebody who followed before.
pub fn left_words(state: &State, row: &Row) -> Option<String> {
    if row.status() != Some(Status::NotFollowing) {
        return None;
    }
    let (from, to) = state.people.get(&row.openid).and_then(left_between)?;
    let day = |moment| person::day(moment, &state.setup.time_zone);
    let clock = |moment| person::clock(moment, &state.setup.time_zone);
    let texts = &state.texts().table;
    Some(if day(from) == day(to) {
        fill(texts.left_between, &[&clock(from), &clock(to)])
    } else {
        fill(texts.left_between, &[&day(from), &day(to)])
    })
}

fn changes(state: &State, subject: &Subject<'_>) -> Option<Titled> {
    let texts = &state.texts().detail;
    let person = subject.person.filter(|person| !person.snapshots.is_empty())?;
    let mut fields: Vec<Shown> = Vec::new();
    for change in person.changes.iter().take(CHANGES) {
        let words = format!("{} → {}", value_words(&change.from), value_words(&change.to));
        let day = person::day(change.at, &state.setup.time_zone);
        let mut field = Shown::text("change", &change.field, format!("{words}  {day}"));
        field.is_change = true;
        fields.push(field);
    }
    let rest = person.changes.len().saturating_sub(CHANGES);
    let summary = match (person.changes.len(), rest) {
        (0, _) => fill(texts.no_changes, &[&person.snapshots.len()]),
        (_, 0) => fill(texts.lookups, &[&person.snapshots.len()]),
        _ => fill(texts.more_changes, &[&rest]),
    };
    let mut field = Shown::text("change", "", summary);
    field.is_change = true;
    field.tone = Tone::Quiet;
    fields.push(field);
    Some((texts.changes, fields))
}

/// What has to be said before anything else: awaited, failed while an older answer is shown, known elsewhere.
fn notices(state: &State, subject: &Subject<'_>, columns: usize) -> Vec<Line> {
    let texts = &state.texts().detail;
    let mut notices: Vec<(String, Tone)> = Vec::new();
    if subject.row.awaits.is_some() {
        let words = if subject.main.is_some() {
            texts.waiting_again
        } else {
            texts.waiting
        };
        notices.push((words.to_owned(), Tone::Warning));
    } else if subject.row.status() == Some(Status::Failed) && subject.row.earlier.is_some() {
        notices.push((texts.earlier_answer.to_owned(), Tone::Warning));
    }
    if let Some(account) = &subject.row.elsewhere {
        notices.push((fill(texts.known_elsewhere, &[account]), Tone::Warning));
    }
    let line = |(words, tone): (String, Tone)| {
        let parts = wrap(&text::sanitize(&words), columns);
        parts
            .into_iter()
            .map(move |part| Line::of(&part, tone))
            .collect::<Vec<_>>()
    };
    notices.into_iter().flat_map(line).collect()
}

impl Shown {
    fn text(wire: &str, label: &str, value: String) -> Self {
        Self {
            wire: wire.to_owned(),
            label: label.to_owned(),
            value: Value::Text(value),
            source: None,
            tone: Tone::Plain,
            is_change: false,
            chips: Vec::new(),
            link: None,
        }
    }
}

/// The source's name in the interface language.
pub fn source_words(state: &State, source: Source) -> &'static str {
    person::source_label(source, state.setup.lang)
}
