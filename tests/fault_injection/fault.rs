//! A promise that the service breaks on purpose, and what must be reported.

use std::path::Path;

use super::reply::{Call, Reply};

/// One broken promise: which call breaks it, how, and what must be reported.
#[derive(Debug)]
pub struct Fault {
    pub name: &'static str,
    pub call: Call,
    pub inject: fn(&mut Reply),
    pub case: &'static Case,
    pub expected: Expected,
}

/// What a run must say of the one case it hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Failed, with a finding of rule `.0` about the first line of the documented response that holds `.1`.
    Finding(&'static str, &'static str),
    /// Nothing could be found out.
    Broken,
}

/// A documented case, found by its page and its request line.
#[derive(Debug, PartialEq, Eq)]
pub struct Case {
    pub page: &'static str,
    pub request: &'static str,
}

impl Case {
    fn lines(&self) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts/docs");
        let text = std::fs::read_to_string(root.join(self.page)).unwrap_or_else(|e| panic!("{}: {e}", self.page));
        text.lines().map(|line| line.trim_end().to_owned()).collect()
    }

    /// 1-based line of the request line.
    pub fn request_line(&self) -> u32 {
        let mut at =
            self.lines().into_iter().zip(1..).filter(|(line, _)| line.trim_start() == self.request).map(|(_, at)| at);
        let line = at.next().unwrap_or_else(|| panic!("{} has no line `{}`", self.page, self.request));
        assert_eq!(at.next(), None, "{} has two lines `{}`", self.page, self.request);
        line
    }

    /// 1-based line of the first line of the documented response that holds `snippet`; `HTTP/1.1` is its status line.
    pub fn response_line(&self, snippet: &str) -> u32 {
        let after = self.lines().into_iter().zip(1..).skip(self.request_line() as usize);
        let mut response = after.skip_while(|(line, _)| !line.trim_start().starts_with("HTTP/1.1 "));
        let found = response.find(|(line, _)| line.contains(snippet));
        found.unwrap_or_else(|| panic!("{}: the response to `{}` has no `{snippet}`", self.page, self.request)).1
    }
}

macro_rules! cases {
    ($($name:ident = $page:literal $request:literal;)*) => {
        $(pub static $name: Case = Case { page: $page, request: $request };)*
        /// Every documented case.
        pub static CASES: &[&Case] = &[$(&$name),*];
    };
}

cases! {
    LIST = "people/api/languageproficiency-list.md" "GET https://people.example.com/v1/people/ada/languages";
    MASTERED = "people/api/languageproficiency-list.md"
        "GET https://people.example.com/v1/people/ada/languages?$filter=proficiency eq 'fullProfessional'&$top=5";
    NONE = "people/api/languageproficiency-list.md" "GET https://people.example.com/v1/people/grace/languages";
    GET = "people/api/languageproficiency-get.md" "GET https://people.example.com/v1/people/ada/languages/lp-2041";
    MISSING = "people/api/languageproficiency-get.md" "GET https://people.example.com/v1/people/ada/languages/lp-0000";
    CREATE = "people/api/languageproficiency-post.md" "POST https://people.example.com/v1/people/ada/languages";
    BAD = "people/api/languageproficiency-post.md"
        "POST https://people.example.com/v1/people/ada/languages?validateOnly=true";
    UPDATE = "people/api/languageproficiency-update.md"
        "PATCH https://people.example.com/v1/people/{person-id}/languages/{language-id}";
    DELETE = "people/api/languageproficiency-delete.md"
        "DELETE https://people.example.com/v1/people/ada/languages/lp-2044";
    PARCELS = "parcels/parcels.md" "GET /parcels?state=in-transit&limit=20 HTTP/1.1";
    PARCEL = "parcels/parcels.md" "GET https://parcels.example.com/parcels/PK-1001";
    ANNOUNCE = "parcels/parcels.md" "POST /parcels";
    STOP = "parcels/parcels.md" "POST /parcels/PK-1002/stop HTTP/1.1";
    LABEL = "parcels/parcels.md" "DELETE /parcels/PK-1003/label HTTP/1.1";
    EVENTS = "parcels/exports.md" "GET /parcels/PK-1001/events.csv HTTP/1.1";
    UNKNOWN_PARCEL = "parcels/problems.md" "GET /parcels/PK-9999 HTTP/1.1";
    TOO_LATE = "parcels/problems.md" "POST /parcels/PK-1004/stop HTTP/1.1";
}
