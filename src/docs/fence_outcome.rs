//! `FenceOutcome`: what becomes of each fence that looks like HTTP, so that none is lost silently.

use crate::text::Position;

/// What became of one fence that looks like HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FenceRecord {
    /// The opening of the fence.
    pub place: Position,
    /// What became of it.
    pub outcome: FenceOutcome,
    /// It is excused because it calls the service with this client.
    pub client: Option<OtherClient>,
    /// What it shows, in a word or two.
    pub kind: &'static str,
    /// Why it is excused, if it is by its form.
    pub excuse: &'static str,
}

impl FenceRecord {
    /// A fence that calls no client.
    pub const fn new(place: Position, outcome: FenceOutcome) -> Self {
        Self { place, outcome, client: None, kind: "part of the page", excuse: "" }
    }
}

/// A client whose calls are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherClient {
    /// `Invoke-RestMethod`, `Invoke-WebRequest`
    PowerShell,
    /// `fetch(...)`
    Fetch,
    /// `axios.get(...)`
    Axios,
    /// `wget --method=POST ...`
    Wget,
    /// `requests.get(...)`, `httpx.get(...)`
    Python,
}

impl OtherClient {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::PowerShell, Self::Fetch, Self::Axios, Self::Wget, Self::Python];

    /// As it is named in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PowerShell => "PowerShell",
            Self::Fetch => "`fetch`",
            Self::Axios => "axios",
            Self::Wget => "`wget`",
            Self::Python => "Python",
        }
    }
}

/// What becomes of a fence that looks like HTTP: each has exactly one outcome, so that nothing is lost silently. In the order
/// of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FenceOutcome {
    /// An annotation (`ignored`, `samples`, `example`) or its form (a bare route, syntax only) says it is not an example.
    Excused,
    /// It is the request or response of at least one case.
    InCase,
    /// A finding says what is wrong with it.
    InFinding,
}

impl FenceOutcome {
    /// As it is named in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InCase => "in-case",
            Self::Excused => "excused",
            Self::InFinding => "in-finding",
        }
    }
}

/// How many fences have which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FenceCounts {
    /// See [`FenceOutcome::InCase`].
    pub in_case: usize,
    /// See [`FenceOutcome::Excused`].
    pub excused: usize,
    /// See [`FenceOutcome::InFinding`].
    pub in_finding: usize,
    /// Of the excused ones, those that call the service with each client of [`OtherClient::ALL`].
    pub other_clients: [usize; OtherClient::ALL.len()],
}

impl FenceCounts {
    /// Adds a fence.
    pub fn add(&mut self, outcome: FenceOutcome) {
        match outcome {
            FenceOutcome::InCase => self.in_case += 1,
            FenceOutcome::Excused => self.excused += 1,
            FenceOutcome::InFinding => self.in_finding += 1,
        }
    }

    /// Adds the client of an excused fence.
    pub const fn add_client(&mut self, client: OtherClient) {
        self.other_clients[client as usize] += 1;
    }

    /// The clients of excused fences, each with how many fences call it.
    pub fn named_clients(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let counted = OtherClient::ALL.into_iter().zip(self.other_clients).filter(|(_, count)| *count > 0);
        counted.map(|(client, count)| (client.name(), count))
    }

    /// Adds other counts.
    pub fn add_all(&mut self, other: Self) {
        for (count, more) in self.other_clients.iter_mut().zip(other.other_clients) {
            *count += more;
        }
        self.in_case += other.in_case;
        self.excused += other.excused;
        self.in_finding += other.in_finding;
    }

    /// All HTTP-looking fences.
    pub const fn total(&self) -> usize {
        self.in_case + self.excused + self.in_finding
    }
}
