//! Which page documents which type, found by a search of the pages' bytes, without reading any page in full.

use std::sync::{LazyLock, OnceLock};

use aho_corasick::packed::Searcher;
use memchr::memmem::Finder;

use super::prose;
use crate::directive;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::annotation::read::read as read_annotation;
use crate::docs::outline::directives::as_annotation;
use crate::docs::parallel::in_parallel;
use crate::docs::wording::{self, Topic};
use crate::docs::{DocsError, Pages, ReadLimit};
use crate::text::{Location, SourceText};

/// A documented type, and the page its resource block is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeEntry {
    /// The full name.
    pub name: String,
    /// The full name of the type it inherits from.
    pub base: Option<String>,
    /// The page.
    pub page: String,
}

/// Where types and enums are documented.
#[derive(Debug, Clone, Default)]
pub struct TypeIndex {
    /// The types, in the order of pages.
    pub types: Vec<TypeEntry>,
    /// Pages that hold an enum table.
    enum_pages: Vec<EnumPage>,
}

/// A page that holds an enum table.
#[derive(Debug, Clone)]
struct EnumPage {
    path: String,
    text: String,
    /// The text in lower case, once a name is looked for in it.
    lower: OnceLock<String>,
}

impl TypeIndex {
    /// Pages whose enum tables may be those of `name` (lower case): the name is somewhere in them.
    pub fn enum_pages<'i>(&'i self, name: &'i str) -> impl Iterator<Item = &'i str> {
        let finder = Finder::new(name);
        let has_name = move |page: &&EnumPage| {
            finder.find(page.lower.get_or_init(|| page.text.to_lowercase()).as_bytes()).is_some()
        };
        self.enum_pages.iter().filter(has_name).map(|page| page.path.as_str())
    }
}

/// Searches all pages.
///
/// # Errors
/// The pages are larger than the limit.
pub fn type_index(pages: &Pages, limit: &ReadLimit) -> Result<TypeIndex, DocsError> {
    type_index_with(pages, limit, |_| ()).map(|(index, _)| index)
}

/// Searches all pages, and also runs `also` on the bytes of each; its results are in the order of paths.
///
/// # Errors
/// The pages are larger than the limit.
pub fn type_index_with<T: Send + Sync>(
    pages: &Pages,
    limit: &ReadLimit,
    also: impl Fn(&[u8]) -> T + Sync,
) -> Result<(TypeIndex, Vec<T>), DocsError> {
    let search_at = |at: usize| {
        let path = &pages.paths[at];
        let bytes = limit.read(&pages.folder.root, path)?.unwrap_or_default();
        let other = also(&bytes);
        Ok((search_page(path, bytes), other))
    };
    let (mut index, mut others) = (TypeIndex::default(), Vec::with_capacity(pages.paths.len()));
    for found in in_parallel(pages.paths.len(), search_at) {
        let ((types, enum_page), other) = found?;
        index.types.extend(types);
        index.enum_pages.extend(enum_page);
        others.push(other);
    }
    Ok((index, others))
}

type Found = (Vec<TypeEntry>, Option<EnumPage>);

fn search_page(path: &str, page: Vec<u8>) -> Found {
    let enums = heads_enum_table(&page);
    if !enums && RESOURCE.find(&page).is_none() {
        return Found::default();
    }
    let Ok(text) = String::from_utf8(page) else { return Found::default() };
    let types = types(path, &text);
    (types, enums.then(|| EnumPage { path: path.to_owned(), text, lower: OnceLock::new() }))
}

static COMMENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<!--"));

/// What every resource annotation contains, whatever the case of its first letter.
static RESOURCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("esource"));

/// Whether a line may be the header row of an enum table: its first cell begins with the name of such a column.
fn heads_enum_table(page: &[u8]) -> bool {
    let is_border = |byte: &u8| matches!(byte, b' ' | b'\t' | b'|' | b'*');
    let begins_line =
        |at: usize| page[..at].iter().rev().find(|byte| !is_border(byte)).is_none_or(|&byte| byte == b'\n');
    // On a processor without the vector instructions of that search, any page may have one.
    let Some(columns) = &*ENUM_COLUMNS else { return true };
    columns.find_iter(page).any(|found| begins_line(found.start()))
}

/// The names of the first column of an enum table, as pages write them.
static ENUM_COLUMNS: LazyLock<Option<Searcher>> = LazyLock::new(|| {
    let words = wording::all(Topic::MemberColumn).chain(wording::all(Topic::EnumValueColumn));
    Searcher::new(words.flat_map(|word| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        [word.to_lowercase(), first.to_uppercase() + rest, word.to_uppercase()]
    }))
});

/// The types of the `resource` annotations in a page's raw text.
fn types(path: &str, text: &str) -> Vec<TypeEntry> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = COMMENT.find(&text.as_bytes()[at..]).map(|found| at + found + "<!--".len()) {
        let close = text[open..].find("-->").map_or(text.len(), |found| open + found);
        at = close;
        let inner = &text[open..close];
        if RESOURCE.find(inner.as_bytes()).is_none() {
            continue;
        }
        let inner = SourceText::new(inner, 1, &[]);
        let read = match directive::parse_comment(inner.text()) {
            Some(directive) => as_annotation(&[(directive.unwrap_or_default(), Location::new(path, inner.start()))]),
            None => read_annotation(path, &inner, &mut Vec::new()),
        };
        let Some(annotation) = read.filter(|a| a.block_type == BlockType::Resource) else { continue };
        let base = annotation.base_type;
        found.extend(annotation.facts.type_name.map(|name| TypeEntry { name, base, page: path.to_owned() }));
    }
    if let [only] = found.as_mut_slice() {
        only.base = only.base.take().or_else(|| prose::base(text));
    }
    found
}
