//! `run --replay`: recorded exchanges in the place of the service's.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use url::Url;

use super::ReplayError;
use super::no_response::NoResponse;
use super::recorded_ids::{Ids, RecordedIds, anywhere, ids_of};
use crate::config::Settings;
use crate::finding::{Broken, Skip, SkipKind};
use crate::http::{Exchange, Request};
use crate::record::recording::{
    LateResponse, RecordedExchange, RecordedOutcome, RecordedValue, Recording, RecordingHeader,
};
use crate::record::{AttemptRecord, Redactor, Replayed, UnreadablePath, records_in, without_end};
use crate::session::LoadedCases;

/// A recorded exchange, with the base URL of its run.
type KeptExchange = (Arc<str>, RecordedExchange);

/// The exchanges of an earlier run, in the place of a service.
#[derive(Debug)]
pub struct Replay {
    /// What the run was about; of several recordings the first.
    pub(super) header: RecordingHeader,
    /// Where the responses are taken from.
    pub folder: PathBuf,
    pub(super) base_url: Url,
    pub(super) late: Vec<LateResponse>,
    /// Values that the run made.
    pub(super) fresh: Vec<RecordedValue>,
    exchanges: Mutex<HashMap<String, VecDeque<KeptExchange>>>,
    skips: HashMap<String, Skip>,
    /// The recordings whose end is missing, a sentence each.
    pub(super) missing: Vec<String>,
}

impl Replay {
    /// Reads the recordings of a folder: those of shards may be next to one another.
    ///
    /// # Errors
    /// There is none, or one cannot be read.
    pub fn read(folder: &Path) -> Result<Self, ReplayError> {
        let files = records_in(folder)?;
        let recordings = files.iter().cloned().map(read).collect::<Result<Vec<_>, _>>()?;
        let cut = files.iter().zip(&recordings).filter(|(_, recording)| recording.is_cut);
        let missing = cut.map(|(file, _)| without_end(file, "exchanges")).collect();
        let first = recordings.first().ok_or_else(|| ReplayError::Nothing(folder.to_owned()))?;
        let header = first.header.clone();
        let base_url = Url::parse(&header.base_url)
            .map_err(|_| ReplayError::BaseUrl { folder: folder.to_owned(), base_url: header.base_url.clone() })?;
        let mut exchanges: HashMap<String, VecDeque<KeptExchange>> = HashMap::new();
        let (mut skips, mut late, mut fresh) = (HashMap::new(), Vec::new(), Vec::new());
        for recording in recordings {
            let base: Arc<str> = recording.header.base_url.into();
            let made = finder(&recording.fresh);
            for mut exchange in recording.exchanges {
                if let Some(made) = &made {
                    exchange.request.mask(made);
                }
                exchanges
                    .entry(anywhere(&exchange.case).into_owned())
                    .or_default()
                    .push_back((Arc::clone(&base), exchange));
            }
            skips.extend(recording.skips.into_iter().map(|skip| (anywhere(&skip.case).into_owned(), skip.skip)));
            late.extend(recording.late);
            fresh.extend(recording.fresh);
        }
        let (folder, exchanges) = (folder.to_owned(), Mutex::new(exchanges));
        Ok(Self { header, folder, base_url, late, fresh, exchanges, skips, missing })
    }

    /// Changes the settings so that they make the recorded requests, as far as settings decide about them.
    pub fn apply_to(&self, settings: &mut Settings) {
        settings.target.base_url = (!self.header.embedded).then(|| self.base_url.clone());
        settings.target.allow_writes = self.header.allow_writes;
        settings.require_base_url = false;
    }

    /// With the ids that the cases of this run have, whose docs may be a part of those recorded, or contain them.
    pub(super) fn named_as_in(mut self, loaded: &LoadedCases) -> Self {
        let names = {
            let exchanges = self.exchanges.get_mut().unwrap_or_else(PoisonError::into_inner);
            let recorded = Ids::of(exchanges.keys().chain(self.skips.keys()).map(String::as_str));
            let now = Ids::of(loaded.cases.iter().chain(&loaded.steps).map(|case| case.id.as_str()));
            RecordedIds::find(&recorded, &self.header.source, &now, &loaded.source)
        };
        if names != RecordedIds::Same {
            let exchanges = std::mem::take(&mut self.exchanges).into_inner().unwrap_or_else(PoisonError::into_inner);
            let renamed = exchanges.into_iter().filter_map(|(key, kept)| Some((names.key(&key)?, kept)));
            self.exchanges = Mutex::new(renamed.collect());
            self.skips = self.skips.into_iter().filter_map(|(key, skip)| Some((names.key(&key)?, skip))).collect();
            let late = self.late.into_iter();
            self.late = late.filter_map(|late| Some(LateResponse { case: names.id(&late.case)?, ..late })).collect();
        }
        self
    }

