//! Scenarios applied to the cases they name: steps before them, values and expectations of their own.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::file::{Scenario, ScenarioFile, Step};
use super::parameters::{Expected, expected, set, source};
use crate::compile::setup_case;
use crate::config::Setup;
use crate::contract::{Case, Expectation, ResponseFacts};
use crate::directive::{BodyAssertion, Capture, CaseState, Credentials, Fresh, HeaderAssertion};
use crate::finding::{Skip, SkipKind};
use crate::http::StatusSet;
use crate::text::{Location, Position};

/// What scenarios add to the cases.
#[derive(Debug, Default)]
pub struct Applied {
    /// Requests that are sent before others.
    pub steps: Vec<Case>,
    /// What could not be used from the files: a sentence each.
    pub warnings: Vec<String>,
}

/// Applies each enabled scenario to the case it names. Several of one example make several cases of it; one all of whose
/// scenarios are switched off is skipped.
pub fn apply_scenarios(cases: &mut Vec<Case>, files: &[ScenarioFile]) -> Applied {
    let mut applied = Applied::default();
    let mut further = Vec::new();
    let mut number = 0;
    for file in files {
        let mut by_method: BTreeMap<&str, Vec<&Scenario>> = BTreeMap::new();
        for scenario in &file.scenarios {
            by_method.entry(scenario.method.as_str()).or_default().push(scenario);
        }
        for (method, scenarios) in by_method {
            let Some(at) = cases.iter().position(|case| case.name == method && !case.step) else {
                applied.warnings.push(format!("{}: no example is named `{method}`", file.path));
                continue;
            };
            let enabled: Vec<&Scenario> = scenarios.iter().copied().filter(|scenario| scenario.enabled).collect();
            if enabled.is_empty() {
                let reason = format!("its scenarios in {} are switched off (`enabled`)", file.path);
                cases[at].skip.get_or_insert_with(|| Skip::new(SkipKind::Configured, reason));
                continue;
            }
            let documented = cases[at].clone();
            for (nth, scenario) in enabled.into_iter().enumerate() {
                number += 1;
                let mut case = documented.clone();
                if nth > 0 {
                    case.id = format!("{}::scenario::{}", documented.id, slug(&scenario.name, nth));
                }
                let application = ScenarioInPage { file, scenario, number, cases };
                match application.apply(&mut case) {
                    Ok(steps) => applied.steps.extend(steps),
                    Err(why) => {
                        let reason = format!("scenario `{}` in {}: {why}", scenario.name, file.path);
                        case.skip = Some(Skip::new(SkipKind::Configured, reason));
                    }
                }
                if nth == 0 { further.push((at, case, true)) } else { further.push((at, case, false)) }
            }
        }
    }
    // From the end, so that places stay.
    further.sort_by_key(|(at, _, is_first)| (std::cmp::Reverse(*at), *is_first));
    for (at, case, is_first) in further {
        if is_first { cases[at] = case } else { cases.insert(at + 1, case) }
    }
    applied
}

fn slug(name: &str, nth: usize) -> String {
    let slug: String = name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() { format!("{}", nth + 1) } else { slug.to_owned() }
}

/// Applies one scenario.
struct ScenarioInPage<'a> {
    file: &'a ScenarioFile,
    scenario: &'a Scenario,
    number: usize,
    cases: &'a [Case],
}

