//! `Topic`: what words can be about, one for each table of `words.toml`, and the questions asked about a text.

/// Declares [`Topic`] with the name that each has in `words.toml`.
macro_rules! topics {
    ($($(#[$doc:meta])* $topic:ident = $name:literal,)*) => {
        /// What a word of a page may be about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Topic {
            $($(#[$doc])* $topic,)*
        }

        impl Topic {
            /// Every topic, in the order of their numbers.
            pub(crate) const ALL: &[Self] = &[$(Self::$topic,)*];

            /// The name of its table in `words.toml`.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$topic => $name,)*
                }
            }
        }
    };
}

topics! {
    /// What a service sends.
    Response = "response",
    /// In the message of a body: something went well.
    SaysSuccess = "says-success",
    /// What a command prints.
    Printed = "printed",
    /// What is sent to a service.
    Request = "request",
    /// The body of a message, of a request if nothing else is mentioned.
    Body = "body",
    /// What a request is made with or about: its body where it has one.
    BodyData = "body-data",
    /// In a short label: the body of a request.
    Input = "input",
    /// In the words above several documents: each is one form of what is sent.
    AlternativeBodies = "alternative-bodies",
    /// Several commands, in the words above the response to each of them.
    Commands = "commands",
    /// With [`Topic::Data`]: the body of a request.
    Sending = "sending",
    /// See [`Topic::Sending`].
    Data = "data",
    /// The whole label of the content of a message, below the words that say of which message.
    ContentLabel = "content-label",
    /// Header fields.
    Headers = "headers",
    /// What all bodies of a kind have in common: a schema.
    Shape = "shape",
    /// Words for a notation, which are not a [`Topic::Shape`]: "in JSON format".
    InNotation = "in-notation",
    /// The whole of a heading that says only that a request succeeded.
    SuccessHeading = "success-heading",
    /// The whole of a label of what comes in success or in failure.
    SuccessOutcome = "success-outcome",
    FailureOutcome = "failure-outcome",
    /// The whole of a label below a heading about the response: its body.
    ResponseContent = "response-content",
    /// The body below a sentence.
    FollowingBody = "following-body",
    /// Between what is sent and the resulting status.
    ResultsIn = "results-in",
    /// After that: the service sends the body.
    SentBack = "sent-back",
    /// The words that may be between the body below and [`Topic::ResultsIn`].
    Passive = "passive",
    /// Before what does something: "returned by".
    Agent = "agent",
    /// One example, in contrast to their shape.
    OneExample = "one-example",
    /// An example is announced.
    Example = "example",
    /// The whole of a label that announces an example.
    ExampleLabel = "example-label",
    /// A route or its syntax is announced.
    Route = "route",
    /// Between a method and the path it is about: "POST request to".
    LeadsToRoute = "leads-to-route",
    /// Right before the path that a method is sent to.
    BeforePath = "before-path",
    /// A word that may be between a method and its path besides [`Topic::BeforePath`] and [`Topic::Request`]: "GET on the".
    BesidePath = "beside-path",
    /// In the parentheses behind a path: how the call is made, or how old it is.
    RequestRemark = "request-remark",
    /// The name of a program that sends requests: "cURL command".
    Client = "client",
    /// A file, in the words above its content.
    File = "file",
    /// Settings, files, stored data: nothing that is sent.
    Settings = "settings",
    /// A document that the reader is to imagine, to define or to store: nothing that is sent.
    OtherDocument = "other-document",
    /// A protocol other than HTTP in which a page shows the same call.
    OtherProtocol = "other-protocol",
    /// How a sentence begins that only refers to another call.
    CrossReference = "cross-reference",
    /// A noun right after a number, which counts it.
    Counted = "counted",
    /// How a sentence begins that tells the reader to write a [`Topic::File`].
    Write = "write",
    /// With [`Topic::QueryLanguage`]: how to write a query.
    Query = "query",
    /// See [`Topic::Query`].
    QueryLanguage = "query-language",
    /// With [`Topic::Changed`]: what the service stores.
    Entity = "entity",
    /// See [`Topic::Entity`].
    Changed = "changed",
    /// A result is shown after all.
    ShowsResult = "shows-result",
    /// In a heading between a request and its response.
    ResponseHeading = "response-heading",
    /// Of those the words that other ones beside them make a topic of.
    Result = "result",
    /// Words in front of a [`Topic::Result`] that name no topic: "the expected result".
    BesideResult = "beside-result",
    /// In a heading under which an example goes on.
    ExampleHeading = "example-heading",
    /// In the heading of a section about failures.
    Failure = "failure",
    /// In the short label of one of several responses: what went wrong.
    FailureLabel = "failure-label",
    /// The whole of a heading of one part of an exchange.
    BodyHeading = "body-heading",
    /// A word for a part of a request, of which headings are made.
    Part = "part",
    /// A word next to [`Topic::Part`] in such a heading.
    PartWord = "part-word",
    /// A word before a status code that begins a title: "HTTP 200".
    StatusName = "status-name",
    /// Prose promises the status of what is sent.
    PromisesStatus = "promises-status",
    /// The label of what a test expects of the request above it.
    ExpectedResult = "expected-result",
    /// In a condition: what the reader asks for or sends.
    Asks = "asks",
    /// What is sent is what the page has just shown.
    AsShown = "as-shown",
    /// The call that the page is about, beside another one.
    ThisCall = "this-call",
    /// "a `204` is returned": after a code.
    StatusReturned = "status-returned",
    /// Before a code that is returned.
    OneCode = "one-code",
    /// The reader's own server has to respond with a status.
    ReaderMustRespond = "demands-status",
    /// The whole of a heading or label above what states the syntax of a call.
    Definition = "definition",
    /// In a line of prose that may name a status code.
    StatusLine = "status-line",
    /// With [`Topic::Code`]: a list of status codes begins.
    StatusList = "status-list",
    /// See [`Topic::StatusList`].
    Code = "code",
    /// The word right before a status code.
    BeforeCode = "before-code",
    /// The word right before a number that is a quantity.
    BeforeQuantity = "before-quantity",
    /// The label of the code of the response below.
    CodeLabel = "code-label",
    /// A word after a number that does not count anything.
    AfterCode = "after-code",
    /// Right after a status code: what it means is explained.
    DefinesCode = "defines-code",
    /// In place of a body: there is none.
    EmptyBody = "empty-body",
    /// How reason phrases begin.
    Reason = "reason",
    /// What follows a code in place of its reason phrase.
    CodeNoun = "code-noun",
    /// How reason phrases of success begin, as prose writes them.
    Success = "success",
    /// How the heading of a section about responses begins.
    ResponseSection = "response-section",
    /// The label of a URL.
    UrlLabel = "url-label",
    /// The label of a method.
    MethodLabel = "method-label",
    /// An example is not shown whole.
    Shortened = "shortened",
    /// A type inherits from another one.
    Inherits = "inherits",
    /// The same, the name of the other type following.
    InheritsFrom = "inherits-from",
    /// A list of values follows.
    PossibleValues = "possible-values",
    /// The possible values are flags: a value is any number of them, joined by commas.
    CombinableValues = "combinable-values",
    /// A list of all values follows at once.
    OneOfValues = "one-of-values",
    /// The same, if the values are in quotes.
    EitherValue = "either-value",
    /// Before [`Topic::OneOfValues`].
    LeadsToValues = "leads-to-values",
    /// What a value cannot be.
    Denial = "denial",
    /// A failure is that a parameter, which is named beside it, was not given.
    LackingParameter = "lacking-parameter",
    /// Some values of many.
    SuchAs = "such-as",
    /// Right after the last of several values: there are others.
    AndMore = "and-more",
    /// The verb before the values.
    ValuesVerb = "values-verb",
    /// Between two values.
    BetweenValues = "between-values",
    /// Before the last of several values.
    Conjunction = "conjunction",
    /// A value is never `null`.
    NeverNull = "never-null",
    /// The statement before is true only sometimes.
    Condition = "condition",
    /// What is stated about a status is negated.
    Negation = "negation",
    /// The statement about a status has ended.
    NoLonger = "no-longer",
    /// What comes where a condition is not met.
    Otherwise = "otherwise",
    /// Something else may come, beside what is named.
    OtherOutcome = "other-outcome",
    /// In the condition of a status: it is not for the first time.
    Again = "again",
    /// In the condition of a status: it is that the request succeeds.
    SuccessCondition = "success-condition",
    /// Whoever reads the page: what depends on it depends on how a request is made.
    Reader = "reader",
    /// The words right above a response begin so: it comes only on this condition.
    ConditionalResponse = "conditional-response",
    /// The whole text between two routes that do the same.
    Alternative = "alternative",
    /// The same route has another address.
    OtherAddress = "other-address",
    /// A value may be `null`.
    MayBeNull = "may-be-null",
    /// The same, in the description of a member of a response.
    OrNull = "or-null",
    /// A member may be absent.
    MayBeAbsent = "may-be-absent",
    /// A member is never absent after all.
    NeverAbsent = "never-absent",
    /// The names of an object's members are data.
    MapRemark = "map-remark",
    /// The same, and certainly about the names.
    MapKeys = "map-keys",
    /// The same, right after the name of a member.
    MapVerb = "map-verb",
    OtherMapVerb = "other-map-verb",
    MapNoun = "map-noun",
    OnSomething = "on-something",
    /// The whole text between two names about which the same is stated.
    JoinsNames = "joins-names",
    /// Above a list of what is sent.
    SentFields = "sent-fields",
    /// In the name of a structure: a part of what is sent.
    NarrowingPart = "narrowing-part",
    /// With [`Topic::SentFields`]: that is stated about a thing, or about what comes.
    OfThing = "of-thing",
    /// The whole of a remark that a member is required.
    RequiredRemark = "required-remark",
    /// The whole of a remark that a member is read-only.
    ReadOnlyRemark = "read-only-remark",
    /// Heading of a table of permissions.
    PermissionsTable = "permissions-table",
    /// Heading of a table of header fields.
    HeadersTable = "headers-table",
    /// Heading of a table about responses.
    ResponseTable = "response-table",
    /// Heading of a table of parameters.
    ParametersTable = "parameters-table",
    /// Parameters of a URL.
    UrlParameters = "url-parameters",
    /// The whole label of a table of them.
    UrlPart = "url-part",
    /// Heading of a table of relationships.
    RelationshipsTable = "relationships-table",
    /// The whole heading of a table of properties.
    PropertiesTable = "properties-table",
    /// Column of names.
    NameColumn = "name-column",
    /// Column of names of relationships.
    RelationshipColumn = "relationship-column",
    /// Column of types.
    TypeColumn = "type-column",
    /// Column of descriptions.
    DescriptionColumn = "description-column",
    /// Column that says what is required.
    RequiredColumn = "required-column",
    /// Column of the values of header fields.
    ValueColumn = "value-column",
    /// In a heading: the service calls the reader's server.
    IncomingCall = "incoming-call",
    /// Column of an enum's members.
    MemberColumn = "member-column",
    /// Column of an enum's values.
    EnumValueColumn = "enum-value-column",
    /// Column after [`Topic::EnumValueColumn`].
    EnumDescriptionColumn = "enum-description-column",
    /// First word of a heading that does not name an enum.
    EnumHeading = "enum-heading",
    /// "Yes" in a cell.
    Yes = "yes",
    /// In a cell: what the row is about is required.
    Required = "required",
}
