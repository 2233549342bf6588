//! The detail groups of a record (product contract, section 6): the one order and wording of the detail view and of
//! `explain`.

use serde_json::Value as Json;

use super::{
    Wording, ago, avatars, clock, empty_words, language_label, qr, region, scene_with_code, source_label, status_label,
    words,
};
use crate::errcode;
use crate::locale::PersonTexts;
use crate::model::{Empty, Failure, Profile, Record, Sex, Source, TagRef, resolve_tags};

/// Fields that belong together, under one title.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Title in the interface language.
    pub title: &'static str,
    /// Its fields, in order; never empty.
    pub fields: Vec<Field>,
}

/// One decoded field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Name on the wire, for copying and for the reader of raw JSON; the first one where a field is made of several.
    pub wire: String,
    /// Name in the interface language.
    pub label: String,
    /// What it holds.
    pub value: Value,
}

/// What a field holds, or why it holds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Decoded text. Remote text in it is not cleaned yet.
    Text(String),
    /// Nothing, and the reason in words: to be drawn quietly.
    Empty(String),
}

impl Value {
    /// The words to show.
    pub fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Empty(text) => text,
        }
    }
}

/// The record's groups: Identity, Following, Labels, Person, other fields, Provenance. What the caller alone knows
/// (note, host, changes, raw reply) is the caller's to add.
pub fn groups(record: &Record, wording: &Wording) -> Vec<Group> {
    let teller = Teller {
        record,
        profile: &record.profile,
        empties: record.empties(),
        wording,
        words: words(wording.lang),
    };
    let groups = [
        (teller.words.identity, teller.identity()),
        (teller.words.following_group, teller.following()),
        (teller.words.labels, teller.labels()),
        (teller.words.person, teller.person()),
        (teller.words.other_fields, teller.other_fields()),
        (teller.words.provenance, teller.provenance()),
    ];
    let told = groups.into_iter().map(|(title, fields)| Group {
        title,
        fields: fields.into_iter().filter(|field| teller.tells(field)).collect(),
    });
    told.filter(|group| !group.fields.is_empty()).collect()
}

/// Everything a field's words depend on.
struct Teller<'a> {
    record: &'a Record,
    profile: &'a Profile,
    empties: Vec<(&'static str, Empty)>,
    wording: &'a Wording,
    words: &'static PersonTexts,
}

