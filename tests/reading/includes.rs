//! `[!INCLUDE [title](path)]`: an included file is read under its own name, once; a missing one is reported.

use std::fs;
use std::path::Path;

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::{PageDocs, find_pages, scan};
use doctrial::internals::text::Glob;

const EXCHANGE: &str = "\n```http\nGET /limits HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, text).expect("a file");
}

fn read(root: &Path, exclude: &[Glob]) -> Vec<PageDocs> {
    scan(&find_pages(root, &[], exclude).expect("pages"), &Dialect::ALL)
}

fn examples(read: &[PageDocs]) -> Vec<(&str, u32)> {
    read.iter().flat_map(|page| &page.examples).map(|example| (example.page.as_str(), example.request.line)).collect()
}

fn findings(read: &[PageDocs]) -> Vec<String> {
    let findings = read.iter().flat_map(|page| &page.findings);
    findings.map(|f| format!("{} {} {}", f.rule.name, f.location, f.message)).collect()
}

#[test]
fn an_included_page_is_read_once_under_its_own_name() {
    let dir = tempfile::tempdir().expect("a folder");
    for page in ["api/a.md", "api/b.md"] {
        write(dir.path(), page, "# P\n\n[!INCLUDE [limits](../parts/limits.md)]\n\n[!include[x](~/parts/limits.md)]\n");
    }
    write(dir.path(), "parts/limits.md", EXCHANGE);
    let read = read(dir.path(), &[]);
    assert_eq!(examples(&read), [("parts/limits.md", 2)]);
    assert!(read.iter().all(|page| page.findings.is_empty()));
}

#[test]
fn files_that_are_no_pages_are_read_where_they_are_included() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "docs/a.md", "[!INCLUDE [o](../outside/o.md)] and [!INCLUDE [t](parts/t.inc)]\n");
    write(dir.path(), "docs/b.md", "[!INCLUDE [t](parts/t.inc)]\n");
    write(dir.path(), "docs/parts/t.inc", EXCHANGE);
    write(dir.path(), "outside/o.md", &format!("# O\n\n[!INCLUDE [further](o/p.txt)]\n{EXCHANGE}"));
    write(dir.path(), "outside/o/p.txt", "[!INCLUDE [back](../o.md)]\n");
    let docs = dir.path().join("docs");
    let larger = find_pages(&docs, &[], &[]).expect("pages").within(dir.path());
    assert_eq!(examples(&scan(&larger, &Dialect::ALL)), [("../outside/o.md", 5), ("parts/t.inc", 2)]);
    let alone = read(&docs, &[]);
    assert_eq!(examples(&alone), [("parts/t.inc", 2)]);
    assert_eq!(
        findings(&alone),
        ["outside-docs a.md:1:2 the included file `../outside/o.md` is not read: this is outside the docs folder"]
    );
}

#[test]
fn a_page_that_was_left_out_stays_out() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "a.md", "[!INCLUDE [x](old/x.md)]\n");
    write(dir.path(), "old/x.md", EXCHANGE);
    assert_eq!(examples(&read(dir.path(), &["old/**".parse().expect("a glob")])), []);
}

#[test]
fn a_missing_file_is_reported_with_its_position() {
    let dir = tempfile::tempdir().expect("a folder");
    write(
        dir.path(),
        "api/a.md",
        "# A\n\n* [!INCLUDE [x](../x.md)]\n* [!INCLUDE [y](y.md?view=1#top)]\n\n`[!INCLUDE [z](z.md)]`\n",
    );
    let read = read(dir.path(), &[]);
    assert_eq!(
        findings(&read),
        [
            "missing-include api/a.md:3:4 the included file `../x.md` does not exist",
            "missing-include api/a.md:4:4 the included file `y.md` does not exist"
        ]
    );
}

#[test]
fn a_missing_folder_is_reported_once() {
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), "api/a.md", "[!INCLUDE [x](../snippets/c/x.md)]\n");
    write(dir.path(), "api/b.md", "[!INCLUDE [y](../snippets/y.md)]\n");
    let read = read(dir.path(), &[]);
    assert_eq!(
        findings(&read),
        ["missing-include api/a.md:1:2 there is no folder `snippets`: none of the 2 files included from it was read"]
    );
}
