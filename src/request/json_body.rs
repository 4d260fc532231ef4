//! A documented JSON body with its placeholders and stand-ins replaced in the text; every other byte stays as shown.

use std::ops::Range;

use super::change::ChangeKind;
use super::fill_placeholders::Filler;
use super::stand_in_rule::StandInRule;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{Piece, TemplateText};
use crate::json;
use crate::json::{Document, Node, Pointer, Value, escaped, quoted};
use crate::schema::{Schemas, stand_ins};

/// Fills JSON bodies.
pub(super) struct JsonFiller<'c, 'f, 'p> {
    pub(super) case: &'c Case,
    pub(super) schemas: &'c Schemas,
    pub(super) rule: StandInRule,
    pub(super) filler: &'f mut Filler<'p>,
}

impl JsonFiller<'_, '_, '_> {
    /// The text to send for a documented one. What had to be repaired to be read is sent repaired.
    ///
    /// # Errors
    /// A skip of kind `Unfilled` for a stand-in that must not be replaced and cannot be sent.
    pub(super) fn fill(&mut self, text: &str, document: &Document) -> Result<String, Skip> {
        let Some(first) = document.repairs.first() else { return self.fill_strict(text, &document.root) };
        let more = match document.repairs.len() - 1 {
            0 => String::new(),
            count => format!(", and {count} more"),
        };
        self.filler.note(ChangeKind::Repaired(format!("{}{more}", first.kind.describe())));
        let text = json::strict(text, document);
        match json::read(&text) {
            Ok(document) => self.fill_strict(&text, &document.root),
            Err(_) => Ok(text),
        }
    }

    /// The text to send for one in which placeholders without quotes are in the place of values.
    ///
    /// # Errors
    /// As for [`Self::fill`].
    pub(super) fn fill_unquoted(&mut self, text: &str, document: &Document) -> Result<String, Skip> {
        let mut found = Vec::new();
        unquoted(&document.root, &mut found);
        let (mut filled, mut at) = (String::with_capacity(text.len()), 0);
        for (range, shown) in found {
            let name =
                shown.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '{' | '}' | '$' | '(' | ')'));
            let filling = self.filler.filling_or_missing(shown, name);
            let (value, json) = filling.map_or_else(Default::default, |filling| (filling.text, filling.json));
            let is_json = || serde_json::from_str::<serde_json::Value>(&value).is_ok();
            let quoted = || quoted(&value);
            filled.push_str(text.get(at..range.start).unwrap_or_default());
            filled.push_str(&json.unwrap_or_else(|| if is_json() { value.clone() } else { quoted() }));
            at = range.end;
        }
        filled.push_str(&text[at..]);
        match json::read(&filled) {
            Ok(document) => self.fill(&filled, &document),
            Err(_) => Ok(filled),
        }
    }

    fn fill_strict(&mut self, text: &str, root: &Node) -> Result<String, Skip> {
        let mut edits = Vec::new();
        if may_have_placeholders(root) {
            self.placeholders(text, root, "", &mut Pointer::root(), &mut edits);
        }
        self.stand_ins(root, &mut edits)?;
        self.filler.at_place(&Pointer::root());
        edits.sort_by_key(|(range, _)| range.start);
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (range, insert) in edits {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(&insert);
            at = range.end;
        }
        Ok(out + &text[at..])
    }

    fn stand_ins(&mut self, root: &Node, edits: &mut Vec<(Range<usize>, String)>) -> Result<(), Skip> {
        let Some(schema) = self.case.request.schema.as_ref().filter(|_| self.rule != StandInRule::Keep) else {
            return Ok(());
        };
        for found in stand_ins(root, schema, self.schemas) {
            if self.rule == StandInRule::Skip {
                let how = "show a value, or set stand-ins = \"fill\" (or \"keep\") in doctrial.toml";
                let reason = format!("unfilled \"{}\" at {}: {how}", found.shown, found.at);
                return Err(Skip::new(SkipKind::Unfilled, reason));
            }
            self.filler.at_place(&found.at);
            self.filler.note(ChangeKind::StandIn(found.shown));
            edits.push((found.start..found.end, found.value.to_string()));
        }
        Ok(())
    }

    /// `key`: the name of the member that the node (or the array around it) is the value of.
    fn placeholders(
        &mut self,
        text: &str,
        node: &Node,
        key: &str,
        at: &mut Pointer,
        edits: &mut Vec<(Range<usize>, String)>,
    ) {
        match &node.value {
            Value::Object { members, .. } => {
                for member in members {
                    at.push(&member.key);
                    let name = string_at(text, member.key_start);
                    self.string(text, name, "", at, edits);
                    self.placeholders(text, &member.value, &member.key, at, edits);
                    at.pop();
                }
            }
            Value::Array { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    at.push(&index.to_string());
                    self.placeholders(text, item, key, at, edits);
                    at.pop();
                }
            }
            Value::String(_) => self.string(text, node.start..node.end, key, at, edits),
            _ => {}
        }
    }

    /// `range`: of the string in the text, with its quotes.
    fn string(
        &mut self,
        text: &str,
        range: Range<usize>,
        key: &str,
        at: &Pointer,
        edits: &mut Vec<(Range<usize>, String)>,
    ) {
        // With its escapes: what is not replaced stays as it is written.
        let shown = text.get(range.start + 1..range.end - 1).unwrap_or_default();
        if !may_be_placeholder(shown) {
            return;
        }
        let parsed = self.parsed(key, shown);
        if parsed.names().next().is_none() {
            return;
        }
        self.filler.at_place(at);
        if let [Piece::Placeholder { shown, name }] = parsed.pieces() {
            // The whole string stands for a value: what came as a number is sent as one.
            let filling = self.filler.filling_or_missing(shown, name);
            edits.push((range, filling.map_or_else(|| quoted(""), |f| f.json.unwrap_or_else(|| quoted(&f.text)))));
            return;
        }
        let mut filled = String::from("\"");
        for piece in parsed.pieces() {
            match piece {
                Piece::Literal(text) => filled.push_str(text),
                Piece::Placeholder { shown, name } => {
                    filled.push_str(&escaped(&self.filler.value_or_missing(shown, name).unwrap_or_default()));
                }
            }
        }
        filled.push('"');
        edits.push((range, filled));
    }

    /// In a command, `${NAME}` is the shell's wherever it is.
    fn parsed(&self, key: &str, value: &str) -> TemplateText {
        let parsed = TemplateText::parse_value(key, value);
        let by_shell = self.case.dialect.shows_commands() && parsed.names().next().is_none();
        if by_shell { TemplateText::parse_shell(value) } else { parsed }
    }
}

