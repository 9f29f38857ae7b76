//! commit, push-normalised: writes the line that a chat channel shows.

use jobicolet::json::{self, Value};
use jobicolet::{config, info, Failure};

jobicolet::handler!(handle);

fn handle(event: &str) -> Result<String, Failure> {
    let news = json::parse(event)?;
    // One program for two events: which one it is, the host says.
    let line = match config::get("JOBICO_EVENT").as_deref() {
        Some("commit") => commit(&news),
        _ => push(&news),
    };
    info!("{}", line);
    Ok(json::object([("line", line)]).to_string())
}

fn commit(commit: &Value) -> String {
    let files: u64 = commit["files"].members().iter().filter_map(|(_, count)| count.as_u64()).sum();
    format!(
        "{}: {} ({}, {})",
        text(&commit["id"]).get(..7).unwrap_or_default(),
        text(&commit["subject"]),
        text(&commit["author"]["name"]),
        counted(files, "file"),
    )
}

fn push(push: &Value) -> String {
    let (repository, branch) = (text(&push["repository"]), text(&push["branch"]));
    let by = push["by"].as_str().unwrap_or("somebody");
    if push["removed"].as_bool() == Some(true) {
        return format!("{} removed {} from {}", by, branch, repository);
    }
    let commits = counted(push["commits"].as_u64().unwrap_or_default(), "new commit");
    format!("{} pushed {} to {} on {}", by, commits, repository, branch)
}

fn counted(number: u64, what: &str) -> String {
    format!("{} {}{}", number, what, if number == 1 { "" } else { "s" })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
