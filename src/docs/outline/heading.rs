//! A heading, and what kind of part of an exchange it names.

use std::rc::Rc;

use crate::docs::wording::{self, LabelKind, Remembered, Topic, announces_example, begins_with_status};

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Page offset.
    pub(crate) offset: usize,
    /// 1 to 6; the smaller the number, the higher the rank.
    pub(crate) level: u8,
    /// Without markup.
    pub(crate) text: Rc<str>,
}

impl Heading {
    /// Whether it is part of an exchange: "Response", "200 OK", "Request body".
    pub(crate) fn names_part_of_exchange(&self) -> bool {
        names_part_of_exchange(&self.text)
    }

    /// Whether it consists of words for parts of a request: "Body params".
    pub(crate) fn names_part_of_request(&self) -> bool {
        thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
        KNOWN.with(|known| known.of(&self.text, names_part))
    }

    /// Whether it says nothing but that a response is below: "Response", "Example response", "200 OK", "Success".
    pub(crate) fn names_response_alone(&self) -> bool {
        names_response_alone(&self.text)
    }

    /// Whether it says nothing but that a body is below: "Payload".
    pub(super) fn names_body_alone(&self) -> bool {
        names_body(&self.text)
    }

    /// Whether it says nothing but that a request came to what was wanted: "Success".
    pub(super) fn names_success(&self) -> bool {
        wording::is_worded(Topic::SuccessHeading, &self.text)
    }

    /// Whether it is the reason of one failure and nothing else: "Not found".
    pub(super) fn names_reason(&self) -> bool {
        const FEW: usize = 3;
        let title = self.text.trim_matches(|c: char| !c.is_alphanumeric());
        wording::words(title).count() <= FEW
            && wording::begins(Topic::Reason, title).is_some()
            && wording::begins(Topic::Success, title).is_none()
    }

    /// Whether it is one word for what went wrong: "Failure", "Errors".
    pub(super) fn names_failure(&self) -> bool {
        wording::is(Topic::Failure, self.text.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether an example goes on below it: "Example", "Error".
    pub(crate) fn continues_example(&self) -> bool {
        wording::mentions(Topic::ExampleHeading, &self.text)
    }
}

/// Whether a heading says nothing but that a response is below: "Response", "On success", "200 OK", "Operation succeeded".
pub(crate) fn names_response_alone(text: &str) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    let names_response = |text: &str| {
        let few = wording::words(text).count() <= 4;
        few && (mentions_response(text) || begins_with_status(text)) || wording::is_worded(Topic::SuccessHeading, text)
    };
    KNOWN.with(|known| known.of(text, names_response))
}

/// Whether a heading, or a line in its place, names a part of an exchange: "Response", "200 OK", "Request body".
pub(crate) fn names_part_of_exchange(text: &str) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    KNOWN.with(|known| {
        known.of(text, |text| {
            mentions_response(text)
                || begins_with_status(text)
                || names_body(text)
                || names_part(text)
                || wording::is_worded(Topic::SuccessHeading, text)
                || announces_example(text) && LabelKind::of(text) == LabelKind::RequestBody
        })
    })
}

/// Whether a heading says nothing but that a body is below.
fn names_body(text: &str) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    KNOWN.with(|known| known.of(text, |text| wording::is_worded(Topic::BodyHeading, text)))
}

/// Whether a heading mentions a response, and not the results of something.
fn mentions_response(text: &str) -> bool {
    wording::mentions(Topic::ResponseHeading, text) && !is_about_results(text)
}

/// Whether a heading is about the results of something: "Email lamp results".
pub(crate) fn is_about_results(text: &str) -> bool {
    /// So many words in front of it make a topic: those behind it say where it is from ("Output from the server").
    const SEVERAL: usize = 2;
    let mut found = wording::find_all(Topic::ResponseHeading, text).peekable();
    let Some(start) = found.peek().map(|first| first.start) else { return false };
    if !found.all(|at| wording::is(Topic::Result, &text[at])) {
        return false;
    }
    let known = [
        Topic::Part,
        Topic::PartWord,
        Topic::ExampleHeading,
        Topic::OneExample,
        Topic::SuccessHeading,
        Topic::BesideResult,
    ];
    let is_other = |word: &&str| !known.iter().any(|topic| wording::is(*topic, word));
    wording::words(&text[..start]).filter(is_other).count() >= SEVERAL
}

/// Whether a heading consists of words for parts of a message alone: "Body params", "HTTP headers", "Sample request".
fn names_part(text: &str) -> bool {
    wording::consists_of(&[Topic::Part, Topic::PartWord], text) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_between_a_request_and_its_response() {
        let heading = |text: &str| Heading { offset: 0, level: 2, text: text.into() };
        for text in [
            "Response",
            "404 Not Found",
            "Sample payload",
            "**Request** headers",
            "What it returns",
            "Search results",
            "Success:",
            "Output if it worked out",
            "Result (if lit)",
            "Here is the final result",
            "Output of the lamp server",
            "If successful, the result",
            "Wynik zapalenia lampy",
        ] {
            assert!(heading(text).names_part_of_exchange(), "{text}");
        }
        for text in
            ["Requests", "Payload types", "Responsible people", "7 lamps", "Redirects", "Failure", "Email Lamp Results"]
        {
            assert!(!heading(text).names_part_of_exchange(), "{text}");
        }
        assert!(heading("Errors").continues_example() && !heading("Lamps").continues_example());
    }
}
