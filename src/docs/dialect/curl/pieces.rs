//! The fences of a page around one command's fence: where its answer stands, and a body it only names.

use super::answer;
use super::answer::Answer;
use super::around::{Around, is_free};
use super::payload::Content;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::pairing::pair::same_example;

/// An answer in another fence.
pub(crate) struct Found {
    pub(crate) piece: usize,
    pub(crate) answer: Answer,
}

/// Languages in which docs show clients of the same call, beside the command.
const CLIENTS: &[&str] = &[
    "python",
    "py",
    "go",
    "golang",
    "ruby",
    "rb",
    "php",
    "java",
    "kotlin",
    "swift",
    "dart",
    "csharp",
    "c#",
    "cs",
    "rust",
    "rs",
    "perl",
    "powershell",
    "ps1",
    "elixir",
    "scala",
    "typescript",
    "ts",
    "javascript",
    "js",
    "node",
    "c",
    "cpp",
    "r",
    "httpie",
    "graphql",
    "sql",
];

/// Whether an info string names a language in which `curl` is no command.
pub(in crate::docs) fn is_other_language(info: &str) -> bool {
    let word = info.split([' ', '{', ',']).next().unwrap_or_default().trim_start_matches('.').to_lowercase();
    let other =
        ["yaml", "yml", "toml", "ini", "dockerfile", "docker", "diff", "makefile", "groovy", "html", "hcl", "nginx"];
    CLIENTS.contains(&word.as_str()) && word != "powershell" && word != "ps1" || other.contains(&word.as_str())
}

/// The answers below the fence at `index`: the first by its looks, further ones where they show a status line.
/// `payload`: the fence that holds the request's body, if one was found below.
pub(crate) fn answers(around: &Around<'_>, index: usize, payload: Option<usize>) -> Vec<Found> {
    let (pieces, headings) = (around.pieces(), &around.outline.headings);
    let mut found: Vec<Found> = Vec::new();
    for at in index + 1..pieces.len() {
        let piece = &pieces[at];
        let own = piece.annotation.as_ref().is_some_and(|a| a.by_directive && a.block_type == BlockType::Response);
        let over = piece.annotation.is_some() && !own || !same_example(&pieces[index], piece, headings);
        if over || piece.is_request_like() || piece.holds_command() {
            break;
        }
        if payload == Some(at) || matches!(piece.role, Role::Route { .. }) {
            continue;
        }
        let shows_status = own || matches!(piece.role, Role::Response(_));
        if !found.is_empty() && !shows_status {
            break;
        }
        match shown(around, at, own) {
            Some(answer) => found.push(Found { piece: at, answer }),
            None if is_other_language(&piece.info) => {}
            None => break,
        }
    }
    found
}

/// The answer a fence shows. `own`: a directive calls it one.
fn shown(around: &Around<'_>, at: usize, own: bool) -> Option<Answer> {
    let piece = &around.pieces()[at];
    if matches!(piece.role, Role::Resource) || !own && around.names_payload(at, None) {
        return None;
    }
    let speaks = own || around.names_answer(at);
    let trusted = (speaks || piece.adjacent) && !is_other_language(&piece.info);
    let answer = answer::read(&piece.text, trusted)?;
    if !trusted && answer.status.is_none() && around.names_else(at) {
        return None;
    }
    let plain = answer.status.is_none() && answer.documents == 0;
    // Something that is no JSON: only where the page leaves no doubt; shell text is the next command.
    (!plain || trusted && (speaks || !is_shell(&piece.info))).then_some(answer)
}

/// Whether an info string names a shell: `bash`, `sh`.
fn is_shell(info: &str) -> bool {
    let word = info.split([' ', '{', ',']).next().unwrap_or_default().to_ascii_lowercase();
    ["bash", "sh", "shell", "zsh", "fish", "powershell", "ps1"].contains(&word.as_str())
}

/// The fence that shows the body of the command at `index`: the nearest above that is called so, else one below before
/// the answer. `file`: the name the command gives it.
pub(crate) fn payload(around: &Around<'_>, index: usize, file: Option<&str>) -> Option<usize> {
    let pieces = around.pieces();
    let route = |at: &usize| matches!(pieces[*at].role, Role::Route { .. });
    let fences = (0..index).rev().filter(|at| !route(at));
    let above = fences.take_while(|at| is_free(&pieces[*at]) && around.within_parent(*at, index));
    if let Some(at) = above.filter(|_| file.is_some()).find(|at| around.names_payload(*at, file)) {
        return Some(at);
    }
    let fences = (index + 1..pieces.len()).filter(|at| !route(at));
    let below = fences
        .take_while(|at| is_free(&pieces[*at]) && same_example(&pieces[index], &pieces[*at], &around.outline.headings));
    below.take(2).find(|at| around.names_payload(*at, file))
}

/// The content of a fence as the content of a file.
pub(crate) fn content(piece: &FenceInContext) -> Option<Content> {
    answer::trimmed(&piece.text, 0).map(Content::There)
}
