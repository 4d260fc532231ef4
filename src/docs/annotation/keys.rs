//! Unknown keys and types in annotations, with those that were likely meant.

use super::annotation::BlockType;
use super::find_member::find;
use crate::finding::suggest::{did_you_mean, nearest, typo_of};
use crate::finding::{Finding, rules};
use crate::json::Node;
use crate::text::{Edit, SourceText};

/// The values of `blockType`.
const TYPES: &[(&str, BlockType)] = &[
    ("request", BlockType::Request),
    ("response", BlockType::Response),
    ("resource", BlockType::Resource),
    ("ignored", BlockType::Ignored),
    ("ignore", BlockType::Ignored),
    ("example", BlockType::Example),
    ("samples", BlockType::Samples),
    ("simulatedResponse", BlockType::Other),
    ("testParams", BlockType::Other),
    ("permissions", BlockType::Other),
    ("unknown", BlockType::Other),
];

/// Every key that API Doctor or its pages use; those without a meaning here are accepted nevertheless.
const KNOWN: &[&str] = &[
    "blockType",
    "name",
    "@odata.type",
    "@type",
    "@type.aka",
    "@property.aka",
    "isCollection",
    "collectionProperty",
    "isEmpty",
    "truncated",
    "expectError",
    "optionalProperties",
    "nullableProperties",
    "baseType",
    "openType",
    "abstract",
    "isAbstract",
    "keyProperty",
    "sampleKeys",
    "sampleIds",
    "opaqueUrl",
    "tags",
    "scopes",
    "scope",
    "apiVersions",
    "target",
    "isComposable",
    "idempotent",
    "isMediaEntity",
    "longRunningResponseType",
    "@odata.annotations",
    "id",
    "displayName",
    "requestUrls",
    "mergePermissions",
    "description",
];

/// The keys of an annotation as written.
pub(super) struct Keys<'a> {
    pub(super) page: &'a str,
    pub(super) comment: &'a SourceText,
    /// Where its JSON begins in the comment.
    pub(super) brace: usize,
    pub(super) root: &'a Node,
}

impl Keys<'_> {
    /// A finding for each unknown key.
    pub(super) fn unknown(&self) -> Vec<Finding> {
        let is_known = |key: &str| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(key));
        let unknown = self.root.members().unwrap_or_default().iter().filter(|member| !is_known(&member.key));
        let finding = |member: &crate::json::Member| {
            let (key, message) = (&member.key, format!("unknown annotation key `{}`", member.key));
            let place = self.comment.place(self.brace + member.key_start);
            let finding = Finding::docs(&rules::docs::UNKNOWN_KEY, self.page, place, message);
            let help = nearest(key, KNOWN.iter().copied()).map(did_you_mean);
            let finding = finding.help(help.unwrap_or_else(|| "it has no effect; remove it".to_owned()));
            let meant = typo_of(key, KNOWN.iter().copied()).filter(|meant| find(self.root, meant).is_none());
            finding.fix(meant.and_then(|meant| self.corrected(member.key_start, key, meant)))
        };
        unknown.map(finding).collect()
    }

    /// The value of `blockType`, and a finding where it is unknown.
    pub(super) fn block_type(&self) -> (BlockType, Option<Finding>) {
        let node = find(self.root, "blockType");
        let written = node.and_then(Node::as_str).unwrap_or_default();
        let known = TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(written.trim()));
        if let Some((_, known)) = known {
            return (*known, None);
        }
        let names = || TYPES.iter().map(|(name, _)| *name);
        let help = nearest(written.trim(), names())
            .map_or_else(|| "use request, response, resource, example or ignored".to_owned(), did_you_mean);
        let message = format!("unknown blockType `{}`", written.trim());
        let (start, end) = node.map_or((0, 1), |node| (node.start, node.end));
        let span = self.comment.span(self.brace + start..self.brace + end);
        let finding = Finding::docs(&rules::docs::UNKNOWN_BLOCK_TYPE, self.page, span, message).help(help);
        let edit =
            node.zip(typo_of(written, names())).and_then(|(node, meant)| self.corrected(node.start, written, meant));
        (BlockType::Unknown, Some(finding.fix(edit)))
    }

    /// The word at `at`, in any quotes, replaced by the intended one in double quotes.
    fn corrected(&self, at: usize, word: &str, meant: &str) -> Option<Edit> {
        let rest = self.comment.text().get(self.brace + at..)?;
        let written = ["\"", "'", ""].map(|quote| format!("{quote}{word}{quote}"));
        // An edit never crosses a line.
        let written =
            written.into_iter().find(|written| rest.starts_with(written.as_str()) && !written.contains('\n'))?;
        Some(Edit::new(self.comment.place(self.brace + at), written, format!("\"{meant}\"")))
    }
}
