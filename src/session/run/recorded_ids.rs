//! Ids of a recording, for a run of a part of its docs or of more: they begin with the path of the page from the folder that was
//! given.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::session::plain_path::{resolved, with_slashes};

/// How the pages of a recording are named in this run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RecordedIds {
    /// As they were.
    Same,
    /// This run is of a folder of the recorded docs, which pages of the recording begin with.
    OfFolder(String),
    /// The recording is of a folder of these docs, which pages of this run begin with.
    InFolder(String),
}

impl RecordedIds {
    /// By the ids of the recording and its docs, and by those of this run.
    pub(super) fn find(recorded: &Ids<'_>, recorded_docs: &str, now: &Ids<'_>, docs: &Path) -> Self {
        let named = folder_of(Path::new(recorded_docs), recorded);
        let (whole, part) = (resolved(&named), resolved(&folder_of(docs, now)));
        let inner = part.strip_prefix(&whole).ok().map(|inner| shown(inner).map_or(Self::Same, Self::OfFolder));
        let outer = || Some(shown(whole.strip_prefix(&part).ok()?).map_or(Self::Same, Self::InFolder));
        if let Some(by_path) = inner.or_else(outer).filter(|ids| ids.fitting(recorded, now) > (0, 0)) {
            return by_path;
        }
        if whole.exists() && part.exists() && !whole.starts_with(&part) && !part.starts_with(&whole) {
            return Self::Same;
        }
        // The path of the recording is one from another working directory: the folder is one that these docs end with, or those of
        // the recording.
        let of_folders = folders(recorded, now).into_iter().filter(|folder| part.ends_with(folder));
        let is_of_recording = |folder: &String| named == Path::new(".") || named.ends_with(folder);
        let in_folders = folders(now, recorded).into_iter().filter(is_of_recording);
        let possible = in_folders.map(Self::InFolder).chain([Self::Same]).chain(of_folders.map(Self::OfFolder));
        possible.max_by_key(|ids| ids.fitting(recorded, now)).unwrap_or(Self::Same)
    }

    /// How many ids of the recording are ids of this run, and how many of its pages are.
    fn fitting(&self, recorded: &Ids<'_>, now: &Ids<'_>) -> (usize, usize) {
        let common = |recorded: &BTreeSet<&str>, now: &BTreeSet<&str>| {
            recorded.iter().filter_map(|id| self.id(id)).filter(|id| now.contains(id.as_str())).count()
        };
        (common(&recorded.ids, &now.ids), common(&recorded.pages, &now.pages))
    }

    /// A key of the recording as this run has it; nothing if it is of a page that this run does not have.
    pub(super) fn key(&self, recorded: &str) -> Option<String> {
        let (undo, key) = recorded.strip_prefix(UNDO).map_or(("", recorded), |key| (UNDO, key));
        let ids: Option<Vec<String>> = ids_of(key).map(|id| self.id(id)).collect();
        Some(format!("{undo}{}", ids?.join(FOR)))
    }

    /// The same of one id. Steps of the settings have no page of the docs.
    pub(super) fn id(&self, recorded: &str) -> Option<String> {
        if is_of_settings(recorded) {
            return Some(recorded.to_owned());
        }
        match self {
            Self::Same => Some(recorded.to_owned()),
            Self::OfFolder(folder) => Some(recorded.strip_prefix(folder.as_str())?.strip_prefix('/')?.to_owned()),
            Self::InFolder(folder) => Some(format!("{folder}/{recorded}")),
        }
    }
}

