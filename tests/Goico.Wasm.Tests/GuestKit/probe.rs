//! Asks the host for everything that sdk/rust knows, and answers what came of it, a line each.

use std::time::Duration;

use jobicolet::{config, debug, error, events, http, info, json, key_value, warning, Error, ErrorKind, Failure};

jobicolet::handler!(handle);

fn handle(event: &str) -> Result<String, Failure> {
    let event = json::parse(event)?;
    let text = event["text"].as_str().unwrap_or_default();
    debug!("a debug line");
    info!("{}", text);
    warning!("a warning");
    error!("an error");
    if let Some(message) = event["panic"].as_str() {
        panic!("{}", message);
    }
    if let Some(code) = event["code"].as_u64() {
        return Err(Failure::new(code, text));
    }

    let mut lines = vec![
        json::array([text]).to_string(),
        line(Ok(config::get("GREETING"))),
        line(Ok(config::get("NOTHING"))),
        line(config::secret("TOKEN").map(Some)),
        line(config::secret("NOTHING").map(Some)),
        line(key_value::get("kept")),
        line(key_value::get("nothing")),
        line(key_value::set("new", text).map(|()| None)),
        line(key_value::remove("old").map(|()| None)),
        line(key_value::keys("p/", 2).map(|keys| Some(json::array(keys).to_string()))),
        line(events::publish("told", r#"{"n":1}"#).map(|()| None)),
        line(events::publish("forbidden", "{}").map(|()| None)),
    ];
    let sent = http::post("https://api.example.com/x")
        .header("x-a", "1\"2")
        .body(text)
        .timeout(Duration::from_millis(500))
        .send();
    lines.push(line(sent.map(|response| {
        Some(format!("{} {} {}", response.status, response.header("content-type").unwrap_or("-"), response.text()))
    })));
    lines.push(line(http::get("https://slow.example.com").send().map(|response| Some(response.text()))));
    Ok(lines.join("\n"))
}

fn line(answer: Result<Option<String>, Error>) -> String {
    match answer {
        Ok(Some(text)) => format!("ok {}", text),
        Ok(None) => "nothing".to_owned(),
        Err(refusal) => format!("{} {}", kind(refusal.kind()), refusal),
    }
}

fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotGranted => "not granted:",
        ErrorKind::Invalid => "invalid:",
        ErrorKind::OverLimit => "over a limit:",
        ErrorKind::Failed => "failed:",
        ErrorKind::TimedOut => "timed out:",
    }
}