/// Whether a string may have a placeholder in it: most have none.
fn may_be_placeholder(shown: &str) -> bool {
    memchr::memchr3(b'{', b'<', b'$', shown.as_bytes()).is_some() || shown.starts_with(':')
}

/// Whether any name or string in a document may have a placeholder in it; with its escapes it has no more marks than without.
fn may_have_placeholders(node: &Node) -> bool {
    match &node.value {
        Value::Object { members, .. } => {
            members.iter().any(|member| may_be_placeholder(&member.key) || may_have_placeholders(&member.value))
        }
        Value::Array { items, .. } => items.iter().any(may_have_placeholders),
        Value::String(text) => may_be_placeholder(text),
        _ => false,
    }
}

/// The placeholders without quotes in a document, each with its bytes, in their order.
fn unquoted<'n>(node: &'n Node, found: &mut Vec<(Range<usize>, &'n str)>) {
    match &node.value {
        Value::Placeholder(shown) => found.push((node.start..node.end, shown)),
        Value::Object { members, .. } => members.iter().for_each(|member| unquoted(&member.value, found)),
        Value::Array { items, .. } => items.iter().for_each(|item| unquoted(item, found)),
        _ => {}
    }
}

/// The JSON string that begins at a byte.
fn string_at(text: &str, start: usize) -> Range<usize> {
    let (mut end, bytes) = (start + 1, text.as_bytes());
    while bytes.get(end).is_some_and(|byte| *byte != b'"') {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    start..(end + 1).min(text.len())
}