/// A key with the file of settings by its name alone: its path depends on where the command runs.
pub(super) fn anywhere(key: &str) -> Cow<'_, str> {
    if !key.contains("./") && !key.contains(" /") && !key.starts_with('/') {
        return Cow::Borrowed(key);
    }
    let (undo, ids) = key.strip_prefix(UNDO).map_or(("", key), |key| (UNDO, key));
    let ids = ids_of(ids).map(|id| match id.split_once("::") {
        Some((file, step)) if is_of_settings(id) && !step.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("./{}::{step}", file.rsplit('/').next().unwrap_or(file))
        }
        // A step of a scenario, which is numbered: scenarios of the same name are in several folders.
        _ => id.to_owned(),
    });
    Cow::Owned(format!("{undo}{}", ids.collect::<Vec<_>>().join(FOR)))
}

/// What keys have before and between ids.
const UNDO: &str = "undo of ";
const FOR: &str = " for ";

/// The ids that a key is made of, without what is before them. A page may have the word between ids in its name: an id ends behind
/// its `::` alone.
pub(super) fn ids_of(key: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(key);
    std::iter::from_fn(move || {
        let key = rest.take()?;
        let end = key.find("::").and_then(|page| Some(page + key[page..].find(FOR)?));
        rest = end.map(|end| &key[end + FOR.len()..]);
        Some(&key[..end.unwrap_or(key.len())])
    })
}

/// The ids that keys are made of, without those of steps of the settings, and their pages.
#[derive(Debug, Default)]
pub(super) struct Ids<'k> {
    ids: BTreeSet<&'k str>,
    pages: BTreeSet<&'k str>,
}

impl<'k> Ids<'k> {
    pub(super) fn of(keys: impl Iterator<Item = &'k str>) -> Self {
        let ids = keys.flat_map(|key| ids_of(key.strip_prefix(UNDO).unwrap_or(key)));
        let ids: BTreeSet<&str> = ids.filter(|id| !is_of_settings(id)).collect();
        let pages = ids.iter().map(|id| id.split("::").next().unwrap_or(id)).collect();
        Self { ids, pages }
    }
}

fn is_of_settings(id: &str) -> bool {
    id.starts_with("./") || id.starts_with('/')
}

/// The folders that are in front of pages of the whole which, without them, are pages of a part; longer ones come later.
fn folders(whole: &Ids<'_>, part: &Ids<'_>) -> Vec<String> {
    let before = |page: &&'_ str| -> Vec<String> {
        let ends = page.match_indices('/').filter(|(at, _)| part.pages.contains(&page[at + 1..]));
        ends.map(|(at, _)| page[..at].to_owned()).collect()
    };
    let mut found: Vec<String> = whole.pages.iter().flat_map(before).collect();
    found.sort_by_cached_key(|folder| (folder.len(), folder.clone()));
    found.dedup();
    found
}

