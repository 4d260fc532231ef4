//! How much of a page the parser is given at a time. It reads the structure of all it is given before the first block comes
//! out, so that a page of many fences that are cut would be read once for each of them.

/// The bytes that the parser is given: all, until a block is cut; then a few times what the last block took.
pub(super) struct Window {
    bytes: usize,
}

impl Window {
    const LEAST: usize = 2048;
    const TIMES: usize = 4;

    pub(super) fn whole() -> Self {
        Self { bytes: usize::MAX }
    }

    /// Where it ends that begins at `base`: at a line's end, `stop` at the latest.
    pub(super) fn end(&self, text: &str, base: usize, stop: usize) -> usize {
        let near = base.saturating_add(self.bytes);
        if near >= stop {
            return stop;
        }
        memchr::memchr(b'\n', &text.as_bytes()[near..stop]).map_or(stop, |newline| near + newline + 1)
    }

    /// After a block that was cut and took so many bytes.
    pub(super) fn after_cut(&mut self, taken: usize) {
        self.bytes = Self::LEAST.max(taken.saturating_mul(Self::TIMES));
    }

    /// After blocks that took all of it, or whose last one did not end in it.
    pub(super) fn grow(&mut self) {
        self.bytes = self.bytes.saturating_mul(2);
    }
}
