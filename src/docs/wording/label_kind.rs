//! What a label above a fence says it shows: a request, a response, a body, or something outside the exchange.

use std::ops::Range;

use super::{Prose, Remembered, Topic, begins, consists_of, is, mentions, words};
use crate::http::status;
use crate::text::COLONS;

/// What the words above a fence call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// "Example request".
    Request,
    /// "with a body of", "Sample Payload".
    RequestBody,
    /// "Response", "A response body like the following is returned".
    Response,
    /// "has the following format": a description, not an example.
    Shape,
    /// "Add this to `settings.json`", "Request headers": not a body of an exchange.
    Unrelated,
    /// Nothing useful.
    Unknown,
}

impl LabelKind {
    /// What a label or heading says.
    pub(crate) fn of(label: &str) -> Self {
        thread_local!(static KNOWN: Remembered<LabelKind> = const { Remembered::new() });
        KNOWN.with(|known| known.of(label, Self::by_words))
    }

    fn by_words(label: &str) -> Self {
        // The words of a URL or path say nothing about what is below it.
        if label.contains("://") || label.contains(" /") || label.contains("`/") {
            let is_path =
                |word: &str| word.contains("://") || word.trim_start_matches(['`', '*', '"', '(']).starts_with('/');
            if let Some(rest) = without(label, |word| is_path(word) && word != "/") {
                return Self::of(&rest);
            }
        }
        // Nor do those of a name in code: `reply_to`.
        if label.contains('_') {
            let is_name = |word: &str| {
                let name = word.trim_matches(|c: char| !c.is_alphanumeric());
                name.contains('_') && name.chars().all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            if let Some(rest) = without(label, is_name) {
                return Self::of(&rest);
            }
        }
        // Generators write this above the response of any other status: no status is promised.
        if words(label).map(str::to_ascii_lowercase).eq(["default", "response"]) {
            return Self::Unrelated;
        }
        let prose = Prose::new(label);
        let shape = || names_shape(&prose);
        if ends_in_request(&prose) {
            return Self::Request;
        }
        if sends_what_follows(&prose) {
            return Self::RequestBody;
        }
        if prose.mentions(Topic::Response) || begins_with_status(label) {
            return if shape() && !prose.mentions(Topic::OneExample) { Self::Shape } else { Self::Response };
        }
        let sends_data = || prose.mentions(Topic::Sending) && prose.mentions(Topic::Data);
        let input = || prose.mentions(Topic::Input) && words(label).count() <= 4 && !shape();
        if prose.mentions(Topic::Body) || prose.mentions(Topic::BodyData) || sends_data() || input() {
            return Self::RequestBody;
        }
        if names_unrelated(&prose) {
            return Self::Unrelated;
        }
        match (prose.mentions(Topic::Request), shape()) {
            (_, true) => Self::Shape,
            (true, false) => Self::Request,
            (false, false) => Self::Unknown,
        }
    }
}

/// A label without the words that say nothing; `None` if it has none of those.
fn without(label: &str, says_nothing: impl Fn(&str) -> bool) -> Option<String> {
    let words: Vec<&str> = label.split_whitespace().filter(|word| !says_nothing(word)).collect();
    (words.len() < label.split_whitespace().count()).then(|| words.join(" "))
}

/// Whether a label says what all bodies of a kind have in common: "the following format", not "in JSON format".
fn names_shape(prose: &Prose<'_>) -> bool {
    let notations: Vec<_> = prose.find_all(Topic::InNotation).collect();
    prose.find_all(Topic::Shape).any(|shape| !notations.iter().any(|it| it.start <= shape.start && shape.end <= it.end))
}

/// Whether a short label is a word for a response and, written as one with it, a word for a request: "the request for the
/// result".
fn ends_in_request(prose: &Prose<'_>) -> bool {
    const LONGEST: usize = 100;
    if prose.text.is_ascii() || prose.text.len() > LONGEST {
        return false;
    }
    let Some(response) = prose.find_all(Topic::Response).last() else { return false };
    let request = prose.find_all(Topic::Request).next();
    request.is_some_and(|request| request.start == response.end)
}

/// Whether the words above a document say which error it results in, so that the document is what is sent: "The following body
/// gives a 422:".
pub(crate) fn names_error_of_body(label: &str) -> bool {
    sends_what_follows(&Prose::new(label))
}

fn sends_what_follows(prose: &Prose<'_>) -> bool {
    /// How many words there may be up to the status, including it.
    const MOST: usize = 4;
    let Some(body) = prose.find_all(Topic::FollowingBody).next() else { return false };
    if prose.find_all(Topic::Response).next().is_some_and(|response| response.start < body.end) {
        return false;
    }
    // With other words in between, the verb may be about those.
    let is_direct = |between: &str| {
        !between.contains(|c: char| c.is_ascii_punctuation())
            && words(between).count() <= 2
            && words(between).all(|word| is(Topic::Passive, word))
    };
    let is_error = |word: &str| status::error_code(word).is_some();
    let is_other = |word: &str| is(Topic::ConditionalResponse, word) && !word.eq_ignore_ascii_case("with");
    let names_error_after = |verb: Range<usize>| {
        let after = prose.text[verb.end..].split([';', '.', ',']).next().unwrap_or_default();
        let words_before = words(after).take_while(|word| !is_error(word)).count();
        words_before < MOST
            && words(after).nth(words_before).is_some()
            && !words(after).take(words_before).any(|word| is_other(word) || is(Topic::SentBack, word))
    };
    let follows = |verb: &Range<usize>| verb.start >= body.end && is_direct(&prose.text[body.end..verb.start]);
    prose.find_all(Topic::ResultsIn).filter(follows).any(names_error_after)
}

/// Whether the page shows something other than the exchange: a file, settings, a query, header fields, what the service stores.
fn names_unrelated(prose: &Prose<'_>) -> bool {
    let both = |one, other| prose.mentions(one) && prose.mentions(other);
    let file = || prose.text.split('`').skip(1).step_by(2).any(is_file_name);
    let unrelated = file()
        || both(Topic::Entity, Topic::Changed)
        || both(Topic::Query, Topic::QueryLanguage)
        || both(Topic::Request, Topic::Headers)
        || prose.mentions(Topic::Settings)
        || prose.mentions(Topic::OtherDocument)
        || tells_to_write_file(prose.text) && !prose.mentions(Topic::Request);
    unrelated && !prose.mentions(Topic::ShowsResult)
}

/// Whether a label tells the reader to write a file: "Next, write an owl file:".
pub(crate) fn tells_to_write_file(label: &str) -> bool {
    /// How many words may be between the verb and the file.
    const MOST: usize = 4;
    let shown = label.trim_end_matches(['*', '_', ' ']).strip_suffix(COLONS).unwrap_or_default();
    let sentence = shown.rsplit(". ").next().unwrap_or_default().trim_start_matches(['*', '_', '-', ' ']);
    let Some(verb) = begins(Topic::Write, sentence) else { return false };
    let named: Vec<&str> = words(&sentence[verb..]).take(MOST + 2).collect();
    named.len() <= MOST + 1 && named.last().is_some_and(|last| is(Topic::File, last))
}

/// `settings.json`, `/etc/app/x.yml`: a name with the extension of a settings file, not a URL.
fn is_file_name(code: &str) -> bool {
    let ends = [".json", ".jsonc", ".yaml", ".yml", ".toml", ".ini", ".conf", ".cfg", ".properties"];
    !code.contains([' ', '?']) && !code.contains("://") && ends.iter().any(|end| code.ends_with(end))
}

/// Whether a label or heading begins with a status code: "404 Not Found", "HTTP/1.1 200 OK", "Status 201".
pub(crate) fn begins_with_status(label: &str) -> bool {
    let mut named = false;
    let mut is_name = |word: &&str| {
        let is_version = named && word.len() == 1;
        named |= is(Topic::StatusName, word);
        is_version || is(Topic::StatusName, word)
    };
    let is_code = |word: &str| status::code(word).is_some();
    words(label).find(|word| !is_name(word)).is_some_and(is_code) || is_labelled_code(label, is_code)
}

/// Whether a text is the label of a code and a code: "Код состояния: 201".
fn is_labelled_code(label: &str, is_code: impl Fn(&str) -> bool) -> bool {
    const LONGEST: usize = 60;
    let at = label.find(|c: char| c.is_ascii_digit()).filter(|&at| at < LONGEST);
    let Some((name, rest)) = at.map(|at| label.split_at(at)) else { return false };
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    is(Topic::CodeLabel, name) && words(rest).next().is_some_and(is_code)
}

/// Whether a text speaks of a body, or of the data for one.
pub(crate) fn names_body(text: &str) -> bool {
    mentions(Topic::Body, text) || mentions(Topic::BodyData, text)
}

/// What a label of this kind calls a document below a request that has no body: data of a request may be what it is about, and a filter
/// is not what comes.
pub(crate) fn kind_without_body(label: &str, kind: LabelKind) -> LabelKind {
    let is_request = || mentions(Topic::Request, label) && !mentions(Topic::BodyData, label);
    let is_sent =
        || is_request() || mentions(Topic::Body, label) || mentions(Topic::Input, label) || names_error_of_body(label);
    match kind {
        LabelKind::RequestBody if !is_sent() => LabelKind::Unknown,
        LabelKind::Unknown | LabelKind::Shape if names_narrowing_part(label) => LabelKind::Unrelated,
        kind => kind,
    }
}

/// Whether a label is the name of a part of a request that narrows down what comes, and nothing else: "Filter structure".
pub(crate) fn names_narrowing_part(label: &str) -> bool {
    let topics = [Topic::NarrowingPart, Topic::Part, Topic::PartWord];
    consists_of(&topics, label).is_some() && mentions(Topic::NarrowingPart, label)
}

/// Whether a label calls what is below it a body, and does not say whose.
pub(crate) fn names_body_alone(label: &str) -> bool {
    names_body(label) && !mentions(Topic::Request, label) && !mentions(Topic::Sending, label)
}

/// Whether a label is about header fields only.
pub(crate) fn names_headers(label: &str) -> bool {
    mentions(Topic::Headers, label) && !mentions(Topic::Response, label)
}

/// Whether a label or heading announces an example.
pub(crate) fn announces_example(label: &str) -> bool {
    mentions(Topic::Example, label) || is(Topic::ExampleLabel, label.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a label or heading announces a route rather than an example of its use.
pub(crate) fn announces_route(label: &str) -> bool {
    mentions(Topic::Route, label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_as_pages_write_them() {
        for (label, kind) in [
            ("**Example request**:", LabelKind::Request),
            ("Sample Response", LabelKind::Response),
            ("**Example response, with sizes**:", LabelKind::Response),
            ("A response body like the following is returned:", LabelKind::Response),
            ("which returns:", LabelKind::Response),
            ("with a body of:", LabelKind::RequestBody),
            ("The following body gives a 422:", LabelKind::RequestBody),
            ("A request with the following payload is answered with `409 Conflict`:", LabelKind::RequestBody),
            ("The service returns the following body with a 422:", LabelKind::Response),
            ("The following body is returned with a 422:", LabelKind::Response),
            ("If the body lacks a name, it returns 422:", LabelKind::Response),
            ("You will see the following data if the call returns `200 OK`:", LabelKind::Response),
            ("The following data will be sent back if the call returns 404:", LabelKind::Response),
            ("The payload below is what the server answers with; it returns 404:", LabelKind::Response),
            ("The following body the server returns with 404:", LabelKind::Response),
            ("The following body gets returned with a 422:", LabelKind::Response),
            ("The following body gives a 201:", LabelKind::Response),
            ("The following body and a status 200 are returned; a missing one gives 404:", LabelKind::Response),
            ("404 Not Found", LabelKind::Response),
            ("Код состояния: 201", LabelKind::Response),
            ("Código de estado: 201", LabelKind::Response),
            ("Código de producto: 201", LabelKind::Unknown),
            ("Sample Payload", LabelKind::RequestBody),
            ("Request body", LabelKind::RequestBody),
            ("Sample JSON input", LabelKind::RequestBody),
            ("It reads what the input of the pump shows:", LabelKind::Unknown),
            ("The `data` part of the result has the following format:", LabelKind::Shape),
            ("The result, in JSON format:", LabelKind::Response),
            ("The owl is known, and its schema information is in the response.", LabelKind::Response),
            ("The schema of the response:", LabelKind::Shape),
            ("This sends the payload in JSON format:", LabelKind::RequestBody),
            ("The response, in JSON format, has this structure:", LabelKind::Shape),
            ("**`reply_to`**", LabelKind::Unknown),
            ("The `response_url` of the request:", LabelKind::Request),
            ("**Response_example**", LabelKind::Response),
            ("https://h/lamps/result Method: GET", LabelKind::Unknown),
            ("検索結果リクエスト", LabelKind::Request),
            ("リクエストの結果", LabelKind::Response),
            ("Parameters:", LabelKind::Unknown),
            ("Add this to `settings.json`:", LabelKind::Unrelated),
            ("The server's configuration looks like this:", LabelKind::Unrelated),
            ("Use this JSON query structure:", LabelKind::Unrelated),
            ("The following entity is created:", LabelKind::Unrelated),
            ("**Request headers**:", LabelKind::Unrelated),
            ("The response is kept in `lamps.json`:", LabelKind::Response),
            ("The settings you get look like this:", LabelKind::Unknown),
            ("This query lists lamps that are lit:", LabelKind::Unknown),
            ("Now write a lamp file:", LabelKind::Unrelated),
            ("It is lit. Prepare the following file:", LabelKind::Unrelated),
            ("Write the file metadata:", LabelKind::Unknown),
            ("To write the lamps into a file:", LabelKind::Unknown),
            ("Files are what you write:", LabelKind::Unknown),
        ] {
            assert_eq!(LabelKind::of(label), kind, "{label}");
        }
    }

    #[test]
    fn a_word_inside_another_one_announces_nothing() {
        assert!(announces_route("List **URL**s") && announces_route("Endpoints") && !announces_route("With cURL"));
        assert!(announces_example("Request:") && announces_example("Examples") && !announces_example("Requests made"));
    }
}
