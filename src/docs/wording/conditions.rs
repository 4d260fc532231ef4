//! Conditions in sentences that promise something.

use std::ops::Range;

use super::{Topic, find_all, is, mentions, words};
use crate::text::COLONS;

/// Where a text says that something comes only on a condition; what it comes together with is not one.
pub(crate) fn conditions(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_with = |found: &Range<usize>| text[found.clone()].to_ascii_lowercase().ends_with("with");
    find_all(Topic::ConditionalResponse, text).filter(move |found| !is_with(found))
}

/// Whether the sentence that introduces what is below it says that a failure is what comes, or may come: "It will return an error if there
/// is no such lamp:".
pub(crate) fn introduces_failure(label: &str) -> bool {
    /// How many words there may be from the failure to the end, itself included.
    const NEAR: usize = 2;
    let label = label.trim_end_matches(['*', '_', ' ']);
    let Some(sentence) = label.strip_suffix(COLONS) else { return false };
    let sentence = sentence.rsplit(". ").next().unwrap_or(sentence);
    // "Example response (see Errors):"
    let is_aside = |at: usize| sentence[..at].matches('(').count() > sentence[..at].matches(')').count();
    let Some(failure) = find_all(Topic::Failure, sentence).filter(|found| !is_aside(found.start)).last() else {
        return false;
    };
    let is_last = || words(&sentence[failure.start..]).count() <= NEAR;
    // "If there is no lamp, it returns an error": what is denied is something else.
    let clause = sentence[..failure.start].rsplit(',').next().unwrap_or_default();
    // "If it was made without errors of any kind, ...": what fails is not what comes.
    let within = failure.start - clause.len()..failure.start;
    let is_far = |condition: Range<usize>| {
        within.contains(&condition.start) && words(&sentence[condition.end..failure.start]).count() > NEAR
    };
    let before: Vec<&str> = words(clause).collect();
    let denies = before.iter().rev().take(NEAR).any(|word| is(Topic::Negation, word))
        || [Topic::Success, Topic::NoLonger].iter().any(|topic| mentions(*topic, sentence))
        || is_one_of_several(sentence, clause, &failure);
    !denies && !conditions(sentence).any(is_far) && (conditions(sentence).next().is_some() || is_last())
}

/// Whether a sentence names a failure only beside something else that comes: "Returns the job, or an error if there is none", "It returns
/// an error if there is none, otherwise this".
fn is_one_of_several(sentence: &str, clause: &str, failure: &Range<usize>) -> bool {
    let until_condition = |text: &str| conditions(text).next().map_or(text.len(), |found| found.start);
    let before = &clause[..until_condition(clause)];
    let behind = &sentence[failure.end..];
    let behind = &behind[..until_condition(behind)];
    words(before).any(|word| is(Topic::Negation, word))
        || mentions(Topic::Otherwise, sentence)
        || [before, behind].iter().any(|part| mentions(Topic::OtherOutcome, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_introduce_a_failure() {
        for sentence in [
            "It will return an error if there is no such lamp:",
            "Retornará un error si la lámpara no existe:",
            "Es wird einen Fehler liefern, wenn es die Lampe nicht gibt:",
            "Si la lampe n'existe pas, le service retournera une erreur :",
            "If there is no such lamp, the service returns an error:",
            "If an error occurs, the response is:",
            "If the lamp is off or there is none, the service returns an error:",
            "It is lit. Without it, the service returns an error:",
        ] {
            assert!(introduces_failure(sentence), "{sentence}");
        }
        for sentence in [
            "It returns the lamp without an error if it is lit:",
            "Hvis en ny lampe er blevet oprettet uden fejl, vil tjenesten give dig dette svar:",
            "It returns the errors of the last day:",
            "It will return an error if there is none.",
            "It returns the lamp if there is one:",
            "It will return an error if the lamp is off, otherwise this:",
            "This no longer returns an error if the lamp is missing:",
            "Returns the job, or an error if the queue is full:",
            "Liefert die Lampe oder einen Fehler, wenn sie fehlt:",
            "It returns this instead of an error if it is off:",
            "Example response (see Errors if it fails):",
            "",
        ] {
            assert!(!introduces_failure(sentence), "{sentence}");
        }
    }
}
