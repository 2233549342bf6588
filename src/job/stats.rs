use serde_json::{Map, Value};

use crate::model::{Figures, Timestamp};

/// Figures, and how far they can be trusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// The figures.
    pub figures: Figures,
    /// When the last full sync ended; `None` where none has.
    pub synced_at: Option<Timestamp>,
    /// A sync has begun and not ended: the figures are of what has arrived.
    pub is_partial: bool,
}

/// Numbers in lines and columns: a chart for a file or the clipboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// One line each; as many values as there are columns: numbers, texts, null.
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    /// A line as an object.
    pub fn object(&self, row: &[Value]) -> Value {
        let names = self.columns.iter().map(ToString::to_string);
        Value::Object(names.zip(row.iter().cloned()).collect::<Map<_, _>>())
    }

    /// All lines as an array of objects.
    pub fn to_json(&self) -> Value {
        self.rows.iter().map(|row| self.object(row)).collect()
    }
}
