//! Stable ids: from the docs text alone, without line numbers, and without counters that shift.

use std::collections::HashMap;

use crate::docs::{DocRequest, Example};
use crate::http::without_secrets;
use crate::text::{fnv1a, fnv1a_32};

/// The most characters an id may have: what dashboards accept as a test name.
const MAX_ID: usize = 512;
/// The most characters of a heading or generated name that go into an id.
const MAX_PART: usize = 96;

/// An id for each example of one page, `path/page.md::heading-slug::name`.
///
/// Where two would be equal, both get the status, and if that is equal, too, a hash of their text.
pub(super) fn of_page(examples: &[Example]) -> Vec<String> {
    let mut ids: Vec<String> = examples.iter().map(base).collect();
    // Most pages show one example.
    if ids.len() < 2 {
        return ids;
    }
    disambiguate(&mut ids, |i| format!("-{}", examples[i].response.status));
    disambiguate(&mut ids, |i| format!("~{:06x}", hash(&examples[i]) & 0x00ff_ffff));
    // Identical examples: which gets the number does not matter.
    let mut count = HashMap::new();
    for id in &mut ids {
        let n = count.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        if *n > 1 {
            *id = format!("{id}-{n}");
        }
    }
    ids
}

fn disambiguate(ids: &mut [String], suffix: impl Fn(usize) -> String) {
    let mut count = HashMap::new();
    for id in ids.iter() {
        *count.entry(id.clone()).or_insert(0) += 1;
    }
    for (i, id) in ids.iter_mut().enumerate() {
        if count[id.as_str()] > 1 {
            id.push_str(&suffix(i));
        }
    }
}

fn base(example: &Example) -> String {
    let name = example.name.as_deref().map_or_else(|| generated_name(&example.request), name_part);
    // The page's path and the name matter most; what is too long is cut from the heading, then from the path's front. A hash of
    // the whole keeps two such paths apart.
    let heading = slug(&without_secrets(heading(&example.headings)), MAX_PART);
    let available = MAX_ID - 40 - heading.len() - name.len();
    let cut = example.page.char_indices().rev().nth(available).map_or(0, |(at, _)| at);
    let path = match cut {
        0 => example.page.clone(),
        _ => format!("~{:08x}{}", fnv1a_32(example.page.bytes()), &example.page[cut..]),
    };
    format!("{path}::{heading}::{name}")
}

fn name_part(name: &str) -> String {
    let name = without_secrets(name.trim());
    let kept = name.chars().map(|c| if c.is_whitespace() || c == ':' { '-' } else { c });
    kept.take(MAX_PART).collect()
}

/// The nearest heading that says more than "Request"; else the nearest one. The page's title is left out: the path has it.
fn heading(headings: &[String]) -> &str {
    let generic = ["request", "response", "example", "examples", "http", "sample request", "example request"];
    let is_specific =
        |heading: &&String| !generic.contains(&heading.trim().trim_end_matches(':').to_lowercase().as_str());
    let below_title = headings.get(1..).unwrap_or_default();
    below_title.iter().rev().find(is_specific).or(headings.last()).map_or("", String::as_str)
}

/// A name for a request without one: method and path, without origin, query and credentials in the path.
pub(super) fn generated_name(request: &DocRequest) -> String {
    let url = request
        .url
        .split_once("://")
        .map_or(request.url.as_str(), |(_, rest)| rest.find('/').map_or("", |slash| &rest[slash..]));
    let path = url.split('?').next().unwrap_or_default();
    format!("{}-{}", request.method.to_lowercase(), slug(&without_secrets(path), MAX_PART))
        .trim_end_matches('-')
        .to_owned()
}

/// Lower case; runs of anything but letters and digits become one hyphen.
fn slug(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
        if out.len() >= most {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// A hash of everything that distinguishes two examples: the same on every machine, and stable as long as the text is.
fn hash(example: &Example) -> u64 {
    let (request, response) = (&example.request, &example.response);
    let bodies = [request.body.as_ref(), response.body.as_ref()].map(|b| b.map_or("", |b| b.text()));
    let headers = request.headers.iter().chain(&response.headers).flat_map(|f| [f.name.as_str(), f.value.as_str()]);
    let texts = [request.method.as_str(), request.url.as_str()].into_iter().chain(bodies).chain(headers);
    fnv1a(texts.flat_map(|text| text.bytes().chain([0])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn ids(text: &str) -> Vec<String> {
        let page = Page { path: "a/p.md".to_owned(), text: text.to_owned() };
        of_page(&read_page(&page, &Dialect::ALL).examples)
    }

    const ONE: &str =
        "# T\n\n## Get an item\n\n```http\nGET https://h/v1/items/7?x=1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";

    #[test]
    fn an_id_has_page_heading_and_name() {
        assert_eq!(ids(ONE), ["a/p.md::get-an-item::get-v1-items-7"]);
    }

    #[test]
    fn responses_to_one_request_are_distinguished_by_status() {
        let two = format!("{ONE}\nor\n\n```http\nHTTP/1.1 404 Not Found\n```\n");
        assert_eq!(ids(&two), ["a/p.md::get-an-item::get-v1-items-7-200", "a/p.md::get-an-item::get-v1-items-7-404"]);
    }

    #[test]
    fn an_id_shows_no_credential_of_a_path_and_is_unique_all_the_same() {
        let one = |secret: &str| {
            format!(
                "## Reset by /token/{secret}\n\n```http\nGET /reset/token/{secret} HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"
            )
        };
        let both = ids(&format!("# T\n\n{}\n{}", one("ab12cd34ef56"), one("ff00aa11bb22")));
        assert!(
            both[0] != both[1] && both.iter().all(|id| id.starts_with("a/p.md::reset-by-token::get-reset-token-200~")),
            "{both:?}"
        );
    }

    #[test]
    fn pages_whose_paths_are_cut_have_different_ids() {
        let id = |folder: &str| {
            let page = Page { path: format!("{folder}/{}p.md", "long/".repeat(120)), text: ONE.to_owned() };
            of_page(&read_page(&page, &Dialect::ALL).examples).remove(0)
        };
        let (one, other) = (id("a"), id("b"));
        assert!(one != other && one.len() <= MAX_ID, "{one}");
        assert!(one.ends_with("/long/p.md::get-an-item::get-v1-items-7"), "{one}");
    }

    #[test]
    fn something_added_above_shifts_nothing() {
        let above =
            "# T\n\n## List\n\n```http\nGET https://h/v1/items HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
        let both = format!("{above}{}", ONE.trim_start_matches("# T\n"));
        assert_eq!(ids(&both)[1..], ids(ONE));
    }
}
