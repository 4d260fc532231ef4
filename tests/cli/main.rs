//! The binary as a user meets it: what it prints where, and what it exits with.

mod checking;
mod choosing;
mod directives;
mod fixing;
mod formats;
mod listing;
mod mutating;
mod project;
mod running;
mod scraping;
mod story;
mod wrong_input;
