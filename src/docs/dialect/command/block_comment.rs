//! Comments of `PowerShell` between the words of a line: `<# the target #>`.

use super::shell::Reader;

impl Reader<'_> {
    /// Passes over a comment that is closed on its line. Whether there is one.
    pub(super) fn block_comment(&mut self) -> bool {
        if self.word_text().is_some() || !self.rest().starts_with("<#") {
            return false;
        }
        let length = self.rest().lines().next().and_then(|line| line.find("#>"));
        self.at += length.map_or(0, |length| length + "#>".len());
        length.is_some()
    }
}