impl ScenarioInPage<'_> {
    /// The variable that holds a captured value: no other scenario sees it.
    fn variable(&self, name: &str) -> String {
        format!("scenario-{}-{}", self.number, name.trim_matches(['[', ']']))
    }

    fn location(&self) -> Location {
        Location::new(format!("./{}", self.file.path), Position::new(1, 1))
    }

    fn apply(&self, case: &mut Case) -> Result<Vec<Case>, String> {
        let scenario = self.scenario;
        let mut steps = Vec::new();
        for step in &scenario.test_setup {
            let before: Option<&Case> = steps.last();
            let needs = before.map(|before| before.id.clone());
            steps.push(self.step(step, steps.len() + 1, needs)?);
        }
        set(case, &scenario.request_parameters, &|name| self.variable(name))?;
        self.expect(case)?;
        let passing = Some(scenario.status_codes_to_retry.as_slice()).filter(|codes| !codes.is_empty());
        case.overrides.passing_statuses = passing.map(Into::into);
        case.scopes.extend(scenario.scopes.iter().cloned());
        case.tags.extend(tags(scenario.tags.as_ref()));
        let state = case.overrides.state.get_or_insert_default();
        state.needs.extend(steps.last().map(|step| (step.id.clone(), self.location())));
        // What it has is its own already.
        state.fresh = Some(Fresh::Last(false));
        Ok(steps)
    }

    fn expect(&self, case: &mut Case) -> Result<(), String> {
        let documented = &case.expectation.status;
        let allowed = self.scenario.allowed_status_codes.iter().filter(|code| !documented.contains(**code));
        if let [first, others @ ..] = allowed.copied().collect::<Vec<_>>().as_slice() {
            // Nothing is documented about such a response.
            let status = StatusSet::code(*first).or(others);
            let (headers, facts) = (Vec::new(), ResponseFacts::default());
            let documented = case.expectation.clone();
            let (body, schema, fields) = (None, None, Arc::default());
            case.alternatives.push(Expectation {
                status,
                status_only: true,
                headers,
                body,
                schema,
                fields,
                facts,
                ..documented
            });
        }
        for (place, value) in &self.scenario.expectations {
            let source = self.location();
            match expected(place, value)? {
                Some(Expected::Body(place, matcher)) => {
                    case.overrides.body.push(BodyAssertion { place, matcher, source });
                }
                Some(Expected::Header(name, matcher)) => {
                    case.overrides.headers.push(HeaderAssertion { name, matcher, source });
                }
                Some(Expected::Text(matcher)) => case.overrides.text = Some((matcher, source)),
                None => {}
            }
        }
        Ok(())
    }

    /// A request that is sent before.
    fn step(&self, step: &Step, nth: usize, needs: Option<String>) -> Result<Case, String> {
        let canned = match &step.canned_request {
            Some(name) => {
                let found = self.file.canned_requests.iter().find(|canned| canned.name == *name);
                Some(found.ok_or_else(|| format!("no canned request is named `{name}`"))?)
            }
            None => None,
        };
        let request = canned.unwrap_or(step);
        let mut case = match (&request.http_request, &request.method) {
            (Some(text), None) => self.written(text, nth)?,
            (None, Some(method)) => {
                let found = self.cases.iter().find(|case| case.name == *method);
                self.documented(found.ok_or_else(|| format!("no example is named `{method}`"))?, nth)
            }
            _ => {
                return Err(format!(
                    "step {nth} of the setup has neither `http-request` nor `method` nor `canned-request`"
                ));
            }
        };
        let parameters = canned.iter().flat_map(|canned| &canned.request_parameters).chain(&step.request_parameters);
        set(&mut case, parameters.collect::<BTreeMap<_, _>>(), &|name| self.variable(name))?;
        let allowed = canned.into_iter().chain([step]).flat_map(|step| step.allowed_status_codes.iter().copied());
        let allowed: Vec<u16> = allowed.collect();
        case.expectation.status = match allowed.as_slice() {
            [] => StatusSet::class(2),
            [first, others @ ..] => StatusSet::code(*first).or(others),
        };
        let captures = canned.iter().flat_map(|canned| &canned.capture).chain(&step.capture);
        let captures = captures.map(|(name, place)| {
            Ok(Capture {
                variable: self.variable(name),
                source: source(place)?,
                cases: None,
                written_at: self.location(),
            })
        });
        let captures = captures.collect::<Result<Vec<_>, String>>()?;
        let needs = needs.into_iter().map(|name| (name, self.location())).collect();
        // Even a deletion acts on what the steps before it made.
        let fresh = Some(Fresh::Last(false));
        case.overrides.state = Some(Box::new(CaseState { captures, needs, fresh, undo: None }));
        Ok(case)
    }

    fn id(&self, nth: usize) -> String {
        format!("./{}::{}::setup-{nth}", self.file.path, self.number)
    }

    /// A request given in full.
    fn written(&self, text: &str, nth: usize) -> Result<Case, String> {
        let setup = Setup {
            name: format!("{} (setup {nth})", self.scenario.name),
            request: text.to_owned(),
            capture: BTreeMap::new(),
            expect: StatusSet::class(2),
            body: BTreeMap::new(),
            headers: BTreeMap::new(),
            text: None,
            undo: None,
            needs: Vec::new(),
            credentials: Some(Credentials::Settings),
            source: self.location(),
        };
        let case = setup_case(&setup).ok_or_else(|| format!("step {nth} of the setup is not an HTTP request"))?;
        Ok(Case { id: self.id(nth), ..case })
    }

    /// A documented request, of which only the status is expected.
    fn documented(&self, documented: &Case, nth: usize) -> Case {
        let mut case = documented.clone();
        (case.id, case.page) = (self.id(nth), format!("./{}", self.file.path));
        case.name = format!("{} (setup {nth}: {})", self.scenario.name, documented.name);
        case.step = true;
        (case.expectation.status_only, case.expectation.body) = (true, None);
        case.expectation.headers.clear();
        case.alternatives.clear();
        case
    }
}

/// A list, or words with commas between.
fn tags(tags: Option<&Value>) -> Vec<String> {
    match tags {
        Some(Value::Array(tags)) => tags.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
        Some(Value::String(tags)) => {
            tags.split(',').map(|tag| tag.trim().to_owned()).filter(|t| !t.is_empty()).collect()
        }
        _ => Vec::new(),
    }
}
