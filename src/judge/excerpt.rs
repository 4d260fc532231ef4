//! How much of a value or text a finding's message shows. Excerpts of pages are made in `report/terminal/page_excerpt.rs`; bodies
//! of requests and responses are shortened in `record/message.rs`.

use serde_json::Value;

/// Characters kept of anything shown.
const MOST: usize = 200;

/// Characters kept of a body.
const MOST_OF_BODY: usize = 120;

/// A text on one line, cut at `most` characters with `...`.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut space = false;
    for (count, c) in text.trim().chars().enumerate() {
        if count == most {
            out.push_str("...");
            break;
        }
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
        } else {
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// The start of a body, on one line.
pub(super) fn body(body: &[u8]) -> String {
    let start = &body[..body.len().min(4 * MOST_OF_BODY)];
    match std::str::from_utf8(start) {
        Err(error) if error.error_len().is_some() => format!("<{} bytes that are not text>", body.len()),
        _ => cut(&String::from_utf8_lossy(start), MOST_OF_BODY),
    }
}

/// A text on one line, bounded.
pub(super) fn line(text: &str) -> String {
    cut(text, MOST)
}

/// A value in words: scalars as JSON, objects by their members' names, arrays by their length.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Object(members) if members.is_empty() => "an empty object".to_owned(),
        Value::Object(members) => {
            let names: Vec<_> = members.keys().take(12).map(|name| format!("`{}`", cut(name, 40))).collect();
            let more = if members.len() > names.len() { ", ..." } else { "" };
            line(&format!("an object with {}{more}", names.join(", ")))
        }
        Value::Array(items) => match items.len() {
            0 => "an empty array".to_owned(),
            1 => "an array of 1 item".to_owned(),
            count => format!("an array of {count} items"),
        },
        Value::String(text) => {
            let kept: String = text.chars().take(MOST).collect();
            line(&Value::String(kept).to_string())
        }
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_not_text_is_shown_by_its_length() {
        assert_eq!(body(b"\xff\xfe\x00"), "<3 bytes that are not text>");
        assert_eq!(body("é".repeat(500).as_bytes()).chars().count(), MOST_OF_BODY + 3);
    }

    #[test]
    fn long_texts_are_cut_and_stay_on_one_line() {
        assert_eq!(cut("a\n  b\tc", 10), "a b c");
        assert_eq!(cut(&"x".repeat(500), 5), "xxxxx...");
        assert!(value(&Value::String("é".repeat(1000))).chars().count() <= MOST + 3);
    }
}
