//! The dialects by name; their readers are in `docs/dialect`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A way of writing requests and responses in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Dialect {
    /// HTML comments holding a JSON object with `blockType` say what the next fence is (Microsoft's API Doctor).
    ApiDoctor,
    /// Fences that look like an HTTP request and the HTTP response after it, without annotations.
    Http,
    /// Shell fences with a `curl` command, and the response in the same fence or after it.
    Curl,
    /// Shell fences with an `HTTPie` command, and the response in the same fence or after it.
    Httpie,
    /// API Blueprint: headings with `[GET /path]`, and list items `+ Request` and `+ Response 200`.
    Blueprint,
    /// Blocks of `GitBook`: `{% api-method %}`, `{% swagger %}`.
    #[serde(rename = "gitbook")]
    GitBook,
    /// Fences as consoles of search engines take them: method and path, and JSON right below.
    Console,
}

impl Dialect {
    /// Every dialect; all are on by default.
    pub const ALL: [Self; 7] =
        [Self::ApiDoctor, Self::Http, Self::Curl, Self::Httpie, Self::Blueprint, Self::GitBook, Self::Console];

    /// The name in settings and records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApiDoctor => "api-doctor",
            Self::Http => "http",
            Self::Curl => "curl",
            Self::Httpie => "httpie",
            Self::Blueprint => "blueprint",
            Self::GitBook => "gitbook",
            Self::Console => "console",
        }
    }

    /// Whether pages say in annotations, for tools, what each example is: nothing has to be concluded from their prose.
    pub const fn is_annotated(self) -> bool {
        matches!(self, Self::ApiDoctor)
    }

    /// Whether its examples are commands with their output, as in a terminal: the request is what the command sends, and the
    /// response one that was received at some point.
    pub const fn shows_commands(self) -> bool {
        matches!(self, Self::Curl | Self::Httpie)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|d| d.name().eq_ignore_ascii_case(text));
        let names = || Self::ALL.map(Self::name).join("`, `");
        known.ok_or_else(|| format!("unknown dialect `{text}`; the dialects are `{}`", names()))
    }
}
