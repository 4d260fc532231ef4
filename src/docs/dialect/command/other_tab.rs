//! Tabs beside the one of a command that show something else in its place.

use crate::docs::outline::open_fences::OpenFences;
use crate::docs::pairing::same_example::same_example;
use crate::docs::wording::{self, LabelKind, Topic};

/// Whether a fence is in a tab or box that shows something else in place of a command in a tab: a call by another protocol, a program or
/// a file, by its title.
pub(super) fn is_in_other_tab(open: &OpenFences<'_>, command: usize, at: usize) -> bool {
    const FILES: [&str; 4] = [".yaml", ".yml", ".toml", ".js"];
    const PROGRAMS: [&str; 6] = ["javascript", "typescript", "python", "node", "nodejs", "node.js"];
    if shows_output_of_other(open, command, at) {
        return true;
    }
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

/// Whether the info string of a fence names the tab of another client, and that of one beside it, which shows no command, the tab of
/// the command.
fn shows_output_of_other(open: &OpenFences<'_>, command: usize, at: usize) -> bool {
    /// How many fences below one are looked at.
    const NEAR: usize = 8;
    let tab = |fence: usize| variant(&open.page.fence(fence).info);
    let (Some(own), Some(other)) = (tab(command), tab(at)) else { return false };
    if own == other {
        return false;
    }
    let mut beside = (at + 1..open.count()).take(NEAR).take_while(|&next| open.page.fence(next).adjacent);
    beside.any(|next| tab(next) == Some(own) && !open.role(next).holds_commands())
}

/// Whether a fence of shell text is beside the one of a command, with nothing but other fences between: one client, and another.
pub(super) fn is_tab_of_client(open: &OpenFences<'_>, command: usize, at: usize) -> bool {
    /// How many clients are shown beside one another.
    const MOST: usize = 8;
    let (own, other) = (open.page.fence(command), open.page.fence(at));
    own.section == other.section
        && at - command <= MOST
        && (command + 1..=at).all(|between| open.role(between).is_named_route() || open.page.fence(between).adjacent)
        && has_variant(&own.info) == has_variant(&other.info)
        && (has_variant(&own.info) || !other.text.text().trim().contains('\n'))
}

/// Whether an info string names a shell, and which tab of several a fence is: `shell--curl`.
pub(super) fn has_variant(info: &str) -> bool {
    variant(info).is_some()
}

/// The tab that an info string names, whatever the language of what it shows: `curl` of `shell--curl` and `json--curl`.
fn variant(info: &str) -> Option<&str> {
    info.split_whitespace().find_map(|word| word.split_once("--")).map(|(_, tab)| tab)
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
