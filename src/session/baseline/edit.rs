//! The text of a baseline brought up to date: what people wrote between and beside its entries stays.

use super::entry::{self, Entry};

/// The text without the entries that are not kept, and with the new ones, each before the first that is sorted behind it.
/// `known`: those of the text, with whether each is kept.
pub(super) fn edited(text: &str, known: &[(Entry, bool)], new: &[Entry]) -> String {
    let parts = Parts::of(text);
    if parts.entries.len() != known.len() {
        // They are written in another form of TOML.
        return rendered(known, new);
    }
    let mut out = if text.is_empty() { entry::HEAD.to_owned() } else { parts.head.to_owned() };
    let mut new = new.iter().peekable();
    for ((entry, is_kept), shown) in known.iter().zip(&parts.entries) {
        let mut is_behind_new = false;
        while let Some(before) = new.next_if(|new| key(new) < key(entry)) {
            push(&mut out, &entry::render(before));
            is_behind_new = true;
        }
        if *is_kept {
            out.push_str(if is_behind_new { "\n" } else { "" });
            out.push_str(shown);
        }
    }
    for last in new {
        push(&mut out, &entry::render(last));
    }
    out
}

/// Adds an entry after a blank line.
fn push(out: &mut String, entry: &str) {
    let end = out.trim_end().len();
    out.truncate(end);
    out.push_str(if end == 0 { "" } else { "\n\n" });
    out.push_str(entry);
}

fn rendered(known: &[(Entry, bool)], new: &[Entry]) -> String {
    let mut entries: Vec<&Entry> = known.iter().filter(|(_, is_kept)| *is_kept).map(|(entry, _)| entry).collect();
    entries.extend(new);
    entries.sort_by_key(|entry| key(entry));
    let mut out = entry::HEAD.to_owned();
    for entry in entries {
        push(&mut out, &entry::render(entry));
    }
    out
}

fn key(entry: &Entry) -> (&str, &str, Option<&str>) {
    (&entry.case, &entry.rule, entry.at.as_deref())
}

/// A baseline's text: what is before the first entry, and each entry with the comments right above it, up to the next one.
struct Parts<'t> {
    head: &'t str,
    entries: Vec<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (mut starts, mut at, mut comments) = (Vec::new(), 0, None);
        for line in text.split_inclusive('\n') {
            let shown = line.trim();
            if shown.starts_with("[[known]]") {
                starts.push(comments.unwrap_or(at));
            }
            comments = shown.starts_with('#').then_some(comments.unwrap_or(at));
            at += line.len();
        }
        // What the file begins with is about all of it.
        if starts.first() == Some(&0) && text.starts_with('#') {
            starts[0] = text.find("[[known]]").unwrap_or_default();
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let entries = starts.iter().zip(ends).map(|(&start, end)| &text[start..end]).collect();
        Self { head: &text[..starts.first().copied().unwrap_or(text.len())], entries }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn entries(text: &str) -> Vec<Entry> {
        entry::parse(text, Path::new("b.toml")).expect("a baseline")
    }

    const KNOWN: &str = "# Ours.\n[[known]]\ncase = \"b\" # the lamp\nrule = \"broken\"\n\n# Since May.\n[[known]]\n  rule = \"B101\"\n  case = \"d\"\n\n# The end.\n";

    #[test]
    fn what_is_written_around_entries_stays() {
        let all = |kept: [bool; 2]| entries(KNOWN).into_iter().zip(kept).collect::<Vec<_>>();
        assert_eq!(edited(KNOWN, &all([true, true]), &[]), KNOWN);
        let new = entries("[[known]]\ncase = \"c\"\nrule = \"broken\"\n");
        let entry = "[[known]]\ncase = \"c\"\nrule = \"broken\"\nreason = \"\"\n";
        let (first, rest) = KNOWN.split_at(KNOWN.find("# Since").expect("it is there"));
        assert_eq!(edited(KNOWN, &all([true, true]), &new), format!("{first}{entry}\n{rest}"));
        assert_eq!(edited(KNOWN, &all([false, true]), &[]), format!("# Ours.\n{rest}"));
        assert_eq!(edited(KNOWN, &all([true, false]), &[]), first);
        assert_eq!(edited("", &[], &new), format!("{}\n{entry}", entry::HEAD));
    }

    #[test]
    fn entries_in_another_form_are_written_anew() {
        let text = "known = [{ case = \"b\", rule = \"broken\" }]\n";
        let known: Vec<_> = entries(text).into_iter().map(|entry| (entry, true)).collect();
        let out = edited(text, &known, &[]);
        assert!(out.starts_with(entry::HEAD) && out.contains("[[known]]\ncase = \"b\"\n"), "{out}");
        assert_eq!(entries(&out).len(), 1);
    }
}
