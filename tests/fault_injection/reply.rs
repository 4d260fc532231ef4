//! The responses of the service before and after a fault.

use serde_json::{Value, json};

/// What one call is, for faults: each names the one it breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    ListLanguages,
    ListMastered,
    ListNone,
    GetLanguage,
    MissingLanguage,
    CreateLanguage,
    BadLanguage,
    UpdateLanguage,
    DeleteLanguage,
    ListParcels,
    GetParcel,
    MissingParcel,
    AnnounceParcel,
    StopParcel,
    TooLateToStop,
    DropLabel,
    Events,
    Other,
}

/// A response on its way out; a fault may still break it.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Body,
    pub delivery: Delivery,
}

#[derive(Debug, Clone)]
pub enum Body {
    None,
    Json(Value),
    Bytes(Vec<u8>),
}

/// How the response reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    Whole,
    /// Not before any sensible client has given up.
    Never,
    /// The connection is closed without a word.
    Cut,
}

impl Reply {
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Body::None, delivery: Delivery::Whole }
    }

    pub fn json(status: u16, body: Value) -> Self {
        let headers = vec![("Content-Type", "application/json".to_owned())];
        Self { headers, body: Body::Json(body), ..Self::empty(status) }
    }

    /// The people service's own shape of an error.
    pub fn error(status: u16, code: &str, message: impl Into<String>) -> Self {
        let inner = json!({ "requestId": "0b9d2c1e-5d0f-4c59-8a06-7a4b3f0e9d55", "date": "2026-11-24T10:00:00Z" });
        Self::json(status, json!({ "error": { "code": code, "message": message.into(), "innerError": inner } }))
    }

    /// The parcel service's: RFC 9457, with one member of its own.
    pub fn problem(status: u16, kind: &str, title: &str, detail: &str, own: (&str, &str)) -> Self {
        let mut body = json!({ "type": format!("https://parcels.example.com/problems/{kind}"), "title": title,
            "status": status, "detail": detail });
        body[own.0] = own.1.into();
        let headers = vec![("Content-Type", "application/problem+json".to_owned())];
        Self { headers, body: Body::Json(body), ..Self::empty(status) }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The JSON body, for a fault to change.
    pub fn value(&mut self) -> &mut Value {
        match &mut self.body {
            Body::Json(value) => value,
            other => panic!("{other:?} is not JSON: the fault is of the wrong call"),
        }
    }

    pub fn bytes(self) -> Vec<u8> {
        match self.body {
            Body::None => Vec::new(),
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Bytes(bytes) => bytes,
        }
    }
}
