//! Styles and width of a text report.

use anstyle::{AnsiColor, Style};

/// How a text report looks: its styles, which the command line strips where the output is not a terminal, and its width.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    pub(crate) bad: Style,
    pub(crate) warning: Style,
    pub(crate) good: Style,
    pub(crate) strong: Style,
    pub(crate) faint: Style,
    /// How many columns the terminal has; nothing: what is longer is not folded.
    pub(crate) width: Option<usize>,
}

impl Palette {
    /// No styles at all.
    pub const PLAIN: Self = Self {
        bad: Style::new(),
        warning: Style::new(),
        good: Style::new(),
        strong: Style::new(),
        faint: Style::new(),
        width: None,
    };

    /// The eight colours every terminal has.
    pub const COLOURED: Self = Self {
        bad: AnsiColor::Red.on_default().bold(),
        warning: AnsiColor::Yellow.on_default().bold(),
        good: AnsiColor::Green.on_default().bold(),
        strong: Style::new().bold(),
        faint: Style::new().dimmed(),
        width: None,
    };

    /// The same on a terminal with this many columns.
    #[must_use]
    pub const fn within(self, width: Option<usize>) -> Self {
        Self { width, ..self }
    }
}
