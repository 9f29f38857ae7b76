//! Greets whoever the event names.

use jobicolet::{config, info, json, Failure};

jobicolet::handler!(handle);

fn handle(event: &str) -> Result<String, Failure> {
    let person = json::parse(event)?;
    let first = person["firstName"].as_str().unwrap_or_default();
    if first.is_empty() {
        return Err(Failure::new(1, "a greeting needs a name"));
    }
    info!("greeting {}", first);
    let greeting = config::get("GREETING").unwrap_or_else(|| "Good day".to_owned());
    let text = match person["lastName"].as_str() {
        Some(last) => format!("{}, {} {}!", greeting, first, last),
        None => format!("{}, {}!", greeting, first),
    };
    Ok(json::object([("greeting", text)]).to_string())
}

#[cfg(test)]
mod tests {
    use super::handle;

    #[test]
    fn handle_a_person_greets_by_name() {
        let greeting = handle(r#"{"firstName":"Ada","lastName":"Lovelace"}"#).unwrap();

        assert_eq!(r#"{"greeting":"Good day, Ada Lovelace!"}"#, greeting);
    }

    #[test]
    fn handle_nobody_is_refused() {
        assert_eq!("a greeting needs a name", handle(r#"{"firstName":""}"#).unwrap_err().message());
    }
}
