//! How pages are read: the examples they hold, each at its place, and the findings of the reader.

mod around_bodies;
mod beside_commands;
mod beside_tables;
mod between_calls;
mod commands;
mod documents_in_lines;
mod hosts_left_open;
mod http_dialect;
mod includes;
mod layouts;
mod lists_of_routes;
mod outcomes;
mod parts_of_fences;
mod printed_behind_signs;
mod quirky_pages;
mod references;
mod requests;
mod responses;
mod rows_of_tables;
mod sections_and_aliases;
mod several_commands;
mod shown;
mod statuses_alone;
mod titles_of_fences;
mod urls_as_requests;
mod words_of_authors;
