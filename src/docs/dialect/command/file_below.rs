//! Pages and YAML right below a command, without a word between: its output, or a file of the reader's.

use crate::contract::Field;
use crate::docs::DocRequest;
use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::is_yaml;
use crate::docs::messages::paths::path_of;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::same_example::same_example;
use crate::http::method::only_reads;

/// Whether the fence at `at` shows what the command at `index` prints: it asks for a text in this language, by its URL or by `Accept`,
/// or the fence shows a whole page, and no other response is below. What is sent to the service may be the file that is shown.
pub(super) fn is_output(open: &OpenFences<'_>, index: usize, at: usize, request: &DocRequest) -> bool {
    let fence = open.page.fence(at);
    let names: &[&str] = match &*fence.info {
        info if is_language(info, &["html"]) => &["html", "htm"],
        info if is_yaml(info) => &["yaml", "yml"],
        _ => return false,
    };
    if !fence.adjacent || !only_reads(&request.method) || !matches!(open.role(at), Role::Other | Role::Text(_)) {
        return false;
    }
    asks_for(request, names) || is_page(fence.text.text()) && !is_followed_by_response(open, index, at)
}

/// Whether a request asks for a text in the language of these names.
fn asks_for(request: &DocRequest, names: &[&str]) -> bool {
    let names_language = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| names.iter().any(|it| it.eq_ignore_ascii_case(word)))
    };
    let (path, query) = (path_of(&request.url), request.url.split_once('?').map_or("", |(_, query)| query));
    let ending = path.rsplit('/').next().and_then(|file| file.rsplit_once('.')).map_or("", |(_, ending)| ending);
    let accepts = |field: &Field| field.name.eq_ignore_ascii_case("accept") && names_language(&field.value);
    names_language(ending) || names_language(query) || request.headers.iter().any(accepts)
}

/// Whether a text is a whole page of HTML, and no part of one.
fn is_page(text: &str) -> bool {
    let begins = |start: &str| text.trim_start().get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
    begins("<!doctype html") || begins("<html")
}

/// Whether a response is further below in the example of a command.
fn is_followed_by_response(open: &OpenFences<'_>, index: usize, at: usize) -> bool {
    /// How many fences are looked at.
    const NEAR: usize = 8;
    let below = (at + 1..open.count()).take(NEAR);
    let mut of_example = below.take_while(|&next| !open.role(next).holds_commands() && same_example(open, index, next));
    of_example.any(|next| matches!(open.role(next), Role::Json(_) | Role::Response(_)))
}
