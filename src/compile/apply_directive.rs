//! A directive of the user, applied to a case of the docs.

use crate::contract::Case;
use crate::directive::{
    BodyAssertion, Capture, CaseOverrides, Credentials, Directive, Fidelity, HeaderAssertion, LevelOverride, MapPlaces,
    Matcher, PageDirective, PointerPattern,
};
use crate::docs::item_type;
use crate::finding::{Skip, SkipKind};
use crate::text::Location;

impl Case {
    /// Applies a directive, which replaces what earlier ones say about the same thing. `source`: where it is written.
    pub fn apply_directive(&mut self, directive: &Directive, source: &Location) {
        self.apply_facts(directive);
        if let Some(reason) = &directive.skip {
            self.skip = Some(Skip::new(SkipKind::Configured, format!("{reason} (by the directive at {source})")));
        }
        add(&mut self.overrides, directive, source);
    }

    /// Applies a directive about the whole page of the case.
    pub fn apply_page_directive(&mut self, directive: &PageDirective, source: &Location) {
        let PageDirective { skip, rules, parameters, .. } = directive.clone();
        self.apply_directive(&Directive { skip, parameters, rules, ..Directive::default() }, source);
    }

    /// The keys that an API Doctor annotation has, too.
    fn apply_facts(&mut self, directive: &Directive) {
        let facts = &mut self.expectation.facts;
        let lists = [
            (&directive.tags, &mut self.tags),
            (&directive.scopes, &mut self.scopes),
            (&directive.optional, &mut facts.optional),
            (&directive.nullable, &mut facts.nullable),
        ];
        for (given, list) in lists {
            if let Some(given) = given {
                list.clone_from(given);
            }
        }
        if let Some(text) = &directive.type_text {
            let item = item_type(text);
            facts.collection |= item.is_some();
            facts.type_name = Some(item.unwrap_or(text).trim_start_matches('#').to_owned());
            facts.type_text = Some(text.clone());
        }
        facts.collection = directive.collection.unwrap_or(facts.collection);
        facts.is_empty = directive.empty.unwrap_or(facts.is_empty);
        facts.expect_error = directive.expect_error.unwrap_or(facts.expect_error);
        if let Some(truncated) = directive.truncated {
            (facts.truncated, facts.shortened) = (truncated, false);
        }
        if let Some(property) = &directive.collection_property {
            facts.collection_property.clone_from(property);
        }
        if let Some(status) = &directive.status {
            self.expectation.status = status.clone();
        }
    }
}

/// Adds what a directive says to what earlier ones say.
fn add(overrides: &mut CaseOverrides, directive: &Directive, source: &Location) {
    match directive.fidelity {
        Some(Fidelity::Exact) => overrides.exact = Some(source.clone()),
        Some(Fidelity::Shape) => overrides.exact = None,
        None => {}
    }
    for (place, matcher) in &directive.body {
        overrides.body.retain(|earlier| earlier.place != *place);
        let (place, matcher, source) = (place.clone(), matcher.clone(), source.clone());
        overrides.body.push(BodyAssertion { place, matcher, source });
    }
    for (name, matcher) in &directive.headers {
        overrides.headers.retain(|earlier| !earlier.name.eq_ignore_ascii_case(name));
        let (name, matcher, source) = (name.clone(), matcher.clone(), source.clone());
        overrides.headers.push(HeaderAssertion { name, matcher, source });
    }
    if let Some(matcher) = &directive.text {
        overrides.text = Some((matcher.clone(), source.clone()));
    }
    if let Some(bytes) = &directive.bytes {
        overrides.bytes = Some((bytes.clone(), source.clone()));
    }
    for (&rule, &level) in &directive.rules {
        overrides.rules.push(LevelOverride { rule, level, source: source.clone() });
    }
    overrides.parameters.extend(directive.parameters.clone());
    add_state(overrides, directive, source);
    overrides.credentials = directive.credentials.or(overrides.credentials);
    match directive.identity.as_deref() {
        Some("none") => (overrides.identity, overrides.credentials) = (None, Some(Credentials::None)),
        Some(name) => {
            (overrides.identity, overrides.credentials) = (Some(name.to_owned()), Some(Credentials::Settings));
        }
        None => {}
    }
    overrides.stand_ins = directive.stand_ins.or(overrides.stand_ins);
    if let Some(request) = &directive.request {
        overrides.request.get_or_insert_default().extend(request);
    }
    overrides.timeout = directive.timeout.or(overrides.timeout);
    overrides.poll = directive.poll.or(overrides.poll);
    if let Some(follow) = &directive.follow {
        overrides.follow = Some(Box::new(follow.clone()));
    }
    overrides.stream = directive.stream.or(overrides.stream);
    add_members(overrides, directive, source);
    if let Some(schema) = &directive.schema {
        overrides.schema = Some(schema.clone());
    }
    note_places(overrides, directive, source);
}

/// Notes where the type, the schema, the values and the parts of the request are written that a directive names.
fn note_places(overrides: &mut CaseOverrides, directive: &Directive, source: &Location) {
    let Directive { type_text, schema, parameters, request, .. } = directive;
    let removed: &[String] = request.as_ref().map_or(&[], |request| &request.remove);
    if type_text.is_none() && schema.is_none() && parameters.is_empty() && removed.is_empty() {
        return;
    }
    let written_at = overrides.written_at.get_or_insert_default();
    if type_text.is_some() {
        written_at.type_name = Some(source.clone());
    }
    if schema.is_some() {
        written_at.schema = Some(source.clone());
    }
    written_at.parameters.extend(parameters.keys().map(|name| (name.clone(), source.clone())));
    written_at.removed.extend(removed.iter().map(|part| (part.clone(), source.clone())));
}

/// What a directive says of the state that the case makes, needs and takes back.
fn add_state(overrides: &mut CaseOverrides, directive: &Directive, source: &Location) {
    if !directive.is_about_state() {
        return;
    }
    let Directive { capture, undo, fresh, needs, .. } = directive;
    let state = overrides.state.get_or_insert_default();
    for (variable, value) in capture {
        state.captures.retain(|earlier| earlier.variable != *variable || earlier.cases.is_some());
        state.captures.push(Capture {
            variable: variable.clone(),
            source: value.clone(),
            cases: None,
            written_at: source.clone(),
        });
    }
    if let Some(undo) = undo {
        state.undo = Some((undo.clone(), source.clone()));
    }
    state.fresh = fresh.clone().or(state.fresh.take());
    state.needs.extend(needs.iter().flatten().map(|name| (name.clone(), source.clone())));
}

/// What a directive says about members: whose names are data, and where the lists of them are written.
fn add_members(overrides: &mut CaseOverrides, directive: &Directive, source: &Location) {
    let maps: &[PointerPattern] = match &directive.map {
        Some(MapPlaces::Body(true)) => &[PointerPattern::root()],
        Some(MapPlaces::At(places)) => places,
        Some(MapPlaces::Body(false)) | None => &[],
    };
    for place in maps {
        overrides.body.retain(|earlier| earlier.place != *place);
        overrides.body.push(BodyAssertion {
            place: place.clone(),
            matcher: Matcher::Map(true),
            source: source.clone(),
        });
    }
    if directive.optional.is_some() {
        overrides.optional_at = Some(source.clone());
    }
    if directive.nullable.is_some() {
        overrides.nullable_at = Some(source.clone());
    }
}
