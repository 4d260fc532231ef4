//! What distinguishes the commands of one client (`curl`, `http`) from other words of a shell.

use super::call::Call;
use super::command_words::Command;
use crate::contract::Dialect;

/// The clients whose commands are read, in the order in which they read a page.
pub(crate) type Clients = &'static [&'static CommandClient];

/// A program whose commands are read: how they are recognised, and what they request.
pub(crate) struct CommandClient {
    pub(crate) dialect: Dialect,
    /// A cheap check whether a text may hold a command of it.
    pub(crate) is_mentioned: fn(&str) -> bool,
    /// Whether a word is its name.
    pub(crate) is_name: fn(&str) -> bool,
    /// Whether a text begins with a call of it, not with a sentence about it.
    pub(crate) is_call: fn(&str) -> bool,
    pub(crate) call: fn(&Command) -> Call,
    /// The option that an unknown name may be meant for; the name itself where it is one.
    pub(crate) nearest_option: fn(&str) -> Option<&str>,
}
