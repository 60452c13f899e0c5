//! The shape of the catalogue as JSON Schema (2020-12), from the types that read it, so that
//! editors complete and explain the keys.
//!
//! It tells what a shape can tell. What takes a calendar, a zone or more than one value, such as a
//! time that the clocks skip or an id that is taken, is told by `seminar check` alone. It is
//! stricter in one thing: words of a list are spelled in small letters.

use serde_json::{Map, Value, json};

use super::value::{COLORS, RECORDING_STATES, STATUSES};
use super::{
    Color, Document, Email, Id, Language, Line, Link, Markdown, OneOrMore, RecordingState, Spanned,
};
use crate::duration::Duration;
use crate::model::Status;
use crate::when::Written;
use crate::zone::Zone;

/// What has a shape.
pub(crate) trait Shape {
    /// The schema of its values; mappings add theirs to the definitions.
    fn schema(definitions: &mut Definitions) -> Value;
}

/// The schemas of mappings, by name.
#[derive(Default)]
pub(crate) struct Definitions(Map<String, Value>);

/// A key of a mapping, as its declaration has it.
pub(crate) struct KeyShape {
    pub(crate) name: &'static str,
    pub(crate) is_required: bool,
    pub(crate) doc: &'static str,
    pub(crate) schema: fn(&mut Definitions) -> Value,
}

/// The schema of the catalogue, as `seminar schema` prints it.
pub(crate) fn schema() -> String {
    let mut definitions = Definitions::default();
    Document::schema(&mut definitions);
    let mut root = definitions.0.remove(&definition_name("Document")).unwrap_or_default();
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("The catalogue of a talk series: events.yaml");
    root["$defs"] = Value::Object(definitions.0);
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&root).unwrap_or_default()
}

impl Definitions {
    /// Defines a long list of words once, and gives the reference to it.
    fn listed(&mut self, name: &str, words: &[&str]) -> Value {
        self.0.insert(name.to_owned(), json!({"enum": words}));
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// Defines a mapping and gives the reference to it, or the choice between it and its short
    /// form.
    pub(crate) fn mapping(
        &mut self,
        rust_name: &str,
        doc: &str,
        short: Option<&str>,
        keys: &[KeyShape],
    ) -> Value {
        let mut short_form = None;
        let mut properties = Map::new();
        for key in keys {
            let schema = (key.schema)(self);
            if short == Some(key.name) {
                short_form = Some(schema.clone());
            }
            let mut schema = if key.is_required { schema } else { or_nothing(schema) };
            schema["description"] = json!(key.doc.trim());
            properties.insert(key.name.to_owned(), schema);
        }
        let required = keys.iter().filter(|key| key.is_required).map(|key| key.name);
        let definition = json!({
            "description": doc.trim(),
            "type": "object",
            "properties": properties,
            "required": required.collect::<Vec<_>>(),
            "additionalProperties": false,
        });
        let name = definition_name(rust_name);
        let reference = json!({"$ref": format!("#/$defs/{name}")});
        self.0.insert(name, definition);
        match short_form {
            Some(short_form) => json!({"oneOf": [short_form, reference]}),
            None => reference,
        }
    }
}

/// `EventEntry` is called `event`.
fn definition_name(rust_name: &str) -> String {
    rust_name.trim_end_matches("Entry").to_lowercase()
}

/// A key that may be left out may also stand there without a value.
fn or_nothing(mut schema: Value) -> Value {
    let nothing = json!("null");
    match schema.get("type").cloned() {
        _ if schema.get("enum").is_some() => extend(&mut schema["enum"], Value::Null),
        Some(Value::Array(_)) => extend(&mut schema["type"], nothing),
        Some(one) => schema["type"] = json!([one, nothing]),
        None => return json!({"anyOf": [schema, {"type": nothing}]}),
    }
    schema
}

fn extend(list: &mut Value, item: Value) {
    if let Value::Array(items) = list {
        items.push(item);
    }
}

/// A text of one or more signs. A number or a truth value in its place is read as it is written.
fn text(pattern: &str) -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": pattern})
}

/// A text that cannot be taken for a number.
fn words(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

impl<T: Shape> Shape for Spanned<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        T::schema(definitions)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        json!({"type": "array", "items": T::schema(definitions)})
    }
}

impl<T: Shape> Shape for OneOrMore<T> {
    fn schema(definitions: &mut Definitions) -> Value {
        let one = T::schema(definitions);
        json!({"oneOf": [one, {"type": "array", "items": one}]})
    }
}

/// Declares the shapes of the plain values.
macro_rules! shapes {
    ($($type:ty => $schema:expr,)*) => {
        $(impl Shape for $type {
            fn schema(_: &mut Definitions) -> Value {
                $schema
            }
        })*
    };
}

shapes! {
    Line => text(r"\S"),
    Markdown => text(r"\S"),
    Id => text(r"^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?$"),
    Link => words(r"^[hH][tT][tT][pP][sS]?://\S+$"),
    Email => words(r"^[^@\s]+@[^@\s]*\.[^@\s]*$"),
    Language => words(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"),
    Duration => words(r"^\s*[Pp]?[Tt]?[0-9]+\s*[A-Za-z]"),
    Written => words(r"[0-9]|^\s*([Tt][Bb][AaCcDd]|[Tt]o be announced)\s*$"),
    Status => json!({"enum": STATUSES.map(|(name, _)| name)}),
    RecordingState => json!({"enum": RECORDING_STATES.map(|(name, _)| name)}),
}

impl Shape for Zone {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.listed("zone", &Self::names())
    }
}

impl Shape for Color {
    fn schema(definitions: &mut Definitions) -> Value {
        definitions.listed("color", &COLORS.split(' ').collect::<Vec<_>>())
    }
}