impl Teller<'_> {
    /// Where there is no answer, no kind of empty can be told; what was read all the same is shown.
    fn tells(&self, field: &Field) -> bool {
        self.record.error.is_none() || matches!(field.value, Value::Text(_))
    }

    fn identity(&self) -> Vec<Field> {
        vec![
            text("openid", self.words.openid, self.record.openid.clone()),
            self.field("unionid", self.words.unionid, self.profile.unionid.clone()),
        ]
    }

    fn following(&self) -> Vec<Field> {
        let lang = self.wording.lang;
        let mut fields = vec![text(
            "status",
            self.words.status,
            status_label(self.record.status, lang).to_owned(),
        )];
        fields.extend(self.record.error.iter().flat_map(|failure| self.failure(failure)));
        if self.record.source == Source::Follower {
            fields.push(self.field("subscribe_time", self.words.since, self.since()));
            fields.push(self.field("subscribe_scene", self.words.scene, scene_with_code(self.profile, lang)));
            fields.push(self.field("qr_scene", self.words.qr, qr(self.record)));
        }
        fields
    }

    fn failure(&self, failure: &Failure) -> Vec<Field> {
        let code = failure.errcode.map(|code| {
            let errmsg = failure.errmsg.as_deref().unwrap_or_default();
            text("errcode", "errcode", format!("{code} {errmsg}").trim_end().to_owned())
        });
        let rid = failure.rid.clone().map(|rid| text("rid", "rid", rid));
        let hint = text("hint", self.words.problem, errcode::hint(failure, self.wording.lang));
        std::iter::once(hint).chain(code).chain(rid).collect()
    }

    fn since(&self) -> Option<String> {
        let Wording { lang, now, time_zone } = self.wording;
        let then = self.profile.subscribed_at()?;
        let clock = clock(then, time_zone);
        Some(match ago(then, *now, time_zone, *lang) {
            Some(ago) => lang.pick(format!("{clock} ({ago})"), format!("{clock}（{ago}）")),
            None => clock,
        })
    }

    fn labels(&self) -> Vec<Field> {
        if self.record.source != Source::Follower {
            return Vec::new();
        }
        let group = self
            .profile
            .groupid
            .filter(|id| *id != 0)
            .map(|id| text("groupid", self.words.group, id.to_string()));
        let fields = [
            self.field("remark", self.words.remark, self.profile.remark.clone()),
            self.field("tagid_list", self.words.tags, self.tags()),
        ];
        fields.into_iter().chain(group).collect()
    }

    /// Names and ids, `VIP (#128)`; a tag that no list names is its id alone.
    fn tags(&self) -> Option<String> {
        let resolved = || self.profile.tagid_list.as_ref().map(|ids| resolve_tags(ids, &[]));
        let tags = self.record.tags.clone().or_else(resolved)?;
        let named = |tag: &TagRef| match &tag.name {
            Some(name) => format!("{name} (#{})", tag.id),
            None => tag.label(),
        };
        Some(tags.iter().map(named).collect::<Vec<_>>().join(", "))
    }

    fn person(&self) -> Vec<Field> {
        let (profile, words, lang) = (self.profile, self.words, self.wording.lang);
        let sex = profile.sex.filter(|sex| *sex != 0).map(|sex| Sex(sex).label(lang));
        let language = profile.language.as_deref().filter(|code| !code.is_empty());
        let mut fields = vec![
            self.field("nickname", words.nickname, profile.nickname.clone()),
            self.field("sex", words.sex, sex),
            self.field("country", words.region, region(profile)),
            self.field(
                "language",
                words.language,
                language.map(|code| language_label(code, lang)),
            ),
            self.field("headimgurl", words.avatar, self.avatar()),
        ];
        if self.record.source == Source::Web {
            let privilege = profile.privilege.as_ref().map(|items| items.join(", "));
            fields.push(self.field("privilege", words.privilege, privilege));
        }
        fields
    }

    /// The address as it came, and the sizes it can be had in.
    fn avatar(&self) -> Option<String> {
        let address = self.profile.headimgurl.clone().filter(|address| !address.is_empty())?;
        let edges: Vec<String> = avatars(self.profile)
            .iter()
            .filter_map(|(edge, _)| edge.map(|edge| edge.to_string()))
            .collect();
        Some(if edges.is_empty() {
            address
        } else {
            format!("{address} [{} px]", edges.join("/"))
        })
    }

    fn other_fields(&self) -> Vec<Field> {
        let fields = self.profile.extra.iter();
        fields.map(|(key, value)| text(key, key, plain(value))).collect()
    }

    fn provenance(&self) -> Vec<Field> {
        let Wording { lang, time_zone, .. } = self.wording;
        let mut fields = vec![text(
            "source",
            self.words.source,
            source_label(self.record.source, *lang).to_owned(),
        )];
        if let Some(moment) = self.record.fetched_at {
            let mut value = clock(moment, time_zone);
            if self.record.from_history {
                value = lang.pick(
                    format!("{value} ({})", self.words.from_history),
                    format!("{value}（{}）", self.words.from_history),
                );
            }
            fields.push(text("fetched_at", self.words.fetched, value));
        }
        if self.record.repaired {
            fields.push(text("repaired", self.words.reply, self.words.repaired.to_owned()));
        }
        fields
    }

    /// A wire field: its decoded text, or which kind of empty it is.
    fn field(&self, wire: &str, label: &str, decoded: Option<String>) -> Field {
        let value = match decoded.filter(|text| !text.is_empty()) {
            Some(text) => Value::Text(text),
            None => Value::Empty(self.emptiness(wire).to_owned()),
        };
        Field {
            wire: wire.to_owned(),
            label: label.to_owned(),
            value,
        }
    }

    /// A field without text is listed as empty, or it was sent with a value that means "none" (0, `[]`).
    fn emptiness(&self, wire: &str) -> &'static str {
        let listed = self.empties.iter().find(|(field, _)| *field == wire);
        match (listed, wire) {
            (Some((field, empty)), _) => empty_words(field, *empty, self.wording.lang),
            (None, "qr_scene") => self.words.no_qr,
            (None, "tagid_list") => self.words.no_tags,
            (None, _) => self.words.none,
        }
    }
}

fn text(wire: &str, label: &str, value: String) -> Field {
    Field {
        wire: wire.to_owned(),
        label: label.to_owned(),
        value: Value::Text(value),
    }
}

/// A string without its quotes, anything else as JSON.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