/// The folder of docs that may be one page.
fn folder_of(docs: &Path, of: &Ids<'_>) -> PathBuf {
    let is_page = docs.is_file() || docs.file_name().is_some_and(|name| of.pages.iter().any(|page| name == *page));
    let folder = if is_page { docs.parent().unwrap_or(docs) } else { docs };
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

fn shown(folder: &Path) -> Option<String> {
    let shown = with_slashes(folder);
    (!shown.is_empty()).then_some(shown)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(recorded: &[&str], recorded_docs: &str, now: &[&str], docs: &str) -> RecordedIds {
        let ids = |ids: &[&str]| ids.iter().map(|page| format!("{page}::b::c")).collect::<Vec<_>>();
        let (recorded, now) = (ids(recorded), ids(now));
        let recorded = Ids::of(recorded.iter().map(String::as_str));
        RecordedIds::find(&recorded, recorded_docs, &Ids::of(now.iter().map(String::as_str)), Path::new(docs))
    }

    #[test]
    fn the_folder_between_two_docs_is_found() {
        let (of, within) =
            (|f: &str| RecordedIds::OfFolder(f.to_owned()), |f: &str| RecordedIds::InFolder(f.to_owned()));
        let all = &["a.md", "x/a.md", "x/y/a.md"][..];
        assert_eq!(found(all, "/no/docs", all, "/no/docs"), RecordedIds::Same);
        assert_eq!(found(all, "/no/docs", &["a.md"], "/no/docs/x"), of("x"));
        assert_eq!(found(all, "/no/docs", &["a.md"], "/no/docs/x/y/a.md"), of("x/y"));
        assert_eq!(found(&["a.md"], "/no/docs/x/a.md", all, "/no/docs"), within("x"));
        // From other working directories, whose paths say nothing of one another.
        assert_eq!(found(all, "docs", &["a.md"], "/no/docs/x"), of("x"));
        assert_eq!(found(all, "docs", &["a.md"], "/no/docs/x/y"), of("x/y"));
        assert_eq!(found(all, "docs", all, "/no/docs"), RecordedIds::Same);
        assert_eq!(found(all, "docs", &["a.md"], "/no/docs/a.md"), RecordedIds::Same);
        assert_eq!(found(&["b.md"], "x", &["b.md", "x/b.md"], "/no/docs"), RecordedIds::Same);
        assert_eq!(found(&["b.md"], ".", &["a.md", "x/b.md"], "/no/docs"), within("x"));
        assert_eq!(found(&["b.md"], "z", &["a.md", "x/b.md"], "/no/docs"), RecordedIds::Same);
    }

    #[test]
    fn each_id_of_a_key_is_renamed() {
        let ids = RecordedIds::OfFolder("x".to_owned());
        assert_eq!(
            ids.key("undo of x/a.md::b::c for x/d.md::e::f").as_deref(),
            Some("undo of a.md::b::c for d.md::e::f")
        );
        assert_eq!(
            ids.key("./doctrial.toml::login for x/a.md::b::c").as_deref(),
            Some("./doctrial.toml::login for a.md::b::c")
        );
        assert_eq!((ids.key("a.md::b::c"), ids.key("xx/a.md::b::c")), (None, None));
        for (key, same) in [
            ("/no/w/doctrial.toml::setup::in", "./doctrial.toml::setup::in"),
            (
                "undo of ./a/doctrial.toml::setup::in for a.md::b::c",
                "undo of ./doctrial.toml::setup::in for a.md::b::c",
            ),
            ("a/x.toml::b::c", "a/x.toml::b::c"),
            ("./s/a.json::1::setup", "./s/a.json::1::setup"),
        ] {
            assert_eq!(anywhere(key), same);
        }
        let ids = RecordedIds::InFolder("x".to_owned());
        assert_eq!(ids.key("a.md::b::c").as_deref(), Some("x/a.md::b::c"));
    }

    #[test]
    fn docs_that_are_both_there_and_apart_are_two() {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["docs/x", "docs/v1/x"] {
            fs::create_dir_all(dir.path().join(folder)).expect("folders");
        }
        let at = |folder: &str| dir.path().join(folder).display().to_string();
        let both = |recorded: &str, now: &str| found(&["a.md"], &at(recorded), &["x/a.md"], &at(now));
        assert_eq!(both("docs/x", "docs/v1"), RecordedIds::Same);
        assert_eq!(both("gone/x", "docs/v1"), RecordedIds::InFolder("x".to_owned()));
        assert_eq!(both("docs/v1/x", "docs/v1"), RecordedIds::InFolder("x".to_owned()));
    }

    #[test]
    fn a_page_may_have_the_word_between_ids_in_its_name() {
        let key = "undo of ./s.toml::in for x/guide for users.md::b::c";
        let ids = RecordedIds::OfFolder("x".to_owned());
        assert_eq!(ids.key(key).as_deref(), Some("undo of ./s.toml::in for guide for users.md::b::c"));
        assert_eq!(ids.key("x/how for all.md::b::c").as_deref(), Some("how for all.md::b::c"));
        let pages = Ids::of([key, "x/how for all.md::b::c"].into_iter()).pages;
        assert_eq!(pages.into_iter().collect::<Vec<_>>(), ["x/guide for users.md", "x/how for all.md"]);
    }
}
