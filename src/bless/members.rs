//! Members inserted into documented objects and removed from them; comments, commas and indentation stay as they are.

use super::page_edit::TextEdit;
use super::render::{Layout, rendered, shown_key};
use crate::json::{Member, Node, Value, comment_length};
use crate::record::Redactor;
use crate::text::line_start;

/// How many bytes a value has at most that is written on one line because its neighbour is.
const LONGEST_LINE: usize = 80;

/// A documented object in its text.
pub(super) struct Object<'t> {
    text: &'t str,
    node: &'t Node,
    members: &'t [Member],
}

impl<'t> Object<'t> {
    /// `None` where the node is not an object.
    pub(super) fn of(text: &'t str, node: &'t Node) -> Option<Self> {
        node.members().map(|members| Self { text, node, members })
    }

    /// Removes a member; `None` where nothing would be left.
    pub(super) fn without(&self, key: &str) -> Option<Vec<TextEdit>> {
        let at = self.members.iter().position(|member| member.key == key)?;
        let (start, end) = (self.members[at].key_start, self.members[at].value.end);
        let is_open = matches!(self.node.value, Value::Object { open: true, .. });
        if self.members.len() == 1 && !is_open {
            return None;
        }
        let comma = comma_after(self.text, end);
        let after = comma.map_or(end, |comma| comma + 1);
        let line = line_start(self.text, start);
        let is_alone = self.text[line..start].trim().is_empty() && self.is_blank_or_comment(after);
        let lines = line..(after + self.rest_of_line(after).len() + 1).min(self.text.len());
        if comma.is_some() {
            let spaces = self.rest_of_line(after).len() - self.rest_of_line(after).trim_start().len();
            let range = if is_alone { lines } else { start..after + spaces };
            return Some(vec![TextEdit::new(range, "")]);
        }
        if at == 0 {
            return Some(vec![TextEdit::new(start..end, "")]);
        }
        let before = comma_after(self.text, self.members[at.checked_sub(1)?].value.end)?;
        Some(if is_alone {
            vec![TextEdit::new(before..before + 1, ""), TextEdit::new(lines, "")]
        } else {
            vec![TextEdit::new(before..end, "")]
        })
    }

    /// Inserts a member after another one, or as the first.
    pub(super) fn with(&self, key: &str, value: &Node, after: Option<&str>, redactor: &Redactor) -> Vec<TextEdit> {
        let after = after.and_then(|key| self.members.iter().rposition(|member| member.key == key));
        let near = self.members.get(after.unwrap_or_default());
        let own_line = near.and_then(|member| self.indent_of_own_line(member));
        let layout = match own_line {
            // As the one before it, if that is of the same kind.
            Some(_) if near.is_some_and(|near| self.is_like_on_one_line(&near.value, value)) => {
                Layout { indent: String::new(), unit: None }
            }
            Some(indent) => Layout { indent: indent.to_owned(), unit: Some(self.unit(indent)) },
            None => Layout { indent: String::new(), unit: None },
        };
        let member = format!("{}: {}", shown_key(key, redactor), rendered(key, value, &layout, redactor));
        let Some(near) = near else { return vec![TextEdit::new(self.node.start + 1..self.node.start + 1, member)] };
        let put = |at: usize, text: String| vec![TextEdit::new(at..at, text)];
        match (after, own_line) {
            (None, Some(indent)) => put(near.key_start, format!("{member},\n{indent}")),
            (None, None) => put(near.key_start, format!("{member}, ")),
            (Some(_), Some(indent)) => self.on_own_line(near, &member, indent),
            (Some(_), None) => match comma_after(self.text, near.value.end) {
                Some(comma) => put(comma + 1, format!(" {member},")),
                None => put(near.value.end, format!(", {member}")),
            },
        }
    }

    /// Whether a value that has parts is on one line, and of the same kind as another one.
    fn is_like_on_one_line(&self, shown: &Node, value: &Node) -> bool {
        let parts = |node: &Node| match &node.value {
            Value::Object { members, .. } => Some((true, members.len())),
            Value::Array { items, .. } => Some((false, items.len())),
            _ => None,
        };
        let (shown_parts, value_parts) = (parts(shown), parts(value));
        let is_same = |(of_shown, of_value): ((bool, usize), (bool, usize))| of_shown.0 == of_value.0 && of_shown.1 > 0;
        let is_short = value.end - value.start <= LONGEST_LINE && !self.text[shown.start..shown.end].contains('\n');
        is_short && shown_parts.zip(value_parts).is_some_and(is_same)
    }

    /// After a member that begins a line, and after what else is on that line, if it is a comment.
    fn on_own_line(&self, near: &Member, member: &str, indent: &str) -> Vec<TextEdit> {
        let end = near.value.end;
        let put = |at: usize, text: String| TextEdit::new(at..at, text);
        if let Some(comma) = comma_after(self.text, end) {
            let rest = self.rest_of_line(comma + 1);
            return vec![if self.is_blank_or_comment(comma + 1) {
                put(comma + 1 + rest.len(), format!("\n{indent}{member},"))
            } else {
                put(comma + 1, format!(" {member},"))
            }];
        }
        let rest = self.rest_of_line(end);
        if rest.trim().is_empty() || !self.is_blank_or_comment(end) {
            return vec![put(end, format!(",\n{indent}{member}"))];
        }
        vec![put(end, ",".to_owned()), put(end + rest.len(), format!("\n{indent}{member}"))]
    }

