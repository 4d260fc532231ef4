//! How much of a text was looked at. Tests count it: that the work is in proportion to the text is then the same on every
//! machine.

#[cfg(test)]
thread_local!(static BYTES: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });

/// Notes how many bytes were looked at, and returns their number.
#[inline]
pub(crate) fn looked_at(bytes: usize) -> usize {
    #[cfg(test)]
    BYTES.set(BYTES.get() + bytes);
    bytes
}

/// How many bytes `work` looks at on this thread.
#[cfg(test)]
pub(crate) fn bytes_looked_at(work: impl FnOnce()) -> usize {
    BYTES.set(0);
    work();
    BYTES.take()
}
