//! Resource blocks -> the types they document.

use super::prose;
use crate::contract::Resource;
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::page_context::PageContext;
use crate::finding::{Finding, rules};

/// The types of a page's resource blocks, still without their properties.
pub(super) fn read(page: &PageContext<'_>, findings: &mut Vec<Finding>) -> Vec<Resource> {
    let blocks = page.fences().iter().filter(|fence| fence.is_annotated(BlockType::Resource));
    let mut found: Vec<Resource> = blocks.filter_map(|fence| resource(page.path(), fence, findings)).collect();
    if let [only] = found.as_mut_slice()
        && only.base_type.is_none()
    {
        only.prose_base = prose::base(page.text());
    }
    found
}

fn resource(path: &str, fence: &FenceInContext, findings: &mut Vec<Finding>) -> Option<Resource> {
    let annotation = fence.annotation.clone()?;
    let Annotation { facts, lists_nullable, base_type, open, is_abstract, key_property, .. } = annotation;
    let Some(name) = facts.type_name else {
        let message = "this resource block does not say which type it shows";
        let finding = Finding::docs(&rules::docs::UNNAMED_RESOURCE, path, fence.place, message);
        findings.push(finding.help("add `\"@odata.type\": \"...\"` to its annotation"));
        return None;
    };
    Some(Resource {
        name,
        page: path.to_owned(),
        line: fence.place.line,
        body: fence.text.slice(0, fence.text.text().trim_end().len()).into(),
        base_type,
        prose_base: None,
        open,
        is_abstract,
        key_property,
        optional: facts.optional,
        nullable: lists_nullable.then_some(facts.nullable),
        properties: Vec::new(),
    })
}
