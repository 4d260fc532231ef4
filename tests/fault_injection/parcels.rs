//! Parcels on their way.

use serde_json::{Value, json};

use super::reply::{Body, Call, Reply};

#[derive(Debug, Clone)]
struct Parcel {
    number: String,
    state: &'static str,
    grams: i64,
    fragile: bool,
    to: [String; 4],
    announced: &'static str,
    delivered: Option<&'static str>,
}

#[derive(Debug)]
pub struct Depot {
    parcels: Vec<Parcel>,
}

impl Depot {
    pub fn seeded() -> Self {
        let seed = |number: &str, state, grams, delivered| Parcel {
            number: number.to_owned(),
            state,
            grams,
            fragile: grams > 1000,
            to: ["Someone", "Somestreet 1", "Wels", "4600"].map(str::to_owned),
            announced: "2026-03-04T05:06:07Z",
            delivered,
        };
        Self {
            parcels: vec![
                seed("PK-1001", "in-transit", 2100, None),
                seed("PK-1002", "in-transit", 300, None),
                seed("PK-1003", "in-transit", 700, None),
                seed("PK-1004", "delivered", 950, Some("2026-03-01T11:00:00Z")),
                seed("PK-1005", "in-transit", 50, None),
            ],
        }
    }

    /// `path`: the segments below `/parcels`.
    pub fn handle(&mut self, method: &str, path: &[&str], query: &str, body: &[u8]) -> (Call, Reply) {
        match (method, path) {
            ("GET", []) => self.list(query),
            ("POST", []) => self.announce(body),
            (_, [number, rest @ ..]) => {
                if let Some(parcel) = self.parcels.iter_mut().find(|parcel| parcel.number == *number) {
                    return parcel.handle(method, rest, body);
                }
                let detail = format!("There is no parcel {number}.");
                let own = ("number", *number);
                (Call::MissingParcel, Reply::problem(404, "unknown-parcel", "Unknown parcel", &detail, own))
            }
            _ => (Call::Other, Reply::empty(405)),
        }
    }

    fn list(&self, query: &str) -> (Call, Reply) {
        let option = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let wanted = self.parcels.iter().filter(|parcel| option("state").is_none_or(|state| parcel.state == state));
        let all: Vec<&Parcel> = wanted.collect();
        let limit = option("limit").and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
        let items: Vec<Value> = all.iter().take(limit).map(|parcel| parcel.short()).collect();
        let mut reply = Reply::json(200, json!({ "total": all.len(), "items": items }));
        reply.headers = vec![("Content-Type", "application/json; charset=utf-8".to_owned())];
        (Call::ListParcels, reply)
    }

    fn announce(&mut self, body: &[u8]) -> (Call, Reply) {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let to = ["name", "street", "city", "postcode"].map(|member| body["to"][member].as_str().map(str::to_owned));
        let (Some(grams), Some(fragile), [Some(name), Some(street), Some(city), Some(postcode)]) =
            (body["weightGrams"].as_i64(), body["fragile"].as_bool(), to)
        else {
            let own = ("needed", "weightGrams, fragile, to");
            return (Call::Other, Reply::problem(400, "incomplete", "Incomplete", "Something is missing.", own));
        };
        let number = format!("PK-{}", 9000 + self.parcels.len());
        let link = format!("/parcels/{number}");
        let announced = json!({ "number": number, "state": "announced", "label": format!("{link}/label") });
        let to = [name, street, city, postcode];
        let now = "2026-11-24T10:00:00Z";
        self.parcels.push(Parcel { number, state: "announced", grams, fragile, to, announced: now, delivered: None });
        (Call::AnnounceParcel, Reply::json(201, announced).header("Location", link))
    }
}

impl Parcel {
    fn handle(&mut self, method: &str, path: &[&str], body: &[u8]) -> (Call, Reply) {
        match (method, path) {
            ("GET", []) => {
                let reply = Reply::json(200, self.whole()).header("Cache-Control", "no-store");
                (Call::GetParcel, reply.header("ETag", "\"77\""))
            }
            ("GET", ["events.csv"]) => (Call::Events, self.csv()),
            ("POST", ["stop"]) => self.stop(body),
            ("DELETE", ["label"]) => (Call::DropLabel, Reply::empty(204)),
            _ => (Call::Other, Reply::empty(405)),
        }
    }

    fn stop(&mut self, body: &[u8]) -> (Call, Reply) {
        if let Some(delivered) = self.delivered {
            let detail = format!("{} was delivered on {}.", self.number, &delivered[..10]);
            let own = ("delivered", delivered);
            return (Call::TooLateToStop, Reply::problem(409, "delivered", "Already delivered", &detail, own));
        }
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        self.state = "returning";
        let stopped = json!({ "number": self.number, "state": self.state, "reason": body["reason"] });
        (Call::StopParcel, Reply::json(202, stopped))
    }

    fn short(&self) -> Value {
        let [_, _, city, postcode] = &self.to;
        json!({ "number": self.number, "state": self.state, "weightGrams": self.grams,
            "to": { "city": city, "postcode": postcode }, "announced": self.announced })
    }

    fn whole(&self) -> Value {
        let [name, street, city, postcode] = &self.to;
        json!({
            "number": self.number,
            "state": self.state,
            "weightGrams": self.grams,
            "fragile": self.fragile,
            "priceEuros": 4,
            "to": { "name": name, "street": street, "city": city, "postcode": postcode },
            "events": [{ "at": self.announced, "what": "announced", "depot": "Wels" }],
            "announced": self.announced,
            "tracking": format!("https://parcels.example.com/t/{}", self.number),
        })
    }

    fn csv(&self) -> Reply {
        let lines = format!("at,what,depot\n{},announced,Wels\n", self.announced);
        let reply = Reply { body: Body::Bytes(lines.into_bytes()), ..Reply::empty(200) };
        let file = format!("attachment; filename=\"{}.csv\"", self.number);
        reply.header("Content-Type", "text/csv; charset=utf-8").header("Content-Disposition", file)
    }
}
