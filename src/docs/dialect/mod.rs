//! In: A page's outline.
//! Out: The examples written in each dialect, and what became of the fences it understands. A new dialect is a folder with a
//! [`reader::DialectReader`], and a line in `registry.rs`.

mod api_doctor;
mod blueprint;
mod body_elsewhere;
mod command;
mod console;
mod curl;
mod defects;
mod exchange;
mod gitbook;
mod http;
mod httpie;
mod other_client;
mod reader;
pub(super) mod registry;
mod remaining;
mod same_call;
mod shapes;
mod unread_responses;
mod without_response;
