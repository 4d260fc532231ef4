//! Warnings about entries of the settings that are about no case: `[[page]]`, `[[story]]`, `[identity]`, `[literals]`.

use crate::config::{Identity, Literal, Settings};
use crate::contract::Case;

/// A warning for each entry that is about none of the cases, which are all of the docs.
pub(super) fn unused_settings(cases: &[&Case], settings: &Settings) -> Vec<String> {
    let identities = settings.target.identities.iter().filter(|identity| !is_used(identity, cases));
    let literals = settings.literals.iter().filter(|literal| !is_in_request(literal, cases, settings));
    let mut warnings = unused_pages(cases, settings);
    warnings.extend(identities.map(unused_identity));
    warnings.extend(literals.map(unused_literal));
    warnings
}

fn unused_pages(cases: &[&Case], settings: &Settings) -> Vec<String> {
    let Settings { page_order, target, stories, .. } = settings;
    let of_pages = page_order.iter().map(|(glob, _)| glob).chain(target.page_stand_ins.iter().map(|(glob, _)| glob));
    let of_pages = of_pages.map(|glob| (format!("[[page]] path = \"{glob}\""), glob));
    let of_stories = stories.iter().flatten().map(|glob| (format!("[[story]]: `{glob}`"), glob));
    let unused = of_pages.chain(of_stories).filter(|(_, glob)| !cases.iter().any(|case| glob.matches_page(&case.page)));
    let mut warnings: Vec<String> =
        unused.map(|(entry, _)| format!("{entry} matches no page with cases; correct it, or remove it")).collect();
    warnings.dedup();
    warnings
}

/// Whether a case takes an identity: a directive names it, or the case meets one of its conditions.
fn is_used(identity: &Identity, cases: &[&Case]) -> bool {
    cases.iter().any(|case| case.overrides.identity.as_ref() == Some(&identity.name) || identity.is_of(case))
}

fn unused_identity(identity: &Identity) -> String {
    let name = &identity.name;
    format!(
        "no case takes [identity.{name}]: none meets its `for`, `tags` or `scopes`, and no directive has `identity = \"{name}\"`; \
         correct it, or remove it"
    )
}

/// Whether a literal is in a request that it is about, or in that of a `[[setup]]`.
fn is_in_request(literal: &Literal, cases: &[&Case], settings: &Settings) -> bool {
    let text = &*literal.text.text;
    let is_in = |case: &&Case| {
        let request = &case.request;
        literal.cases.as_ref().is_none_or(|cases| cases.matches(case))
            && (request.url.contains(text)
                || request.headers.iter().any(|field| field.value.contains(text))
                || request.body.as_ref().is_some_and(|body| body.text().contains(text)))
    };
    settings.setups.iter().any(|setup| setup.request.contains(text)) || cases.iter().any(is_in)
}

fn unused_literal(literal: &Literal) -> String {
    let (text, source) = (&literal.text.text, &literal.source);
    format!(
        "[literals]: `{text}` is in no request that this is about ({source}); write it as the docs show it, or remove it"
    )
}
