//! The binary as a user meets it: what it prints where, and what it exits with.

mod baseline;
mod bless;
mod check;
mod connections;
mod coverage;
mod directives;
mod fix;
mod formats;
mod green;
mod identities;
mod interrupts;
mod list;
mod manners;
mod mutate;
mod project;
mod received;
#[cfg(unix)]
mod recipes;
mod replay;
mod report_files;
mod requests;
mod responder;
mod run;
mod run_formats;
mod scenarios;
mod scrape;
mod secrets;
mod selected_pages;
mod selection;
mod sent_otherwise;
mod sequences;
mod service;
mod state;
mod wrong_input;
