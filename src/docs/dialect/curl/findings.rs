//! What is wrong with a command, as findings.

use super::call::{Why, Wrong};
use super::options;
use super::pipeline::MessageDefect;
use super::request::NoRequest;
use crate::finding::{Finding, rules};
use crate::text::{Position, SourceText};

/// An option that stands in the way of a case.
pub(crate) fn wrong_option(page: &str, source: &SourceText, wrong: &Wrong) -> Finding {
    let Wrong { option, at, why } = wrong;
    let place = source.place(*at);
    match why {
        Why::Unknown => {
            let message = format!("curl has no option `{option}`; the command was not read");
            let name = option.trim_start_matches('-').split('=').next().unwrap_or_default();
            let help = match options::by_name(name).map(|_| name).or_else(|| options::nearest(name)) {
                Some(name) if option.contains('=') => format!("write `--{name} VALUE`, without the `=`"),
                Some(near) if option.starts_with("--") => format!("did you mean `--{near}`?"),
                _ => "correct it, or take it out of the example".to_owned(),
            };
            Finding::docs(&rules::command::UNKNOWN_CURL_OPTION, page, place, message).help(help)
        }
        Why::Refused => {
            let message = format!("`{option}` changes the request in a way doctrial does not follow");
            let finding = Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message);
            finding.help("show the request without it")
        }
        Why::NoValue => {
            let message = format!("`{option}` has no value");
            let finding = Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message);
            finding.help("give it one, or take it out")
        }
    }
}

/// A command that makes no request.
pub(crate) fn no_request(page: &str, source: &SourceText, at: usize, why: NoRequest) -> Finding {
    let (place, message, help) = match why {
        NoRequest::NoUrl => (source.place(at), "this command has no URL", "add the URL"),
        NoRequest::SeveralUrls(second) => (
            source.place(second),
            "this command has a second URL (or a word that curl takes for one)",
            "quote what belongs together, and show one request a command",
        ),
    };
    Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message).help(help)
}

/// What a shell would not take as it is meant.
pub(crate) fn oddity(page: &str, source: &SourceText, oddity: MessageDefect, at: usize) -> Finding {
    let (message, help) = match oddity {
        MessageDefect::BlankAfterBackslash => {
            ("a blank stands after this backslash, so the command ends here", "remove the blank")
        }
        MessageDefect::NoBackslash => (
            "the line before this one lacks its backslash, so the command ends there",
            "end that line with a backslash",
        ),
        MessageDefect::BareAmpersand => ("a shell takes this `&` for the end of the command", "put the URL in quotes"),
        MessageDefect::OpenQuote => ("this quote is never closed", "close it"),
    };
    Finding::docs(&rules::command::BROKEN_COMMAND, page, source.place(at), message).help(help)
}

/// A command with no answer.
pub(crate) fn unanswered(page: &str, place: Position, kept: bool) -> Finding {
    let message = if kept {
        "this command keeps its answer to itself: nothing can be expected of it"
    } else {
        "this command has no answer: nothing can be expected of it"
    };
    let finding = Finding::docs(&rules::docs::REQUEST_WITHOUT_RESPONSE, page, place, message);
    finding.help("show what the service answers below it")
}

/// An answer that cannot be compared.
pub(crate) fn status_only(page: &str, place: Position, message: &str) -> Finding {
    let finding =
        Finding::docs(&rules::command::CHANGED_ANSWER, page, place, format!("{message}: only the status is judged"));
    finding.help("show the whole answer as the service sends it")
}
