//! Directives in a page: `<!-- doctrial ... -->` comments, each waiting for the fence below it.

use crate::contract::ResponseFacts;
use crate::directive;
use crate::directive::{Directive, PageDirective, Role, Said};
use crate::docs::annotation::annotation::{Annotation, BlockType, item_type};
use crate::finding::{Finding, rules};
use crate::text::{Position, SourceText};

/// The directives met so far on one page.
#[derive(Default)]
pub(crate) struct Directives {
    waiting: Vec<(Directive, Position)>,
    /// What is said of the whole page.
    pub(crate) page: Vec<(PageDirective, Said)>,
}

impl Directives {
    /// Reads a comment; whether it was a directive (be it a broken one).
    pub(crate) fn comment(&mut self, page: &str, inner: &SourceText, findings: &mut Vec<Finding>) -> bool {
        match directive::read(inner.text()) {
            None => false,
            Some(Ok(directive)) => {
                let place = inner.place(inner.text().len() - inner.text().trim_start().len());
                if let Some(whole) = directive.page.clone() {
                    self.page.push((whole, Said::new(page, place)));
                }
                if directive.is_about_example() {
                    self.waiting.push((directive, place));
                }
                true
            }
            Some(Err(error)) => {
                let place = inner.place(error.at.min(inner.text().len()));
                // Its author counts on it: without it the example below must not look as if all were well.
                let unread = "the directive above it cannot be read (`doctrial check` says why)".to_owned();
                self.waiting.push((Directive { skip: Some(unread), ..Directive::default() }, place));
                let finding = Finding::docs(&rules::docs::UNREADABLE_DIRECTIVE, page, place, error.message);
                findings.push(finding.help(
                    "a directive is `<!-- doctrial KEY = VALUE -->`, in TOML; until it can be read its example is not fired",
                ));
                true
            }
        }
    }

    /// Those about the fence that comes now.
    pub(crate) fn take(&mut self, page: &str) -> Vec<(Directive, Said)> {
        self.waiting.drain(..).map(|(directive, place)| (directive, Said::new(page, place))).collect()
    }

    /// The end of the page: what still waits is about nothing.
    pub(crate) fn end(&mut self, page: &str, findings: &mut Vec<Finding>) {
        let told = |place: &Position| findings.iter().any(|finding| finding.location.place.line == place.line);
        let waiting: Vec<Position> =
            self.waiting.drain(..).map(|(_, place)| place).filter(|place| !told(place)).collect();
        for place in waiting {
            let message = "this directive has no fence below it to say something about";
            let finding = Finding::docs(&rules::docs::UNBOUND_DIRECTIVE, page, place, message);
            findings.push(
                finding.help("put it above its fence, say it of the whole page (`page.KEY = ...`), or remove it"),
            );
        }
    }
}

/// The annotation that the directives of a fence amount to: they say what the fence is. `None`: they do not.
pub(crate) fn as_annotation(directives: &[(Directive, Said)]) -> Option<Annotation> {
    let (directive, said) = directives.iter().rev().find(|(directive, _)| directive.role.is_some())?;
    let block_type = match directive.role? {
        Role::Request => BlockType::Request,
        Role::Response => BlockType::Response,
        Role::Resource => BlockType::Resource,
        Role::None => BlockType::Ignored,
    };
    let type_text = directive.type_text.clone();
    let plain = type_text.as_deref().map(|text| item_type(text).unwrap_or(text).trim_start_matches('#').to_owned());
    Some(Annotation {
        block_type,
        place: said.place,
        names: directive.name.clone().into_iter().collect(),
        facts: ResponseFacts {
            type_text,
            type_name: plain,
            optional: directive.optional.clone().unwrap_or_default(),
            nullable: directive.nullable.clone().unwrap_or_default(),
            ..ResponseFacts::default()
        },
        lists_nullable: directive.nullable.is_some(),
        by_directive: true,
        ..Annotation::nothing(block_type, said.place)
    })
}