    /// The recording, for the header of a record.
    pub(super) fn named(&self) -> Replayed {
        Replayed { recording: self.folder.display().to_string(), started: self.header.started.clone() }
    }

    /// The response that was recorded for a request.
    pub(super) fn response(&self, key: &str, request: &Request, redactor: &Redactor) -> Result<Exchange, NoResponse> {
        let (_, recorded) = self.take(key, request, redactor).map_err(NoResponse::NotRecorded)?;
        if matches!(&recorded.outcome, RecordedOutcome::Response(response) if response.judged_by_secrets) {
            let reason = "the verdict depends on a secret, which the recording does not have: fire it at the service";
            return Err(NoResponse::NotRecorded(Skip::new(SkipKind::NotRecorded, reason)));
        }
        // Shown as the secrets that they replace.
        redactor.learn(recorded.disguised_texts());
        let kind = recorded.broken_kind;
        recorded.replayed(request).map_err(|cause| NoResponse::Failed(Broken { kind, cause }))
    }

    /// What was sent before the exchange that was recorded for a request.
    pub(super) fn attempts(&self, key: &str, request: &Request, redactor: &Redactor) -> Vec<AttemptRecord> {
        let exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        let of_case =
            exchanges.get(&*anywhere(key)).into_iter().flatten().filter(|(_, kept)| !kept.attempts.is_empty());
        let mut same = of_case.filter(|kept| self.difference(kept, request, redactor).is_none());
        same.next().map(|(_, kept)| kept.attempts.clone()).unwrap_or_default()
    }

    /// How a request differs from the one that was recorded.
    fn difference(&self, (base, kept): &KeptExchange, request: &Request, redactor: &Redactor) -> Option<String> {
        kept.request.difference(base, request, self.base_url.as_str(), redactor)
    }

    fn take(&self, key: &str, request: &Request, redactor: &Redactor) -> Result<KeptExchange, Skip> {
        if let Some(skip) = self.skips.get(&*anywhere(key)) {
            return Err(skip.clone());
        }
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        // A case that is judged alone has a step of its own, and shared it in the run that was recorded.
        let step = ids_of(key).next().filter(|step| *step != key);
        let shared = step.map(anywhere).filter(|_| !exchanges.contains_key(&*anywhere(key)));
        if let Some(of_step) = shared.and_then(|step| exchanges.get(&*step)) {
            let same = of_step.iter().find(|kept| self.difference(kept, request, redactor).is_none());
            if let Some(kept) = same {
                return Ok(kept.clone());
            }
        }
        let of_case = exchanges.get_mut(&*anywhere(key)).filter(|kept| !kept.is_empty()).ok_or_else(|| {
            Skip::new(SkipKind::NotRecorded, "the recording has no exchange for it: record it with `run --record`")
        })?;
        let differences: Vec<_> = of_case.iter().map(|kept| self.difference(kept, request, redactor)).collect();
        if let Some(kept) = differences.iter().position(Option::is_none).and_then(|same| of_case.remove(same)) {
            return Ok(kept);
        }
        let difference = differences.into_iter().flatten().next().unwrap_or_default();
        let reason = format!("the request is not the one that was recorded: {difference}; record it again");
        Err(Skip::new(SkipKind::RequestChanged, reason))
    }
}

/// A search for the values that a run made, if it made any.
fn finder(made: &[RecordedValue]) -> Option<AhoCorasick> {
    let values = made.iter().map(|made| &made.value).filter(|value| !value.is_empty());
    // Building fails only past gigabytes of values.
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(values);
    finder.ok().filter(|finder| finder.patterns_len() > 0)
}

/// The recordings of a folder as one.
///
/// # Errors
/// There is none, or one cannot be read.
#[cfg(feature = "cli")]
pub(crate) fn read_recording(folder: &Path) -> Result<Recording, ReplayError> {
    let recordings = records_in(folder)?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let all = recordings.into_iter().reduce(|mut all, other| {
        all.exchanges.extend(other.exchanges);
        all.skips.extend(other.skips);
        all.late.extend(other.late);
        all.fresh.extend(other.fresh);
        all
    });
    all.ok_or_else(|| ReplayError::Nothing(folder.to_owned()))
}

fn read(path: PathBuf) -> Result<Recording, ReplayError> {
    match File::open(&path) {
        Err(source) => Err(UnreadablePath { path, source }.into()),
        Ok(file) => Recording::read(BufReader::new(file))
            .map_err(|error| ReplayError::NoRecording { path, why: error.to_string() }),
    }
}
