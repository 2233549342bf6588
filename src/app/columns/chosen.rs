//! The columns of one list as the operator wants them.

use serde_json::{Value, json};

use super::Column;
use crate::app::state::{Screen, State};

/// One column that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which one.
    pub column: Column,
    /// How wide; `None` as wide as its content usually is.
    pub width: Option<u16>,
}

/// Narrowest and widest that a column can be made.
pub const WIDTHS: (u16, u16) = (4, 80);

impl From<Column> for Wanted {
    fn from(column: Column) -> Self {
        Self { column, width: None }
    }
}

/// The columns of the list shown, in their order: those chosen here, else those of the configuration, else the usual
/// ones.
pub fn wanted(state: &State) -> Vec<Wanted> {
    if let Some(chosen) = &state.table().columns.chosen {
        return chosen.clone();
    }
    let usual = usual(state.screen, state.table().is_mixed());
    let columns = if state.setup.columns.is_empty() {
        usual
    } else {
        state.setup.columns.clone()
    };
    columns.into_iter().map(Wanted::from).collect()
}

/// Whether somebody chose the columns; then all of them are there, if need be beyond the edge.
pub fn is_chosen(state: &State) -> bool {
    state.table().columns.chosen.is_some() || !state.setup.columns.is_empty()
}

/// What a list shows unless told otherwise.
fn usual(screen: Screen, is_mixed: bool) -> Vec<Column> {
    use Column::{Fetched, First, Lookups, Name, Note, Openid, Qr, Scene, Since, Source, Tags};
    let mut columns = vec![Openid, Name, Since, Scene];
    if is_mixed {
        columns.push(Source);
    }
    columns.extend(match screen {
        Screen::Lookup | Screen::Stats => [Fetched, Tags, Qr].as_slice(),
        Screen::Followers => &[Tags, Qr, Note, Fetched],
        Screen::History => &[Lookups, Fetched, First, Tags, Qr],
    });
    columns
}

/// Columns for the local file.
pub fn to_text(columns: &[Wanted]) -> String {
    let entry = |wanted: &Wanted| json!({"column": wanted.column.name(), "width": wanted.width});
    columns.iter().map(entry).collect::<Value>().to_string()
}

/// Columns from the local file; one that this program does not know is left out. `None` where nothing is left.
pub fn from_text(text: &str) -> Option<Vec<Wanted>> {
    let entries: Vec<Value> = serde_json::from_str(text).ok()?;
    let mut columns: Vec<Wanted> = Vec::new();
    for entry in entries {
        let found = entry["column"].as_str().and_then(Column::from_name);
        let Some(column) = found.filter(|column| columns.iter().all(|known| known.column != *column)) else {
            continue;
        };
        let width = entry["width"].as_u64().and_then(|width| u16::try_from(width).ok());
        let width = width.map(|width| width.clamp(WIDTHS.0, WIDTHS.1));
        columns.push(Wanted { column, width });
    }
    (!columns.is_empty()).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_back_from_the_file() {
        let columns = vec![
            Wanted {
                column: Column::Openid,
                width: Some(28),
            },
            Column::Tags.into(),
        ];
        assert_eq!(from_text(&to_text(&columns)), Some(columns));
        let strange = r#"[{"column":"moon"},{"column":"name","width":9000},{"column":"name"}]"#;
        let name = Wanted {
            column: Column::Name,
            width: Some(WIDTHS.1),
        };
        assert_eq!(from_text(strange), Some(vec![name]));
        for nothing in ["", "[]", "{}", r#"[{"column":"moon"}]"#] {
            assert_eq!(from_text(nothing), None);
        }
    }
}