    /// The white space before a member that begins a line.
    fn indent_of_own_line(&self, member: &Member) -> Option<&'t str> {
        let line = line_start(self.text, member.key_start);
        let indent = &self.text[line..member.key_start];
        (line > self.node.start && indent.trim().is_empty()).then_some(indent)
    }

    /// By how much members are indented relative to the object.
    fn unit(&self, indent: &str) -> String {
        let line = &self.text[line_start(self.text, self.node.start)..];
        let own = &line[..line.len() - line.trim_start().len()];
        indent.strip_prefix(own).filter(|unit| !unit.is_empty()).unwrap_or("  ").to_owned()
    }

    /// Whether there is nothing in the rest of a line but a comment.
    fn is_blank_or_comment(&self, at: usize) -> bool {
        let rest = self.rest_of_line(at);
        let (start, line_end) = (at + rest.len() - rest.trim_start().len(), at + rest.len());
        // A comment of the whole line ends with the line feed.
        let ends_line = |end: usize| end <= line_end + 1 && self.text[end.min(line_end)..line_end].trim().is_empty();
        start == line_end || comment_length(self.text, start).is_some_and(|length| ends_line(start + length))
    }

    fn rest_of_line(&self, at: usize) -> &'t str {
        self.text[at..].split('\n').next().unwrap_or_default()
    }
}

/// The comma after a value, after white space and comments.
fn comma_after(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        if text[at..].starts_with(',') {
            return Some(at);
        }
        at += comment_length(text, at)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::page_edit::edited;
    use crate::json::read;

    fn without(text: &str, key: &str) -> Option<String> {
        let document = read(text).expect("JSON");
        Object::of(text, &document.root).expect("an object").without(key).map(|edits| edited(text, &edits))
    }

    fn with(text: &str, after: Option<&str>) -> String {
        let (document, value) = (read(text).expect("JSON"), read("{\"x\": 1}").expect("JSON"));
        let object = Object::of(text, &document.root).expect("an object");
        edited(text, &object.with("new", &value.root, after, &Redactor::default()))
    }

    #[test]
    fn a_member_is_taken_out_with_its_comma_and_line() {
        assert_eq!(without("{\n  \"a\": 1, // x\n  \"b\": 2\n}", "a").as_deref(), Some("{\n  \"b\": 2\n}"));
        assert_eq!(without("{\n  \"a\": 1, // x\n  \"b\": 2\n}", "b").as_deref(), Some("{\n  \"a\": 1 // x\n}"));
        assert_eq!(without("{ \"a\": 1, \"b\": 2, ... }", "b").as_deref(), Some("{ \"a\": 1, ... }"));
        assert_eq!(without("{ \"a\": 1, \"b\": 2 }", "b").as_deref(), Some("{ \"a\": 1 }"));
        assert_eq!(without("{ \"a\": 1, \"b\": 2 }", "a").as_deref(), Some("{ \"b\": 2 }"));
        assert_eq!(without("{\n \"a\": {\n  \"c\": 1\n },\n \"b\": 2 }", "a").as_deref(), Some("{\n \"b\": 2 }"));
        assert_eq!(without("{ \"a\": 1 }", "a"), None);
        assert_eq!(without("{ \"a\": 1, ... }", "a").as_deref(), Some("{ ... }"));
    }

    #[test]
    fn a_member_is_put_in_like_those_around_it() {
        assert_eq!(with("{ \"a\": 1 }", Some("a")), "{ \"a\": 1, \"new\": { \"x\": 1 } }");
        assert_eq!(with("{ \"a\": 1, \"b\": 2 }", Some("a")), "{ \"a\": 1, \"new\": { \"x\": 1 }, \"b\": 2 }");
        assert_eq!(with("{ \"a\": 1 }", None), "{ \"new\": { \"x\": 1 }, \"a\": 1 }");
        let expected = "{\n    \"a\": 1, // first\n    \"new\": {\n        \"x\": 1\n    },\n    \"b\": 2 // last\n}";
        assert_eq!(with("{\n    \"a\": 1, // first\n    \"b\": 2 // last\n}", Some("a")), expected);
        let last = "{\n  \"a\": 1, // last\n  \"new\": {\n    \"x\": 1\n  }\n}";
        assert_eq!(with("{\n  \"a\": 1 // last\n}", Some("a")), last);
        let numbered = "{\n  \"a\": 1, <1>\n  \"new\": {\n    \"x\": 1\n  },\n  \"b\": 2 <2>\n}";
        assert_eq!(with("{\n  \"a\": 1, <1>\n  \"b\": 2 <2>\n}", Some("a")), numbered);
        let last = "{\n  \"a\": 1, <1>\n  \"new\": {\n    \"x\": 1\n  }\n}";
        assert_eq!(with("{\n  \"a\": 1 <1>\n}", Some("a")), last);
        assert_eq!(with("{\n  \"a\": 1 }", Some("a")), "{\n  \"a\": 1,\n  \"new\": {\n    \"x\": 1\n  } }");
    }
}
