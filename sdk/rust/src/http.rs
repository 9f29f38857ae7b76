//! Requests to the origins that the definition lists under `http`.

use std::time::Duration;

use crate::host::{answer, imports, text, Error};
use crate::json::{self, Value};

/// A request, to be sent.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    timeout: Option<Duration>,
}

/// What came back, whatever its status.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// Names in lower case, and values; a name may come more than once.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

/// A GET request.
pub fn get(url: impl Into<String>) -> Request {
    Request::new("GET", url)
}

/// A POST request.
pub fn post(url: impl Into<String>) -> Request {
    Request::new("POST", url)
}

impl Request {
    /// A request by any method.
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Request {
        Request { method: method.into(), url: url.into(), headers: Vec::new(), body: Vec::new(), timeout: None }
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Request {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body: text, or any bytes.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Request {
        self.body = body.into();
        self
    }

    /// Sets how long it may take; without, it is as long as the host allows.
    pub fn timeout(mut self, timeout: Duration) -> Request {
        self.timeout = Some(timeout);
        self
    }

    /// Sends it. Any response is Ok, whatever its status.
    pub fn send(self) -> Result<Response, Error> {
        let head = self.head().to_string();
        // SAFETY: the host reads the bytes of the head and of the body and nothing else.
        let length = unsafe { imports::http_send(head.as_ptr(), head.len(), self.body.as_ptr(), self.body.len()) };
        let head = text(answer(length)?.unwrap_or_default())?;
        let body = answer(unsafe { imports::http_body() })?.unwrap_or_default();
        let head = json::parse(&head).unwrap_or(Value::Null);
        let headers = head["headers"].items().iter();
        Ok(Response {
            status: head["status"].as_u64().unwrap_or_default() as u16,
            headers: headers.map(|header| (owned(&header[0]), owned(&header[1]))).collect(),
            body,
        })
    }

    fn head(&self) -> Value {
        let headers = self.headers.iter().map(|(name, value)| json::array([name.as_str(), value.as_str()]));
        let mut head = vec![
            ("method", Value::from(self.method.as_str())),
            ("url", Value::from(self.url.as_str())),
            ("headers", json::array(headers)),
        ];
        if let Some(timeout) = self.timeout {
            head.push(("timeoutMs", Value::from(timeout.as_millis() as u64)));
        }
        json::object(head)
    }
}

fn owned(text: &Value) -> String {
    text.as_str().unwrap_or_default().to_owned()
}

impl Response {
    /// Whether the status is 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The first header of a name, which is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }

    /// The body as text, what is not UTF-8 replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
