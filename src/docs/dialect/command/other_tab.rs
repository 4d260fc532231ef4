//! Tabs beside the one of a command that show something else in its place.

use crate::docs::outline::open_fences::OpenFences;
use crate::docs::pairing::same_example::same_example;
use crate::docs::wording::{self, LabelKind, Topic};

/// Whether a fence is in a tab or box that shows something else in place of a command in a tab: a call by another protocol, a program or
/// a file, by its title.
pub(super) fn is_in_other_tab(open: &OpenFences<'_>, command: usize, at: usize) -> bool {
    const FILES: [&str; 4] = [".yaml", ".yml", ".toml", ".js"];
    const PROGRAMS: [&str; 6] = ["javascript", "typescript", "python", "node", "nodejs", "node.js"];
    let page = open.page;
    let (Some((own, own_at)), Some((other, other_at))) =
        (page.titles_around(command).next(), page.titles_around(at).next())
    else {
        return false;
    };
    let name = other.trim_matches(['`', '"', '*', ' ']).to_ascii_lowercase();
    let is_file = || {
        let is_other = || FILES.iter().any(|end| name.ends_with(end));
        let is_document = |stem: &str| is_file_to_write(stem) || is_followed_by_response(open, command, at);
        !name.contains(' ') && (is_other() || name.strip_suffix(".json").is_some_and(is_document))
    };
    own_at != other_at
        && own != other
        && LabelKind::of(other) != LabelKind::Response
        && (wording::mentions(Topic::OtherProtocol, other) || PROGRAMS.contains(&&*name) || is_file())
}

/// Whether a JSON file is one that is written or sent, by its name without the end: `package`, `app-settings`, `request`.
fn is_file_to_write(stem: &str) -> bool {
    const KNOWN: [&str; 8] =
        ["package", "composer", "manifest", "tsconfig", "schema", "credentials", "appsettings", "launchsettings"];
    let topics = [Topic::Settings, Topic::Request, Topic::Body, Topic::BodyData, Topic::Input];
    KNOWN.contains(&stem) || topics.into_iter().any(|topic| wording::mentions(topic, &stem.replace('_', " ")))
}

/// Whether below a fence the page shows what it calls the response to the command.
fn is_followed_by_response(open: &OpenFences<'_>, command: usize, at: usize) -> bool {
    /// How many fences are looked at.
    const MOST: usize = 3;
    let below = (at + 1..open.count()).filter(|&next| !open.role(next).is_named_route()).take(MOST);
    let mut of_example =
        below.take_while(|&next| !open.role(next).holds_commands() && same_example(open, command, next));
    of_example.any(|next| open.role(next).response().is_some() || open.page.label_kind(next) == LabelKind::Response)
}
