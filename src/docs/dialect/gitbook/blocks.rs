//! The blocks of a page that document a method, with their responses.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::tag::{Tag, tags};
use crate::http::method::method;
use crate::http::status;

/// A block about one method of one path.
#[derive(Debug)]
pub(super) struct Block<'t> {
    pub(super) method: &'static str,
    /// With the host, if the block names one, and without the query parameters of `required`.
    url: String,
    /// The names of the query parameters that must be given.
    pub(super) required: Vec<String>,
    pub(super) path: &'t str,
    pub(super) path_at: usize,
    /// Whether it has parameters that are sent in a body.
    pub(super) sends_body: bool,
    pub(super) responses: Vec<BlockResponse>,
    /// Bytes of the page.
    pub(super) range: Range<usize>,
}

impl Block<'_> {
    /// The URL, with these parameters of the query.
    pub(super) fn url_with<'n>(&self, parameters: impl Iterator<Item = &'n String>) -> String {
        let mut url = self.url.clone();
        for name in parameters {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.extend([name.as_str(), "={", name, "}"]);
        }
        url
    }

    /// The URL, with the parameters of the query that must be given.
    pub(super) fn full_url(&self) -> String {
        self.url_with(self.required.iter())
    }
}

/// A response in a block.
#[derive(Debug)]
pub(super) struct BlockResponse {
    pub(super) status: Option<(u16, usize)>,
    /// Bytes of the page.
    pub(super) range: Range<usize>,
}

static BLOCK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("{%"));

/// The blocks of a page.
pub(super) fn blocks(page: &str) -> Vec<Block<'_>> {
    // Most pages end here.
    if BLOCK.find(page.as_bytes()).is_none() {
        return Vec::new();
    }
    let (mut found, mut open, mut part) = (Vec::new(), None::<Block<'_>>, "");
    for tag in tags(page) {
        match tag.name {
            "api-method" | "swagger" => open = block(&tag, page.len()),
            "endapi-method" | "endswagger" => {
                if let Some(mut block) = open.take() {
                    block.range.end = tag.end;
                    found.push(block);
                }
            }
            name => {
                if let Some(block) = &mut open {
                    inside(block, &tag, &mut part);
                    part = if name.ends_with("-parameters") && !name.starts_with("end") { name } else { part };
                }
            }
        }
    }
    found
}

fn block<'t>(tag: &Tag<'t>, page_end: usize) -> Option<Block<'t>> {
    let method = method(&tag.attribute("method")?.0.to_ascii_uppercase())?;
    let (path, path_at) = tag.attribute("path")?;
    let host = tag.attribute("host").or_else(|| tag.attribute("baseUrl")).map_or("", |(host, _)| host);
    let host = if host.contains("://") { host.trim_end_matches('/') } else { "" };
    // A page may give the whole URL as the path, or as the host.
    let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
    let url = if path.contains("://") { path.to_owned() } else { format!("{host}{slash}{path}") };
    // Markdown's escapes: `user\_id`.
    let url = url.replace('\\', "");
    let range = tag.offset..page_end;
    let complete = path.starts_with('/') || url.contains("://");
    complete.then_some(Block {
        method,
        url,
        path,
        path_at,
        required: Vec::new(),
        sends_body: false,
        responses: Vec::new(),
        range,
    })
}

/// Handles a tag inside a block. `part`: the kind of parameters that are listed.
fn inside(block: &mut Block<'_>, tag: &Tag<'_>, part: &mut &str) {
    let required = || tag.attribute("required").is_some_and(|(value, _)| value == "true");
    match tag.name {
        "api-method-response-example" | "swagger-response" => {
            let code = tag.attribute("httpCode").or_else(|| tag.attribute("status"));
            let status = code.and_then(|(text, at)| Some((status::code(text.get(..3)?)?, at)));
            block.responses.push(BlockResponse { status, range: tag.offset..tag.end });
        }
        "endapi-method-response-example" | "endswagger-response" => {
            if let Some(response) = block.responses.last_mut() {
                response.range.end = tag.end;
            }
        }
        "api-method-parameter" | "swagger-parameter" => {
            let place = tag.attribute("in").map_or(*part, |(place, _)| place);
            let name = tag.attribute("name").map_or(String::new(), |(name, _)| name.replace('\\', ""));
            if place.contains("body") || place.contains("form") {
                block.sends_body = true;
            } else if place.contains("query") && required() && !name.is_empty() && !is_in_path(&block.url, &name) {
                block.required.push(name);
            }
        }
        _ => {}
    }
}

/// Whether a parameter that is listed with those of the query is a placeholder of the path: `:id`.
fn is_in_path(url: &str, name: &str) -> bool {
    let name = name.trim_matches([':', '{', '}']);
    let path = url.split('?').next().unwrap_or_default();
    path.split('/').any(|segment| {
        let placeholder = segment.starts_with([':', '{']) && segment.len() > 1;
        placeholder && segment.trim_matches([':', '{', '}']) == name
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_name_method_url_and_responses() {
        let page = "{% api-method method=\"post\" host=\"https://h\" path=\"/a\" %}\n{% api-method-query-parameters %}\n{% api-method-parameter name=\"q\" required=true %}\n{% endapi-method-query-parameters %}\n{% api-method-response-example httpCode=201 %}\n{% endapi-method-response-example %}\n{% endapi-method %}\n{% swagger baseUrl=\"https://h\" path=\"/b\" method=\"get\" %}\n{% swagger-parameter in=\"body\" name=\"x\" %}\n{% swagger-response status=\"404: Not Found\" %}\n{% endswagger-response %}\n{% endswagger %}\n";
        let read: Vec<_> = blocks(page)
            .into_iter()
            .map(|b| (b.method, b.full_url(), b.sends_body, b.responses[0].status.map(|(code, _)| code)))
            .collect();
        assert_eq!(
            read,
            [
                ("POST", "https://h/a?q={q}".to_owned(), false, Some(201)),
                ("GET", "https://h/b".to_owned(), true, Some(404))
            ]
        );
        let named_twice = "{% api-method method=\"get\" path=\"/a/:id\" %}\n{% api-method-query-parameters %}\n{% api-method-parameter name=\":id\" required=true %}\n{% endapi-method-query-parameters %}\n{% endapi-method %}\n";
        assert_eq!(blocks(named_twice)[0].full_url(), "/a/:id");
        assert!(
            blocks("{% swagger src=\"a.yaml\" %}{% endswagger %}{% api-method method=\"x\" path=\"/\" %}").is_empty()
        );
    }
}
