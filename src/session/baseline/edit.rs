//! The text of a baseline brought up to date: what people wrote between and beside its entries stays.

use std::path::Path;

use super::entry::{self, Entry};

/// The text without the entries that are not kept, and with the new ones, each before the first that is sorted behind it.
/// `known`: those of the text, with whether each is kept.
pub(super) fn edited(text: &str, known: &[(Entry, bool)], new: &[Entry]) -> String {
    let parts = Parts::of(text);
    if parts.entries.len() == known.len() {
        let out = put_together(&parts, known, new);
        // Texts over several lines may look like comments.
        if holds(&out, known, new) {
            return out;
        }
    }
    rendered(known, new)
}

fn put_together(parts: &Parts<'_>, known: &[(Entry, bool)], new: &[Entry]) -> String {
    let mut out = if parts.is_empty() { entry::HEAD.to_owned() } else { parts.head.to_owned() };
    let mut new = new.iter().peekable();
    for ((entry, is_kept), (shown, below)) in known.iter().zip(&parts.entries) {
        let mut is_behind_new = false;
        while let Some(before) = new.next_if(|new| new.key() < entry.key()) {
            push(&mut out, &entry::render(before));
            is_behind_new = true;
        }
        if *is_kept {
            out.push_str(if is_behind_new { "\n" } else { "" });
            out.push_str(shown);
        }
        if *is_kept || !below.trim().is_empty() {
            out.push_str(below);
        }
    }
    for last in new {
        push(&mut out, &entry::render(last));
    }
    out
}

/// Whether a text has just the entries that it is to have.
fn holds(text: &str, known: &[(Entry, bool)], new: &[Entry]) -> bool {
    let Ok(found) = entry::parse(text, Path::new("")) else { return false };
    let expected = in_order(kept(known).chain(new));
    let found = in_order(found.iter());
    let same = |(a, b): (&&Entry, &&Entry)| {
        a.key() == b.key() && (&a.reason, &a.owner, &a.expires) == (&b.reason, &b.owner, &b.expires)
    };
    found.len() == expected.len() && found.iter().zip(&expected).all(same)
}

/// Adds an entry after a blank line.
fn push(out: &mut String, entry: &str) {
    let end = out.trim_end().len();
    out.truncate(end);
    out.push_str(if end == 0 { "" } else { "\n\n" });
    out.push_str(entry);
}

fn rendered(known: &[(Entry, bool)], new: &[Entry]) -> String {
    let mut out = entry::HEAD.to_owned();
    for entry in in_order(kept(known).chain(new)) {
        push(&mut out, &entry::render(entry));
    }
    out
}

/// Those of the entries of a text that stay.
pub(super) fn kept(known: &[(Entry, bool)]) -> impl Iterator<Item = &Entry> {
    known.iter().filter(|(_, is_kept)| *is_kept).map(|(entry, _)| entry)
}

fn in_order<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<&'e Entry> {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by_key(|entry| entry.key());
    entries
}

/// A baseline's text: what is before the first entry, and each entry with the comments right above it, and what is below it.
struct Parts<'t> {
    head: &'t str,
    entries: Vec<(&'t str, &'t str)>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        // Of each entry its start, and the end of its last line that is neither blank nor a comment.
        let (mut found, mut at, mut comments) = (Vec::<(usize, usize)>::new(), 0, None);
        for line in text.split_inclusive('\n') {
            let shown = line.trim();
            let end = at + line.len();
            if shown.starts_with("[[known]]") {
                found.push((comments.unwrap_or(at), end));
            } else if !shown.is_empty()
                && !shown.starts_with('#')
                && let Some((_, last)) = found.last_mut()
            {
                *last = end;
            }
            comments = shown.starts_with('#').then_some(comments.unwrap_or(at));
            at = end;
        }
        // What the file begins with is about all of it.
        if let Some((start, _)) = found.first_mut().filter(|(start, _)| *start == 0) {
            *start = text.find("[[known]]").unwrap_or_default();
        }
        let next = found.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
        let entries = found.iter().zip(next).map(|(&(start, end), next)| (&text[start..end], &text[end..next]));
        Self { head: &text[..found.first().map_or(text.len(), |(start, _)| *start)], entries: entries.collect() }
    }

    fn is_empty(&self) -> bool {
        self.head.is_empty() && self.entries.is_empty()
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(edited(KNOWN, &all([true, false]), &[]), format!("{first}\n# The end.\n"));
        assert_eq!(edited("", &[], &new), format!("{}\n{entry}", entry::HEAD));
    }

    #[test]
    fn remarks_between_entries_stay_and_texts_over_several_lines_are_not_comments() {
        let text = "[[known]]\ncase = \"a\"\nrule = \"broken\"\n\n# -- Lamps --\n\n[[known]]\ncase = \"b\"\nrule = \"broken\"\n";
        let known: Vec<_> = entries(text).into_iter().zip([false, true]).collect();
        assert_eq!(edited(text, &known, &[]), text[text.find("\n# --").expect("it is there")..]);
        let text = "[[known]]\ncase = \"a\"\nrule = \"broken\"\nreason = \"\"\"\n# see the wiki\"\"\"\n[[known]]\ncase = \"b\"\nrule = \"broken\"\n";
        let known: Vec<_> = entries(text).into_iter().zip([true, false]).collect();
        let kept = entries(&edited(text, &known, &[]));
        assert_eq!((kept.len(), kept[0].reason.as_str()), (1, "# see the wiki"));
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
