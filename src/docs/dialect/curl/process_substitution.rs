//! `-d @<(cat <<EOF ...)`: data that another command prints.

use super::script::printed;
use super::shell::{Reader, pipeline};

impl Reader<'_> {
    /// Reads a command in `<(...)` behind an `@`, whose output the command reads in place of a file.
    pub(crate) fn process_substitution(&mut self) -> bool {
        let at_sign = self.word_text() == Some("@");
        if !at_sign || !self.rest().starts_with("<(") {
            return false;
        }
        let inner = pipeline(self.source, self.at + 2, false, self.variables);
        let Some(printed) = inner.stages.into_iter().next().and_then(printed) else { return false };
        let Some(close) = self.source[inner.end..].find(')') else { return false };
        self.put("-", self.at);
        self.set_input(printed);
        self.at = inner.end + close + 1;
        true
    }
}
