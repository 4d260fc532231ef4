//! What is wrong with a command, as findings.

use super::call::{WrongOption, WrongOptionReason};
use super::client::CommandClient;
use super::pipeline::{ShellDefect, Variables};
use super::request::NoRequest;
use super::word::Word;
use crate::finding::suggest::{did_you_mean, is_one_slip};
use crate::finding::{Finding, rules};
use crate::http::method::METHODS;
use crate::text::{Position, SourceText};

/// An option because of which the command is not read.
pub(crate) fn wrong_option(page: &str, source: &SourceText, wrong: &WrongOption, client: &CommandClient) -> Finding {
    let WrongOption { option, at, reason } = wrong;
    let place = source.place(*at);
    match reason {
        WrongOptionReason::Unknown => {
            let message = format!("curl has no option `{option}`; the command was not read");
            let name = option.trim_start_matches('-').split('=').next().unwrap_or_default();
            let help = match (client.nearest_option)(name) {
                Some(name) if option.contains('=') => format!("write `--{name} VALUE`, without the `=`"),
                Some(near) if option.starts_with("--") => did_you_mean(&format!("--{near}")),
                _ => "correct it, or remove it from the example".to_owned(),
            };
            Finding::docs(&rules::command::UNKNOWN_CURL_OPTION, page, place, message).help(help)
        }
        WrongOptionReason::ReadAs(name) => {
            let message = format!("curl has no option `{option}`; it was read as `--{name}`");
            let finding = Finding::docs(&rules::command::UNKNOWN_CURL_OPTION, page, place, message);
            finding.help(did_you_mean(&format!("--{name}")))
        }
        WrongOptionReason::Refused => {
            let message = format!("`{option}` changes the request in a way doctrial does not follow");
            let finding = Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message);
            finding.help("show the request without it")
        }
        WrongOptionReason::NoValue => {
            let message = format!("`{option}` has no value");
            let finding = Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message);
            finding.help("give it one, or remove it")
        }
    }
}

/// A command that makes no request.
pub(crate) fn no_request(page: &str, source: &SourceText, at: usize, reason: NoRequest) -> Finding {
    let (place, message, help) = match reason {
        NoRequest::NoUrl => (source.place(at), "this command has no URL", "add the URL"),
        NoRequest::SeveralUrls(second) => (
            source.place(second),
            "this command has a second URL (or a word that is read as one)",
            "quote what belongs together, and show one request for each command",
        ),
        NoRequest::Document(at) => {
            (source.place(at), "this document is in the place of a URL", "put `-d` before it, and quotes around it")
        }
    };
    Finding::docs(&rules::command::UNREADABLE_COMMAND, page, place, message).help(help)
}

/// What a shell would not read as it is meant.
pub(crate) fn defect(page: &str, source: &SourceText, defect: ShellDefect, at: usize) -> Finding {
    let (message, help) = match defect {
        ShellDefect::BlankAfterBackslash => {
            ("there is a blank after this backslash, so the command ends here", "remove the blank")
        }
        ShellDefect::NoBlankBeforeBackslash => {
            ("a shell joins the word before this backslash with the next line", "put a blank before the backslash")
        }
        ShellDefect::NoBackslash => (
            "the line before this one lacks its backslash, so the command ends there",
            "end that line with a backslash",
        ),
        ShellDefect::BareAmpersand => ("a shell reads this `&` as the end of the command", "put the URL in quotes"),
        ShellDefect::BareSemicolon => ("a shell reads this `;` as the end of the command", "put the URL in quotes"),
        ShellDefect::NoQuotes => {
            ("a shell takes this document apart: it has no quotes around it", "put it in single quotes")
        }
        ShellDefect::CurlyQuote => {
            ("a shell takes this quote for a part of the word", "write straight quotes in the whole command")
        }
        ShellDefect::Apostrophe => ("a shell ends the quoted document here", "write `'\\''` in its place"),
        ShellDefect::OpenQuote => ("this quote is never closed", "close it"),
        ShellDefect::TooLong => {
            let message = format!(
                "with this variable, the commands of the fence would be more than {} times as long as it: it is left as it is",
                Variables::MOST_TIMES
            );
            let help = "write what is sent into the command";
            return Finding::docs(&rules::command::BROKEN_COMMAND, page, source.place(at), message).help(help);
        }
    };
    Finding::docs(&rules::command::BROKEN_COMMAND, page, source.place(at), message).help(help)
}

/// A command without a response. `hidden`: it sends it to a file.
pub(crate) fn no_response(page: &str, place: Position, hidden: bool) -> Finding {
    let message = if hidden {
        "this command does not print its response: nothing can be expected of it"
    } else {
        "this command has no response: nothing can be expected of it"
    };
    let finding = Finding::docs(&rules::docs::REQUEST_WITHOUT_RESPONSE, page, place, message);
    finding.help("show the response below it")
}

/// A method that is not in upper case; `None` where it is.
pub(crate) fn method_case(page: &str, source: &SourceText, method: &Word) -> Option<Finding> {
    let upper = method.text.to_ascii_uppercase();
    let is_known = METHODS.contains(&upper.as_str());
    (method.text != upper && is_known).then(|| {
        let message = format!("curl sends the method `{}` as it is written", method.text);
        let finding = Finding::docs(&rules::command::METHOD_CASE, page, source.token(method.source(0)), message);
        finding.help(format!("write `{upper}`: methods are case-sensitive"))
    })
}

/// A method that is one slip away from a known one, and none itself. It is sent all the same, as curl would.
pub(crate) fn misspelt_method(page: &str, source: &SourceText, method: &Word) -> Option<Finding> {
    let upper = method.text.to_ascii_uppercase();
    let is_slip = |known: &&&str| known.len() >= 3 && is_one_slip(known, &upper);
    let meant = if METHODS.contains(&upper.as_str()) { None } else { METHODS.iter().find(is_slip) }?;
    let message = format!("`{}` is not a known HTTP method: curl sends it as it is written", method.text);
    let finding = Finding::docs(&rules::lint::UNKNOWN_METHOD, page, source.token(method.source(0)), message);
    Some(finding.help(did_you_mean(meant)))
}

/// The text of a `-H` without a colon.
pub(crate) fn lacks_colon(page: &str, source: &SourceText, field: &Word) -> Finding {
    let message = "this header field has no colon: curl would leave it out, and its example is not fired";
    let finding = Finding::docs(&rules::docs::NOT_A_HEADER_FIELD, page, source.token(field.source(0)), message);
    finding.help("write `Name: value`")
}

/// A response that cannot be compared with what comes.
pub(crate) fn status_only(page: &str, place: Position, message: &str) -> Finding {
    let finding =
        Finding::docs(&rules::command::CHANGED_RESPONSE, page, place, format!("{message}: only the status is judged"));
    finding.help("show the whole response as the service sends it")
}
