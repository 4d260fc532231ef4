//! Where the docs are in their repository: forges link to files by their paths from its root.

use std::path::{Component, Path, PathBuf};

use crate::config::Environment;
use crate::report::InRepository;
use crate::session::plain_path::{resolved, with_slashes};

/// The variables by which a CI names the folder that it has checked the repository out to.
const CHECKOUTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// The repository that the docs are in; where they are in none, the working directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repository {
    root: String,
    docs: String,
    here: String,
}

impl Repository {
    /// That of the docs at a path, which is relative to the working directory.
    pub(super) fn of(environment: &Environment, docs: &Path) -> Self {
        let here = &environment.cwd;
        let named = without_dots(&here.join(docs));
        // A folder that is a link has its place in the repository; its target may have none.
        let checkout =
            CHECKOUTS.into_iter().find_map(|name| environment.get(name)).map(|path| resolved(Path::new(path)));
        let paths = [named.clone(), resolved(&named)];
        let found = paths.iter().find_map(|docs| Some((root_of(docs, checkout.as_deref())?, docs)));
        let (root, docs) = found.unwrap_or_else(|| (here.clone(), &named));
        Self { docs: inside(docs, &root), here: inside(here, &root), root: with_slashes(&root) }
    }

    /// As reports take it.
    pub(super) fn in_reports(&self) -> InRepository<'_> {
        InRepository { root: &self.root, docs: &self.docs, here: &self.here }
    }
}

/// The root of the repository that a folder is in. What is checked out may be in a folder below that of the CI.
pub(super) fn root_of(folder: &Path, checkout: Option<&Path>) -> Option<PathBuf> {
    let checkout = checkout.filter(|checkout| folder.starts_with(checkout));
    if let Some(whole) = checkout.filter(|checkout| is_root(checkout)) {
        return Some(whole.to_owned());
    }
    let nearest = folder.ancestors().find(|folder| is_root(folder));
    let inner = nearest.filter(|root| checkout.is_none_or(|checkout| root.starts_with(checkout)));
    inner.or(checkout).map(Path::to_owned)
}

/// Whether a folder is the root of a repository. A worktree has a file of this name.
fn is_root(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// The path of a file from the root; that of one which is elsewhere stays as it is.
fn inside(path: &Path, root: &Path) -> String {
    with_slashes(path.strip_prefix(root).unwrap_or(path))
}

/// An absolute path without `.` and `..`.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The docs and the working directory from the root, for docs and a working directory below a new folder that has these roots.
    fn places(roots: &[&str], variable: Option<(&str, &str)>, here: &str, docs: &str) -> (String, String) {
        let dir = tempfile::tempdir().expect("a folder");
        let top = fs::canonicalize(dir.path()).expect("a folder");
        for root in roots {
            fs::create_dir_all(top.join(root).join(".git")).expect("a repository");
        }
        fs::create_dir_all(top.join(here)).expect("a folder");
        let checkout = variable.map(|(name, at)| (name, top.join(at).display().to_string()));
        let variables = checkout.iter().map(|(name, at)| (*name, at.as_str()));
        let environment = Environment::of(top.join(here), variables);
        let docs = docs.replace("TOP", &top.display().to_string());
        let Repository { docs, here, .. } = Repository::of(&environment, Path::new(&docs));
        let top = top.display().to_string();
        (docs.replace(&top, "TOP"), here.replace(&top, "TOP"))
    }

    #[test]
    fn docs_are_named_from_the_root_of_their_repository() {
        let owned = |(docs, here): (&str, &str)| (docs.to_owned(), here.to_owned());
        for (roots, variable, here, docs, expected) in [
            (&["r"][..], None, "r/svc", "docs", ("svc/docs", "svc")),
            (&["r"], None, "r/svc", "TOP/r/svc/docs", ("svc/docs", "svc")),
            (&["r"], None, "r/svc", "../docs/./x.md", ("docs/x.md", "svc")),
            (&["r", "r/module"], None, "r/module", "docs", ("docs", "")),
            (&["r", "r/module"], Some(("CI_PROJECT_DIR", "r")), "r/module", "docs", ("module/docs", "module")),
            (&["r/own"], Some(("GITHUB_WORKSPACE", "r")), "r/own/svc", "docs", ("svc/docs", "svc")),
            (&[], Some(("GITHUB_WORKSPACE", "r")), "r/svc", "docs", ("svc/docs", "svc")),
            (&["r"], Some(("GITHUB_WORKSPACE", "other")), "r/svc", "docs", ("svc/docs", "svc")),
            (&[], None, "r/svc", "docs", ("docs", "")),
            (&[], None, "r/svc", "TOP/r/svc/docs", ("docs", "")),
            (&["r"], None, "far", "TOP/r/docs", ("docs", "TOP/far")),
            (&[], None, "far", "../docs", ("TOP/docs", "")),
        ] {
            assert_eq!(places(roots, variable, here, docs), owned(expected), "{roots:?} {variable:?} {here} {docs}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn docs_that_are_a_link_have_the_place_of_the_link() {
        let dir = tempfile::tempdir().expect("a folder");
        let top = fs::canonicalize(dir.path()).expect("a folder");
        fs::create_dir_all(top.join("r/.git")).expect("a repository");
        fs::create_dir_all(top.join("common")).expect("a folder");
        std::os::unix::fs::symlink("../common", top.join("r/docs")).expect("a link");
        std::os::unix::fs::symlink("r", top.join("alias")).expect("a link");
        let of = |here: &str, docs: &Path| Repository::of(&Environment::of(top.join(here), []), docs).docs;
        assert_eq!(of("r", Path::new("docs")), "docs");
        assert_eq!(of("r", &top.join("alias/api")), "api", "that of the repository, if the link is outside of it");
    }
}
