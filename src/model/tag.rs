use serde::{Deserialize, Serialize};

/// A tag of the account as `tags/get` lists it (API reference, section 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Id; custom tags start at 100.
    pub id: u64,
    /// Name, up to 30 bytes.
    pub name: String,
    /// Followers that carry it.
    pub count: u64,
}

/// A tag on a person: its id, and its name where one is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagRef {
    /// Id from `tagid_list`.
    pub id: u64,
    /// `None` for a tag that no list names (deleted meanwhile).
    pub name: Option<String>,
}

impl TagRef {
    /// What to show: the name, or `#128`.
    pub fn label(&self) -> String {
        self.name.clone().unwrap_or_else(|| format!("#{}", self.id))
    }
}

/// The reserved ids of the legacy group scheme, which `tags/get` may leave out.
const BUILT_IN: [(u64, &str); 3] = [(0, "未分组"), (1, "黑名单"), (2, "星标组")];

/// The ids that [`resolve_tags`] has a name for.
pub fn named_tags(list: &[Tag]) -> impl Iterator<Item = u64> {
    let listed = list.iter().map(|tag| tag.id);
    listed.chain(BUILT_IN.iter().map(|(id, _)| *id))
}

/// Names the ids of a `tagid_list`: from the account's list first, then the reserved ones.
pub fn resolve_tags(ids: &[u64], list: &[Tag]) -> Vec<TagRef> {
    let name_of = |id: u64| {
        let listed = list.iter().find(|tag| tag.id == id).map(|tag| tag.name.clone());
        listed.or_else(|| {
            BUILT_IN
                .iter()
                .find(|(built_in, _)| *built_in == id)
                .map(|(_, name)| (*name).to_owned())
        })
    };
    ids.iter().map(|&id| TagRef { id, name: name_of(id) }).collect()
}
