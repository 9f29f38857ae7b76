//! push: publishes an event for each new commit of a push to a branch, in one shape and in UTC.

use jobicolet::json::{self, Value};
use jobicolet::{events, info, Failure};

mod utc;

jobicolet::handler!(handle);

const NO_BRANCH: u64 = 2;
const NO_TIME: u64 = 3;

fn handle(event: &str) -> Result<String, Failure> {
    let push = json::parse(event)?;
    let reference = text(&push["ref"]);
    let branch = reference.strip_prefix("refs/heads/").ok_or_else(|| {
        Failure::new(NO_BRANCH, format!("{} is no branch: only pushes to branches bring commits", reference))
    })?;
    let repository = text(&push["repository"]["full_name"]);

    // What another branch has already brought is not news.
    let is_news = |commit: &&Value| commit["distinct"].as_bool() != Some(false);
    let mut published = 0;
    for commit in push["commits"].items().iter().filter(is_news) {
        events::publish("commit", &normalise(repository, branch, commit)?.to_string())?;
        published += 1;
    }
    info!("{} of {} commits to {} on {}", published, push["commits"].items().len(), repository, branch);

    let summary = json::object([
        ("repository", Value::from(repository)),
        ("branch", branch.into()),
        ("by", push["pusher"]["name"].clone()),
        ("commits", published.into()),
        ("removed", (push["deleted"].as_bool() == Some(true)).into()),
    ]);
    Ok(summary.to_string())
}

fn normalise(repository: &str, branch: &str, commit: &Value) -> Result<Value, Failure> {
    let id = text(&commit["id"]);
    let timestamp = text(&commit["timestamp"]);
    let at = utc::from_rfc3339(timestamp)
        .ok_or_else(|| Failure::new(NO_TIME, format!("commit {}: '{}' is no time", id, timestamp)))?;
    let (subject, body) = text(&commit["message"]).split_once('\n').unwrap_or((text(&commit["message"]), ""));
    let author = &commit["author"];
    let files = ["added", "modified", "removed"].map(|change| (change, commit[change].items().len()));
    Ok(json::object([
        ("id", Value::from(id)),
        ("repository", repository.into()),
        ("branch", branch.into()),
        ("at", at.into()),
        ("author", json::object([("name", author["name"].clone()), ("email", lower_case(&author["email"]))])),
        ("subject", subject.trim().into()),
        ("body", body.trim().into()),
        ("files", json::object(files)),
    ]))
}

/// An address is the same in any case, as far as anybody's mail server cares.
fn lower_case(address: &Value) -> Value {
    address.as_str().map(str::to_ascii_lowercase).into()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
