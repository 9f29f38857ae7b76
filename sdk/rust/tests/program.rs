use jobicolet::{config, events, http, json, key_value, ErrorKind, Failure};

fn number(event: &str) -> Result<u64, Failure> {
    Ok(json::parse(event)?["n"].as_u64().ok_or_else(|| Failure::new(7, "n is missing"))?)
}

#[test]
fn failure_of_any_error_has_code_1_and_its_words() {
    let failure = number("{").unwrap_err();

    assert_eq!((1, "not JSON: a name wanted after 1 bytes"), (failure.code(), failure.message()));
}

#[test]
fn failure_with_code_0_would_be_success() {
    assert_eq!(7, number("{}").unwrap_err().code());
    assert_eq!(1, Failure::new(0, "").code());
}

#[test]
fn capabilities_without_a_host_are_refused_in_words() {
    let refusals = [
        key_value::get("k").unwrap_err(),
        key_value::set("k", "v").unwrap_err(),
        key_value::remove("k").unwrap_err(),
        key_value::keys("", 9).unwrap_err(),
        events::publish("e", "{}").unwrap_err(),
        http::get("https://example.com").header("accept", "*/*").send().unwrap_err(),
    ];

    for refusal in refusals {
        assert_eq!(ErrorKind::NotGranted, refusal.kind());
        assert_eq!("There is no host outside of WebAssembly.", refusal.to_string());
    }
}

#[test]
fn config_without_a_host_is_the_environment() {
    std::env::set_var("GREETING", "Good day");

    assert_eq!(Some("Good day".to_owned()), config::get("GREETING"));
    assert_eq!("Good day", config::secret("GREETING").unwrap());
    assert_eq!(None, config::get("NO_SUCH_NAME"));
    assert_eq!("There is no secret 'NO_SUCH_NAME'.", config::secret("NO_SUCH_NAME").unwrap_err().message());
}
