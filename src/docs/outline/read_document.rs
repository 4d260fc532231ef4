//! Fences whose content is a response only for what is read right above them: markup, files in a language of files.

use super::build::OutlineBuilder;
use super::fence_in_context::FenceInContext;
use super::label::label_kind;
use super::role::Role;
use crate::docs::messages::info_string::language;
use crate::docs::messages::json_fence::trimmed;
use crate::docs::messages::languages;
use crate::docs::messages::paths::path_of;
use crate::docs::wording::LabelKind;
use crate::http::method::only_reads;

impl OutlineBuilder<'_> {
    /// The role of a fence that is markup right below the URL of what is read, in a line of its own: what comes from there.
    pub(super) fn read_markup(&self, fence: &FenceInContext) -> Option<Role> {
        let route = self.out.fences.last()?;
        let asks = matches!(&route.role, Role::NamedRoute { message, leads: true }
            if only_reads(message.line.method) && !message.line.assumed && message.line.has_host());
        let between = self.text.get(route.range.end..fence.range.start)?;
        let shown = fence.text.text().trim();
        let is_markup = shown.starts_with('<') && shown.ends_with('>') && languages::is_markup(&fence.info);
        let is_read =
            asks && is_markup && fence.annotation.is_none() && between.trim_matches(['`', '*']).trim().is_empty();
        is_read.then(|| Role::Text(trimmed(&fence.text).into()))
    }

    /// The role of a fence in a language of files that is called a response, or is right below its URL, where what is read is a file in
    /// that language.
    pub(super) fn read_file(&self, fence: &FenceInContext) -> Option<Role> {
        let language = language(&fence.info).to_ascii_lowercase();
        let is_known = languages::is_sent_file(&language) && fence.annotation.is_none();
        let above = self.out.fences.last().filter(|_| is_known)?;
        let message = above.role.request()?;
        let path = path_of(&message.line.url);
        let ending = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
        let is_file = ending == language || languages::is_yaml(&ending) && languages::is_yaml(&language);
        let between = self.text.get(above.range.end..fence.range.start)?.trim_matches(['`', '*']).trim();
        let is_shown =
            above.role.is_leading_route() && between.is_empty() || label_kind(self.text, fence) == LabelKind::Response;
        (only_reads(message.line.method) && is_file && is_shown).then(|| Role::Text(trimmed(&fence.text).into()))
    }
}
