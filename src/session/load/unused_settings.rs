//! Warnings about entries of the settings that are about no case: `[[page]]`, `[[story]]`, `[identity]`, `[literals]`.

use crate::config::{Identity, Literal, Settings};
use crate::contract::Case;
use crate::text::Glob;

/// A warning for each entry that is about none of the cases, which are all of the docs.
pub(super) fn unused_settings(cases: &[&Case], settings: &Settings) -> Vec<String> {
    let identities = settings.target.identities.iter().filter(|identity| !is_used(identity, cases));
    let literals = settings.literals.iter().filter(|literal| !is_in_request(literal, cases, settings));
    let mut entries: Vec<Entry> = unused_pages(cases, settings);
    entries.extend(identities.map(unused_identity));
    let mut warnings = with_places(entries, settings);
    warnings.extend(literals.map(unused_literal));
    warnings
}

/// An entry without effect.
#[derive(PartialEq)]
struct Entry {
    /// How the line that says so, or the one with the table that it is in, may begin.
    table: String,
    /// What is in it, between quotes.
    quoted: Option<String>,
    message: String,
}

/// The messages about entries, each with the line of the settings where the entry is.
fn with_places(entries: Vec<Entry>, settings: &Settings) -> Vec<String> {
    let Some(file) = settings.file.as_ref().filter(|_| !entries.is_empty()) else {
        return entries.into_iter().map(|entry| entry.message).collect();
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let with_place = |entry: Entry| {
        let line = line_of(&text, &entry).map(|line| format!(":{line}:1")).unwrap_or_default();
        format!("{}{line}: {}", file.display(), entry.message)
    };
    entries.into_iter().map(with_place).collect()
}

/// The line of an entry: of its table and, where it is one of several, with its text.
fn line_of(text: &str, entry: &Entry) -> Option<usize> {
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim_start()));
    let table = lines.find(|(_, line)| line.strip_prefix(&*entry.table).is_some_and(ends_name))?.0;
    let Some(quoted) = &entry.quoted else { return Some(table) };
    let marks = ['"', '\''].map(|mark| format!("{mark}{quoted}{mark}"));
    let named = lines.find(|(_, line)| marks.iter().any(|text| line.contains(text)));
    Some(named.map_or(table, |(line, _)| line))
}

/// Whether the name of a table is over where this is behind it.
fn ends_name(behind: &str) -> bool {
    !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn unused_pages(cases: &[&Case], settings: &Settings) -> Vec<Entry> {
    let Settings { page_order, target, stories, .. } = settings;
    let of_pages = page_order.iter().map(|(glob, _)| glob).chain(target.page_stand_ins.iter().map(|(glob, _)| glob));
    let of_pages = of_pages.map(|glob| ("[[page]]", format!("[[page]] path = \"{glob}\""), glob));
    let of_stories = stories.iter().flatten().map(|glob| ("[[story]]", format!("[[story]]: `{glob}`"), glob));
    let unused =
        of_pages.chain(of_stories).filter(|(.., glob)| !cases.iter().any(|case| glob.matches_page(&case.page)));
    let entry = |(table, entry, glob): (&str, String, &Glob)| Entry {
        table: table.to_owned(),
        quoted: Some(glob.to_string()),
        message: format!("{entry} matches no page with cases; correct it, or remove it"),
    };
    let mut entries: Vec<Entry> = unused.map(entry).collect();
    entries.dedup();
    entries
}

/// Whether a case takes an identity: a directive names it, or the case meets one of its conditions.
fn is_used(identity: &Identity, cases: &[&Case]) -> bool {
    cases.iter().any(|case| case.overrides.identity.as_ref() == Some(&identity.name) || identity.is_of(case))
}

fn unused_identity(identity: &Identity) -> Entry {
    let name = &identity.name;
    let message = format!(
        "no case takes [identity.{name}]: none meets its `for`, `tags` or `scopes`, and no directive has `identity = \"{name}\"`; \
         correct it, or remove it"
    );
    Entry { table: format!("[identity.{name}"), quoted: None, message }
}

/// Whether a literal is in a request that it is about, or in that of a `[[setup]]`.
fn is_in_request(literal: &Literal, cases: &[&Case], settings: &Settings) -> bool {
    let text = &*literal.text.text;
    let is_in = |case: &&Case| {
        let request = &case.request;
        literal.cases.as_ref().is_none_or(|cases| cases.matches(case))
            && (request.url.contains(text)
                || request.headers.iter().any(|field| field.value.contains(text))
                || request.body.as_ref().is_some_and(|body| body.text().contains(text)))
    };
    settings.setups.iter().any(|setup| setup.request.contains(text)) || cases.iter().any(is_in)
}

fn unused_literal(literal: &Literal) -> String {
    let (text, source) = (&literal.text.text, &literal.source);
    format!(
        "[literals]: `{text}` is in no request that this is about ({source}); write it as the docs show it, or remove it"
    )
}
