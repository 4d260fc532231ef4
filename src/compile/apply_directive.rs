//! The user's own word, laid over what the docs say of a case.

use crate::contract::Case;
use crate::directive::{BodyAssertion, Directive, Fidelity, HeaderAssertion, Override, PageDirective, Said};
use crate::docs::item_type;
use crate::finding::{Skip, SkipKind};

impl Case {
    /// Lays a directive over the case; what was said before of the same thing gives way.
    pub fn say(&mut self, directive: &Directive, said: &Said) {
        self.say_of_example(directive);
        if let Some(reason) = &directive.skip {
            self.skip = Some(Skip::new(SkipKind::LeftOut, format!("left out: {reason} ({said})")));
        }
        let promise = &mut self.promise;
        match directive.fidelity {
            Some(Fidelity::Exact) => promise.exact = Some(said.clone()),
            Some(Fidelity::Shape) => promise.exact = None,
            None => {}
        }
        for (place, matcher) in &directive.body {
            promise.body.retain(|earlier| earlier.place != *place);
            let (place, matcher, said) = (place.clone(), matcher.clone(), said.clone());
            promise.body.push(BodyAssertion { place, matcher, said });
        }
        for (name, matcher) in &directive.headers {
            promise.headers.retain(|earlier| !earlier.name.eq_ignore_ascii_case(name));
            promise.headers.push(HeaderAssertion { name: name.clone(), matcher: matcher.clone(), said: said.clone() });
        }
        let with_place = |matcher| (matcher, said.clone());
        promise.text = directive.text.clone().map(with_place).or_else(|| promise.text.take());
        promise.bytes = directive.bytes.clone().map(|bytes| (bytes, said.clone())).or_else(|| promise.bytes.take());
        let levels = directive.rules.iter();
        promise.rules.extend(levels.map(|(rule, level)| Override { rule: *rule, level: *level, said: said.clone() }));
        let given = directive.parameters.iter().map(|(name, words)| (name.clone(), words.0.clone()));
        promise.parameters.extend(given);
        promise.schema = directive.schema.clone().or_else(|| promise.schema.take());
    }

    /// Lays a directive over the case that is about its whole page.
    pub fn say_of_page(&mut self, directive: &PageDirective, said: &Said) {
        let PageDirective { skip, rules, parameters, .. } = directive.clone();
        self.say(&Directive { skip, parameters, rules, ..Directive::default() }, said);
    }

    /// The keys that an API Doctor annotation has, too.
    fn say_of_example(&mut self, directive: &Directive) {
        let expectation = &mut self.expectation;
        let lists = [
            (&directive.tags, &mut self.tags),
            (&directive.scopes, &mut self.scopes),
            (&directive.optional, &mut expectation.facts.optional),
            (&directive.nullable, &mut expectation.facts.nullable),
        ];
        for (said, list) in lists {
            if let Some(said) = said {
                list.clone_from(said);
            }
        }
        if let Some(text) = &directive.type_text {
            let item = item_type(text);
            expectation.facts.collection |= item.is_some();
            expectation.facts.type_name = Some(item.unwrap_or(text).trim_start_matches('#').to_owned());
            expectation.facts.type_text = Some(text.clone());
        }
        expectation.facts.collection = directive.collection.unwrap_or(expectation.facts.collection);
        expectation.facts.is_empty = directive.empty.unwrap_or(expectation.facts.is_empty);
        expectation.facts.expect_error = directive.expect_error.unwrap_or(expectation.facts.expect_error);
        if let Some(truncated) = directive.truncated {
            (expectation.facts.truncated, expectation.facts.shortened) = (truncated, false);
        }
        if let Some(property) = &directive.collection_property {
            expectation.facts.collection_property.clone_from(property);
        }
        if let Some(status) = &directive.status {
            expectation.status = status.clone();
        }
    }
}
