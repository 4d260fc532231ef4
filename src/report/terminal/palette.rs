use anstyle::{AnsiColor, Style};

/// The styles of a text report. The command line strips them where the output is not a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    pub(crate) bad: Style,
    pub(crate) warning: Style,
    pub(crate) good: Style,
    pub(crate) strong: Style,
    pub(crate) faint: Style,
}

impl Palette {
    /// No styles at all.
    pub const PLAIN: Self = Self {
        bad: Style::new(),
        warning: Style::new(),
        good: Style::new(),
        strong: Style::new(),
        faint: Style::new(),
    };

    /// The eight colours every terminal has.
    pub const COLOURED: Self = Self {
        bad: AnsiColor::Red.on_default().bold(),
        warning: AnsiColor::Yellow.on_default().bold(),
        good: AnsiColor::Green.on_default().bold(),
        strong: Style::new().bold(),
        faint: Style::new().dimmed(),
    };
}
